"""What an infringement can cost: the caps of fines, penalty payments by the day, and what authorities really liquidated.

Nothing here is a forecast: an authority may impose less, or nothing, and nobody has a right to another's fine. Amounts are whole units of
their currency, percentages are of the worldwide turnover of the preceding financial year.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from typing import Any

from app.law.tables import Source, Table, folder


class Tier(StrEnum):
    """The two tiers of Art. 83 GDPR: its paragraph 4, and its paragraphs 5 and 6."""

    LOWER = "lower"
    UPPER = "upper"


@dataclass(frozen=True)
class Cap:
    """The most that a fine may be: `amount` euros; `of_turnover` tells that the percentage gave it, and not the fixed sum."""

    tier: Tier
    amount: int
    fixed: int
    percent: int
    of_turnover: bool
    article: str


FIXED = {Tier.LOWER: 10_000_000, Tier.UPPER: 20_000_000}
PERCENT = {Tier.LOWER: 2, Tier.UPPER: 4}
ARTICLE = {Tier.LOWER: "GDPR Art. 83(4)", Tier.UPPER: "GDPR Art. 83(5)"}

# Art. 83(4): obligations of controllers and processors (8, 11, 25 to 39, 42, 43), of certifying and of monitoring bodies.
LOWER_TIER = frozenset({8, 11, *range(25, 40), 41, 42, 43})
# Art. 83(5): principles and lawfulness (5 to 7, 9), rights (12 to 22), transfers (44 to 49), orders and access of the authority (58).
UPPER_TIER = frozenset({5, 6, 7, 9, *range(12, 23), *range(44, 50), 58})

PENALTY_A_DAY = 100_000
"""Euros a day at most, for an injunction of the CNIL (LIL 20 IV 2°; not against the State)."""

SIMPLIFIED_FINE, SIMPLIFIED_A_DAY = 20_000, 100
"""Euros at most in the CNIL's simplified procedure (LIL 22-1): the fine, and the penalty for each day."""

PRODUCTION_A_DAY = 100
"""Euros a day at most for not handing over what the CNIL asks for (LIL 20)."""


def tier_of(article: int) -> Tier | None:
    """The tier of an infringement of that Article of the GDPR; None where Art. 83 names no fine for it."""
    if article in UPPER_TIER:
        return Tier.UPPER
    return Tier.LOWER if article in LOWER_TIER else None


def gravest(articles: Iterable[int]) -> Tier | None:
    """The tier that caps linked infringements together: that of the gravest one. GDPR Art. 83(3)."""
    found = {tier_of(article) for article in articles}
    return next((tier for tier in (Tier.UPPER, Tier.LOWER) if tier in found), None)


def fine_cap(tier: Tier, *, undertaking: bool, turnover: int | None = None) -> Cap:
    """The cap of a fine: the fixed sum, or for an undertaking the percentage of its turnover where that is more. GDPR Art. 83(4) to (6).

    `turnover` is that of the whole group, in euros: an undertaking is what competition law calls one (CJEU, C-383/23). Where it is not
    known, the fixed sum is what can be said. Raises ValueError for a negative turnover.
    """
    if turnover is not None and turnover < 0:
        raise ValueError("a turnover is not negative")
    share = turnover * PERCENT[tier] // 100 if undertaking and turnover is not None else 0
    amount = max(FIXED[tier], share)
    return Cap(tier, amount, FIXED[tier], PERCENT[tier], share > FIXED[tier], ARTICLE[tier])


@dataclass(frozen=True, kw_only=True)
class Penalty:
    """A penalty payment: `rate` for each `period` begun ("day", "month") from `start` on, in all `cap` at most where one was set.

    It is owed only once, and as far as, the authority liquidates it; it may lower it.
    """

    rate: int
    start: date
    period: str = "day"
    cap: int | None = None

    def accrued(self, until: date) -> int:
        """What has run up by the end of the day `until`: nothing before `start`, `cap` at most."""
        if until < self.start:
            return 0
        units = (until - self.start).days + 1 if self.period == "day" else _months(self.start, until)
        return min(units * self.rate, self.cap) if self.cap is not None else units * self.rate


