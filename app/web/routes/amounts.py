"""What an infringement may cost a controller: caps, penalties by the day, and what was really imposed. Its address is all that it knows."""

from typing import Any

from babel.numbers import format_currency
from fastapi import APIRouter, Request
from starlette.responses import Response

from app.cases import wording
from app.complaints.amounts import work_out
from app.law.competence import authority
from app.law.sanctions import PENALTY_A_DAY, SIMPLIFIED_A_DAY, SIMPLIFIED_FINE, sanctions
from app.platform.errors import InvalidInput
from app.services import Today
from app.web.bodies import Submitted
from app.web.forms.amounts import FIELDS, query, read
from app.web.forms.answers import Answers, InvalidForm
from app.web.forms.view import FormView
from app.web.pages import language_of, reader, render

router = APIRouter()

PATH = "/amounts"
FRENCH = {"penalty": PENALTY_A_DAY, "simplified": SIMPLIFIED_FINE, "simplified_day": SIMPLIFIED_A_DAY}


@router.get(PATH)
def amounts(request: Request, today: Today) -> Response:
    """The caps of any controller, and once asked those of this one; below, the ledger of Clearview AI."""
    asked = Submitted(fields={name: tuple(request.query_params.getlist(name)) for name in FIELDS if name in request.query_params})
    found, address, problems = None, "", tuple[InvalidInput, ...]()
    try:
        question = read(Answers(asked, today))
        found, address = work_out(question), query(asked, question)
    except InvalidForm as invalid:
        problems = invalid.problems
    except InvalidInput as wrong:
        problems = (wrong,)
    ledger = [(entry, authority(entry.authority)) for entry in sanctions()]
    told: dict[str, Any] = {
        "found": found,
        "ledger": ledger,
        "money": _money(language_of(request)),
        "french": FRENCH,
        "cited": lambda article: wording.articles_text((article,), reader(request)),
        "query": address if asked.fields else "",
    }
    here = f"{PATH}?{address}" if asked.fields and found else PATH
    return render(request, "amounts.html", status=422 if problems else 200, form=FormView(asked.fields, problems), here=here, **told)


def _money(language: str) -> object:
    """Sums as the reader writes them, without cents."""
    pattern = "#,##0\u00a0¤" if language == "fr" else "¤#,##0"
    return lambda amount, currency="EUR": format_currency(amount, currency, pattern, locale=language, currency_digits=False)
