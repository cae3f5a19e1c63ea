"""Reading the answers of one form: each into a clean value, every mistake kept with its field, so that a person sees them all at once."""

from datetime import date, datetime
from enum import StrEnum
from pathlib import PurePosixPath
from typing import TypeVar

from app.cases.views import NewFile
from app.platform.errors import InvalidInput, SaisineError, msg
from app.platform.text import clean_line, clean_text
from app.web.bodies import Submitted, Upload

E = TypeVar("E", bound=StrEnum)

MAX_LINE = 300
MAX_TEXT = 20_000
MAX_FILE = 15 * 1024 * 1024
"""Bytes of one kept file."""

EARLIEST = date(2018, 5, 25)
"""The day from which the Regulation applies (GDPR Art. 99(2)): no request under it is older."""

NO_DATE = msg("Give the date, with day, month and year.")
NOT_A_DATE = msg("This is not a date that exists. Write it like 05/03/2026 (day, month, year).")
IN_THE_FUTURE = msg("This date is in the future. Give the day on which it happened.")
TOO_EARLY = msg("This date is before 25 May 2018, when the GDPR began to apply.")
TOO_LATE = msg("This date is too far away. Check the year.")
CHOOSE_ONE = msg("Choose one of the answers.")
FILE_TOO_LARGE = msg("The file “{name}” is larger than {limit} MB. Nothing was kept: choose a smaller one.")
FILE_EMPTY = msg("The file “{name}” is empty. Choose it again.")

_DATE_FORMATS = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%d %m %Y")
_FILE_TYPES = {
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".webp": "image/webp",
    ".heic": "image/heic",
    ".eml": "message/rfc822",
    ".txt": "text/plain",
    ".csv": "text/csv",
    ".json": "application/json",
    ".zip": "application/zip",
}


class InvalidForm(SaisineError):
    """A form has mistakes: all of them, in the order in which its fields were read."""

    def __init__(self, problems: tuple[InvalidInput, ...]) -> None:
        super().__init__(len(problems))
        self.problems = problems


class Answers:
    """One form being read. A mistake is remembered under its field in `errors`, and reading goes on with an empty value."""

    def __init__(self, submitted: Submitted, today: date) -> None:
        self.submitted = submitted
        self.today = today
        self.errors: dict[str, InvalidInput] = {}

    def fail(self, field: str, message: str, **params: object) -> None:
        """Remember a mistake; the first one of a field stays."""
        self.errors.setdefault(field, InvalidInput(field, message, **params))

    def raise_if_any(self) -> None:
        """Raises InvalidForm with all mistakes, in the order in which the fields were read."""
        if self.errors:
            raise InvalidForm(tuple(self.errors.values()))

    def line(self, field: str, max_chars: int = MAX_LINE) -> str:
        """One clean line, empty when nothing was typed."""
        try:
            return clean_line(self.submitted.get(field), field, max_chars)
        except InvalidInput as error:
            self.errors.setdefault(field, error)
            return ""

    def text(self, field: str, max_chars: int = MAX_TEXT) -> str:
        """Clean text with its line breaks."""
        try:
            return clean_text(self.submitted.get(field), field, max_chars)
        except InvalidInput as error:
            self.errors.setdefault(field, error)
            return ""

    def day(self, field: str, *, latest: date) -> date | None:
        """A date as a browser sends it, or as people write it: None when nothing was typed or it cannot be."""
        typed = self.line(field, 40)
        if not typed:
            return None
        found = _date(typed)
        if found is None:
            self.fail(field, NOT_A_DATE)
        elif found < EARLIEST:
            self.fail(field, TOO_EARLY)
        elif found > latest:
            self.fail(field, IN_THE_FUTURE if latest == self.today else TOO_LATE)
        else:
            return found
        return None

    def choice(self, field: str, kind: type[E], default: E) -> E:
        """One value of `kind`. A missing or foreign one is a mistake, and reading goes on with `default`."""
        try:
            return kind(self.submitted.get(field))
        except ValueError:
            self.fail(field, CHOOSE_ONE)
            return default

    def yes_no(self, field: str) -> bool | None:
        """True, False, or None when the person did not say."""
        return {"yes": True, "no": False}.get(self.submitted.get(field))

    def files(self, field: str, purpose: str) -> tuple[NewFile, ...]:
        """Files as they came, bytes untouched because they are evidence; only their names are cleaned. Nothing in them is read."""
        return tuple(filter(None, (self._file(field, upload, purpose) for upload in self.submitted.uploads(field))))

    def _file(self, field: str, upload: Upload, purpose: str) -> NewFile | None:
        name = file_name(upload.name)
        if not upload.content:
            self.fail(field, FILE_EMPTY, name=name)
        elif len(upload.content) > MAX_FILE:
            self.fail(field, FILE_TOO_LARGE, name=name, limit=MAX_FILE // 1024**2)
        else:
            return NewFile(name=name, media_type=_media_type(name), content=upload.content, purpose=purpose)
        return None


def file_name(typed: str) -> str:
    """A name that is safe on any disk and in any header: no path, nothing invisible, at most 80 characters with its ending."""
    last = typed.replace("\\", "/").rsplit("/", 1)[-1]
    clean = clean_line(last[-400:], "files", 400).translate(_NOT_IN_NAMES).strip(" .")
    path = PurePosixPath(clean or "document")
    ending = path.suffix[:10]
    return f"{path.name.removesuffix(path.suffix)[: 80 - len(ending)]}{ending}"


_NOT_IN_NAMES = dict.fromkeys(map(ord, "\"*/:<>?|;=%\\'"), "_")


def _media_type(name: str) -> str:
    """By the ending alone: files are only ever handed back as downloads, so that the browser's own claim is worth nothing."""
    return _FILE_TYPES.get(PurePosixPath(name).suffix.lower(), "application/octet-stream")


def _date(typed: str) -> date | None:
    for pattern in _DATE_FORMATS:
        try:
            return datetime.strptime(typed, pattern).date()  # noqa: DTZ007 -- a calendar day has no time zone
        except ValueError:
            continue
    return None
