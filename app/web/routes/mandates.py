"""Who acts for a person: the page that writes a mandate to be signed, and says what the ones on file lack."""

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from app.cases.views import CaseView
from app.complaints.case_letters import letter_file
from app.letters.mandates import draft_mandate, language_for
from app.platform.downloads import attachment
from app.platform.errors import InvalidInput, InvalidInputs
from app.services import Today, Wired, limited
from app.web.bodies import Form
from app.web.forms.mandate import read_mandate
from app.web.forms.view import FormView
from app.web.mandate_page import mandate_page
from app.web.pages import language_of
from app.web.sessions import Dossier, DossierOfForm

router = APIRouter(prefix="/case/{case_id}/mandate")


@router.get("")
def show(request: Request, case_id: str, dossier: Dossier, wired: Wired, today: Today) -> Response:
    """What the mandates on file lack, and what a new one is to hold."""
    return mandate_page(request, wired.store.case(dossier, case_id), today, FormView({"purpose": ("complaint",), "body": ("other",)}))


@router.post("", dependencies=[Depends(limited("letters"))])
def write(request: Request, case_id: str, form: Form, dossier: DossierOfForm, wired: Wired, today: Today) -> Response:
    """The mandate as a file, to be signed; with mistakes the page as it was typed."""
    view = wired.store.case(dossier, case_id)
    try:
        wish = read_mandate(form, today)
        language = language_for(wish.purpose, form.get("language"), view.request.language or language_of(request))
        draft = draft_mandate(wish, view.request, today, language, view.records)
        file = letter_file(draft, "txt" if form.get("ending") == "txt" else "pdf", wired.print_shop)
    except InvalidInputs as invalid:
        return _again(request, view, form, today, invalid.problems)
    except InvalidInput as problem:
        return _again(request, view, form, today, (problem,))
    return attachment(file.name, file.media_type, file.content)


def _again(request: Request, view: CaseView, form: Form, today: Today, problems: tuple[InvalidInput, ...]) -> Response:
    return mandate_page(request, view, today, FormView(form.fields, problems))
