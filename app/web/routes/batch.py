"""Letters for many people at once: upload, columns, check, start, progress, download.

The key of a batch travels in a cookie or in a form, never in an address.
"""

from fastapi import APIRouter, Depends, Request
from starlette.responses import RedirectResponse, Response

from app.campaigns.desk import MOST_PEOPLE, Desk
from app.campaigns.ledger import TRANSLITERATED, State
from app.campaigns.packing import csv_line
from app.letters import kinds
from app.letters.requests import country_name
from app.platform.downloads import attachment
from app.platform.errors import InvalidInput, NotFound, msg
from app.platform.i18n import own_name
from app.services import Services, Today, Wired, limited
from app.web.bodies import Form, Submitted
from app.web.forms.batch import Ordered, carried, choices, ordered
from app.web.forms.view import FormView
from app.web.pages import reader, render

router = APIRouter()

COOKIE = "batch"
SHOWN_PROBLEMS = 200
COSTLY = [Depends(limited("batches"))]
NO_SUCH_BATCH = msg("This key opens nothing: it is mistyped, or its letters were deleted.")


@router.get("/batch")
def ask(request: Request, wired: Wired) -> Response:
    """The page that takes the table."""
    return _upload(request, wired, FormView({"kind": ("access",)}))


@router.post("/batch/columns", dependencies=COSTLY)
def columns(request: Request, form: Form, wired: Wired, today: Today) -> Response:
    """What each column stands for, as far as its name tells."""
    try:
        found = ordered(form, wired.directory, today)
    except InvalidInput as problem:
        return _upload(request, wired, FormView(form.fields, [problem]), status=422)
    return _columns(request, form, found)


@router.post("/batch/check", dependencies=COSTLY)
def check(request: Request, form: Form, wired: Wired, today: Today) -> Response:
    """Everything that is wrong, by row and column; or the counts, and the button that starts."""
    try:
        found = ordered(form, wired.directory, today)
    except InvalidInput as problem:
        return _upload(request, wired, FormView(form.fields, [problem]), status=422)
    census = found.census()
    hidden = carried(form, found, columns=True)
    hidden += [] if "token" in dict(hidden) else [("token", Desk.new_capability())]
    countries = [(country_name(code, reader(request).language), count) for code, count in census.countries.most_common()]
    return render(
        request,
        "batch/check.html",
        status=422 if census.problems else 200,
        census=census,
        countries=countries,
        order=found.order,
        carried=hidden,
        shown=SHOWN_PROBLEMS,
    )


@router.post("/batch/problems", dependencies=COSTLY)
def problems(request: Request, form: Form, wired: Wired, today: Today) -> Response:
    """All problems as a table to save."""
    t = reader(request)
    census = ordered(form, wired.directory, today).census()
    head = csv_line((t.gettext("row"), t.gettext("column"), t.gettext("problem")))
    lines = [csv_line((problem.row, problem.column, problem.error.text(t))) for problem in census.problems]
    return attachment("problems.csv", "text/csv; charset=utf-8", ("\ufeff" + head + "".join(lines)).encode())


@router.post("/batch/start", dependencies=COSTLY)
def start(request: Request, form: Form, wired: Wired, today: Today) -> Response:
    """Begin. The same page sent twice begins once."""
    found, token = ordered(form, wired.directory, today), form.get("token")
    if not Desk.is_capability(token) or found.census().problems:
        return check(request, form, wired, today)
    wired.batches.open(found.order, found.people(), token)
    return _to_progress(wired, token)


@router.post("/batch/key", dependencies=[Depends(limited("codes"))])
def come_back(request: Request, form: Form, wired: Wired) -> Response:
    """Take a batch up again by its key."""
    try:
        wired.batches.progress(form.get("key").strip())
    except NotFound:
        return _upload(request, wired, FormView({}, [InvalidInput("key", NO_SUCH_BATCH)]), status=422)
    return _to_progress(wired, form.get("key").strip())


@router.get("/batch/progress")
def progress(request: Request, wired: Wired) -> Response:
    """How far it is, and the letters once they are written."""
    token = request.cookies.get(COOKIE, "")
    try:
        found = wired.batches.progress(token)
    except NotFound:
        return RedirectResponse("/batch", status_code=303)
    if found.queued:
        wired.batches.wake()
    entries = [] if found.queued else wired.batches.entries(token)
    failed = [entry for entry in entries if entry.state is State.FAILED]
    transliterated = sum(entry.remark == TRANSLITERATED for entry in entries)
    return render(request, "batch/progress.html", progress=found, failed=failed, transliterated=transliterated, key=token)


@router.post("/batch/zip", dependencies=COSTLY)
def zipped(request: Request, wired: Wired) -> Response:
    """All letters and the manifest."""
    return attachment("letters.zip", "application/zip", wired.batches.zipped(request.cookies.get(COOKIE, "")))


@router.post("/batch/print", dependencies=COSTLY)
def printed(request: Request, form: Form, wired: Wired) -> Response:
    """One PDF for the printer."""
    pdf = wired.batches.printed(request.cookies.get(COOKIE, ""), two_sided=bool(form.get("two_sided")))
    return attachment("letters.pdf", "application/pdf", pdf)


@router.post("/batch/delete")
def delete(request: Request, wired: Wired) -> Response:
    """Delete everything of this batch."""
    wired.batches.erase(request.cookies.get(COOKIE, ""))
    response = RedirectResponse("/batch", status_code=303)
    response.delete_cookie(COOKIE, path="/batch", secure=wired.settings.secure_cookies, httponly=True, samesite="strict")
    return response


@router.get("/batch/{step}")
def lost(step: str) -> Response:
    """A step asked for without its form: the road begins anew."""
    if step not in ("columns", "check", "problems", "start", "key", "zip", "print", "delete"):
        raise NotFound
    return RedirectResponse("/batch", status_code=303)


def _upload(request: Request, wired: Services, form: FormView, *, status: int = 200) -> Response:
    controllers = [(c.slug, c.name) for c in wired.directory.curated() if c.regime == "gdpr"]
    languages = [(language, own_name(language)) for language in kinds.languages() if "access" in kinds.kinds(language)]
    offered = {"controllers": controllers, "languages": languages}
    return render(request, "batch/upload.html", status=status, form=form, limit=MOST_PEOPLE, offered=offered)


def _columns(request: Request, form: Submitted, found: Ordered) -> Response:
    rows = [(n, name, choices(found.table, n), found.fields[n]) for n, name in enumerate(found.table.names)]
    return render(request, "batch/columns.html", rows=rows, carried=carried(form, found, columns=False))


def _to_progress(wired: Services, token: str) -> Response:
    response = RedirectResponse("/batch/progress", status_code=303)
    response.set_cookie(COOKIE, token, path="/batch", secure=wired.settings.secure_cookies, httponly=True, samesite="strict")
    return response
