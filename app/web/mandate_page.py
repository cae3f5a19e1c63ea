"""The page of the mandates of a case: what each that counts today lacks, and the form that writes a new one."""

from dataclasses import dataclass
from datetime import date

from starlette.requests import Request
from starlette.responses import Response

from app.cases.views import CaseView
from app.complaints.standing import mandates_of
from app.complaints.standing_words import CHECKS
from app.law.events import MandateFor
from app.letters.mandates import languages_of
from app.platform.errors import msg
from app.platform.i18n import own_name
from app.web.case_list import asked
from app.web.forms.events_of_mandates import HOLDERS
from app.web.forms.view import FormView
from app.web.pages import reader, render


@dataclass(frozen=True, kw_only=True)
class MandateLine:
    """A mandate that counts today: what it is for, who acts, since when, and each thing that it lacks in a sentence."""

    purpose: str
    holder: str
    on: date
    record: str
    lacks: tuple[str, ...]


def mandate_page(request: Request, view: CaseView, today: date, form: FormView) -> Response:
    """The page; 422 where the form has mistakes."""
    t = reader(request)
    lines = tuple(
        MandateLine(
            purpose=found.given.purpose.value,
            holder=found.given.holder,
            on=found.given.on,
            record=found.record,
            lacks=tuple(t.gettext(CHECKS[gap]) for gap in lacking),
        )
        for found, lacking in mandates_of(view.request, view.records, view.files, today)
    )
    languages = sorted({language for purpose in MandateFor for language in languages_of(purpose)})
    return render(
        request,
        "case/mandate.html",
        status=422 if form.problems else 200,
        case_id=view.public_id,
        asked=asked(view.request.right, view.request.controller.name, t),
        lines=lines,
        form=form,
        bodies=[(holder.value, t.gettext(words), "") for holder, words in HOLDERS],
        languages=[("", t.gettext(msg("The language of the case, or of this page"))), *((each, own_name(each)) for each in languages)],
    )
