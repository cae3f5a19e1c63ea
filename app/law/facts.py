"""The records of a case as facts: what counts on a given day, in an order that does not depend on when anything was written down."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Generic, TypeVar

from app.law.assessment import Warning_
from app.law.deadlines import Pause
from app.law.events import (
    KINDS,
    CaseClosed,
    CaseOpened,
    ComplaintFiled,
    Event,
    ExtensionNotified,
    FindingConfirmed,
    IdentityAsked,
    IdentityGiven,
    LetterDrafted,
    Recorded,
    ReminderSent,
    ReplyNature,
    ReplyReceived,
    RequestReceived,
    RequestRefused,
    RequestSent,
    standing,
)
from app.law.rights import Right

E = TypeVar("E", bound=Event)

_RANK = {kind: rank for rank, kind in enumerate(KINDS)}
"""Order of events of one day: the one in which they usually happen."""

SUBSTANTIVE = (ReplyNature.PARTIAL, ReplyNature.COMPLETE)


@dataclass(frozen=True)
class Fact(Generic[E]):
    """A record that counts, with its event's type."""

    id: str
    event: E

    @property
    def on(self) -> date:
        """The day it happened."""
        return self.event.on


@dataclass(frozen=True)
class Facts:
    """Records that stand and are not dated after the day of the assessment; `coming` are the days on which the others begin to count."""

    records: tuple[Recorded, ...]
    coming: tuple[date, ...] = ()
    warnings: tuple[Warning_, ...] = field(default=())

    def all(self, kind: type[E]) -> tuple[Fact[E], ...]:
        """Facts of one kind, the earliest first."""
        return tuple(Fact(r.id, r.event) for r in self.records if isinstance(r.event, kind))

    def first(self, kind: type[E]) -> Fact[E] | None:
        """The earliest fact of that kind."""
        return next(iter(self.all(kind)), None)

    def last(self, kind: type[E]) -> Fact[E] | None:
        """The latest fact of that kind."""
        return next(iter(reversed(self.all(kind))), None)

    @cached_property
    def opened(self) -> CaseOpened | None:
        """What the case began with."""
        fact = self.first(CaseOpened)
        return fact.event if fact else None

    @property
    def right(self) -> Right:
        """The right exercised; access where the opening is missing, since erasure usually follows it."""
        return self.opened.right if self.opened else Right.ACCESS

    @cached_property
    def sends(self) -> tuple[Fact[RequestSent], ...]:
        """Every time the request left."""
        return self.all(RequestSent)

    @cached_property
    def receipts(self) -> tuple[Fact[RequestReceived], ...]:
        """Recorded receipts."""
        return self.all(RequestReceived)

    @cached_property
    def replies(self) -> tuple[Fact[ReplyReceived], ...]:
        """Everything that came back, acknowledgements included."""
        return self.all(ReplyReceived)

    @cached_property
    def answers(self) -> tuple[Fact[ReplyReceived], ...]:
        """Replies on the substance. An acknowledgement or a message nobody classified is none: they neither stop nor delay the clock."""
        return tuple(r for r in self.replies if r.event.nature in SUBSTANTIVE)

    @cached_property
    def complete(self) -> Fact[ReplyReceived] | None:
        """The first reply that the person calls complete."""
        return next((r for r in self.answers if r.event.nature is ReplyNature.COMPLETE), None)

    @cached_property
    def refusal(self) -> Fact[RequestRefused] | None:
        """The first express refusal."""
        return self.first(RequestRefused)

    @cached_property
    def decisions(self) -> tuple[Fact[ReplyReceived] | Fact[RequestRefused], ...]:
        """Answers on the substance and refusals, in order."""
        found: list[Fact[ReplyReceived] | Fact[RequestRefused]] = [*self.answers, *self.all(RequestRefused)]
        return tuple(sorted(found, key=lambda fact: fact.on))

    @cached_property
    def findings(self) -> tuple[Fact[FindingConfirmed], ...]:
        """Limits that the person confirmed."""
        return self.all(FindingConfirmed)

    @cached_property
    def notices(self) -> tuple[Fact[ExtensionNotified], ...]:
        """Announcements of two further months."""
        return self.all(ExtensionNotified)

    @cached_property
    def reminders(self) -> tuple[Fact[ReminderSent], ...]:
        """Follow-up letters sent."""
        return self.all(ReminderSent)

    @cached_property
    def complaint(self) -> Fact[ComplaintFiled] | None:
        """The first complaint filed."""
        return self.first(ComplaintFiled)

    @property
    def complaint_drafted(self) -> bool:
        """Whether a complaint was written, sent or not."""
        return any(fact.event.letter.startswith("complaint") for fact in self.all(LetterDrafted))

    @cached_property
    def closed(self) -> Fact[CaseClosed] | None:
        """How the person closed the case, if so: the last word counts."""
        return self.last(CaseClosed)

    @property
    def unread(self) -> Fact[ReplyReceived] | None:
        """The latest message that nobody classified, unless an answer came after it."""
        others = [r for r in self.replies if r.event.nature is ReplyNature.OTHER]
        latest = others[-1] if others else None
        return None if latest and any(d.on > latest.on for d in self.decisions) else latest

    @cached_property
    def questions(self) -> tuple[Pause, ...]:
        """Questions with their answers. A question that a decision overtook ends there: the controller no longer waited for an answer."""
        pauses: list[Pause] = []
        asked: date | None = None
        turns = sorted([*self.all(IdentityAsked), *self.all(IdentityGiven), *self.decisions], key=lambda fact: fact.on)
        for fact in turns:
            if isinstance(fact.event, IdentityAsked):
                asked = asked or fact.on
            elif asked:
                pauses.append(Pause(asked, fact.on))
                asked = None
        return tuple([*pauses, Pause(asked, None)] if asked else pauses)

    @property
    def question_open(self) -> Pause | None:
        """The question that still waits for an answer."""
        return next((p for p in self.questions if p.end is None), None)


