"""The originals of a reply as pictures of their pages, drawn in the sandbox each time that one is looked at: none of them is stored.

A mail or an archive has no pages itself; those of the files in it are shown. `path` numbers such a file within the files around it.
"""

import time
from dataclasses import dataclass

from app.platform.errors import NotFound, msg
from app.platform.sandbox import CouldNotRead, Reason, Sandbox
from app.replies.parsers import pictures
from app.replies.parsers.document import Child
from app.replies.parsers.sheets import LOOK
from app.replies.remarks import NOT_READ

DEEPEST = 3
"""How deep files inside files are looked for: a letter in an archive that came with a mail."""

MOST_FILES = 20
"""Files of one original that are looked at."""

MOST_PAGES = 40
"""Pages of one file that are shown; whoever wants more opens the file."""

SECONDS = 5.0
"""Of wall clock for finding the pages of one original, and again for drawing one of them."""

LEAST = 0.2
LONGEST_PICTURE = 8 << 20
"""Bytes of one picture: at its size a page has some hundred thousand."""

JPEG = b"\xff\xd8\xff"
Path = tuple[int, ...]

WHY_NOT = {
    **NOT_READ,
    "unsupported": msg("This kind of file cannot be shown here as pages. Open it to see the original."),
    "no_pages": msg("A file of this kind has no pages to show here. Open it to see the original."),
    "unavailable": msg("Showing files is not possible at the moment. Try again in a few minutes, or open it."),
}
"""Why the pages of a file are not shown, by code."""


@dataclass(frozen=True, kw_only=True)
class Sheets:
    """The pages of one file: `pages` counts those that can be shown, `left` those beyond; `reason` says why there are none, "" if there
    are."""

    name: str
    path: Path = ()
    pages: int = 0
    left: int = 0
    reason: str = ""


@dataclass(frozen=True)
class _Seen:
    """What was found in a file."""

    pages: int
    members: tuple[Child, ...]


def sheets(sandbox: Sandbox, name: str, content: bytes) -> tuple[Sheets, ...]:
    """The pages of this original, file by file; what cannot be shown is there with its reason. A mail without files has none to show."""
    found: list[Sheets] = []
    until = time.monotonic() + SECONDS
    waiting: list[tuple[Path, str, bytes]] = [((), name, content)]
    for _ in range(MOST_FILES):
        if not waiting:
            break
        path, called, inside = waiting.pop()
        try:
            seen = _look(sandbox, called, inside, until - time.monotonic())
        except CouldNotRead as refusal:
            found.append(Sheets(name=called, path=path, reason=why(refusal)))
            continue
        if seen.members and len(path) < DEEPEST:
            waiting += [((*path, at), each.name, each.content) for at, each in reversed(list(enumerate(seen.members)))]
        elif seen.pages:
            shown = min(seen.pages, MOST_PAGES)
            found.append(Sheets(name=called, path=path, pages=shown, left=seen.pages - shown))
        else:
            found.append(Sheets(name=called, path=path, reason="no_pages"))
    return (*found, *(Sheets(name=called, path=path, reason="too_many") for path, called, _ in reversed(waiting)))[:MOST_FILES]


def page_picture(sandbox: Sandbox, name: str, content: bytes, path: Path, page: int) -> bytes:
    """Page `page` (1 is the first) of the file at `path` in this original, as JPEG. Raises NotFound where there is no such file or page
    to be shown, CouldNotRead for one that cannot be drawn."""
    until = time.monotonic() + SECONDS
    if not 1 <= page <= MOST_PAGES or len(path) > DEEPEST:
        raise NotFound(name)
    for at in path:
        members = _look(sandbox, name, content, until - time.monotonic()).members
        if at >= len(members):
            raise NotFound(name)
        name, content = members[at].name, members[at].content
    try:
        drawn = sandbox.run(pictures.RENDER, content, options={"page": page - 1, "seconds": max(LEAST, until - time.monotonic())}).blobs
    except CouldNotRead as refusal:
        if refusal.detail == pictures.NO_PAGE:
            raise NotFound(name) from refusal
        raise
    if len(drawn) != 1 or not drawn[0].startswith(JPEG) or len(drawn[0]) > LONGEST_PICTURE:  # an answer that no task of ours gives
        raise CouldNotRead(Reason.BROKEN)
    return drawn[0]


def why(refusal: CouldNotRead) -> str:
    """The code in WHY_NOT for a refusal; a process that its own alarm ended took too long."""
    return "too_long" if refusal.detail == "SIGALRM" else refusal.reason.value


def _look(sandbox: Sandbox, name: str, content: bytes, seconds: float) -> _Seen:
    """Raises CouldNotRead, also for an answer that makes no sense."""
    if seconds < LEAST:
        raise CouldNotRead(Reason.TOO_LONG)
    outcome = sandbox.run(LOOK, content, options={"name": name[-200:], "seconds": seconds})
    try:
        named = zip(outcome.data["members"], outcome.blobs, strict=True)
        members = tuple(Child(name=str(called)[-200:], media_type="", content=inside) for called, inside in named)
        return _Seen(pages=int(outcome.data["pages"]), members=members)
    except (KeyError, TypeError, ValueError) as nonsense:
        raise CouldNotRead(Reason.BROKEN) from nonsense
