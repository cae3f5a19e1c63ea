"""Being reminded: the page behind the code, and the addresses that mails and calendars name, which need no code and tell nothing."""

from collections.abc import Sequence

from fastapi import APIRouter, Depends, Request
from starlette.responses import RedirectResponse, Response

from app.law.assessment import Status
from app.platform.errors import InvalidInput, NotFound, msg
from app.services import Services, Wired, limited
from app.watching.views import Rhythm
from app.web.bodies import Form, Submitted
from app.web.forms.view import FormView
from app.web.notices_page import RHYTHMS, names_of, notices
from app.web.pages import language_of, reader, render
from app.web.security import ONE_CLICK
from app.web.sessions import Dossier, DossierOfForm

router = APIRouter()

PAGE = "/dossier/notices"
DONE = {
    "asked": msg("Saved. Where the address is new, a mail is on its way to it: open the link in it within two days."),
    "stopped": msg("No further mail comes, and the address is erased."),
    "again": msg("The mail goes out again."),
    "closed": msg("The calendar link has ended."),
}
"""What the page says after something was done."""

CALENDAR = "text/calendar; charset=utf-8"


@router.get(PAGE)
def show(request: Request, dossier: Dossier, wired: Wired) -> Response:
    """What there is to tell, and the ways to be told."""
    return _page(request, wired, dossier)


@router.get(f"{PAGE}/{{action:path}}")
def after_the_code(action: str) -> Response:
    """Whoever had to type the code in the middle of one of the forms below comes by here."""
    return RedirectResponse(PAGE, status_code=303)


@router.post(f"{PAGE}/contact", dependencies=[Depends(limited("dossiers"))])
def subscribe(request: Request, form: Form, dossier: DossierOfForm, wired: Wired) -> Response:
    """Have reminders sent to an address, once its owner confirms it; with mistakes, the page again as it was typed."""
    try:
        wired.watch.subscribe(dossier, form.get("email"), language_of(request), form.get("wants"))
    except InvalidInput as wrong:
        return _page(request, wired, dossier, form=form, problems=(wrong,))
    return _back("asked")


@router.post(f"{PAGE}/contact/remove")
def forget(dossier: Dossier, wired: Wired) -> Response:
    """End the mails and erase the address."""
    wired.watch.forget(dossier)
    return _back("stopped")


@router.post(f"{PAGE}/again")
def send_again(form: Form, dossier: DossierOfForm, wired: Wired) -> Response:
    """Send a mail again of which nobody knows whether it arrived."""
    wired.watch.send_again(dossier, form.get("notice"))
    return _back("again")


@router.post(f"{PAGE}/calendar")
def open_calendar(request: Request, dossier: Dossier, wired: Wired) -> Response:
    """A new calendar link, which this answer alone shows; the former one ends."""
    token = wired.watch.feed_url_token(dossier, language_of(request))
    return _page(request, wired, dossier, link=f"{_public(request, wired)}/calendar/{token}.ics")


@router.post(f"{PAGE}/calendar/remove")
def close_calendar(dossier: Dossier, wired: Wired) -> Response:
    """End the calendar link."""
    wired.watch.stop_feed(dossier)
    return _back("closed")


@router.get("/calendar/{name}")
def calendar(name: str, wired: Wired) -> Response:
    """The dates, for a calendar program that knows the link. Raises NotFound."""
    token, _, ending = name.rpartition(".")
    if ending != "ics":
        raise NotFound("no such calendar")
    return Response(wired.watch.feed(token), media_type=CALENDAR)


@router.get("/notices/confirm/{token}")
def ask_to_confirm(request: Request, token: str) -> Response:
    """A button. Programs that look at the links of mails press none."""
    return render(request, "notices/confirm.html", token=token, done=False)


@router.post("/notices/confirm/{token}")
def confirm(request: Request, token: str, wired: Wired) -> Response:
    """The address is its owner's: begin."""
    try:
        wired.watch.confirm(token)
    except NotFound:
        return render(request, "notices/unknown.html", status=404)
    return render(request, "notices/confirm.html", token=token, done=True)


@router.get(ONE_CLICK + "{token}")
def ask_to_stop(request: Request, token: str) -> Response:
    """A button again."""
    return render(request, "notices/stop.html", token=token, done=False)


@router.post(ONE_CLICK + "{token}")
def stop(request: Request, token: str, wired: Wired) -> Response:
    """End the mails: from the page, or from a mail program in one click (RFC 8058). It says the same for a link that it does not know."""
    wired.watch.unsubscribe(token)
    return render(request, "notices/stop.html", token=token, done=True)


def _page(
    request: Request, wired: Services, dossier: str, *, form: Submitted | None = None, problems: Sequence[InvalidInput] = (), link: str = ""
) -> Response:
    """The page; `link` is a calendar link that was just made."""
    cases, contact, t = wired.store.overview(dossier, wired.directory).cases, wired.watch.contact(dossier), reader(request)
    rhythm = contact.rhythm if contact else Rhythm.AT_ONCE
    shown = FormView(form.fields if form else {"wants": (rhythm.value,)}, problems)
    return render(
        request,
        "dossier/notices.html",
        status=422 if problems else 200,
        notices=notices(wired.watch.notices(dossier, {case.public_id: case.alerts for case in cases}), cases, t),
        open_cases=[(case.public_id, names_of([case], t)[case.public_id]) for case in cases if case.status is not Status.CLOSED],
        contact=contact,
        mail_possible=wired.watch.mail_possible,
        rhythms=[(value, t.gettext(words), "") for value, words in RHYTHMS],
        has_feed=wired.watch.has_feed(dossier),
        link=link,
        form=shown,
        done=DONE.get(request.query_params.get("done", ""), ""),
    )


def _public(request: Request, wired: Services) -> str:
    """Where people reach the program: as it was set, else as this request came."""
    return wired.settings.public_url or str(request.base_url).rstrip("/")


def _back(done: str) -> Response:
    return RedirectResponse(f"{PAGE}?done={done}", status_code=303)
