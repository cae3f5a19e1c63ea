"""The sheet for the next step of a case: which action it is about, and by which way the letter goes."""

from dataclasses import dataclass

from app.cases import wording
from app.cases.statements import authority_of
from app.cases.views import CaseView
from app.complaints.next_sheet import Sheet, sheet
from app.law.assessment import Action, Assessment, NextStep
from app.law.competence import Authority, authority
from app.law.competence import authority_of as authority_there
from app.law.events import Channel
from app.platform.errors import NotFound
from app.platform.i18n import Translator
from app.web.case_view import letter_path

AT_THE_AUTHORITY = (Action.COMPLAINT, Action.FILE_COMPLAINT, Action.AWAIT_AUTHORITY, Action.REMIND_AUTHORITY)
TO_THE_AUTHORITY = (Action.COMPLAINT, Action.FILE_COMPLAINT, Action.REMIND_AUTHORITY)
COMPLAINT_WAYS = (Channel.WEB_FORM, Channel.POST)
LETTER_WAYS = (Channel.REGISTERED_POST, Channel.POST, Channel.EMAIL, Channel.WEB_FORM)


@dataclass(frozen=True, kw_only=True)
class SheetPage:
    """The sheet with where to get its letter ("" for none) and the ways it may go: pairs of value and words; none where there is no letter.

    `authority` is the one to complain to, where that is what the sheet is about.
    """

    sheet: Sheet
    action: str
    letter: str
    by: str
    ways: tuple[tuple[str, str], ...]
    authority: Authority | None


def sheet_page(view: CaseView, assessment: Assessment, action: str, by: str, t: Translator) -> SheetPage:
    """The sheet for `action`, one of the case's next steps, the first of them when it is "". `by` is a channel or "".

    Raises NotFound for another action, and where there is nothing left to do.
    """
    step = next((one for one in assessment.next_steps if not action or one.action.value == action), None)
    if step is None:
        raise NotFound(action)
    chosen, ways, to = step.action, _ways(step, view), _their_authority(view)
    channel = next((way for way in ways if way.value == by), ways[0] if ways else view.request.channel)
    made = sheet(
        chosen,
        channel,
        view.request.controller,
        assessment,
        t,
        home=view.request.subject.country,
        **({"authority_id": to.id} if to else {}),
    )
    named = tuple((way.value, wording.channel_text(way, t)) for way in ways)
    about = to if chosen in AT_THE_AUTHORITY else None
    unwritten = step.letter == "complaint" and about is not None and not about.complaint_letter
    letter = "" if unwritten else letter_path(step.letter)
    return SheetPage(sheet=made, action=chosen.value, letter=letter, by=channel.value, ways=named, authority=about)


def _their_authority(view: CaseView) -> Authority | None:
    """The one that hears the case's complaint; where we write no complaints to any that would, the one of the person's own country."""
    known = authority_of(view)
    return authority(known) if known else authority_there(view.request.subject.place or view.request.subject.country)


def _ways(step: NextStep, view: CaseView) -> tuple[Channel, ...]:
    """How the letter may go, the person's own choice first; an address that nobody knows is no way."""
    if step.action in TO_THE_AUTHORITY:
        return COMPLAINT_WAYS
    if not step.letter:
        return ()
    to = view.request.controller
    known = {Channel.EMAIL: to.email, Channel.WEB_FORM: to.webform}
    open_ways = [way for way in LETTER_WAYS if known.get(way, "post")]
    return tuple(sorted(open_ways, key=lambda way: way is not view.request.channel))
