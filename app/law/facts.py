"""The records of a case as facts: what counts on a given day, in an order that does not depend on when anything was written down."""

from collections.abc import Sequence
from datetime import date
from itertools import islice, pairwise
from operator import itemgetter, lt
from typing import Any, TypeVar

from app.law.assessment import Warning_
from app.law.deadlines import Pause
from app.law.events import (
    KINDS,
    AuthorityAcknowledged,
    AuthorityDecided,
    AuthorityInformed,
    AuthorityReminded,
    CaseClosed,
    CaseOpened,
    ComplaintFiled,
    CompletenessChecked,
    CourtSeized,
    Event,
    EventWithdrawn,
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
    RequestReturned,
    RequestSent,
)
from app.law.fact import Fact
from app.law.limits import NextMove, move_of
from app.law.returns import NOTHING_RETURNED, returns
from app.law.rights import Right

__all__ = ["Decision", "Fact", "Facts", "facts_on"]

E = TypeVar("E", bound=Event)

Decision = Fact[ReplyReceived] | Fact[RequestRefused]
"""An answer on the substance, or an express refusal."""

_RANK = {event: rank for rank, event in enumerate(KINDS.values())}
"""Order of events of one day: the one in which they usually happen."""

_KINDS = len(_RANK)

_OF_AUTHORITY = frozenset((AuthorityAcknowledged, AuthorityInformed, AuthorityReminded, AuthorityDecided, CourtSeized))

SUBSTANTIVE = (ReplyNature.PARTIAL, ReplyNature.COMPLETE)

NOT_PRESSING = ("identity_answer", "withdrawal")
"""Follow-up letters that ask the controller for nothing."""


class Facts:
    """Records that stand and are not dated after the day of the assessment, by what they say.

    `coming` are the days on which the other records begin to count. `sends` leaves out the sendings that came back and reached nobody;
    `returns` tells of them. `answers` are replies on the substance: an acknowledgement or a message nobody classified is none, they neither
    stop nor delay the clock. `limits` are the findings that limit the right, each with what it leads to; an answer
    without limit is none. `unread` is the latest message that nobody classified, unless an answer came after it. `heard_authority` says
    that something passed between the person and an authority; `complaint_draft` is a complaint that was written, `closed` the last word on
    the case. `opened` is what the case began with; without it the right is taken for access, since erasure usually follows it.
    """

    def __init__(self, records: Sequence[Recorded], coming: tuple[date, ...] = (), warnings: tuple[Warning_, ...] = ()) -> None:
        self.records, self.coming, self.warnings = records, coming, warnings
        by_kind: dict[type[Event], list[Any]] = {}
        for record in records:
            kind = type(record.event)
            if kind in by_kind:
                by_kind[kind].append(record)
            else:
                by_kind[kind] = [record]
        self._by_kind = by_kind
        opening = self.first(CaseOpened)
        self.opened: CaseOpened | None = opening.event if opening else None
        self.right: Right = opening.event.right if opening else Right.ACCESS
        self._read_requests()
        self._read_answers()
        self.findings: Sequence[Fact[FindingConfirmed]] = self.all(FindingConfirmed)
        self.limits: Sequence[tuple[Fact[FindingConfirmed], NextMove]] = _limits(self.findings) if self.findings else ()
        self.checks: Sequence[Fact[CompletenessChecked]] = self.all(CompletenessChecked)
        followed = self.all(ReminderSent)
        self.reminders = [f for f in followed if f.event.letter not in NOT_PRESSING] if followed else followed
        self.complaint: Fact[ComplaintFiled] | None = self.first(ComplaintFiled)
        self.complaint_draft = self.drafted("complaint")
        self.heard_authority = not _OF_AUTHORITY.isdisjoint(by_kind)
        self.closed: Fact[CaseClosed] | None = self.last(CaseClosed)

    def _read_requests(self) -> None:
        sent, back = self.all(RequestSent), self.all(RequestReturned)
        self.receipts: Sequence[Fact[RequestReceived]] = self.all(RequestReceived)
        self.returns = returns(sent, self.receipts, back) if back else NOTHING_RETURNED
        self.sends: Sequence[Fact[RequestSent]] = [s for s in sent if s.id not in self.returns.lost] if back else sent

    def _read_answers(self) -> None:
        refusals = self.all(RequestRefused)
        self.replies: Sequence[Fact[ReplyReceived]] = self.all(ReplyReceived)
        self.refusal: Fact[RequestRefused] | None = refusals[0] if refusals else None
        self.notices: Sequence[Fact[ExtensionNotified]] = self.all(ExtensionNotified)
        self.answers: Sequence[Fact[ReplyReceived]] = ()
        self.complete: Fact[ReplyReceived] | None = None
        self.decisions: Sequence[Decision] = refusals
        self.unread: Fact[ReplyReceived] | None = None
        if self.replies:
            self.answers = [r for r in self.replies if r.event.nature in SUBSTANTIVE]
            self.complete = next((r for r in self.answers if r.event.nature is ReplyNature.COMPLETE), None)
            self.decisions = _in_order([*self.answers, *refusals])
            self.unread = self._unread()
        self.questions: tuple[Pause, ...] = ()
        self.question_open: Pause | None = None
        if asked := self.all(IdentityAsked):
            self.questions = _questions([*asked, *self.all(IdentityGiven), *self.decisions])
            self.question_open = next((p for p in self.questions if p.end is None), None)

    def all(self, kind: type[E]) -> Sequence[Fact[E]]:
        """Facts of one kind, the earliest first."""
        found: Sequence[Fact[E]] = self._by_kind.get(kind, ())
        return found

    def first(self, kind: type[E]) -> Fact[E] | None:
        """The earliest fact of that kind."""
        found = self.all(kind)
        return found[0] if found else None

    def last(self, kind: type[E]) -> Fact[E] | None:
        """The latest fact of that kind."""
        found = self.all(kind)
        return found[-1] if found else None

    def drafted(self, letter: str) -> Fact[LetterDrafted] | None:
        """The first letter of that kind, or of a kind derived from it, that was written; sent or not."""
        for fact in self.all(LetterDrafted):
            if fact.event.letter.startswith(letter):
                return fact
        return None

    @property
    def heard_nothing(self) -> bool:
        """Whether nothing at all came from the controller."""
        return not (self.replies or self.refusal or self.notices or self.questions)

    @property
    def all_different(self) -> bool:
        """Whether no two facts are of one kind."""
        return len(self._by_kind) == len(self.records)

    def _unread(self) -> Fact[ReplyReceived] | None:
        latest = next((r for r in reversed(self.replies) if r.event.nature is ReplyNature.OTHER), None)
        return None if latest and any(d.on > latest.on for d in self.decisions) else latest


