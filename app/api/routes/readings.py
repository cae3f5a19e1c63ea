"""Replies read: files that were kept, and pasted text, become a text with its dates and parts. Recording it is an event like any other."""

from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import Field, StringConstraints

from app.api.bodies import JsonRoute
from app.api.problems import documented
from app.api.sessions import AtDesk, Desk
from app.api.wire import NO_NUL, Id, Strict
from app.platform.errors import InvalidInput, NotFound, msg
from app.platform.i18n import Translator
from app.replies.intake import LONGEST, Received, read_reply
from app.replies.newest import Span
from app.replies.reading import Reading
from app.replies.remarks import sentence
from app.services import limited

router = APIRouter(tags=["files"], route_class=JsonRoute)

MOST_FILES = 20
NOTHING_GIVEN = msg("Name at least one file, or give the text.")
NO_SUCH_FILE = msg("The file {id} is not in this case.")


class ReplyIn(Strict):
    """What came: ids of files kept with the case (purpose “reply”), text, or both."""

    files: list[Id] = Field(default_factory=list, max_length=MOST_FILES)
    text: Annotated[str, StringConstraints(max_length=LONGEST, pattern=NO_NUL)] = ""


class SpanOut(Strict):
    """A stretch of the text, in characters: from `start` up to the one before `end`."""

    start: int
    end: int


class FoundDateOut(Strict):
    """A day that may be the one that counts. `place` is “received” or “header” (of the mail), or “letterhead” (in the text, at `span`)."""

    on: str
    place: str
    span: SpanOut | None


class PartOut(Strict):
    """A file, or one found in it, and what became of it: `fate` is “read” or “unread”, `reason` the code why not."""

    name: str
    media_type: str
    sha256: str
    size: int
    fate: str
    reason: str
    span: SpanOut | None
    pages: int
    ocr: bool
    depth: int


class ReadingProblemOut(Strict):
    """Something to know about what was read: a code, and the sentence in the reader's language."""

    code: str
    text: str


class ReadingOut(Strict):
    """What was read. Nothing is recorded yet: put `text`, `sender`, `subject` and `message_id` into an event `reply_received`.

    `newest` are the stretches said now, `history` those that are quoted; `dates` come best first.
    """

    text: str
    newest: list[SpanOut]
    history: list[SpanOut]
    disclaimers: list[SpanOut]
    signature: SpanOut | None
    dates: list[FoundDateOut]
    sender: str
    subject: str
    message_id: str
    in_reply_to: str
    references: list[str]
    language: str
    parts: list[PartOut]
    problems: list[ReadingProblemOut]
    pages: int
    ocr: bool


@router.post(
    "/cases/{case_id}/readings",
    dependencies=[Depends(limited("replies"))],
    responses=documented(400, 401, 404, 409, 413, 415, 422, 429),
)
def read(case_id: str, given: ReplyIn, desk: AtDesk) -> ReadingOut:
    """Read a reply. Its files were kept before (`POST /cases/{case_id}/files?purpose=reply`); what cannot be read is named in `parts`."""
    desk.wired.store.case(desk.dossier, case_id)
    if not given.files and not given.text.strip():
        raise InvalidInput("files", NOTHING_GIVEN)
    files = [_received(desk, case_id, file_id) for file_id in given.files]
    return _out(read_reply(files, given.text, desk.wired.sandbox, desk.wired.settings.time_zone), desk.t)


def _received(desk: Desk, case_id: str, file_id: str) -> Received:
    try:
        info, content = desk.wired.store.file(desk.dossier, case_id, file_id)
    except NotFound as missing:
        raise InvalidInput("files", NO_SUCH_FILE, id=file_id) from missing
    return Received(name=info.name, content=content)


def _out(reading: Reading, t: Translator) -> ReadingOut:
    told = reading.to_json()
    told["dates"] = [FoundDateOut(on=each.on.isoformat(), place=each.place.value, span=_span(each.span)) for each in reading.dates]
    told["parts"] = [
        PartOut(**{**part, "fate": part["fate"].value, "span": SpanOut(**part["span"]) if part["span"] else None}) for part in told["parts"]
    ]
    told["problems"] = [ReadingProblemOut(code=each.code, text=sentence(each, t)) for each in reading.problems]
    for name in ("newest", "history", "disclaimers"):
        told[name] = [SpanOut(**each) for each in told[name]]
    return ReadingOut(**{**told, "signature": _span(reading.signature), "references": list(reading.references)})


def _span(found: Span | None) -> SpanOut | None:
    return SpanOut(start=found.start, end=found.end) if found else None
