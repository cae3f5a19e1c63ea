"""The page of a form that was sent too late: after the code it stands there again, filled in as it was, with nothing recorded."""

from datetime import date

from fastapi import Request
from starlette.responses import Response

from app.services import Services
from app.web.case_form import form_page
from app.web.case_records import asked_for
from app.web.forms.kept import Kept
from app.web.forms.view import FormView
from app.web.reply_desk import desk_of
from app.web.reply_pages import confirm_page
from app.web.reply_screens import Screens


def brought_back(request: Request, wired: Services, dossier: str, kept: Kept, today: date) -> Response:
    """The page. Raises NotFound when its case, or what it was about, is not in this dossier."""
    shown = FormView(kept.answers)
    if kept.form == "confirm":
        desk = desk_of(wired, dossier, kept.case)
        return confirm_page(request, desk.view, desk.find(kept.about), shown, today, kept=kept)
    view = wired.store.case(dossier, kept.case)
    if kept.form:
        screens = Screens(request=request, wired=wired, dossier=dossier, view=view, reply_id=kept.about, kept=kept)
        return screens.read(shown) if kept.form == "mark" else screens.check(shown)
    found = asked_for(view, shown.value("kind"), shown.value("corrects"))
    return form_page(request, view, found, today, shown, lost_files=kept.files, kept=kept)
