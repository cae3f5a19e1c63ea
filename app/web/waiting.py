"""The page for an address that asked for too much: when to try again, and the form that was sent, so that nothing typed is lost."""

from typing import Any

from fastapi import Request
from starlette.responses import Response

from app.platform.limiting import TooMany
from app.web.bodies import Submitted, UnreadableForm, read_form
from app.web.pages import error_page, render

CHOSEN_ANEW = {"/request/follow": "/request/review"}
"""Where the files of a form can be chosen again. Without them it would say less than its sender meant."""

FILES_LOST = "files_lost"
"""A field that says that a form had files, which were lost on the way: whoever takes it shows the form again, to choose them anew."""

SHOWN_ANEW = "/reply"
"""How the address of a form ends that takes files or a text, and is shown again where the files were lost."""


async def please_wait(request: Request, error: Exception) -> Response:
    """The page. The form was not read yet: it was refused before anything else was done for it."""
    wait = error.wait if isinstance(error, TooMany) else 1
    try:
        form = await read_form(request) if request.method == "POST" else None
    except UnreadableForm:
        return error_page(request, 422)
    page = render(request, "wait.html", status=429, wait=wait, **_again(request, form))
    page.headers["Retry-After"] = str(wait)
    return page


def _again(request: Request, form: Submitted | None) -> dict[str, Any]:
    """Where the form goes once more, and with what; nowhere for a page that was only to be read."""
    if form is None:
        return {"again": "", "carried": [], "files": False}
    path, query = request.url.path, request.url.query
    again = CHOSEN_ANEW.get(path, path) if form.files else path
    carried = [(name, value) for name, values in form.fields.items() if name != FILES_LOST for value in values]
    carried += [(FILES_LOST, "1")] if path.endswith(SHOWN_ANEW) and (form.files or form.get(FILES_LOST)) else []
    return {"again": f"{again}?{query}" if query else again, "carried": carried, "files": bool(form.files)}
