"""Dates written in French, English, German, Spanish and Italian, and what the case's dates make of an announced extension."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from app.law.periods import FIRST_DAY, LAST_DAY, months_after

MONTHS = {
    "janvier": 1, "février": 2, "fevrier": 2, "mars": 3, "avril": 4, "mai": 5, "juin": 6, "juillet": 7, "août": 8, "aout": 8,
    "septembre": 9, "octobre": 10, "novembre": 11, "décembre": 12, "decembre": 12,
    "january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8, "september": 9, "october": 10,
    "november": 11, "december": 12, "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sept": 9, "sep": 9, "oct": 10,
    "nov": 11, "dec": 12,
    "januar": 1, "jänner": 1, "februar": 2, "märz": 3, "marz": 3, "juni": 6, "juli": 7, "oktober": 10, "dezember": 12, "dez": 12, "okt": 10,
    "enero": 1, "febrero": 2, "marzo": 3, "abril": 4, "mayo": 5, "junio": 6, "julio": 7, "agosto": 8, "septiembre": 9, "setiembre": 9,
    "octubre": 10, "noviembre": 11, "diciembre": 12,
    "gennaio": 1, "febbraio": 2, "aprile": 4, "maggio": 5, "giugno": 6, "luglio": 7, "settembre": 9, "ottobre": 10, "dicembre": 12,
}  # fmt: skip
NAMES = "|".join(sorted(MONTHS, key=len, reverse=True))
DAY_FIRST = re.compile(
    rf"\b(\d{{1,2}})(?:er|st|nd|rd|th|º|°|\.)?\s+(?:of\s+|de\s+)?({NAMES})\b\.?(?:,?\s+(?:de\s+|del\s+)?(\d{{4}})\b)?", re.I
)
MONTH_FIRST = re.compile(rf"\b({NAMES})\s+(\d{{1,2}})(?:st|nd|rd|th)?\b(?!\s*[:h%€])(?:,?\s+(\d{{4}})\b)?", re.I)
FIGURES = re.compile(r"(?<![\d/.-])(\d{1,2})([./-])(\d{1,2})(?:\2(\d{4}|\d{2}))(?![\d/-])")
ISO = re.compile(r"(?<![\d-])(\d{4})-(\d{2})-(\d{2})(?![\d-])")


@dataclass(frozen=True)
class Dated:
    """A day that a text names, and where: characters `start` to `end` of the visible text."""

    day: date
    start: int
    end: int


def days_named(text: str, start: int, end: int, received: date | None) -> Iterator[Dated]:
    """Days that `text` names from `start` to `end`. A day without a year is the one next after `received`; without that, it is left out."""
    for pattern, order in ((DAY_FIRST, (3, 2, 1)), (MONTH_FIRST, (3, 1, 2)), (FIGURES, (4, 3, 1)), (ISO, (1, 2, 3))):
        for match in pattern.finditer(text, start, end):
            year, month, day = (match.group(part) for part in order)
            found = _day(year, MONTHS.get(month.lower()) or int(month), int(day), received)
            if found:
                yield Dated(found, *match.span())


def _day(year: str | None, month: int, day: int, received: date | None) -> date | None:
    try:
        if year:
            found = date(int(year) + (2000 if len(year) == 2 else 0), month, day)
        elif received:
            found = date(received.year, month, day)
            if (received - found).days > 60:  # "3 January" in a letter of December is of the year to come.
                found = found.replace(year=received.year + 1)
        else:
            return None
    except ValueError:
        return None
    return found if FIRST_DAY <= found <= LAST_DAY else None


def promised(named: Iterator[Dated], received: date | None) -> list[Dated]:
    """Days after the reply, in the order of the text."""
    return sorted((one for one in named if received and one.day > received), key=lambda one: one.start)


def month_is_over(sent: date | None, received: date | None) -> bool:
    """Whether the reply came after the first month (GDPR Art. 12(3)); three days of grace for an end on a weekend or holiday."""
    return bool(sent and received and (received - months_after(sent, 1)).days > 3)


def beyond_three_months(days: list[Dated], sent: date | None) -> bool:
    """Whether all days promised lie beyond one month and two further ones (same article, same grace)."""
    return bool(sent and days and all((one.day - months_after(sent, 3)).days > 3 for one in days))
