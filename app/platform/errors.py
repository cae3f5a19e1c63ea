"""Errors of the program that a reader may see. They know nothing of HTTP: one place in `web` and one in `cli` map them to an answer."""

from typing import Protocol


class Speaks(Protocol):
    """What an error needs of a translator (`app.platform.i18n.Translator`)."""

    def gettext(self, message: str) -> str:
        """The message in the reader's language."""
        ...


def msg(message: str) -> str:
    """Mark a message for translation where it is written down, and return it as it is: it is translated where it is shown."""
    return message


FIELD_NAMES: dict[str, str] = {
    "name": msg("name"),
    "address": msg("postal address"),
    "country": msg("country"),
    "email": msg("e-mail address"),
    "phone": msg("telephone number"),
    "birthdate": msg("date of birth"),
    "guardian": msg("holder of parental authority"),
    "identifiers": msg("identifiers"),
    "place": msg("place"),
    "paragraph": msg("your own paragraph"),
    "urls": msg("web addresses"),
    "photo": msg("photo"),
    "picture": msg("picture"),
    "recipient": msg("recipient of the copy"),
    "left": msg("from the left"),
    "top": msg("from the top"),
    "width": msg("width"),
    "height": msg("height"),
    "file": msg("file"),
    "files": msg("files"),
    "text": msg("text"),
    "quote": msg("quotation"),
    "on": msg("date"),
    "date": msg("date"),
    "channel": msg("way of sending"),
    "webform": msg("web form"),
    "representative": msg("representative in the Union"),
    "to": msg("addressee"),
    "siren": msg("company number (SIREN)"),
    "code": msg("recovery code"),
    "reasons": msg("reasons"),
    "proof": msg("proof"),
    "holder": msg("name of the one who acts"),
    "holder_address": msg("address of the one who acts"),
    "signatory": msg("who signs"),
}


class SaisineError(Exception):
    """Root of the program's own errors."""


class NotFound(SaisineError):
    """What was asked for does not exist, or belongs to somebody else: the two look the same on purpose."""


UNREADABLE = msg("The file cannot be read: {reason}.")
"""What InvalidInput says of a file that the system does not give."""


def reason_of(error: OSError | ValueError) -> str:
    """Why the system did not give or take a file, in its own words; the type of the error where it has none, as for a name with a NUL."""
    return (error.strerror if isinstance(error, OSError) else None) or type(error).__name__


class StorageFailed(SaisineError):
    """The database or the disk refuses its service: full, read-only, locked, gone. Nothing was half written, and later it may work.

    `reason` is the system's own short name for it ("SQLITE_FULL", "ENOSPC"): nothing that anybody typed.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(f"the database or the disk refuses its service ({reason})")
        self.reason = reason


class Damaged(SaisineError):
    """What is stored is no longer what was stored: changed, moved, or lost behind the program's back. Trying again does not help."""


class InvalidInput(SaisineError):
    """What a person, a form or a file gave cannot be used, and why.

    `field` is the form's or file's own name of the field ("name", "subject.address"); `message` is an English msgid with {placeholders}
    that `params` fill. The placeholder {field} is always there: the field's name in the reader's language.
    """

    def __init__(self, field: str, message: str, **params: object) -> None:
        super().__init__(field, message)
        self.field = field
        self.message = message
        self.params = params

    def __str__(self) -> str:
        return f"{self.field}: {self._filled(self.message, self._field_msgid())}"

    def text(self, t: Speaks) -> str:
        """The message in the language of `t`, its placeholders filled."""
        return self._filled(t.gettext(self.message), t.gettext(self._field_msgid()))

    def _filled(self, template: str, field_name: str) -> str:
        return template.format(**{"field": field_name, **self.params})

    def _field_msgid(self) -> str:
        """An unknown field keeps its own name, without the file that it stands in: for a JSON file that is the name the reader wrote."""
        name = self.field.rpartition(": ")[2]
        return FIELD_NAMES.get(name.rpartition(".")[2], name)


class InvalidInputs(SaisineError):
    """Several things at once cannot be used: every mistake, in the order in which the fields were read."""

    def __init__(self, problems: tuple[InvalidInput, ...]) -> None:
        super().__init__(len(problems))
        self.problems = problems