def _limits(findings: Sequence[Fact[FindingConfirmed]]) -> list[tuple[Fact[FindingConfirmed], NextMove]]:
    return [(finding, move) for finding in findings if (move := move_of(finding.event.label))]


def facts_on(records: Sequence[Recorded], today: date) -> Facts:
    """The facts as they stand on `today`. A record dated later counts from its day on; the opening counts always."""
    corrected = {r.corrects for r in records}
    kept = [r for r in records if type(r.event) is not EventWithdrawn and r.id not in corrected]
    ordered = _once(_in_full_order(kept))
    if not ordered or ordered[-1].event.on <= today:
        return Facts(ordered)
    past = [r for r in ordered if r.event.on <= today or isinstance(r.event, CaseOpened)]
    future = [r for r in ordered if r.event.on > today and not isinstance(r.event, CaseOpened)]
    warnings = tuple(Warning_("future_record", {"on": r.event.on}, (r.id,)) for r in future)
    return Facts(past, tuple(sorted({r.event.on for r in future})), warnings)


def _in_full_order(records: list[Recorded]) -> list[Recorded]:
    """By day and kind; records alike in both by what they say, which is costly to compare and rarely needed."""
    places = [r.event.on.toordinal() * _KINDS + _RANK[type(r.event)] for r in records]
    if all(map(lt, places, islice(places, 1, None))):
        return records
    together = sorted(zip(places, records, strict=True), key=itemgetter(0))
    if any(one[0] == other[0] for one, other in pairwise(together)):
        together.sort(key=lambda each: (each[0], repr(each[1].event), each[1].id))
    return [record for _, record in together]


def _once(records: list[Recorded]) -> list[Recorded]:
    """Of records with one id, which no store makes, the earliest counts."""
    if len({record.id for record in records}) == len(records):
        return records
    first: dict[str, Recorded] = {}
    for record in records:
        first.setdefault(record.id, record)
    return list(first.values())


def _in_order(decisions: list[Decision]) -> list[Decision]:
    return sorted(decisions, key=lambda fact: fact.on) if len(decisions) > 1 else decisions


def _questions(turns: Sequence[Fact[Event]]) -> tuple[Pause, ...]:
    """Questions with their answers. A question that a decision overtook ends there: the controller no longer waited for an answer."""
    pauses: list[Pause] = []
    asked: date | None = None
    for fact in sorted(turns, key=lambda turn: turn.on):
        if isinstance(fact.event, IdentityAsked):
            asked = asked or fact.on
        elif asked:
            pauses.append(Pause(asked, fact.on))
            asked = None
    return tuple([*pauses, Pause(asked, None)] if asked else pauses)
