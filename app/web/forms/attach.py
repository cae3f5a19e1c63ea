"""Step "attach": what the person adds to her letter. All of it is optional."""

import re
from dataclasses import dataclass

from app.cases.parties import Attachment
from app.directory import fields
from app.platform.errors import msg
from app.platform.images import strip_photo
from app.web.forms.answers import Answers
from app.web.forms.journey import photo_of
from app.web.forms.you import noted

PARAGRAPH = 4_000
"""Longest own paragraph, in characters: about a page."""

PHOTO_NAME = msg("photo")


@dataclass(frozen=True, kw_only=True)
class Additions:
    """What goes with a letter."""

    photo: Attachment | None = None
    urls: tuple[str, ...] = ()
    paragraph: str = ""


def read(answers: Answers) -> Additions:
    """The additions; mistakes are in `answers`."""
    typed = {"urls": "\n".join(map(with_scheme, answers.submitted.get("urls").split("\n")))}
    return Additions(
        photo=noted(answers, lambda: _photo(answers), None),
        urls=noted(answers, lambda: fields.web_addresses(typed, "urls"), ()),
        paragraph=answers.text("paragraph", PARAGRAPH),
    )


def with_scheme(typed: str) -> str:
    """A web address as people write it ("example.org/me") with the scheme that it lacks."""
    line = typed.strip()
    return f"https://{line}" if re.match(r"[\w-]+(\.[\w-]+)+(/|$)", line) else line


def _photo(answers: Answers) -> Attachment | None:
    """The carried photo is stripped once more: it came back from outside, and nothing but a plain picture may reach a letter."""
    content = photo_of(answers.submitted)
    if content is None:
        return None
    media_type, clean = strip_photo(content, "photo")
    return Attachment(name="photo.jpg", media_type=media_type, content=clean)
