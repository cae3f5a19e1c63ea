"""Files kept with a case, as proof or as the original of a reply."""

from enum import StrEnum
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi import Response as Answer
from starlette.responses import Response

from app.api.answers import FileOut, file_out
from app.api.bodies import OCTETS, RAW_BODY, JsonRoute, Octets
from app.api.forms import FILE_NAME
from app.api.paging import LINK, Page, Paging, page
from app.api.problems import documented
from app.api.sessions import Dossier
from app.api.wire import NO_NUL
from app.cases.uploads import kept_file
from app.platform.downloads import attachment
from app.services import Wired

router = APIRouter(tags=["files"], route_class=JsonRoute)

FILE = {
    "description": "The file, exactly as it came.",
    "content": {OCTETS: {"schema": {"type": "string", "format": "binary"}}},
    "headers": {name: {**header, "required": True} for name, header in FILE_NAME.items()},
}


class Purpose(StrEnum):
    """What a file is kept as."""

    PROOF = "proof"
    REPLY = "reply"


Name = Annotated[str, Query(min_length=1, max_length=200, pattern=NO_NUL, examples=["slip.pdf"])]


@router.get("/cases/{case_id}/files", responses={200: {"headers": LINK}, **documented(401, 404, 422)})
def files(case_id: str, request: Request, response: Answer, asked: Paging, dossier: Dossier, wired: Wired) -> Page[FileOut]:
    """The files of the case."""
    return page(wired.store.case(dossier, case_id).files, lambda file: file.id, file_out, asked, (request, response))


@router.post("/cases/{case_id}/files", status_code=201, openapi_extra=RAW_BODY, responses=documented(401, 404, 409, 413, 415, 422))
def keep(case_id: str, dossier: Dossier, content: Octets, wired: Wired, name: Name, purpose: Purpose = Purpose.PROOF) -> FileOut:
    """Keep a file, to be named in an event. The same file again is kept once."""
    return file_out(wired.store.keep(dossier, case_id, kept_file(name, content, "file", purpose.value)))


@router.get("/cases/{case_id}/files/{file_id}", response_class=Response, responses={200: FILE, **documented(401, 404, 422)})
def file(case_id: str, file_id: str, dossier: Dossier, wired: Wired) -> Response:
    """A kept file."""
    info, content = wired.store.file(dossier, case_id, file_id)
    return attachment(info.name, OCTETS, content)
