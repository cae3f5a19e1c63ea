"""The public calculator: when an organisation's time to answer runs out, without any case. Its address is all that it knows."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from app.platform.calendars import PublicHolidays
from app.platform.errors import InvalidInput
from app.services import Today
from app.web.bodies import Submitted
from app.web.deadline_page import offered, reckoned
from app.web.forms.answers import InvalidForm
from app.web.forms.deadline import FIELDS, pairs_of, read
from app.web.forms.view import FormView
from app.web.pages import language_of, reader, render

router = APIRouter()
calendars = PublicHolidays()

PATH = "/deadline"


@router.get(PATH)
def calculate(request: Request, today: Today) -> Response:
    """The questions, and the answer once they are answered: the address itself is the link to the reckoning."""
    asked = Submitted(fields={name: tuple(request.query_params.getlist(name)) for name in FIELDS if name in request.query_params})
    found, problems = None, tuple[InvalidInput, ...]()
    if asked.fields:
        try:
            facts = read(asked, today, calendars)
            found = reckoned(facts, facts.reckoned(calendars), today, reader(request))
        except InvalidForm as invalid:
            problems = invalid.problems
        except InvalidInput as wrong:
            problems = (wrong,)
    shown = FormView(asked.fields, problems)
    return render(
        request,
        "deadline.html",
        status=422 if problems else 200,
        form=shown,
        found=found,
        pairs=[*pairs_of(asked), ("", "")],
        places=offered(shown, language_of(request)),
        here=f"{PATH}?{found.query}" if found else PATH,
    )
