"""The letters of a case: which there are, from which day, and each as a file to save, written with the facts of the day."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from app.cases.views import CaseView
from app.complaints.complaint import draft_complaint
from app.complaints.readiness import NotYet, readiness
from app.law.assessment import Assessment
from app.law.events import Channel, ComplaintFiled, LetterDrafted, standing
from app.letters import kinds
from app.letters.drafts import Draft, draft_letter
from app.letters.formats import SavedLetter, saved
from app.letters.identity_copy import Shown
from app.letters.kinds import Addressee
from app.letters.notices import CaseFacts
from app.letters.representatives import NOT_THEIRS, may_be_written_to, representative
from app.platform.errors import InvalidInput, NotFound, msg
from app.platform.printing import Press, RenderingRefused, RenderingTimedOut
from app.platform.reply_addresses import ReplyAddresses

REPRESENTATIVE = "representative"
"""Whom a letter may be asked for instead of the controller."""

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

    `days` is the time that it leaves the other side, 0 for none. `representative` says that it may go to the controller's representative in
    the Union as well, `representative_by_email` that an e-mail address of that one is known.
    """

    kind: str
    ready: bool
    available_from: date | None
    days: int = 0
    representative: bool = False
    representative_by_email: bool = False


@dataclass(frozen=True, kw_only=True)
class Posting:
    """How a letter goes: in which language and by which way, None for its own; `representative` addresses it to the one whom the controller
    designated in the Union."""

    language: str | None = None
    channel: Channel | None = None
    representative: bool = False


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
    if may_be_written_to(view.request):
        found = {kind: _with_representative(line, view) for kind, line in found.items()}
    return tuple(sorted(found.values(), key=lambda line: IN_USE.index(line.kind) if line.kind in IN_USE else len(IN_USE)))


def answerable(draft: Draft, view: CaseView, addresses: ReplyAddresses | None) -> Draft:
    """The draft with the address under which its answers come in by themselves, where the installation has such addresses.

    Letters to an authority have none: what it writes back is no reply of the controller.
    """
    representing = representative(view.request)
    theirs = (view.request.controller.name, representing.name if representing else "")
    if addresses is None or draft.recipient.name not in theirs:
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
    posting: Posting = Posting(),
    missing: Sequence[str] = (),
    shown: Shown | None = None,
) -> Draft:
    """The letter `kind` with the facts of `today`.

    `missing` are codes of `app.letters.missing` that the person ticked for the letter `missing_items`, `shown` the copy that the
    letter `identity_answer` encloses. Raises NotFound
    for a kind that the case does not have, InvalidInput for one about something that was never recorded, and for one that goes to nobody's
    representative.
    """
    if kind in (REQUEST, view.request.right.value) and _ours(view):
        about = replace(view.request, channel=posting.channel or view.request.channel)
        return draft_letter(about.right.value, about, language=posting.language, representative=posting.representative)
    if kind == COMPLAINT:
        if posting.representative:
            raise InvalidInput("to", NOT_THEIRS)
        return draft_complaint(view.request, view.records, assessment, view.files, today=today, channel=posting.channel or Channel.POST)
    if kind not in kinds.follow_ups():
        raise NotFound(kind)
    records, asked_for = standing(view.records), tuple(missing)
    facts = CaseFacts(records=records, assessment=assessment, on=today, channel=posting.channel, missing=asked_for, shown=shown)
    return draft_letter(kind, view.request, language=posting.language, case=facts, representative=posting.representative)


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


def _with_representative(line: LetterLine, view: CaseView) -> LetterLine:
    """The line, which says whether the letter may go to the representative, and whether by e-mail."""
    if not _to_controller(line.kind, view):
        return line
    found = representative(view.request)
    return replace(line, representative=True, representative_by_email=found is not None and bool(found.email))


def _to_controller(kind: str, view: CaseView) -> bool:
    """Whether the letter goes to the controller, as the case stands."""
    if kind not in kinds.follow_ups():
        return kind == REQUEST
    to = kinds.follow_ups()[kind].to
    filed = any(isinstance(record.event, ComplaintFiled) for record in standing(view.records))
    return to is Addressee.CONTROLLER or (to is Addressee.WHOEVER_HAS_IT and not filed)


def _days(kind: str) -> int:
    return kinds.follow_ups()[kind].days


def _ours(view: CaseView) -> bool:
    """Whether the request was written here; a person who had already written has her own letter."""
    letters = {record.event.letter for record in standing(view.records) if isinstance(record.event, LetterDrafted)}
    return view.request.right.value in letters
