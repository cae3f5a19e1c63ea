"""The time of a supervisory authority: when to remind it, when its silence opens the way to a court, and how long that way stays open.

The three months of GDPR Art. 78(2) run from the authority's receipt of the complaint and anew from each information on its progress; an
acknowledgement is none. For the CNIL, three months of silence are a rejection (décret 2019-536 Art. 10), unless it informed or went on with
the matter (CE 465229), and two further months lead to the Conseil d'État (CJA R421-1, R421-2, R421-7).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypedDict, TypeVar

from app.law.assessment import Warning_
from app.law.events import (
    AuthorityAcknowledged,
    AuthorityDecided,
    AuthorityInformed,
    AuthorityOutcome,
    AuthorityReminded,
    ComplaintFiled,
    CourtSeized,
    Event,
)
from app.law.fact import Fact
from app.law.facts import Facts
from app.law.periods import ImpossibleDates, days_after, months_after
from app.law.places import OWN_CODES, canonical, state_of
from app.law.rights import Right

CNIL = "fr-cnil"
REMIND_DAYS = 70
"""Ten weeks without news: a policy, to be heard before silence becomes a rejection."""
SILENCE_MONTHS, COURT_MONTHS = 3, 2
"""Art. 78(2) GDPR and décret 2019-536 Art. 10; CJA R421-1 and R421-2."""
OVERSEAS_MONTHS, ABROAD_MONTHS = 1, 2
"""More time for whom lives far from the court: CJA R421-7."""
UNSTATED_MONTHS = 12
"""Where a decision states no remedies, the two months do not run (CJA R421-5), but one year is the reasonable limit (CE, Czabaj)."""
MINOR_DAYS = 21
"""LIL Art. 51 II: the CNIL decides on a minor's erasure within three weeks."""

OVERSEAS = frozenset(place for place in OWN_CODES.values() if state_of(place) == "FR")

E = TypeVar("E", bound=Event)


@dataclass(frozen=True)
class AuthorityClock:
    """A complaint and the dates that follow. `began` is its receipt by the authority (`presumed`: its filing), `since` the latest news.

    `remind_on` and `silent_on` are None once it decided, or beyond the calendars. `court_by` is the last day to go to court, None while
    there is nothing to attack and where another law than the French says. `stated` is False where the decision does not name the remedies:
    `unopposed` is then the day on which the two months would have ended. `minor_by` ends the three weeks for a minor's erasure.
    """

    filed: Fact[ComplaintFiled]
    began: date
    presumed: bool
    since: date
    informed: Fact[AuthorityInformed] | None = None
    decided: Fact[AuthorityDecided] | None = None
    reminded: Fact[AuthorityReminded] | None = None
    seized: Fact[CourtSeized] | None = None
    remind_on: date | None = None
    silent_on: date | None = None
    court_by: date | None = None
    unopposed: date | None = None
    minor_by: date | None = None
    warnings: tuple[Warning_, ...] = ()

    @property
    def is_cnil(self) -> bool:
        """Whether French law says what its silence means."""
        return self.filed.event.authority == CNIL

    def silent(self, today: date) -> bool:
        """Whether three months went by without news or decision."""
        return self.decided is None and self.silent_on is not None and today > self.silent_on


def authority_dates(day: date, distance: int = 0) -> Mapping[str, date]:
    """What three months of silence from `day` on lead to; `distance` adds months for the way to court. Empty beyond the calendars."""
    try:
        silent_on = months_after(day, SILENCE_MONTHS)
        return {
            "remind_on": days_after(day, REMIND_DAYS),
            "silent_on": silent_on,
            "act_by": months_after(silent_on, COURT_MONTHS + distance),
            "minor_by": days_after(day, MINOR_DAYS),
        }
    except ImpossibleDates:
        return {}


