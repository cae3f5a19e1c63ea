"""What happened, day by day, as the complaint tells it: one fact for each event, with the papers that show it and the words of the reply.

A limit that the person confirmed is a fact of the day on which the reply set it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.complaints.exhibits import Exhibits
from app.law import limits
from app.law.events import (
    ExtensionNotified,
    FindingConfirmed,
    IdentityAsked,
    IdentityGiven,
    NothingCame,
    Recorded,
    ReminderSent,
    ReplyReceived,
    RequestReceived,
    RequestRefused,
    RequestReturned,
    RequestSent,
)
from app.letters.kinds import in_words

QUOTE_CHARS = 700
"""Longest quotation of a reply inside the chronology; the whole of it is among the exhibits."""

NOTE_CHARS = 300
"""Longest note about a proof."""

Message = ReplyReceived | RequestRefused
FROM_CONTROLLER = (ReplyReceived, RequestRefused, IdentityAsked, ExtensionNotified)


@dataclass(frozen=True, kw_only=True)
class Fact:
    """One dated line. `kind` is the code of the event; the other fields are empty where they do not apply.

    `rank` numbers the sendings; `presented` is the day on which delivery was tried of one that came back, `reason` why it did; `cut` says
    that the quotation is an excerpt; `sentence` is the limit's own sentence, dated; `first_silence` tells that nothing at all had come by
    then.
    """

    kind: str
    on: date
    exhibits: tuple[int, ...] = ()
    rank: int = 0
    channel: str = ""
    proof: str = ""
    latest: date | None = None
    presented: date | None = None
    reason: str = ""
    until: date | None = None
    letter: str = ""
    nature: str = ""
    reasons: str = ""
    reasons_given: bool | None = None
    remedies_given: bool | None = None
    quote: str = ""
    cut: bool = False
    sentence: str = ""
    first_silence: bool = False


@dataclass(frozen=True, kw_only=True)
class Confirmed:
    """A limit found in a reply and confirmed. `on` is the day of the reply; `message` the id of the reply's record, if one is named."""

    label: str
    on: date
    quote: str
    message: str | None
    record: str


def chronology(records: Sequence[Recorded], exhibits: Exhibits, language: str) -> tuple[Fact, ...]:
    """The facts in their order. `records` are those still standing. Opening, drafting and filing are not facts of the controller's."""
    return tuple(_told(records, exhibits, language))


def confirmed(records: Sequence[Recorded]) -> tuple[Confirmed, ...]:
    """Confirmed limits in the order of their replies. A label that no file describes any more is left out: it cannot be argued."""
    known = {entry.label for entry in limits.all_limits()}
    days = {r.id: r.event.on for r in records if isinstance(r.event, Message)}
    found = []
    for r in records:
        if isinstance(r.event, FindingConfirmed) and r.event.label in known:
            message = r.event.reply if r.event.reply in days else None
            on = days[message] if message else r.event.on
            found.append(Confirmed(label=r.event.label, on=on, quote=one_line(r.event.quote), message=message, record=r.id))
    return tuple(sorted(found, key=lambda c: c.on))


def stated(found: Confirmed, language: str) -> str:
    """The limit's sentence for that day. Where the reply is quoted beside it, the quotation gives the figures, not the sentence."""
    entry = limits.limit(found.label)
    sentence = (entry.fact_quoted if found.quote else entry.fact)[language]
    return one_line(sentence).format(date=in_words(found.on, language))


def one_line(text: str) -> str:
    """The text in one line: a quotation runs on in its sentence, lines of its own could pass for lines of the letter.

    No-break spaces stay.
    """
    return " ".join(part for part in text.replace("\n", " ").replace("\t", " ").split(" ") if part)


def excerpt(text: str, limit: int) -> str:
    """The beginning of a quotation, without its full stop: the sentence around it has one."""
    return text[:limit].rstrip(" .")


def _note(text: str) -> str:
    """What a person noted about a proof: a number or a few words."""
    return one_line(text)[:NOTE_CHARS]


def _told(records: Sequence[Recorded], exhibits: Exhibits, language: str) -> Iterator[Fact]:
    sendings, silent = 0, True
    findings = confirmed(records)
    for recorded in records:
        event = recorded.event
        if isinstance(event, RequestSent):
            sendings += 1
            yield _sending(event, sendings, exhibits.of(recorded.id))
            continue
        silent = silent and not isinstance(event, FROM_CONTROLLER)
        if isinstance(event, Message):
            mine = [f for f in findings if f.message == recorded.id]
            yield _message(event, exhibits.of(recorded.id), quoted=not any(f.quote for f in mine))
            yield from (_limit(f, exhibits, language) for f in mine)
        elif isinstance(event, FindingConfirmed):
            yield from (_limit(f, exhibits, language) for f in findings if f.record == recorded.id and f.message is None)
        elif isinstance(event, NothingCame):
            yield Fact(kind=event.kind, on=event.on, first_silence=silent)
        elif (fact := _other(recorded, exhibits)) is not None:
            yield fact


def _sending(event: RequestSent, rank: int, exhibits: tuple[int, ...]) -> Fact:
    return Fact(kind=event.kind, on=event.on, exhibits=exhibits, rank=rank, channel=event.channel.value, proof=_note(event.proof))


def _message(event: Message, exhibits: tuple[int, ...], *, quoted: bool) -> Fact:
    """A reply or a refusal. Where the limits quote it, quoting its beginning as well would only repeat it."""
    text = one_line(event.text) if quoted else ""
    refusal = event if isinstance(event, RequestRefused) else None
    return Fact(
        kind=event.kind,
        on=event.on,
        exhibits=exhibits,
        nature=event.nature.value if isinstance(event, ReplyReceived) else "",
        reasons_given=refusal.reasons_given if refusal else None,
        remedies_given=refusal.remedies_given if refusal else None,
        quote=excerpt(text, QUOTE_CHARS),
        cut=len(text) > QUOTE_CHARS,
    )


def _limit(found: Confirmed, exhibits: Exhibits, language: str) -> Fact:
    return Fact(
        kind=FindingConfirmed.kind,
        on=found.on,
        exhibits=exhibits.of(found.message) if found.message else (),
        sentence=stated(found, language),
        quote=excerpt(found.quote, QUOTE_CHARS),
        cut=len(found.quote) > QUOTE_CHARS,
    )


def _other(recorded: Recorded, exhibits: Exhibits) -> Fact | None:
    event, numbers = recorded.event, exhibits.of(recorded.id)
    match event:
        case RequestReceived():
            return Fact(kind=event.kind, on=event.on, exhibits=numbers, latest=event.latest, proof=_note(event.proof))
        case RequestReturned(reason=reason, presented=presented, proof=proof):
            fact = Fact(kind=event.kind, on=event.on, exhibits=numbers, reason=reason.value, presented=presented)
            return replace(fact, proof=_note(proof))
        case ExtensionNotified():
            shown = numbers or exhibits.on_day(event.on)
            return Fact(kind=event.kind, on=event.on, exhibits=shown, reasons=one_line(event.reasons)[:QUOTE_CHARS])
        case ReminderSent(channel=channel, letter=letter, until=until):
            fact = Fact(kind=event.kind, on=event.on, exhibits=numbers, channel=channel.value, letter=letter, until=until)
            return replace(fact, proof=_note(event.proof))
        case IdentityAsked() | IdentityGiven():
            return Fact(kind=event.kind, on=event.on, exhibits=exhibits.on_day(event.on) if isinstance(event, IdentityAsked) else ())
    return None
