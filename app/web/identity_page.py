"""The pages that make a copy of an identity document: which picture, what turns black in it, the result.

Nothing is stored on the way. The picture travels inside the page, already without anything but its pixels; the page of the result holds the
finished copy only.
"""

from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from app.cases.parties import Attachment
from app.cases.store import CaseStore
from app.cases.views import CaseView, FileInfo
from app.law.events import RequestSent, standing
from app.letters.identity_copy import HIDEABLE, PURPOSE, Shown, words_across
from app.letters.languages import letter_language
from app.platform.errors import InvalidInput, NotFound, msg
from app.platform.guard import PICTURES_IN_PAGE
from app.platform.pictures.blackout import black_out, jpeg
from app.platform.pictures.reading import PictureReader
from app.web.bodies import Submitted
from app.web.case_list import asked
from app.web.forms.blackout import COLUMNS, MAX_AREAS, ROWS, SIDES, CopyFor, carried, chosen, hiding, rows
from app.web.forms.view import FormView
from app.web.pages import language_of, reader, render

EMPTY_ROWS = 4
"""Areas in numbers that are offered to whoever cannot draw."""

PRESETS = (
    (msg("Photograph"), (4, 22, 30, 58)),
    (msg("Number of the document"), (64, 4, 33, 11)),
    (msg("Signature"), (36, 74, 32, 14)),
    (msg("Lines for machines (<<<)"), (2, 80, 96, 18)),
    (msg("Place of birth"), (36, 50, 40, 9)),
)
"""Where such things often are on a card, in percent: left, top, width, height. Only a beginning, to be moved into place."""


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where the pages live: their address, and the case that they belong to, if any. `copy_for` is known from the case."""

    base: str
    view: CaseView | None = None
    language: str = ""
    copy_for: CopyFor | None = None
    typed: Mapping[str, str] = field(default_factory=dict)

    def context(self, request: Request) -> dict[str, Any]:
        """What every one of the pages prints."""
        t, asks = reader(request), self.view.request if self.view else None
        return {
            "base": self.base,
            "here": self.base,
            "case_id": self.view.public_id if self.view else "",
            "asked": asked(asks.right, asks.controller.name, t) if asks else "",
            "typed": self.typed,
        }

    def kept(self) -> tuple[FileInfo, ...]:
        """The copies that the case has already, the newest first."""
        return tuple(reversed([file for file in self.view.files if file.purpose == PURPOSE])) if self.view else ()


def of_case(view: CaseView) -> Place:
    """The pages of a case: it knows for whom the copy is."""
    asks = view.request
    sent = [record.event.on for record in standing(view.records) if isinstance(record.event, RequestSent)]
    return Place(
        base=f"/case/{view.public_id}/identity",
        view=view,
        language=asks.language or letter_language(asks.controller),
        copy_for=CopyFor(controller=asks.controller.name, right=asks.right, on=sent[0] if sent else asks.on),
    )


def of_nobody(request: Request, copy: CopyFor | None = None, form: Submitted | None = None) -> Place:
    """The same pages without a case: the person types for whom the copy is."""
    typed = {name: form.get(name)[:300] for name in ("recipient", "on", "right")} if form else {}
    return Place(base="/identity-copy", language=language_of(request), copy_for=copy, typed=typed)


def upload_page(request: Request, place: Place, form: FormView, *, status: int = 200, saved: bool = False) -> Response:
    """The page that takes the picture."""
    parts = tuple((code, reader(request).gettext(words), "") for code, words in HIDEABLE.items())
    context = place.context(request)
    return render(request, "identity/upload.html", status=status, form=form, kept=place.kept(), parts=parts, saved=saved, **context)


def draw_page(request: Request, place: Place, form: Submitted, pictures: PictureReader) -> Response:
    """The picture that was chosen, to draw on. Raises InvalidInput for one that cannot be read."""
    return _drawing(request, place, form, jpeg(pictures.read(chosen(form), "picture")))


def result_page(request: Request, place: Place, form: Submitted, pictures: PictureReader, today: date) -> Response:
    """The finished copy; with a mistake the drawing again as it was. Raises InvalidInput for a picture that got lost."""
    brought = carried(form)
    picture = pictures.read(brought, "picture")
    try:
        wanted = hiding(form)
    except InvalidInput as problem:
        return _drawing(request, place, form, jpeg(picture), [problem])
    made = black_out(picture, wanted.areas, _words(place, today), grey=wanted.grey)
    context = place.context(request)
    return _showing(render(request, "identity/result.html", copy=_text(made), hidden=len(wanted.areas), **context))


def finished(form: Submitted, pictures: PictureReader) -> bytes:
    """The finished copy that the page of the result sent to be kept, read and written anew: it came from outside. Raises InvalidInput."""
    return jpeg(pictures.read(carried(form, "copy"), "picture"))


def shown_copy(store: CaseStore, dossier: str, case_id: str, file_id: str, hidden: Sequence[str]) -> Shown | None:
    """The copy that goes with a letter; None for "". Raises NotFound for a file that is no such copy, InvalidInput for an unknown code."""
    if not file_id:
        return None
    info, content = store.file(dossier, case_id, file_id)
    if info.purpose != PURPOSE:
        raise NotFound(file_id)
    return Shown(file=Attachment(name=info.name, media_type=info.media_type, content=content), hidden=tuple(dict.fromkeys(hidden)))


def _drawing(request: Request, place: Place, form: Submitted, picture: bytes, problems: list[InvalidInput] | None = None) -> Response:
    t = reader(request)
    given = rows(form)
    empty = [dict.fromkeys(SIDES, "")] * max(0, min(EMPTY_ROWS, MAX_AREAS - len(given)))
    page = render(
        request,
        "identity/draw.html",
        status=422 if problems else 200,
        form=FormView(form.fields, problems or ()),
        picture=_text(picture),
        rows=given + empty,
        columns=COLUMNS,
        cells=COLUMNS * ROWS,
        presets=[(t.gettext(words), " ".join(map(str, sides))) for words, sides in PRESETS],
        most=MAX_AREAS,
        **place.context(request),
    )
    return _showing(page)


def _words(place: Place, today: date) -> str:
    copy = place.copy_for
    return words_across(copy.controller, copy.right, copy.on, today, place.language) if copy else ""


def _showing(page: Response) -> Response:
    """The page may show the picture that it holds."""
    page.headers["Content-Security-Policy"] = PICTURES_IN_PAGE
    return page


def _text(content: bytes) -> str:
    return b64encode(content).decode("ascii")