def authority_clock(facts: Facts) -> AuthorityClock | None:
    """The clock of the complaint that counts: the first one, or the first after the authority's last decision; None without any."""
    if facts.complaint is None:
        return None
    filings, decisions = facts.all(ComplaintFiled), facts.all(AuthorityDecided)
    last = decisions[-1].on if decisions else date.min
    filed = next((filing for filing in filings if filing.on > last), filings[0])
    mine = [d for d in decisions if d.on >= filed.on]
    received = [a for a in facts.all(AuthorityAcknowledged) if a.on >= filed.on and a.event.received_on]
    began = next((day for a in received if (day := a.event.received_on) and day >= filed.on), None)
    informed = _latest(facts.all(AuthorityInformed), filed.on)
    since = max(began or filed.on, informed.on if informed else date.min)
    return AuthorityClock(
        filed=filed,
        began=began or filed.on,
        presumed=began is None,
        since=since,
        informed=informed,
        decided=mine[-1] if mine else None,
        reminded=_latest(facts.all(AuthorityReminded), since),
        seized=_latest(facts.all(CourtSeized), filed.on),
        warnings=_warnings(facts, filed, mine, received),
        **_dates(facts, filed, began or filed.on, since, mine[-1] if mine else None),
    )


class _Dates(TypedDict, total=False):
    remind_on: date | None
    silent_on: date | None
    court_by: date | None
    unopposed: date | None
    minor_by: date | None


def _dates(facts: Facts, filed: Fact[ComplaintFiled], began: date, since: date, decided: Fact[AuthorityDecided] | None) -> _Dates:
    distance = _distance(facts.opened.subject_place if facts.opened else "FR")
    cnil = filed.event.authority == CNIL
    if decided is not None:
        return _to_court(decided, distance) if cnil and decided.event.outcome is not AuthorityOutcome.UPHELD else {}
    dates = authority_dates(since, distance)
    minor = cnil and facts.right is Right.ERASURE and facts.opened is not None and facts.opened.minor
    return {
        "remind_on": dates.get("remind_on"),
        "silent_on": dates.get("silent_on"),
        "court_by": dates.get("act_by") if cnil else None,
        "minor_by": authority_dates(began).get("minor_by") if minor else None,
    }


def _to_court(decided: Fact[AuthorityDecided], distance: int) -> _Dates:
    """Two months from the decision; a year where it does not state the remedies, since the two months do not run then."""
    try:
        by = months_after(decided.on, COURT_MONTHS + distance)
        if decided.event.remedies_stated is False:
            return {"court_by": months_after(decided.on, UNSTATED_MONTHS), "unopposed": by}
    except ImpossibleDates:
        return {}
    return {"court_by": by}


def _distance(place: str) -> int:
    """Months more for residents of overseas France or of another State."""
    place = canonical(place)
    if state_of(place) != "FR":
        return ABROAD_MONTHS if place else 0
    return OVERSEAS_MONTHS if place in OVERSEAS else 0


def _latest(found: Sequence[Fact[E]], since: date) -> Fact[E] | None:
    return next((fact for fact in reversed(found) if fact.on >= since), None)


def _warnings(
    facts: Facts, filed: Fact[ComplaintFiled], decisions: Sequence[Fact[AuthorityDecided]], received: Sequence[Fact[AuthorityAcknowledged]]
) -> tuple[Warning_, ...]:
    found = []
    for fact in received:
        if (day := fact.event.received_on) and day < filed.on:
            found.append(Warning_("authority_received_early", {"on": day, "filed": filed.on}, (fact.id,)))
    others = tuple(f.id for f in _news(facts) if f.event.authority != filed.event.authority)
    found += [Warning_("another_authority", records=others)] if others else []
    outcomes = {d.event.outcome for d in decisions}
    found += [Warning_("decided_again", records=tuple(d.id for d in decisions))] if len(outcomes) > 1 else []
    return tuple(found)


def _news(facts: Facts) -> list[Fact[AuthorityAcknowledged] | Fact[AuthorityInformed] | Fact[AuthorityDecided] | Fact[AuthorityReminded]]:
    """What passes between the person and the authority; each names the authority."""
    return [
        *facts.all(AuthorityAcknowledged),
        *facts.all(AuthorityInformed),
        *facts.all(AuthorityDecided),
        *facts.all(AuthorityReminded),
    ]


def news_without_complaint(facts: Facts) -> tuple[Warning_, ...]:
    """Warnings for what an authority wrote before any complaint to it is recorded."""
    first = facts.complaint.on if facts.complaint else date.max
    early = [f for f in (*_news(facts), *facts.all(CourtSeized)) if f.on < first]
    return tuple(Warning_("authority_without_complaint", {"on": f.on}, (f.id,)) for f in sorted(early, key=lambda f: (f.on, f.id)))
