"""What the two pages of a reply's intake show: the form for its files, and what was read of them."""

from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from fastapi import Request
from starlette.responses import Response

from app.cases.views import CaseView
from app.platform.i18n import Translator
from app.replies.desk import ReplyDesk, Waiting
from app.replies.reading import Fate, Part, Reading
from app.replies.remarks import NOT_READ, NOTICED, PLACES, sentence
from app.web.bodies import MAX_BODY
from app.web.case_list import asked
from app.web.forms.event_fields import NATURES
from app.web.forms.kept import Kept
from app.web.forms.view import FormView
from app.web.pages import reader, render

ACCEPT = ".eml,.msg,.pdf,.html,.htm,.txt,.docx,.zip,.jpg,.jpeg,.png,.webp,.heic,.tif,.tiff"


@dataclass(frozen=True)
class Passage:
    """A stretch of the text: `role` is "newest", "history", "signature" or "disclaimer"."""

    role: str
    text: str


@dataclass(frozen=True)
class PartLine:
    """A file and what became of it, in the reader's language. `depth` counts how deep it lay in others."""

    name: str
    size: int
    depth: int
    read: bool
    became: str


def upload_page(request: Request, desk: ReplyDesk, shown: FormView, *, lost_files: bool = False, failed: bool = False) -> Response:
    """The form for files and text: 200, 422 with mistakes, 503 when keeping them `failed`. `lost_files` when files came with it."""
    status = 503 if failed else 422 if shown.problems else 200
    context: dict[str, Any] = {"form": shown, "waiting": desk.waiting(), "accept": ACCEPT, "lost_files": lost_files, "failed": failed}
    context |= {"most": MAX_BODY, "address": desk.address}
    return render(request, "case/reply_upload.html", status=status, **_head(request, desk.view), **context)


def confirm_page(
    request: Request, view: CaseView, waiting: Waiting, shown: FormView, today: date, *, kept: Kept | None = None, failed: bool = False
) -> Response:
    """What was read, with the choices that the person makes: 200, 422 with mistakes, 503 when recording `failed`. `kept` when it comes back
    after the code."""
    t = reader(request)
    reading = waiting.reading
    return render(
        request,
        "case/reply_confirm.html",
        status=503 if failed else 422 if shown.problems else 200,
        failed=failed,
        **_head(request, view),
        form=shown,
        kept=kept,
        waiting=waiting.id,
        reading=reading,
        passages=passages(reading),
        dates=[(found.on, t.gettext(PLACES[found.place])) for found in reading.dates if found.on <= today],
        natures=NATURES,
        file_lines=[_line(part, t) for part in reading.parts],
        problems=[sentence(problem, t) for problem in reading.problems if problem.code in NOTICED],
        today=today,
    )


def first_choice(reading: Reading, today: date) -> FormView:
    """The form as it opens: the best date is chosen, the nature is not."""
    best = next((found.on.isoformat() for found in reading.dates if found.on <= today), "other")
    return FormView({"on": (best,)})


def passages(reading: Reading) -> list[Passage]:
    """The whole text in order, cut where its role changes; text between the spans is white space and goes with the one before."""
    marks = [(span, "newest") for span in reading.newest] + [(span, "history") for span in reading.history]
    marks += [(span, "disclaimer") for span in reading.disclaimers]
    marks += [(reading.signature, "signature")] if reading.signature else []
    ordered = sorted(marks, key=lambda mark: mark[0].start)
    if not ordered:
        return []
    ends = [*(after[0].start for _, after in pairwise(ordered)), len(reading.text)]
    return [Passage(role, reading.text[span.start : end].strip("\n")) for (span, role), end in zip(ordered, ends, strict=True)]


def _line(part: Part, t: Translator) -> PartLine:
    read = part.fate is Fate.READ
    if read:
        became = t.gettext("Read as a picture, letter by letter: compare it with the original.") if part.ocr else t.gettext("Read.")
    else:
        became = t.gettext(NOT_READ[part.reason])
    return PartLine(part.name, part.size, part.depth, read, became)


def _head(request: Request, view: CaseView) -> dict[str, Any]:
    t = reader(request)
    return {"case_id": view.public_id, "asked": asked(view.request.right, view.request.controller.name, t)}