@dataclass(frozen=True, kw_only=True)
class PeriodReading:
    """One way to read the days for which a penalty was liquidated, both days included; `why` says where it comes from, by language."""

    first: date
    last: date
    rate: int
    official: bool
    why: Mapping[str, str]
    sources: tuple[Source, ...]

    @property
    def days(self) -> int:
        """Days from the first to the last, both counted."""
        return (self.last - self.first).days + 1

    @property
    def amount(self) -> int:
        """What that many days come to."""
        return self.days * self.rate


@dataclass(frozen=True, kw_only=True)
class Order:
    """A penalty that an authority attached to an order: `rate` for each `period`, `cap` at most."""

    about: Mapping[str, str]
    rate: int
    period: str
    cap: int | None
    times: int = 1

    @property
    def maximum(self) -> int | None:
        """The most that it can come to, for all orders alike; None where no cap was set."""
        return None if self.cap is None else self.cap * self.times


@dataclass(frozen=True, kw_only=True)
class Sanction:
    """A decision of an authority against a controller, as far as money is concerned. `slug` is the file's name.

    `liquidated` is what of a penalty was called in; `readings` are the ways to count its days. Amounts are in `currency`. `articles` are
    those found infringed, where our sources name them.
    """

    slug: str
    controller: str
    authority: str
    on: date
    reference: str
    title: Mapping[str, str]
    currency: str
    fine: int
    liquidated: int
    liquidated_on: date | None
    articles: tuple[str, ...]
    orders: tuple[Order, ...]
    readings: tuple[PeriodReading, ...]
    standing: Mapping[str, str] | None
    sources: tuple[Source, ...]
    checked: date

    @property
    def matching(self) -> tuple[PeriodReading, ...]:
        """The readings of the period that give the amount which was liquidated."""
        return tuple(reading for reading in self.readings if reading.amount == self.liquidated)

    @property
    def most_of_orders(self) -> int | None:
        """The most that its orders can cost together; None without orders, or where one has no cap."""
        maxima = [order.maximum for order in self.orders]
        return None if not maxima or None in maxima else sum(m for m in maxima if m is not None)


def sanctions(controller: str | None = None) -> tuple[Sanction, ...]:
    """Every decision that has a file, of one controller (its slug) or of all, the oldest first."""
    found = [entry for entry in _entries() if controller in (None, entry.controller)]
    return tuple(sorted(found, key=lambda entry: (entry.on, entry.slug)))


def read(table: Table) -> Sanction:
    """The decision that one file describes. Raises LawDataError naming the file and the key."""
    found = Sanction(
        slug=table.file.rpartition("/")[2].removesuffix(".toml"),
        controller=table.text("controller"),
        authority=table.text("authority"),
        on=table.day("on"),
        reference=table.text("reference"),
        title=table.bilingual("title"),
        currency=table.text("currency"),
        fine=table.number("fine", default=0),
        liquidated=table.number("liquidated", default=0),
        liquidated_on=table.day("liquidated_on") if table.has("liquidated_on") else None,
        articles=table.articles("articles") if table.has("articles") else (),
        orders=tuple(map(_order, table.tables("orders"))) if table.has("orders") else (),
        readings=tuple(map(_reading, table.tables("readings"))) if table.has("readings") else (),
        standing=table.bilingual("standing") if table.has("standing") else None,
        sources=table.sources("sources"),
        checked=table.day("checked"),
    )
    table.finish()
    return found


@cache
def _entries() -> tuple[Sanction, ...]:
    return tuple(map(read, folder("sanctions")))


def _order(table: Table) -> Order:
    period = table.text("period")
    if period not in {"day", "month"}:
        raise table.error("period", "must be “day” or “month”")
    cap = table.number("cap", default=0)
    made: dict[str, Any] = {"rate": table.number("rate", default=0), "times": table.number("times", default=1)}
    order = Order(about=table.bilingual("about"), period=period, cap=cap or None, **made)
    table.finish()
    return order


def _reading(table: Table) -> PeriodReading:
    reading = PeriodReading(
        first=table.day("first"),
        last=table.day("last"),
        rate=table.number("rate", default=0),
        official=table.flag("official", default=False),
        why=table.bilingual("why"),
        sources=table.sources("sources"),
    )
    if reading.last < reading.first:
        raise table.error("last", "must not be before “first”")
    table.finish()
    return reading


def _months(start: date, until: date) -> int:
    """Months begun from `start` to the day `until`, both included."""
    after = until + timedelta(days=1)
    full = (after.year - start.year) * 12 + after.month - start.month
    return full + 1 if after.day > start.day else max(full, 1)
