"""The letters of a case: which there are, from which day, and each as a file to save, written with the facts of the day."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from app.cases.views import CaseView
from app.complaints.complaint import draft_complaint
from app.complaints.readiness import NotYet, readiness
from app.law.assessment import Assessment
from app.law.events import Channel, LetterDrafted, standing
from app.letters import kinds
from app.letters.drafts import Draft, draft_letter
from app.letters.formats import SavedLetter, saved
from app.letters.identity_copy import Shown
from app.letters.notices import CaseFacts
from app.platform.errors import InvalidInput, NotFound, msg
from app.platform.printing import Press, RenderingRefused, RenderingTimedOut
from app.platform.reply_addresses import ReplyAddresses

REQUEST, NOTICE, COMPLAINT = "request", "mise_en_demeure", "complaint"

IN_USE = (
    REQUEST,
    "identity_answer",
    "contest_extension",
    "missing_items",
    "answer",
    "reminder",
    NOTICE,
    COMPLAINT,
    "authority_reminder",
    "withdrawal",
)
"""Letters in the order in which they are used; a kind that is not named here comes last."""

UNPRINTABLE = msg("This letter cannot be printed as it is. Take it as plain text, or shorten what you typed yourself.")


@dataclass(frozen=True, kw_only=True)
class LetterLine:
    """A letter that a case offers. `ready` when it serves its purpose today; else from `available_from` on, None while nothing was sent.

    `days` is the time that it leaves the other side, 0 for none.
    """

    kind: str
    ready: bool
    available_from: date | None
    days: int = 0


def letter_lines(view: CaseView, assessment: Assessment, today: date) -> tuple[LetterLine, ...]:
    """The letters in the order in which they are used: those that the next steps name, besides the request, the notice and the complaint.

    None is ever withheld: the day says when it makes sense.
    """
    found = {NOTICE: _notice(assessment, today), COMPLAINT: _complaint(assessment, today)}
    if _ours(view):
        found[REQUEST] = LetterLine(kind=REQUEST, ready=True, available_from=None)
    for kind, opens in _named(assessment).items():
        early = opens is not None and opens > today
        found.setdefault(kind, LetterLine(kind=kind, ready=not early, available_from=opens if early else None, days=_days(kind)))
    return tuple(sorted(found.values(), key=lambda line: IN_USE.index(line.kind) if line.kind in IN_USE else len(IN_USE)))


def answerable(draft: Draft, view: CaseView, addresses: ReplyAddresses | None) -> Draft:
    """The draft with the address under which its answers come in by themselves, where the installation has such addresses.

    Letters to an authority have none: what it writes back is no reply of the controller.
    """
    if addresses is None or draft.recipient.name != view.request.controller.name:
        return draft
    message_id = addresses.message_id(view.public_id, f"{draft.kind} {draft.on} {draft.html}".encode("utf-8", "surrogatepass"))
    return replace(draft, reply_to=addresses.of(view.public_id), message_id=message_id)


def letter_file(draft: Draft, ending: str, press: Press) -> SavedLetter:
    """A draft as a file of that ending. Raises NotFound for another ending, InvalidInput for what no page can hold."""
    try:
        return saved(draft, ending, press)
    except (RenderingRefused, RenderingTimedOut) as failed:
        raise InvalidInput("letter", UNPRINTABLE) from failed


def case_draft(
    view: CaseView,
    assessment: Assessment,
    today: date,
    kind: str,
    *,
    language: str | None = None,
    channel: Channel | None = None,
    missing: Sequence[str] = (),
    shown: Shown | None = None,
) -> Draft:
    """The letter `kind` with the facts of `today`. `language` and `channel` are its own unless given.

    `missing` are codes of `app.letters.missing` that the person ticked for the letter `missing_items`, `shown` the copy that the
    letter `identity_answer` encloses. Raises NotFound for a kind that the
    case does not have, InvalidInput for one about something that was never recorded.
    """
    if kind in (REQUEST, view.request.right.value) and _ours(view):
        about = replace(view.request, channel=channel or view.request.channel)
        return draft_letter(about.right.value, about, language=language)
    if kind == COMPLAINT:
        return draft_complaint(view.request, view.records, assessment, view.files, today=today, channel=channel or Channel.POST)
    if kind not in kinds.follow_ups():
        raise NotFound(kind)
    records, asked_for = standing(view.records), tuple(missing)
    facts = CaseFacts(records=records, assessment=assessment, on=today, channel=channel, missing=asked_for, shown=shown)
    return draft_letter(kind, view.request, language=language, case=facts)


def _notice(assessment: Assessment, today: date) -> LetterLine:
    after = assessment.claim + timedelta(days=1) if assessment.claim else None
    return LetterLine(kind=NOTICE, ready=after is not None and after <= today, available_from=after, days=_days(NOTICE))


def _complaint(assessment: Assessment, today: date) -> LetterLine:
    state = readiness(assessment, today)
    early = state.available_from if isinstance(state, NotYet) else None
    return LetterLine(kind=COMPLAINT, ready=not isinstance(state, NotYet), available_from=early)


def _named(assessment: Assessment) -> dict[str, date | None]:
    """The letters that the next steps need, each with the first day on which one of these steps may be done."""
    found: dict[str, date | None] = {}
    for step in assessment.next_steps:
        if step.letter in kinds.follow_ups():
            known = found.get(step.letter, step.available_from)
            found[step.letter] = None if known is None or step.available_from is None else min(known, step.available_from)
    return found


def _days(kind: str) -> int:
    return kinds.follow_ups()[kind].days


def _ours(view: CaseView) -> bool:
    """Whether the request was written here; a person who had already written has her own letter."""
    letters = {record.event.letter for record in standing(view.records) if isinstance(record.event, LetterDrafted)}
    return view.request.right.value in letters
