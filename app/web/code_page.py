"""The page that takes the code: for whoever comes to it, is sent to it, or was in the middle of a form when the documents closed."""

from urllib.parse import quote

from fastapi import Request
from starlette.responses import RedirectResponse, Response

from app.platform.errors import InvalidInput
from app.web.addresses import behind_the_code
from app.web.forms.kept import Kept, address, keep
from app.web.forms.view import FormView
from app.web.pages import render
from app.web.sessions import NotEntered


def code_page(
    request: Request,
    wanted: str,
    *,
    kept: Kept | None = None,
    typed: FormView | None = None,
    status: int = 200,
    inside: bool = False,
    closed: bool = False,
) -> Response:
    """The page, which then leads to `wanted` ("" for the list of cases). `closed` when a form came too late; `kept` is what it said.

    `inside` tells whoever is in already that the documents are open.
    """
    form = typed or FormView()
    return render(request, "dossier/enter.html", status=status, form=form, wanted=wanted, kept=kept, inside=inside, closed=closed)


def ask_for_code(request: Request, error: Exception) -> Response:
    """To the page that takes the code, which then leads back to the page wanted. A form gets it at once, with its answers inside."""
    if request.method == "GET":
        return RedirectResponse(f"/dossier?next={quote(request.url.path, safe='/')}", status_code=303)
    form = error.form if isinstance(error, NotEntered) else None
    case = str(request.path_params.get("case_id", ""))
    if form is None and case:  # a button alone: its own address is no page
        return code_page(request, behind_the_code(f"/case/{quote(case, safe='')}"), status=403, closed=True)
    if form is None or not case:
        return code_page(request, behind_the_code(request.url.path), status=403, closed=True)
    page, kept = address(case, form, request.url.path), keep(case, form, request.url.path)
    return code_page(request, behind_the_code(page), kept=kept, status=403, closed=True)


def wrong_code(request: Request, wanted: str, kept: Kept | None, problem: InvalidInput, code: str) -> Response:
    """The page again with what is wrong with the code; what it carries stays."""
    return code_page(request, wanted, kept=kept, typed=FormView({"code": (code,)}, [problem]), status=422)
