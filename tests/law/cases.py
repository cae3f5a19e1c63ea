"""Cases of 2026 in few words: days without their year, events without their usual details."""

from datetime import UTC, date, datetime

from app.law.events import (
    AuthorityAcknowledged,
    AuthorityDecided,
    AuthorityInformed,
    AuthorityOutcome,
    AuthorityReminded,
    CaseOpened,
    Channel,
    ComplaintFiled,
    Event,
    Recorded,
    ReminderSent,
    ReplyNature,
    ReplyReceived,
    RequestReceived,
    RequestReturned,
    RequestSent,
    ReturnReason,
)
from app.law.lifecycle import Action, Alert, Assessment, Breach, NextStep, assess
from app.law.rights import Right
from app.platform.calendars import PublicHolidays

CALENDARS = PublicHolidays()
NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)


def day(text: str) -> date:
    """ "03-05" is 5 March 2026, "27-02-15" is 15 February 2027."""
    return date.fromisoformat(f"2026-{text}" if len(text) == 5 else f"20{text}")


def opened(right: Right = Right.ACCESS, place: str = "FR", *, minor: bool = False, lives: str = "FR") -> CaseOpened:
    union = place not in ("US", "JP")
    return CaseOpened(on=day("03-01"), right=right, controller_place=place, union_establishment=union, subject_place=lives, minor=minor)


def sent(on: str, channel: Channel = Channel.EMAIL) -> RequestSent:
    return RequestSent(on=day(on), channel=channel)


def received(on: str, latest: str = "") -> RequestReceived:
    return RequestReceived(on=day(on), latest=day(latest) if latest else None)


def returned(on: str, reason: ReturnReason = ReturnReason.WRONG_ADDRESS, presented: str = "") -> RequestReturned:
    return RequestReturned(on=day(on), reason=reason, presented=day(presented) if presented else None)


def reply(on: str, nature: ReplyNature) -> ReplyReceived:
    return ReplyReceived(on=day(on), nature=nature)


def letter(on: str, kind: str, until: str = "") -> ReminderSent:
    return ReminderSent(on=day(on), letter=kind, channel=Channel.EMAIL, until=day(until) if until else None)


def filed(on: str, authority: str = "fr-cnil") -> ComplaintFiled:
    return ComplaintFiled(on=day(on), authority=authority)


def confirmed(on: str, received_on: str = "", authority: str = "fr-cnil") -> AuthorityAcknowledged:
    return AuthorityAcknowledged(on=day(on), authority=authority, received_on=day(received_on) if received_on else None)


def informed(on: str) -> AuthorityInformed:
    return AuthorityInformed(on=day(on), authority="fr-cnil")


def reminded(on: str) -> AuthorityReminded:
    return AuthorityReminded(on=day(on), authority="fr-cnil", channel=Channel.WEB_FORM)


def decided(on: str, outcome: AuthorityOutcome, *, stated: bool | None = None, authority: str = "fr-cnil") -> AuthorityDecided:
    return AuthorityDecided(on=day(on), authority=authority, outcome=outcome, remedies_stated=stated)


def records(*events: Event) -> list[Recorded]:
    return [Recorded(id=f"r{n}", sequence=n, recorded_at=NOON, event=event) for n, event in enumerate(events)]


def on(today: str, *events: Event, case: CaseOpened | None = None) -> Assessment:
    """The assessment of a case that begins with `case`, access to a French controller unless told otherwise."""
    return assess(records(case or opened(), *events), day(today), CALENDARS)


def breach(found: Assessment, code: str) -> Breach | None:
    return next((b for b in found.breaches if b.code == code), None)


def actions(found: Assessment) -> list[Action]:
    return [step.action for step in found.next_steps]


def step(found: Assessment, action: Action) -> NextStep:
    return next(step for step in found.next_steps if step.action is action)


def opens(found: Assessment, action: Action) -> date | None:
    return step(found, action).available_from


def alert(found: Assessment, code: str) -> Alert | None:
    return next((each for each in found.alerts if each.code == code), None)


def told(found: Assessment) -> list[tuple[str, date]]:
    """Codes of the alerts with the days from which on they are given."""
    return [(each.code, each.on) for each in found.alerts]


def warned(found: Assessment) -> set[str]:
    return {warning.code for warning in found.warnings}
