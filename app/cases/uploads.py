"""Files that come to be kept with a case: bytes untouched because they are evidence, names made safe. Nothing in them is read."""

from collections.abc import Mapping, Sized
from hashlib import sha256
from pathlib import PurePosixPath

from app.cases.views import FileInfo, NewFile
from app.platform.errors import InvalidInput, msg
from app.platform.text import clean_line

MAX_FILE = 15 * 1024 * 1024
"""Bytes of one kept file."""

MAX_FILES = 200
"""Files that one case may hold, for those that come without an event."""

TOO_MANY = msg("This case holds {limit} files already, and takes no more.")
FILE_TOO_LARGE = msg("The file “{name}” is larger than {limit} MB. Nothing was kept: choose a smaller one.")
FILE_EMPTY = msg("The file “{name}” is empty. Choose it again.")

_FILE_TYPES = {
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".webp": "image/webp",
    ".heic": "image/heic",
    ".tif": "image/tiff",
    ".tiff": "image/tiff",
    ".eml": "message/rfc822",
    ".msg": "application/vnd.ms-outlook",
    ".html": "text/html",
    ".htm": "text/html",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".txt": "text/plain",
    ".csv": "text/csv",
    ".json": "application/json",
    ".zip": "application/zip",
}
_NOT_IN_NAMES = dict.fromkeys(map(ord, "\"*/:<>?|;=%\\'"), "_")


def kept_file(name: str, content: bytes, field: str, purpose: str) -> NewFile:
    """The file as a case keeps it. Raises InvalidInput naming `field` for an empty or too large one."""
    safe = file_name(name)
    if not content:
        raise InvalidInput(field, FILE_EMPTY, name=safe)
    if len(content) > MAX_FILE:
        raise InvalidInput(field, FILE_TOO_LARGE, name=safe, limit=MAX_FILE // 1024**2)
    return NewFile(name=safe, media_type=_media_type(safe), content=content, purpose=purpose)


def same_file(kept: Mapping[str, tuple[FileInfo, str]], new: NewFile) -> FileInfo | None:
    """The kept file with this content, name and purpose, if there is one."""
    facts = (new.name, new.purpose, sha256(new.content).hexdigest())
    return next((info for info, _ in kept.values() if (info.name, info.purpose, info.sha256) == facts), None)


def refuse_too_many(kept: Sized) -> None:
    """Raises InvalidInput when a case with these files takes no more."""
    if len(kept) >= MAX_FILES:
        raise InvalidInput("files", TOO_MANY, limit=MAX_FILES)


def file_name(typed: str) -> str:
    """A name that is safe on any disk and in any header: no path, nothing invisible, at most 80 characters with its ending."""
    last = typed.replace("\\", "/").rsplit("/", 1)[-1]
    clean = clean_line(last[-400:], "files", 400).translate(_NOT_IN_NAMES).strip(" .")
    path = PurePosixPath(clean or "document")
    ending = path.suffix[:10]
    return f"{path.name.removesuffix(path.suffix)[: 80 - len(ending)]}{ending}"


def _media_type(name: str) -> str:
    """By the ending alone: files are only ever handed back as downloads, so that the sender's own claim is worth nothing."""
    return _FILE_TYPES.get(PurePosixPath(name).suffix.lower(), "application/octet-stream")
