"""The answers of a person on her way through the request form. Nothing is stored: every page carries them all, as ordinary hidden fields.

They are therefore as trustworthy as anything a browser sends: each step reads them again, and the last one reads them all.
"""

import base64
import binascii
import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from app.directory.directory import SHIPPED, Lookup
from app.letters.references import new_reference
from app.platform.errors import InvalidInput, msg
from app.platform.images import strip_photo
from app.platform.text import clean_text
from app.web.bodies import Submitted
from app.web.forms.view import SHOWN, FormView

STEPS = ("who", "what", "you", "attach", "how", "review")

SENT_DAYS = tuple(f"sent_{n}" for n in range(1, 14))
IDENTIFIERS = (1, 2, 3)
FIELDS: Mapping[str, tuple[str, ...]] = {
    "who": (
        "q", "controller", "also", "controller.name", "controller.address", "controller.country", "controller.email", "controller.webform",
        "controller.representative",
        "controller.face_search", "not_police",
    ),
    "what": ("right", "grounds"),
    "you": (
        "name", "country", "address", "email", "place", "minor", "guardian",
        *(f"identifier_{part}_{n}" for n in IDENTIFIERS for part in ("label", "value")),
    ),
    "attach": ("photo_kept", "urls", "paragraph"),
    "how": ("channel", *SENT_DAYS, "received_on", "proof"),
    "review": ("language",),
}  # fmt: skip
"""Which step asks for which field. What is named nowhere here is not carried."""

CARRIED_ALWAYS = ("already", "editing", "draft_token", "reference", "second_reference")
PHOTO_CHARS = 1_300_000
"""A stripped photo in base 64 is well below this."""

PHOTO_LOST = msg("The photo did not arrive whole. Please choose it again.")

_TOKEN = re.compile(r"[A-Za-z0-9_-]{24,64}")
_REFERENCE = re.compile(r"SAI(-[0-9A-HJKMNP-TV-Z]{4}){2}")


@dataclass(frozen=True)
class Journey:
    """All answers given so far, as typed, and today's date. `intake` is what was wrong with a photo that just arrived.

    `directory` finds the controllers that the answers name.
    """

    submitted: Submitted
    today: date
    directory: Lookup = SHIPPED
    intake: tuple[InvalidInput, ...] = field(default=())

    @property
    def already(self) -> bool:
        """Whether the letter was sent before the person came here."""
        return self.submitted.get("already") == "1"

    @property
    def editing(self) -> bool:
        """Whether the person came back from the review page to change one answer."""
        return self.submitted.get("editing") == "1"

    @property
    def both(self) -> bool:
        """Whether there are two letters."""
        return self.submitted.get("right") == "both"

    def view(self, problems: Sequence[InvalidInput] = ()) -> FormView:
        """The form that shows these answers, with those mistakes."""
        return FormView(self.submitted.fields, problems)

    def carried(self, step: str, shown: Sequence[str] = ()) -> list[tuple[str, str]]:
        """Hidden fields for the page of that step: every answer that its own fields (and `shown`) do not ask for."""
        asked = {*FIELDS[step], *shown}
        return [(name, value) for name in _carried_names() if name not in asked for value in self.submitted.all(name) if value]

    def with_values(self, **values: str) -> "Journey":
        """The same journey with some answers set; an empty one is taken out."""
        fields = {name: kept for name, kept in self.submitted.fields.items() if name not in values}
        return replace(self, submitted=Submitted(fields | {name: (value,) for name, value in values.items() if value}))

    def with_search(self, words: str) -> "Journey":
        """The same journey with words to search for."""
        return self.with_values(q=_kept("q", words)) if words else self

    def with_chosen(self, name: str, *options: str) -> "Journey":
        """The same journey with these options of a field chosen."""
        return replace(self, submitted=Submitted({**self.submitted.fields, name: options}))


def begin(today: date, directory: Lookup = SHIPPED, *, already: bool) -> Journey:
    """A journey without answers. Its token makes sending the last page twice harmless; its references name the letters."""
    return _with_marks(Journey(Submitted({"already": ("1",)} if already else {}), today, directory))


def resume(form: Submitted, today: date, directory: Lookup = SHIPPED) -> Journey:
    """The journey that a page sent back. A photo that came with it is stripped at once, so that no later step can lose it."""
    kept = {name: tuple(_kept(name, value) for value in form.all(name)) for name in _carried_names() if form.all(name)}
    return _with_marks(_with_photo(Journey(Submitted(kept), today, directory), form))


def photo_of(submitted: Submitted) -> bytes | None:
    """The kept photo, or None. Raises InvalidInput for one that is damaged."""
    kept = submitted.get("photo_kept")
    try:
        return base64.b64decode(kept, altchars=b"-_", validate=True) if kept else None
    except (binascii.Error, ValueError) as error:
        raise InvalidInput("photo", PHOTO_LOST) from error


def _with_photo(journey: Journey, form: Submitted) -> Journey:
    """A new photo replaces the kept one; a box ticked removes it; one that cannot be read leaves it as it was."""
    if form.get("photo_remove") == "1":
        journey = journey.with_values(photo_kept="")
    upload = form.upload("photo")
    if upload is None:
        return journey
    try:
        _, content = strip_photo(upload.content, "photo")
    except InvalidInput as problem:
        return replace(journey, intake=(problem,))
    return journey.with_values(photo_kept=base64.urlsafe_b64encode(content).decode("ascii"))


def _with_marks(journey: Journey) -> Journey:
    """Token and references as they were, or fresh ones for what is missing or is none of ours."""
    token, first, second = (journey.submitted.get(name) for name in ("draft_token", "reference", "second_reference"))
    return journey.with_values(
        draft_token=token if _TOKEN.fullmatch(token) else secrets.token_urlsafe(24),
        reference=first if _REFERENCE.fullmatch(first) else new_reference(),
        second_reference=second if _REFERENCE.fullmatch(second) and second != first else new_reference(),
    )


def _carried_names() -> list[str]:
    return [*CARRIED_ALWAYS, *(name for names in FIELDS.values() for name in names)]


def _kept(name: str, value: str) -> str:
    """What is carried on of a value: without control and reordering characters, and not without end."""
    if name == "photo_kept":
        return value[:PHOTO_CHARS]
    return clean_text(value[:SHOWN], name, 4 * SHOWN)  # composing characters can only make it a little longer