def facts_on(records: Sequence[Recorded], today: date) -> Facts:
    """The facts as they stand on `today`. A record dated later counts from its day on; the opening counts always."""
    distinct = {r.id: r for r in sorted(standing(list(records)), key=_order, reverse=True)}
    ordered = sorted(distinct.values(), key=_order)
    past = tuple(r for r in ordered if r.event.on <= today or isinstance(r.event, CaseOpened))
    future = [r for r in ordered if r not in past]
    warnings = [Warning_("future_record", {"on": r.event.on}, (r.id,)) for r in future]
    facts = Facts(past, tuple(sorted({r.event.on for r in future})))
    return Facts(past, facts.coming, (*warnings, *_contradictions(facts)))


def _order(record: Recorded) -> tuple[date, int, str, str]:
    return record.event.on, _RANK[record.event.kind], repr(record.event), record.id


def _contradictions(facts: Facts) -> list[Warning_]:
    """What does not fit together, whatever the dates of the law are."""
    openings = facts.all(CaseOpened)
    found = [] if openings else [Warning_("not_opened")]
    found += [Warning_("opened_twice", records=tuple(f.id for f in openings))] if len(openings) > 1 else []
    asked = facts.first(IdentityAsked)
    given = [f for f in facts.all(IdentityGiven) if asked is None or f.on < asked.on]
    found += [Warning_("answer_without_question", {"on": f.on}, (f.id,)) for f in given]
    known = {f.id for f in facts.replies} | {f.id for f in facts.all(RequestRefused)}
    lost = [f.id for f in facts.findings if f.event.reply is not None and f.event.reply not in known]
    found += [Warning_("finding_without_reply", records=tuple(lost))] if lost else []
    closed = facts.closed
    later = [r.id for r in facts.records if closed and r.event.on > closed.on]
    return [*found, *([Warning_("recorded_after_closing", records=tuple(later))] if later else [])]
