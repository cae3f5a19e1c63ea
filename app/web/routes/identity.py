"""A copy of an identity document that shows only what is needed: with a case, and for anybody without one. Nothing is stored unasked."""

from fastapi import APIRouter, Depends, Request
from starlette.responses import RedirectResponse, Response

from app.cases.uploads import kept_file
from app.letters.identity_copy import NAME, PURPOSE
from app.platform.errors import InvalidInput
from app.services import Today, Wired, limited
from app.web.bodies import Form
from app.web.forms.answers import Answers, InvalidForm
from app.web.forms.blackout import copy_for
from app.web.forms.view import FormView
from app.web.identity_page import draw_page, finished, of_case, of_nobody, result_page, upload_page
from app.web.pages import reader
from app.web.sessions import Dossier, DossierOfForm

router = APIRouter()

COSTLY = [Depends(limited("letters"))]
OPEN, OF_CASE = "/identity-copy", "/case/{case_id}/identity"


@router.get(OPEN)
def ask(request: Request) -> Response:
    """The page that takes a picture, for anybody."""
    return upload_page(request, of_nobody(request), FormView({"right": ("access",)}))


@router.post(OPEN + "/draw", dependencies=COSTLY)
def draw(request: Request, form: Form, wired: Wired, today: Today) -> Response:
    """The picture, to say what turns black."""
    try:
        return draw_page(request, of_nobody(request, copy_for(Answers(form, today)), form), form, wired.pictures)
    except InvalidForm as invalid:
        return upload_page(request, of_nobody(request), FormView(form.fields, invalid.problems), status=422)
    except InvalidInput as problem:
        return upload_page(request, of_nobody(request), FormView(form.fields, [problem]), status=422)


@router.post(OPEN + "/result", dependencies=COSTLY)
def result(request: Request, form: Form, wired: Wired, today: Today) -> Response:
    """The finished copy."""
    try:
        return result_page(request, of_nobody(request, copy_for(Answers(form, today)), form), form, wired.pictures, today)
    except InvalidForm as invalid:
        return upload_page(request, of_nobody(request), FormView(form.fields, invalid.problems), status=422)
    except InvalidInput as problem:
        return upload_page(request, of_nobody(request), FormView(form.fields, [problem]), status=422)


@router.get(OF_CASE)
def ask_for_case(request: Request, case_id: str, dossier: Dossier, wired: Wired) -> Response:
    """The page that takes a picture, for the controller of a case; the copies it has, and the letter that encloses one."""
    place = of_case(wired.store.case(dossier, case_id))
    return upload_page(request, place, FormView(), saved="saved" in request.query_params)


@router.post(OF_CASE + "/draw", dependencies=COSTLY)
def draw_for_case(request: Request, case_id: str, form: Form, dossier: DossierOfForm, wired: Wired) -> Response:
    """The picture, to say what turns black."""
    place = of_case(wired.store.case(dossier, case_id))
    try:
        return draw_page(request, place, form, wired.pictures)
    except InvalidInput as problem:
        return upload_page(request, place, FormView(form.fields, [problem]), status=422)


@router.post(OF_CASE + "/result", dependencies=COSTLY)
def result_for_case(request: Request, case_id: str, form: Form, dossier: DossierOfForm, wired: Wired, today: Today) -> Response:
    """The finished copy."""
    place = of_case(wired.store.case(dossier, case_id))
    try:
        return result_page(request, place, form, wired.pictures, today)
    except InvalidInput as problem:
        return upload_page(request, place, FormView(form.fields, [problem]), status=422)


@router.post(OF_CASE + "/keep", dependencies=COSTLY)
def keep(request: Request, case_id: str, form: Form, dossier: DossierOfForm, wired: Wired) -> Response:
    """Keep the finished copy with the case, to be enclosed with a letter and listed among the exhibits."""
    place = of_case(wired.store.case(dossier, case_id))
    try:
        name = reader(request).gettext(NAME).format(n=len(place.kept()) + 1)
        wired.store.keep(dossier, case_id, kept_file(name, finished(form, wired.pictures), "picture", PURPOSE))
    except InvalidInput as problem:
        return upload_page(request, place, FormView({}, [problem]), status=422)
    return RedirectResponse(f"{place.base}?saved", status_code=303)


def lost() -> Response:
    """A step asked for without its form: the road begins anew."""
    return RedirectResponse(OPEN, status_code=303)


def lost_for_case(case_id: str, dossier: Dossier, wired: Wired) -> Response:
    """The same with a case. Raises NotFound, also for a case of another dossier."""
    wired.store.case(dossier, case_id)
    return RedirectResponse(OF_CASE.format(case_id=case_id), status_code=303)


for step in ("draw", "result", "keep"):
    router.add_api_route(f"{OPEN}/{step}", lost, methods=["GET"])
    router.add_api_route(f"{OF_CASE}/{step}", lost_for_case, methods=["GET"])
