"""Countries to choose from, in the reader's language."""

import unicodedata
from functools import cache

from babel import Locale

from app.directory import fields
from app.platform.errors import InvalidInput


@cache
def country_choices(language: str) -> tuple[tuple[str, str], ...]:
    """Countries by name in that language, France first: most people who come here live there."""
    names = {str(code): str(name) for code, name in Locale.parse(language).territories.items()}
    by_name = sorted(((code, name) for code, name in names.items() if _is_country(code)), key=lambda pair: sortable(pair[1]))
    return (("FR", names["FR"]), *(pair for pair in by_name if pair[0] != "FR"))


def _is_country(code: str) -> bool:
    try:
        return fields.country({"country": code}, "country") == code
    except InvalidInput:
        return False


def sortable(name: str) -> str:
    """A name as it is put in order: without accents, whatever its case."""
    return "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
