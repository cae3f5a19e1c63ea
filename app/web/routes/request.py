"""The request form, from the first step to its two endings: just the letter, or a case to follow. Only the second one stores anything."""

from fastapi import APIRouter, Depends, Request
from starlette.responses import RedirectResponse, Response

from app.platform.errors import NotFound
from app.platform.i18n import LANGUAGES
from app.services import Today, Wired, limited
from app.web import endings
from app.web.bodies import Form
from app.web.forms import journey
from app.web.forms.steps import Screen, after, review
from app.web.screens import found, show

router = APIRouter()


@router.get("/request")
def new_request(request: Request, today: Today, wired: Wired, q: str = "") -> Response:
    """The first step towards a new letter, with what the words `q` find."""
    return show(request, Screen("who", journey.begin(today, wired.directory, already=False).with_search(q)))


@router.get("/already")
def earlier_request(request: Request, today: Today, wired: Wired, q: str = "") -> Response:
    """The first step for a letter that was sent before."""
    return show(request, Screen("who", journey.begin(today, wired.directory, already=True).with_search(q)))


@router.get("/controllers")
def controllers(request: Request, today: Today, wired: Wired, q: str = "") -> Response:
    """What the words `q` find, as a part of the first step: for those whose browser runs scripts, while they type."""
    return found(request, journey.begin(today, wired.directory, already=False).with_search(q))


@router.post("/request/letter", dependencies=[Depends(limited("letters"))])
def letter(request: Request, form: Form, today: Today, wired: Wired, which: int = 1) -> Response:
    """The letter as a file. Nothing is stored."""
    screen = review(journey.resume(form, today, wired.directory))
    if screen.step != "review" or screen.journey.already:
        return show(request, screen)
    return endings.letter(request, screen.journey, which, form.get("as"), wired.print_shop)


@router.post("/request/follow", dependencies=[Depends(limited("dossiers"))])
def follow(request: Request, form: Form, today: Today, wired: Wired) -> Response:
    """A dossier for this request, and its code, once."""
    screen = review(journey.resume(form, today, wired.directory))
    if screen.step != "review":
        return show(request, screen)
    return endings.follow(request, screen.journey, form, wired.store)


@router.post("/request/{step}")
def answer(request: Request, step: str, form: Form, today: Today, wired: Wired) -> Response:
    """The page that comes after this answer, or the same one with what is wrong."""
    if step not in journey.STEPS:
        raise NotFound
    language = form.get("lang") if form.get("lang") in LANGUAGES else ""
    return show(request, after(step, journey.resume(form, today, wired.directory), form), language=language)


@router.get("/request/{step}")
def lost(step: str) -> Response:
    """A step asked for without its form, as from the address bar: there are no answers to show, so the road begins anew."""
    if step not in (*journey.STEPS, "letter", "follow"):
        raise NotFound
    return RedirectResponse("/request", status_code=303)
