"""Which column of a table holds what: names as people write them, matched with the fields that a letter takes."""

import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.directory.fields import MAX_LINE
from app.platform.errors import InvalidInput, msg
from app.platform.text import clean_line

ADDRESS = ("address1", "address2", "address3", "address4")
FIELDS = ("name", *ADDRESS, "country", "email", "phone", "birthdate", "minor", "guardian", "language")
REQUIRED = ("name", "country")
IDENTIFIER = "id:"
"""Begins the name of a column with an identifier; what follows is its label, as it stands in the letter."""

SYNONYMS: Mapping[str, tuple[str, ...]] = {
    "name": ("nom", "nom complet", "full name", "nom et prenom", "prenom nom", "prenom et nom"),
    "address1": ("address", "adresse", "adresse1", "adresse 1", "address 1", "street", "rue"),
    "address2": ("adresse2", "adresse 2", "address 2"),
    "address3": ("adresse3", "adresse 3", "address 3"),
    "address4": ("adresse4", "adresse 4", "address 4"),
    "country": ("pays", "country code", "code pays"),
    "email": ("e-mail", "mail", "courriel", "e-mail address", "adresse e-mail", "adresse mail"),
    "phone": ("telephone", "tel", "mobile", "phone number"),
    "birthdate": ("date de naissance", "date of birth", "birth date", "naissance", "birthday"),
    "minor": ("mineur", "mineure", "mineur(e)", "is minor", "under 18", "moins de 18 ans"),
    "guardian": (
        "titulaire de l’autorite parentale",
        "titulaire de l'autorite parentale",
        "representant legal",
        "responsable legal",
        "parent",
        "holder of parental authority",
        "holder of parental responsibility",
        "legal guardian",
    ),
    "language": ("langue", "lang"),
}
"""What a page guesses, beside the names themselves. Compared without accents and capitals."""

UNKNOWN_COLUMN = msg("The column “{column}” is not known. Known columns: {known}.")
DOUBLED_COLUMN = msg("The column “{column}” is there more than once.")
MISSING_COLUMN = msg("The column “{column}” is missing.")
NAMELESS_IDENTIFIER = msg("The column “{column}” needs a label after its colon.")
TOO_MANY_IDENTIFIERS = msg("At most {limit} columns may be identifiers.")
MAX_IDENTIFIERS = 20


@dataclass(frozen=True)
class ColumnProblem:
    """What is wrong with a column as such; it belongs to the first row."""

    column: str
    error: InvalidInput


def field_named(name: str) -> str:
    """The field of a column's name: one of FIELDS, "id:LABEL", or "" when the name is none."""
    clean = " ".join(name.replace("\x00", "").split())
    folded = clean.casefold()
    if folded.startswith(IDENTIFIER):
        return IDENTIFIER + clean[len(IDENTIFIER) :].strip()
    return folded if folded in FIELDS else ""


def guessed(names: Sequence[str]) -> tuple[str, ...]:
    """The likeliest field of each column, "" for none; no field twice."""
    found: list[str] = []
    for name in names:
        plain = _plain(name)
        field = field_named(name) or next((field for field, others in SYNONYMS.items() if plain in others or plain == field), "")
        found.append("" if field in found else field)
    return tuple(found)


def problems(names: Sequence[str], fields: Sequence[str]) -> list[ColumnProblem]:
    """Everything wrong with the columns: unknown, doubled, missing ones. `fields` are what each of `names` stands for; a column without a
    name is left out of account."""
    found = []
    for name, field in zip(names, fields, strict=True):
        shown = name_shown(name)
        if shown and not field:
            found.append(_problem(shown, UNKNOWN_COLUMN, known=", ".join((*FIELDS, "id:…"))))
        if field == IDENTIFIER:
            found.append(_problem(shown, NAMELESS_IDENTIFIER))
    found += [_problem(field, DOUBLED_COLUMN) for field, times in _counted(fields).items() if field and times > 1]
    found += [_problem(field, MISSING_COLUMN) for field in REQUIRED if field not in fields]
    if sum(field.startswith(IDENTIFIER) for field in fields) > MAX_IDENTIFIERS:
        found.append(_problem(IDENTIFIER, TOO_MANY_IDENTIFIERS, limit=MAX_IDENTIFIERS))
    return found


def name_shown(name: str) -> str:
    """A column's name fit to be shown: clean, and no longer than it must be to be found."""
    return clean_line(name[:MAX_LINE], "column", MAX_LINE)


def _counted(fields: Sequence[str]) -> Counter[str]:
    return Counter(field.casefold() if field.startswith(IDENTIFIER) else field for field in fields)


def _problem(column: str, message: str, **params: object) -> ColumnProblem:
    return ColumnProblem(column, InvalidInput(column, message, column=column, **params))


def _plain(name: str) -> str:
    spread = unicodedata.normalize("NFKD", " ".join(name.split()).casefold())
    return "".join(c for c in spread if not unicodedata.combining(c)).replace("_", " ").strip(" :*")
