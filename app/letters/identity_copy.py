"""The copy of an identity document that shows as little as possible: what it says of itself, and what the letter that encloses it says.

Only what is needed may be asked for (GDPR Article 5(1)(c)), and only where there are reasonable doubts (Article 12(6)).
"""

from dataclasses import dataclass
from datetime import date

from app.cases.parties import Attachment
from app.law.rights import Right
from app.platform.errors import InvalidInput, msg
from app.platform.i18n import LANGUAGES, translator

PURPOSE = "identity_shown"
"""Purpose of such a copy among the files of a case."""

NAME = msg("copy-{n}.jpg")
"""Neutral: a list of downloads is read by others."""

WORDS = {
    Right.ACCESS: msg("Copy for {controller} only – access request of {date} – {today}"),
    Right.ERASURE: msg("Copy for {controller} only – erasure request of {date} – {today}"),
}

HIDEABLE = {
    "number": msg("The number of the document"),
    "photo": msg("The photograph"),
    "signature": msg("The signature"),
    "mrz": msg("The lines for machines (<<<)"),
    "birthplace": msg("The place of birth"),
    "other": msg("Something else"),
}
"""What is usually hidden, by code; the letter names what was ticked."""

UNKNOWN = msg("“{part}” is nothing that can be hidden.")


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A copy that goes with a letter: the file, and the codes of what is hidden in it."""

    file: Attachment
    hidden: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for part in self.hidden:
            if part not in HIDEABLE:
                raise InvalidInput("hidden", UNKNOWN, part=part[:40])


def words_across(controller: str, right: Right, asked: date, today: date, language: str) -> str:
    """What is written across the copy: recipient, purpose and dates, in the language of whoever receives it, else in English."""
    t = translator(language if language in LANGUAGES else "en")
    return t.gettext(WORDS[right]).format(controller=controller, date=t.format_date(asked), today=t.format_date(today))
