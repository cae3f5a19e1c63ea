"""The letters of a case: which there are, from which day, and each as a file to save, written with the facts of the day."""

from dataclasses import dataclass
from datetime import date, timedelta

from app.cases.views import CaseView
from app.complaints.complaint import draft_complaint
from app.complaints.readiness import NotYet, readiness
from app.law.assessment import Assessment
from app.law.events import LetterDrafted, standing
from app.letters.drafts import Draft, draft_letter
from app.letters.formats import SavedLetter, saved
from app.letters.notices import CaseFacts
from app.platform.errors import InvalidInput, NotFound, msg
from app.platform.printing import Press, RenderingRefused, RenderingTimedOut

REQUEST, NOTICE, COMPLAINT = "request", "mise_en_demeure", "complaint"

UNPRINTABLE = msg("This letter cannot be printed as it is. Take it as plain text, or shorten what you typed yourself.")


@dataclass(frozen=True, kw_only=True)
class LetterLine:
    """A letter that a case offers. `ready` when it serves its purpose today; else from `available_from` on, None while nothing was sent."""

    kind: str
    ready: bool
    available_from: date | None


def letter_lines(view: CaseView, assessment: Assessment, today: date) -> tuple[LetterLine, ...]:
    """The letters in the order in which they are used. None is ever withheld: the day says when it makes sense."""
    request = LetterLine(kind=REQUEST, ready=True, available_from=None)
    after = assessment.claim + timedelta(days=1) if assessment.claim else None
    notice = LetterLine(kind=NOTICE, ready=after is not None and after <= today, available_from=after)
    complaint = readiness(assessment, today)
    early = complaint.available_from if isinstance(complaint, NotYet) else None
    last = LetterLine(kind=COMPLAINT, ready=not isinstance(complaint, NotYet), available_from=early)
    return (request, notice, last) if _ours(view) else (notice, last)


def saved_letter(view: CaseView, assessment: Assessment, today: date, kind: str, ending: str, press: Press) -> SavedLetter:
    """The letter `kind` as a file of that ending. Raises NotFound for any other kind or ending, InvalidInput for what no page can hold."""
    return letter_file(_draft(view, assessment, today, kind), ending, press)


def letter_file(draft: Draft, ending: str, press: Press) -> SavedLetter:
    """A draft as a file of that ending. Raises NotFound for another ending, InvalidInput for what no page can hold."""
    try:
        return saved(draft, ending, press)
    except (RenderingRefused, RenderingTimedOut) as failed:
        raise InvalidInput("letter", UNPRINTABLE) from failed


def _draft(view: CaseView, assessment: Assessment, today: date, kind: str) -> Draft:
    if kind in (REQUEST, view.request.right.value) and _ours(view):
        return draft_letter(view.request.right.value, view.request)
    if kind == NOTICE:
        facts = CaseFacts(records=standing(view.records), assessment=assessment, on=today)
        return draft_letter(NOTICE, view.request, case=facts)
    if kind == COMPLAINT:
        return draft_complaint(view.request, view.records, assessment, view.files, today=today)
    raise NotFound(kind)


def _ours(view: CaseView) -> bool:
    """Whether the request was written here; a person who had already written has her own letter."""
    letters = {record.event.letter for record in standing(view.records) if isinstance(record.event, LetterDrafted)}
    return view.request.right.value in letters
