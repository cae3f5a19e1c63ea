"""The originals of a reply as the reading page shows them: which files with how many pages, and the address of the picture of each page."""

import re
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from fastapi import Request
from starlette.responses import Response

from app.cases.store import CaseStore
from app.cases.uploads import file_name
from app.cases.views import CaseView, FileInfo
from app.law.events import Recorded
from app.platform.errors import Damaged, NotFound
from app.platform.i18n import Translator
from app.platform.sandbox import CouldNotRead, Reason, Sandbox
from app.replies.findings import reply_of
from app.replies.originals import WHY_NOT, Sheets, sheets, why
from app.web.pages import language_of, reader

MOST_ORIGINALS = 6
"""Files of one reply whose pages are found before the page is shown; others are there to be opened."""

_PLACE = re.compile(r"(?P<path>(?:[0-9]{1,3}(?:\.[0-9]{1,3}){0,4})?)p(?P<page>[0-9]{1,4})")


@dataclass(frozen=True, kw_only=True)
class Part:
    """A file with its pages: the original itself, or a file in it. `previews` are the addresses of pictures of its pages; `left` counts
    pages beyond them; `problem` says why there are none, "" if there are."""

    name: str
    previews: tuple[str, ...] = ()
    left: int = 0
    problem: str = ""


@dataclass(frozen=True, kw_only=True)
class Original:
    """A file that the reply came in, and what of it is shown."""

    file: FileInfo
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Originals:
    """Where the files of a case lie, and the sandbox in which they are looked at."""

    store: CaseStore
    sandbox: Sandbox
    dossier: str

    def of(self, view: CaseView, reply_id: str, t: Translator) -> tuple[Original, ...]:
        """The files that came with the reply, each with the pages that can be shown. Raises NotFound."""
        files = _files(view, reply_of(view, reply_id))
        shown = [Original(file=file, parts=self._parts(view.public_id, reply_id, file, t)) for file in files[:MOST_ORIGINALS]]
        return (*shown, *(Original(file=file) for file in files[MOST_ORIGINALS:]))

    def _parts(self, case_id: str, reply_id: str, file: FileInfo, t: Translator) -> tuple[Part, ...]:
        try:
            _, content = self.store.file(self.dossier, case_id, file.id)
        except Damaged:  # the text of the answer can be read all the same; whoever opens the file is told
            return (_part("", Sheets(name=file.name, reason=Reason.BROKEN), t),)
        base = f"/case/{case_id}/replies/{reply_id}/originals/{file.id}"
        return tuple(_part(base, one, t) for one in sheets(self.sandbox, file.name, content))


def original_of(view: CaseView, reply_id: str, file_id: str) -> FileInfo:
    """That file of that reply. Raises NotFound, also for a file of another reply."""
    found = next((file for file in _files(view, reply_of(view, reply_id)) if file.id == file_id), None)
    if found is None:
        raise NotFound(file_id)
    return found


def place_of(written: str) -> tuple[tuple[int, ...], int]:
    """The path of a file and the number of its page, from an address: "p2" is page 2 of the original itself, "0.3p1" page 1 of the fourth
    file in the first one in it. Raises NotFound for anything else."""
    found = _PLACE.fullmatch(written)
    if found is None:
        raise NotFound(written)
    return tuple(int(at) for at in found["path"].split(".") if at), int(found["page"])


def cannot_be_shown(request: Request, refusal: CouldNotRead) -> Response:
    """A picture with the reason on it, for where the page would stand: browsers show it whatever the status is."""
    t = reader(request)
    words = f"{t.gettext('This page cannot be shown.')} {t.gettext(WHY_NOT[why(refusal)])}"
    lines = [f'<text x="40" y="{80 + 44 * n}">{escape(line)}</text>' for n, line in enumerate(textwrap.wrap(words, 58))]
    frame = '<rect x="2" y="2" width="1236" height="356" fill="#fbf1d9" stroke="#7a5200" stroke-width="3"/>'
    picture = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1240 360" width="1240" height="360" lang="{language_of(request)}">{frame}'
        f'<g font-family="sans-serif" font-size="36" fill="#1a252c">{"".join(lines)}</g></svg>'
    )
    return Response(picture, status_code=422, media_type="image/svg+xml", headers={"Content-Disposition": "inline"})


def _files(view: CaseView, reply: Recorded) -> list[FileInfo]:
    named: Sequence[str] = getattr(reply.event, "files", ())
    return [file for file in view.files if file.id in named]


def _part(base: str, one: Sheets, t: Translator) -> Part:
    at = ".".join(map(str, one.path))
    previews = tuple(f"{base}/{at}p{page}" for page in range(1, one.pages + 1))
    return Part(name=file_name(one.name), previews=previews, left=one.left, problem=t.gettext(WHY_NOT[one.reason]) if one.reason else "")
