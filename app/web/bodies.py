"""Reading what a form sent, within limits, in memory only: nothing a person uploads touches the disk before it is encrypted."""

from collections.abc import AsyncGenerator, Mapping
from dataclasses import dataclass, field
from typing import Annotated

from fastapi import Depends, Request
from python_multipart.exceptions import FormParserError
from python_multipart.multipart import parse_options_header
from starlette.datastructures import FormData, Headers, UploadFile
from starlette.formparsers import FormParser, MultiPartException, MultiPartParser

from app.platform.errors import SaisineError

MAX_BODY = 64 * 1024 * 1024
"""Bytes of one form, files included. Beyond, the answer is a page of its own (413)."""

MAX_FILE = 31 * 1024 * 1024
"""Bytes of one file that are kept. The rest is thrown away, so that the form comes back with the file named instead of getting lost."""

MAX_TEXT = 4 * 1024 * 1024
"""Bytes of one text field that are read at all. What a field may hold is far less: the forms say so, naming the field."""

MAX_FIELDS = 400
MAX_FILES = 20


class UnreadableForm(SaisineError):
    """The body is not a form, or a broken one, or has too many fields."""


@dataclass(frozen=True)
class Upload:
    """A file as the browser sent it; neither the name nor the type can be trusted."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True)
class Submitted:
    """A form as it arrived: every value of every field, in order. Unknown fields are the caller's to ignore."""

    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    files: Mapping[str, tuple[Upload, ...]] = field(default_factory=dict)

    def get(self, name: str) -> str:
        """The last value of a text field, or "" when it is missing or came as a file."""
        return self.all(name)[-1] if self.all(name) else ""

    def all(self, name: str) -> tuple[str, ...]:
        """Every value of a text field, in order."""
        return self.fields.get(name, ())

    def uploads(self, name: str) -> tuple[Upload, ...]:
        """Files sent in a field; inputs left empty do not count."""
        return self.files.get(name, ())

    def upload(self, name: str) -> Upload | None:
        """The file of a field, or None when none was chosen."""
        return self.uploads(name)[0] if self.uploads(name) else None


class _InMemory(MultiPartParser):
    """Files stay in memory, and none grows beyond MAX_FILE."""

    spool_max_size = MAX_BODY + 1
    whole = False

    def on_part_data(self, data: bytes, start: int, end: int) -> None:
        """Part of a field or of a file."""
        file = self._current_part.file
        if file is None or (file.size or 0) <= MAX_FILE:
            super().on_part_data(data, start, end)

    def on_end(self) -> None:
        """The mark that closes the form."""
        self.whole = True

    async def parse(self) -> FormData:
        """Raises MultiPartException for a form that breaks off: what came of it must not pass for all that was sent."""
        form = await super().parse()
        if not self.whole:
            for file in self._files_to_close_on_error:
                file.close()
            raise MultiPartException("the form breaks off")
        return form


async def read_form(request: Request) -> Submitted:
    """The form in the body. Raises UnreadableForm for anything that is not one, whatever its bytes are."""
    stream = request.stream()
    try:
        return await _submitted(await _parser(request.headers, stream).parse())
    except (MultiPartException, FormParserError, ValueError) as error:
        # A browser reads the answer only once it has sent everything.
        async for _ in stream:
            continue
        raise UnreadableForm from error


def _parser(headers: Headers, stream: AsyncGenerator[bytes, None]) -> FormParser | MultiPartParser:
    """The parser for the type of body. Raises ValueError for a type that no form has.

    A browser never names another charset than UTF-8 here; odd codecs could produce text that cannot be written back.
    """
    kind, options = parse_options_header(headers.get("content-type", ""))
    if kind == b"application/x-www-form-urlencoded":
        return FormParser(headers, stream, max_fields=MAX_FIELDS, max_part_size=MAX_TEXT)
    if kind == b"multipart/form-data" and options.get(b"charset", b"utf-8").lower() == b"utf-8":
        return _InMemory(headers, stream, max_files=MAX_FILES, max_fields=MAX_FIELDS, max_part_size=MAX_TEXT)
    raise ValueError(kind)


async def _submitted(data: FormData) -> Submitted:
    fields: dict[str, list[str]] = {}
    uploads: dict[str, list[Upload]] = {}
    for name, value in data.multi_items():
        if isinstance(value, UploadFile):
            content = await value.read()
            if value.filename or content:
                uploads.setdefault(name, []).append(Upload(value.filename or "", value.content_type or "", content))
        else:
            fields.setdefault(name, []).append(value.replace("\r\n", "\n"))
    await data.close()
    return Submitted({n: tuple(v) for n, v in fields.items()}, {n: tuple(v) for n, v in uploads.items()})


Form = Annotated[Submitted, Depends(read_form)]
