"""A reply as the reading page prints it: its text in sentences, what was marked in it, the labels to choose from."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.cases import sentences as words
from app.cases import wording
from app.cases.statements import text_of
from app.cases.views import CaseView
from app.law import limits
from app.law.completeness import ITEMS
from app.law.events import FindingConfirmed, FindingRejected, ItemState, Recorded, standing
from app.law.limits import Answer, Group, Limit
from app.law.rights import Right
from app.platform.errors import msg
from app.platform.i18n import Translator
from app.replies.completeness import Judged, judged_in
from app.replies.findings import Place, confirmed_in, place_of, replaced_by, reply_of
from app.replies.prefill import proposals
from app.replies.sentences import Piece, pieces, sentences
from app.replies.suggestions import Suggestion

CLEARVIEW = msg("Limits known from the Clearview case")
GROUPS: dict[Group, str] = {
    Group.EXTENT: msg("What the answer leaves out"),
    Group.HURDLES: msg("Hurdles before an answer"),
    Group.IDENTITY: msg("Who you are"),
    Group.REFUSAL: msg("Reasons to refuse"),
    Group.TIME: msg("Time"),
    Group.ERASURE: msg("Erasure"),
    Group.OTHER: msg("Other limits"),
}
ANSWERS = msg("Answers without a limit")
STATES = (
    (ItemState.ANSWERED, msg("Answered")),
    (ItemState.PARTLY, msg("In part")),
    (ItemState.MISSING, msg("Missing")),
)


EXTENTS: dict[str, tuple[str, Place]] = {
    "as_is": (msg("The passage as it is"), (0, 0)),
    "after": (msg("With the sentence after it"), (0, 1)),
    "before": (msg("With the sentence before it"), (1, 0)),
    "around": (msg("With the sentences before and after it"), (1, 1)),
    "last_less": (msg("Without its last sentence"), (0, -1)),
    "first_less": (msg("Without its first sentence"), (-1, 0)),
}
"""How a passage may be changed: words for it, and how many sentences more there are then at its beginning and at its end."""

FURTHEST = 9
"""Sentences that may be chosen together with the first; a passage has a longest length besides."""


@dataclass(frozen=True, kw_only=True)
class Mark:
    """Something found in the reply. `look` names its colour and its line; `placed` says that the passage stands in the text; `instead_of`
    is the title of the suggestion that it was chosen for, "" for none."""

    id: str
    label: str
    instead_of: str
    number: int
    title: str
    look: str
    quote: str
    placed: bool
    articles: str


@dataclass(frozen=True, kw_only=True)
class Offer:
    """A suggestion to confirm or to turn down. `place` is what the form sends; `lawful` says when the same words would be no limit.

    `rule` says why where the case's dates decided it, `decision` names the leading one; each is "" where there is none. `known` says
    that the same was confirmed in an answer like this one.
    """

    label: str
    title: str
    quote: str
    place: str
    percent: int
    articles: str
    lawful: str
    decision: str
    rule: str
    known: bool


@dataclass(frozen=True, kw_only=True)
class Rejected:
    """What was turned down for a passage: a suggestion, or a finding that was confirmed before."""

    id: str
    title: str
    quote: str


@dataclass(frozen=True, kw_only=True)
class Line:
    """A sentence to point at: its place as the form sends it, and its pieces; `opens` begins a paragraph."""

    value: str
    start: int
    pieces: tuple[Piece, ...]
    opens: bool


@dataclass(frozen=True, kw_only=True)
class LabelGroup:
    """Labels under one heading; the first group stands open."""

    title: str
    entries: tuple[Answer, ...]
    open: bool


@dataclass(frozen=True, kw_only=True)
class ReadingPage:
    """Everything that the page prints."""

    case_id: str
    reply_id: str
    heading: str
    lines: tuple[Line, ...]
    marks: tuple[Mark, ...]
    rejected: tuple[Rejected, ...]
    groups: tuple[LabelGroup, ...]
    checked: int
    answerable: bool


@dataclass(frozen=True, kw_only=True)
class CheckRow:
    """One item of the check with what was judged; `proposed` says that the program proposes it and nobody judged it yet."""

    code: str
    title: str
    judged: Judged
    proposed: bool


def reading_page(view: CaseView, reply_id: str, t: Translator) -> ReadingPage:
    """The page of one reply. Raises NotFound."""
    reply, text = reply_of(view, reply_id), text_of(view, reply_id)
    found = confirmed_in(view, reply_id)
    places = [place_of(record, text) for record in found]
    judged = judged_in(view, reply_id)
    gaps = any(each.state != ItemState.ANSWERED for each in judged.values())
    return ReadingPage(
        case_id=view.public_id,
        reply_id=reply_id,
        heading=f"{t.format_date(reply.on)} · {wording.event_text(reply, t)}",
        lines=_lines(text, [place or (0, 0) for place in places]),
        marks=tuple(_mark(n, record, place is not None, view, t) for n, (record, place) in enumerate(zip(found, places, strict=True))),
        rejected=tuple(
            Rejected(id=record.id, title=_title(record, t), quote=record.event.quote)
            for record in standing(view.records)
            if isinstance(record.event, FindingRejected) and record.event.reply == reply_id
        ),
        groups=label_groups(view.request.right, t),
        checked=len(judged),
        answerable=gaps or any(limits.move_of(r.event.label) for r in found if isinstance(r.event, FindingConfirmed)),
    )


def offers(found: Sequence[Suggestion], t: Translator) -> tuple[Offer, ...]:
    """Suggestions as the page prints them."""
    return tuple(_offer(one, limits.entry(one.label), t) for one in found)


def _offer(one: Suggestion, entry: Answer, t: Translator) -> Offer:
    return Offer(
        label=one.label,
        title=entry.title[t.language],
        quote=one.quote,
        place=f"{one.start}-{one.end}",
        percent=round(100 * one.confidence),
        articles=wording.articles_text(entry.articles, t) if isinstance(entry, Limit) else "",
        lawful=entry.legitimate_if[t.language] if isinstance(entry, Limit) else "",
        decision=entry.leading_decision or "",
        rule=f"{one.reason[0][t.language]} ({wording.articles_text((one.reason[1],), t)})" if one.reason else "",
        known=one.why == "known",
    )


def label_groups(right: Right, t: Translator) -> tuple[LabelGroup, ...]:
    """The labels that a reply to such a request may bear: limits of the Clearview case, the others by what they are about, answers last."""
    fitting = [one for one in limits.all_limits() if one.concerns(right)]
    first = tuple(one for one in fitting if one.clearview)
    rest = [(GROUPS[group], tuple(one for one in fitting if one.group is group and not one.clearview)) for group in Group]
    answers = tuple(one for one in limits.all_answers() if one.concerns(right))
    named = [(CLEARVIEW, first), *rest, (ANSWERS, answers)]
    return tuple(LabelGroup(title=t.gettext(title), entries=entries, open=n == 0) for n, (title, entries) in enumerate(named) if entries)


def check_rows(view: CaseView, reply_id: str, t: Translator) -> tuple[CheckRow, ...]:
    """The items that the reply must hold, with what was judged of them so far, or what the program proposes before."""
    judged, proposed = judged_in(view, reply_id), proposals(view, reply_id)
    shown, titles = {**proposed, **judged}, words.ITEMS[view.request.right]
    codes = [item.code for item in ITEMS[view.request.right]]
    return tuple(
        CheckRow(code=code, title=t.gettext(titles[code]), judged=shown.get(code, Judged()), proposed=code in proposed) for code in codes
    )


def _lines(text: str, places: Sequence[tuple[int, int]]) -> tuple[Line, ...]:
    return tuple(
        Line(value=f"{one.start}-{one.end}", start=one.start, pieces=pieces(text, one.start, one.end, places), opens=one.opens)
        for one in sentences(text)
    )


def _mark(number: int, record: Recorded, placed: bool, view: CaseView, t: Translator) -> Mark:
    event = record.event
    if not isinstance(event, FindingConfirmed):
        raise TypeError(record.id)
    entry = _entry(event.label)
    replaced = replaced_by(view, record)
    return Mark(
        id=record.id,
        label=event.label,
        instead_of=_title(replaced, t) if replaced else "",
        number=number,
        title=_title(record, t),
        look=entry.group.value if isinstance(entry, Limit) else "good" if entry else "other",
        quote=event.quote,
        placed=placed,
        articles=wording.articles_text(entry.articles, t) if isinstance(entry, Limit) else "",
    )


def _title(record: Recorded, t: Translator) -> str:
    """The label in words; the label itself where no file describes it any more."""
    label = getattr(record.event, "label", "")
    entry = _entry(label)
    return entry.title[t.language] if entry else label


def _entry(label: str) -> Answer | None:
    try:
        return limits.entry(label)
    except limits.UnknownLimit:
        return None
