"""The page of a form that records what happened: opened anew, shown again with its mistakes, or brought back after the code."""

import secrets
from collections.abc import Sequence
from datetime import date

from fastapi import Request
from starlette.responses import Response

from app.cases.statements import replies
from app.cases.views import CaseView
from app.law.limits import all_limits
from app.platform.errors import InvalidInput
from app.web.bodies import Submitted
from app.web.case_list import asked
from app.web.case_records import Asked, asked_for
from app.web.case_timeline import line_of
from app.web.forms.forum_places import place_choices
from app.web.forms.kept import Kept
from app.web.forms.view import FormView
from app.web.pages import reader, render


def form_page(
    request: Request,
    view: CaseView,
    found: Asked,
    today: date,
    shown: FormView,
    *,
    lost_files: bool = False,
    kept: Kept | None = None,
    failed: bool = False,
) -> Response:
    """The page: 200, 422 with mistakes, 503 when recording `failed`. `kept` when it comes back after the code; `lost_files` when files
    came with it."""
    t = reader(request)
    return render(
        request,
        "case/record.html",
        status=503 if failed else 422 if shown.problems else 200,
        case_id=view.public_id,
        asked=asked(view.request.right, view.request.controller.name, t),
        kind=found.form,
        corrects=found.corrected.id if found.corrected else "",
        form=shown,
        lost_files=lost_files,
        kept=kept,
        failed=failed,
        replies=[line_of(reply, t) for reply in replies(view)],
        limits=all_limits(),
        places=place_choices(t),
        submit_token=shown.value("submit_token") or new_token(),
        today=today,
    )


def sent_back(
    request: Request, view: CaseView, form: Submitted, today: date, problems: Sequence[InvalidInput] = (), *, failed: bool = False
) -> Response:
    """The page of a form as it was sent, with its mistakes, or with word that recording it failed."""
    found = asked_for(view, form.get("kind"), form.get("corrects"))
    return form_page(request, view, found, today, FormView(form.fields, problems), lost_files=bool(form.files), failed=failed)


def new_token() -> str:
    """Names one showing of a form, so that sending it twice is noticed."""
    return secrets.token_urlsafe(16)
