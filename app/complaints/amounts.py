"""What an infringement may cost: caps by turnover, and a penalty as it runs up. What an authority may do, never what it will."""

from dataclasses import dataclass
from datetime import date

from app.law.sanctions import Cap, Penalty, Tier, fine_cap
from app.platform.errors import InvalidInput, msg

MOST = 10**15
"""Euros; more than any group turns over."""

NOT_AN_AMOUNT = msg("Give a whole number of euros, from 0 to {most}.")
PENALTY_INCOMPLETE = msg("A penalty needs its rate, its first day and the day until which it is counted.")
ENDS_BEFORE = msg("This day is before the first one.")
NOT_A_PERIOD = msg("A penalty runs by the day or by the month.")
PERIODS = ("day", "month")


@dataclass(frozen=True, kw_only=True)
class AmountsQuestion:
    """What is asked: `turnover` is that of the whole group in the year before, None where unknown. All sums are whole euros.

    A penalty is asked for by `rate`, `start` and `until` together; `cap` is the most that it may come to, where one was set.
    """

    undertaking: bool = True
    turnover: int | None = None
    rate: int | None = None
    start: date | None = None
    until: date | None = None
    period: str = "day"
    cap: int | None = None


@dataclass(frozen=True)
class Accrued:
    """A penalty that has run up to `amount` euros by the end of `until`; `capped` where its cap stopped it."""

    penalty: Penalty
    until: date
    amount: int
    capped: bool


@dataclass(frozen=True)
class Amounts:
    """The caps of both tiers, the upper one first, and the penalty if one was asked for."""

    caps: tuple[Cap, ...]
    accrued: Accrued | None


def work_out(question: AmountsQuestion) -> Amounts:
    """The sums. Raises InvalidInput naming the field of the question."""
    for field in ("turnover", "rate", "cap"):
        check_amount(field, getattr(question, field))
    tiers = (Tier.UPPER, Tier.LOWER)
    caps = tuple(fine_cap(tier, undertaking=question.undertaking, turnover=question.turnover) for tier in tiers)
    return Amounts(caps, _accrued(question))


def check_amount(field: str, amount: int | None) -> None:
    """Refuse a sum that is none. Raises InvalidInput naming the field."""
    if amount is not None and not 0 <= amount <= MOST:
        raise InvalidInput(field, NOT_AN_AMOUNT, most=MOST)


def _accrued(question: AmountsQuestion) -> Accrued | None:
    given = {"rate": question.rate, "start": question.start, "until": question.until}
    if all(value is None for value in (*given.values(), question.cap)):
        return None
    if question.rate is None or question.start is None or question.until is None:
        raise InvalidInput(next(name for name, value in given.items() if value is None), PENALTY_INCOMPLETE)
    if question.until < question.start:
        raise InvalidInput("until", ENDS_BEFORE)
    if question.period not in PERIODS:
        raise InvalidInput("period", NOT_A_PERIOD)
    penalty = Penalty(rate=question.rate, start=question.start, period=question.period, cap=question.cap)
    amount = penalty.accrued(question.until)
    return Accrued(penalty, question.until, amount, amount == question.cap)
