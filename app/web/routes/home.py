"""The start page and the choice of language."""

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from app.services import Wired
from app.web.addresses import own_path
from app.web.bodies import Form
from app.web.pages import render, set_language

router = APIRouter()


@router.get("/")
def home(request: Request) -> Response:
    """What one can do here."""
    return render(request, "home.html")


@router.post("/language")
def change_language(form: Form, wired: Wired) -> Response:
    """Remember the language and go back to the page it was chosen on."""
    response = RedirectResponse(own_path(form.get("next")), status_code=303)
    set_language(response, form.get("lang"), secure=wired.settings.secure_cookies)
    return response
