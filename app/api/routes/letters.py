"""Letters without a case: JSON in, a file out, nothing stored."""

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from app.api.asking import LetterIn, requests_of
from app.api.bodies import JsonRoute
from app.api.forms import Form, wanted
from app.api.letters import LETTER, To, letter_answer, warnings_for
from app.api.problems import documented
from app.api.sessions import Reader
from app.complaints.case_letters import REPRESENTATIVE
from app.letters.drafts import draft_letter
from app.services import Today, Wired, limited

router = APIRouter(tags=["letters"], route_class=JsonRoute)


@router.post(
    "/letters",
    response_class=Response,
    dependencies=[Depends(limited("letters"))],
    responses={200: LETTER, **documented(400, 406, 413, 415, 422, 429, 503)},
)
def write(
    request: Request,
    asked: LetterIn,
    wired: Wired,
    today: Today,
    t: Reader,
    format: Form | None = None,  # noqa: A002 -- its name in the address
    to: To = "controller",
) -> Response:
    """Write a letter, as PDF, text, unsent e-mail or JSON: `format` says which, else Accept.

    JSON has its text, whom it goes to, and what to know before it goes out; a file has the codes of that in the header Letter-Notices.
    """
    form = wanted(request, format)
    (one,) = requests_of(asked, [asked.kind], wired.directory, today)
    draft = draft_letter(asked.kind.value, one, representative=to == REPRESENTATIVE)
    return letter_answer(draft, form, wired.print_shop, warnings_for(draft, one.controller, t), t)
