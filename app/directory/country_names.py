"""From the name of a country, as people write it on envelopes in any European language, to its ISO 3166-1 code."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

import pycountry
from babel import Locale, UnknownLocaleError

from app.directory import fields
from app.platform.errors import InvalidInput

LANGUAGES = (
    "en", "de", "fr", "es", "it", "nl", "pt", "pl", "sv", "da", "nb", "fi", "is", "et", "lv", "lt", "cs", "sk", "sl", "hr", "hu", "ro",
    "bg", "el", "ga", "mt", "lb", "ca", "eu", "gl", "tr", "uk", "sr", "mk", "sq",
)  # fmt: skip
"""Languages whose names of countries are known, the likeliest first: where two languages share a word, the first one decides."""

WRITTEN = {
    "usa": "US", "u s a": "US", "us": "US", "states": "US", "uk": "GB", "u k": "GB", "great britain": "GB", "england": "GB",
    "scotland": "GB", "wales": "GB", "northern ireland": "GB", "holland": "NL", "republic of ireland": "IE", "eire": "IE", "czechia": "CZ",
    "brd": "DE", "federal republic of germany": "DE", "uae": "AE", "south korea": "KR", "korea": "KR", "turkey": "TR", "macau": "MO",
    "hongkong": "HK", "vatican": "VA", "grand duche de luxembourg": "LU", "grossherzogtum luxemburg": "LU",
    "bundesrepublik deutschland": "DE", "republique francaise": "FR", "republik osterreich": "AT",
    "schweizerische eidgenossenschaft": "CH", "confederation suisse": "CH", "confoederatio helvetica": "CH", "royaume de belgique": "BE",
    "koninkrijk belgie": "BE", "koninkrijk der nederlanden": "NL",
}  # fmt: skip
"""What people write and no list of names holds."""

_ARTICLE = re.compile(r"^(the|les|la|le|die|der|het) ")


def country_code(name: str) -> str | None:
    """The ISO 3166-1 alpha-2 code of the country that is called so, or None. Case, accents, dots and a leading article do not matter."""
    plain = _plain(name)
    if plain in WRITTEN:
        return WRITTEN[plain]
    bare = _ARTICLE.sub("", plain)
    return next((code for known in _lists() if (code := known.get(plain) or known.get(bare))), None)


def _lists() -> Iterator[dict[str, str]]:
    """The lists of names one after the other: most names are in the first ones, and the others are not even loaded then."""
    yield _names_of("en")
    yield _official()
    for language in LANGUAGES[1:]:
        yield _names_of(language)


@cache
def _names_of(language: str) -> dict[str, str]:
    try:
        territories = Locale(language).territories
    except UnknownLocaleError:
        return {}
    return {_plain(str(name)): str(code) for code, name in territories.items() if _is_country(str(code))}


@cache
def _official() -> dict[str, str]:
    """Short, common and official English names of the standard, and its codes of three letters."""
    return {
        _plain(getattr(entry, kind)): entry.alpha_2
        for entry in pycountry.countries
        for kind in ("name", "common_name", "official_name", "alpha_3")
        if hasattr(entry, kind)
    }


@cache
def _is_country(code: str) -> bool:
    try:
        return fields.country({"country": code}, "country") == code
    except InvalidInput:
        return False


def _plain(name: str) -> str:
    letters = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    return " ".join(re.sub(r"[^\w]+|_", " ", letters).split())
