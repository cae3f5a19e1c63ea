"""Reading the answers of one form: each into a clean value, every mistake kept with its field, so that a person sees them all at once."""

from datetime import date
from enum import StrEnum
from typing import TypeVar

from app.cases.days import read_day
from app.cases.uploads import kept_file
from app.cases.views import NewFile
from app.directory.directory import SHIPPED, Lookup
from app.platform.errors import InvalidInput, InvalidInputs, msg
from app.platform.text import clean_line, clean_text
from app.web.bodies import Submitted, Upload

E = TypeVar("E", bound=StrEnum)

MAX_LINE = 300
MAX_TEXT = 20_000
NO_DATE = msg("Give the date, with day, month and year.")
CHOOSE_ONE = msg("Choose one of the answers.")


class InvalidForm(InvalidInputs):
    """A form has mistakes: all of them, in the order in which its fields were read."""


class Answers:
    """One form being read. A mistake is remembered under its field in `errors`, and reading goes on with an empty value.

    `directory` finds the controllers that a form names.
    """

    def __init__(self, submitted: Submitted, today: date, directory: Lookup = SHIPPED) -> None:
        self.submitted = submitted
        self.today = today
        self.directory = directory
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

    def day(self, field: str) -> date | None:
        """A date as a browser sends it, or as people write it: None when nothing was typed or it cannot be."""
        try:
            return read_day(self.submitted.get(field), field, self.today)
        except InvalidInput as error:
            self.errors.setdefault(field, error)
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
        """Files as they came, under clean names."""
        return tuple(filter(None, (self._file(field, upload, purpose) for upload in self.submitted.uploads(field))))

    def _file(self, field: str, upload: Upload, purpose: str) -> NewFile | None:
        try:
            return kept_file(upload.name, upload.content, field, purpose)
        except InvalidInput as error:
            self.errors.setdefault(field, error)
            return None
