"""The two ways out of the request form: a letter to take away, or a dossier with its code."""

from dataclasses import replace

from fastapi import Request
from starlette.responses import Response

from app.cases.opening import Sending, opening_events
from app.cases.parties import Request as SubjectRequest
from app.cases.store import CaseStore
from app.cases.views import NewFile, new_id
from app.law.events import Event
from app.letters.formats import saved
from app.platform.downloads import attachment
from app.platform.errors import InvalidInput, NotFound, StorageFailed, msg
from app.platform.guard import log_failure
from app.platform.printing import PrinterUnavailable, PrintShop, RenderingRefused, RenderingTimedOut
from app.web.bodies import Submitted
from app.web.forms.answers import Answers
from app.web.forms.journey import Journey
from app.web.forms.steps import Screen
from app.web.forms.whole import Whole, whole
from app.web.pages import render
from app.web.screens import drafts, show

NO_PRINTER = msg("Letters cannot be printed here at the moment. Take the text, or try again in a few minutes.")
NO_ROOM = msg("This could not be kept: the disk or the database refuses at the moment. Nothing is lost: please try again in a few minutes.")
UNPRINTABLE = msg("This letter cannot be printed as it is. Shorten what you typed yourself, or take the text.")


def letter(request: Request, journey: Journey, which: int, form: str, print_shop: PrintShop) -> Response:
    """The first or second letter as "pdf", "text" or "eml", to be saved; or the last page again, with what keeps it from being made.

    Raises NotFound for another letter or form.
    """
    try:
        return _letter(journey, which, form, print_shop)
    except InvalidInput as problem:
        return show(request, Screen("review", journey, (problem,)))
    except (RenderingRefused, RenderingTimedOut):
        return show(request, Screen("review", journey, (InvalidInput("letter", UNPRINTABLE),)))
    except PrinterUnavailable as failure:
        return _not_now(request, journey, failure, InvalidInput("letter", NO_PRINTER))


def _letter(journey: Journey, which: int, form: str, print_shop: PrintShop) -> Response:
    letters = drafts(whole(journey))
    if not 1 <= which <= len(letters):
        raise NotFound
    file = saved(letters[which - 1], "txt" if form == "text" else form, print_shop)
    return attachment(file.name, file.media_type, file.content)


def follow(request: Request, journey: Journey, form: Submitted, store: CaseStore) -> Response:
    """Opens the dossier and shows its code, or the last page again with what is wrong with a file on it.

    Sending the page twice is harmless: the same dossier gets a fresh code, until a code of it was used.
    """
    answers = Answers(form, journey.today)
    proofs = answers.files("proofs", "proof")
    if answers.errors:
        return show(request, Screen("review", journey, tuple(answers.errors.values())))
    try:
        code = _open(whole(journey), journey, proofs, store)
    except InvalidInput:
        return render(request, "request/followed.html", status=422)
    except StorageFailed as failure:
        return _not_now(request, journey, failure, InvalidInput("follow", NO_ROOM))
    return render(request, "request/code.html", words=code)


def _not_now(request: Request, journey: Journey, failure: Exception, problem: InvalidInput) -> Response:
    """The last page again, when it is this program that fails and not what was typed."""
    log_failure(failure)
    page = show(request, Screen("review", journey, (problem,)))
    page.status_code = 503
    return page


def _open(found: Whole, journey: Journey, proofs: tuple[NewFile, ...], store: CaseStore) -> tuple[str, ...]:
    """Each case keeps its own copy of the proofs: the two may go their own ways."""
    opened = [_case(request, found.sending, journey, proofs) for request in found.requests]
    _, code = store.open_dossier(
        found.requests,
        [events for events, _ in opened],
        journey.submitted.get("draft_token"),
        files=[files for _, files in opened],
    )
    return tuple(code.words)


def _case(
    request: SubjectRequest, sending: Sending | None, journey: Journey, proofs: tuple[NewFile, ...]
) -> tuple[list[Event], list[NewFile]]:
    if sending is None:
        return opening_events(request, journey.today), []
    own = [replace(proof, id=new_id()) for proof in proofs]
    told = replace(sending, files=tuple(proof.id for proof in own))
    return opening_events(request, journey.today, told), own
