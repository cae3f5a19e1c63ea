"""Letters without a case: JSON in, a file out, nothing stored."""

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from app.api.asking import LetterIn, requests_of
from app.api.bodies import JsonRoute
from app.api.forms import LETTER_RESPONSE, Form, wanted
from app.api.problems import documented
from app.complaints.case_letters import letter_file
from app.letters.drafts import draft_letter
from app.platform.downloads import attachment
from app.services import Today, Wired, limited

router = APIRouter(tags=["letters"], route_class=JsonRoute)


@router.post(
    "/letters",
    response_class=Response,
    dependencies=[Depends(limited("letters"))],
    responses={200: LETTER_RESPONSE, **documented(400, 406, 413, 415, 422, 429, 503)},
)
def write(request: Request, asked: LetterIn, wired: Wired, today: Today, format: Form | None = None) -> Response:  # noqa: A002 -- its name in the address
    """Write a letter, as PDF, text or unsent e-mail: `format` says which, else Accept."""
    form = wanted(request, format)
    (one,) = requests_of(asked, [asked.kind], wired.directory, today)
    file = letter_file(draft_letter(asked.kind.value, one), form.value, wired.print_shop)
    return attachment(file.name, file.media_type, file.content)
