"""Dates at the head of a letter, as letters in five languages write them."""

import re
from collections.abc import Iterator
from datetime import date

from app.replies.newest import Span

LOOKED_AT = 1_500
"""Characters from the beginning of a text in which its own date is looked for."""

MOST = 4
_MONTHS = (
    "janvier january januar enero gennaio jan janv",
    "février february februar febrero febbraio feb fév févr fevrier",
    "mars march märz marzo maerz mar",
    "avril april abril aprile avr apr abr",
    "mai may mayo maggio",
    "juin june juni junio giugno jun",
    "juillet july juli julio luglio juil jul",
    "août august agosto aout aug",
    "septembre september septiembre settembre sept sep setiembre",
    "octobre october oktober octubre ottobre oct okt ott",
    "novembre november noviembre nov",
    "décembre december dezember diciembre dicembre déc dec dez dic decembre",
)
MONTHS = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names.split()}
_NAME = "|".join(sorted(MONTHS, key=len, reverse=True))
_FORMS = (
    re.compile(r"\b(?P<y>20[0-9]{2})-(?P<m>[01][0-9])-(?P<d>[0-3][0-9])\b", re.ASCII),
    re.compile(r"(?<![\d./-])(?P<d>[0-3]?[0-9])[./-](?P<m>[01]?[0-9])[./-](?P<y>20[0-9]{2})(?![\d/-]|\.\d)", re.ASCII),
    re.compile(
        rf"(?<!\d)(?P<d>[0-3]?\d)(?:er|st|nd|rd|th|\.|º|°)?\s(?:de\s|of\s|d['’])?(?P<n>{_NAME})\b\.?,?\s(?:de\s|del\s)?(?P<y>20\d\d)\b",
        re.I,
    ),
    re.compile(rf"\b(?P<n>{_NAME})\b\.?\s(?P<d>[0-3]?\d)(?:st|nd|rd|th)?,?\s(?P<y>20\d\d)\b", re.I),
)


def dates_at_the_head(text: str, start: int = 0) -> list[tuple[date, Span]]:
    """The first days named from the character `start` on, with where they stand. 03/04/2026 is the third of April: Europeans write so."""
    head = text[start : start + LOOKED_AT]
    found = sorted(_matches(head), key=lambda each: each[1].start)
    unique: dict[date, Span] = {}
    for day, span in found:
        unique.setdefault(day, Span(span.start + start, span.end + start))
    return list(unique.items())[:MOST]


def _matches(head: str) -> Iterator[tuple[date, Span]]:
    for form in _FORMS:
        for match in form.finditer(head):
            given = match.groupdict()
            month = MONTHS[given["n"].lower()] if given.get("n") else int(given["m"])
            try:
                yield date(int(given["y"]), month, int(given["d"])), Span(*match.span())
            except ValueError:
                continue
