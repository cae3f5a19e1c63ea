"""What an infringement may cost a controller, and what the decisions against Clearview AI came to. Nothing is stored."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query
from pydantic import ConfigDict, Field

from app.api.bodies import JsonRoute
from app.api.problems import documented
from app.api.sessions import Reader
from app.api.wire import Day, Strict
from app.complaints.amounts import MOST, Accrued, AmountsQuestion, work_out
from app.law.sanctions import PENALTY_A_DAY, PRODUCTION_A_DAY, SIMPLIFIED_A_DAY, SIMPLIFIED_FINE, Cap, PeriodReading, Sanction, sanctions
from app.platform.i18n import Translator

router = APIRouter(tags=["law"], route_class=JsonRoute)

Euros = Annotated[int, Field(ge=0, le=MOST, strict=False)]


class AmountsQuery(Strict):
    """The whole question, under the names that the page /amounts has for it too. Sums are whole euros."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    undertaking: Literal["yes", "no"] = "yes"
    turnover: Euros | None = Field(default=None, description="Worldwide turnover of the whole group in the year before.")
    rate: Euros | None = Field(default=None, description="Of a penalty, for each day or month.")
    start: Day | None = None
    until: Day | None = None
    period: Literal["day", "month"] = "day"
    cap: Euros | None = Field(default=None, description="The most that the penalty may come to.")


class CapOut(Strict):
    """The most that a fine may be, in euros."""

    tier: str
    article: str
    amount: int
    fixed: int
    percent: int
    of_turnover: bool


class AccruedOut(Strict):
    """A penalty run up, in euros. It is owed only as far as the authority liquidates it."""

    amount: int
    capped: bool


class FrenchOut(Strict):
    """Ceilings of French law, in euros (LIL 20 and 22-1)."""

    penalty_a_day: int = PENALTY_A_DAY
    simplified_fine: int = SIMPLIFIED_FINE
    simplified_a_day: int = SIMPLIFIED_A_DAY
    production_a_day: int = PRODUCTION_A_DAY


class ReadingOut(Strict):
    """One way to count the days of a penalty; `matches` where it gives what was liquidated."""

    first: str
    last: str
    days: int
    rate: int
    amount: int
    official: bool
    matches: bool
    why: str


class SanctionOut(Strict):
    """A decision against a controller, as far as money is concerned."""

    slug: str
    controller: str
    authority: str
    on: str
    reference: str
    title: str
    currency: str
    fine: int
    liquidated: int
    most_of_orders: int | None
    readings: list[ReadingOut]
    standing: str
    articles: list[str]
    sources: list[str]


class AmountsOut(Strict):
    """What an authority may do, not what it will."""

    caps: list[CapOut]
    penalty: AccruedOut | None
    france: FrenchOut
    ledger: list[SanctionOut]


@router.get("/amounts", responses=documented(422))
def amounts(asked: Annotated[AmountsQuery, Query()], t: Reader) -> AmountsOut:
    """Caps by turnover, a penalty by the day, and the decisions that we know of; the address is the whole question."""
    given = asked.model_dump() | {"undertaking": asked.undertaking == "yes"}
    found = work_out(AmountsQuestion(**given))
    return AmountsOut(
        caps=[_cap(cap) for cap in found.caps],
        penalty=_accrued(found.accrued) if found.accrued else None,
        france=FrenchOut(),
        ledger=[_sanction(entry, t) for entry in sanctions()],
    )


def _cap(cap: Cap) -> CapOut:
    return CapOut(
        tier=cap.tier.value, article=cap.article, amount=cap.amount, fixed=cap.fixed, percent=cap.percent, of_turnover=cap.of_turnover
    )


def _accrued(found: Accrued) -> AccruedOut:
    return AccruedOut(amount=found.amount, capped=found.capped)


def _sanction(entry: Sanction, t: Translator) -> SanctionOut:
    return SanctionOut(
        slug=entry.slug,
        controller=entry.controller,
        authority=entry.authority,
        on=entry.on.isoformat(),
        reference=entry.reference,
        title=entry.title[t.language],
        currency=entry.currency,
        fine=entry.fine,
        liquidated=entry.liquidated,
        most_of_orders=entry.most_of_orders,
        readings=[_reading(reading, entry, t) for reading in entry.readings],
        standing=entry.standing[t.language] if entry.standing else "",
        articles=list(entry.articles),
        sources=[source.ref for source in entry.sources],
    )


def _reading(reading: PeriodReading, entry: Sanction, t: Translator) -> ReadingOut:
    return ReadingOut(
        first=reading.first.isoformat(),
        last=reading.last.isoformat(),
        days=reading.days,
        rate=reading.rate,
        amount=reading.amount,
        official=reading.official,
        matches=reading in entry.matching,
        why=reading.why[t.language],
    )
