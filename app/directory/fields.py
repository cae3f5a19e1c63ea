"""Fields of a party as a form or a JSON file gives them.

Each function takes the values and one key, and returns that value clean or raises InvalidInput naming the field.
"""

import re
from collections.abc import Collection, Mapping
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from babel import Locale

from app.platform.errors import InvalidInput, msg
from app.platform.text import clean_line, header_value

MAX_LINE = 200
MAX_ADDRESS_LINES = 7
MAX_EMAIL = 254
MAX_URL = 2_000

REQUIRED = msg("The field “{field}” is required.")
NOT_TEXT = msg("The field “{field}” must be text.")
NOT_A_LIST = msg("The field “{field}” must be a list of lines of text.")
NOT_A_FLAG = msg("The field “{field}” must be true or false.")
NOT_A_COUNTRY = msg("The field “{field}” must be a two-letter country code such as FR or US.")
TOO_MANY_LINES = msg("The field “{field}” takes at most {limit} lines.")
NOT_AN_EMAIL = msg("The field “{field}” is not an e-mail address such as privacy@example.org.")
NOT_A_WEB_ADDRESS = msg("The field “{field}” must be a web address that begins with https:// or http://.")
NOT_A_SIREN = msg("The field “{field}” must have nine digits.")
NOT_A_CHOICE = msg("The field “{field}” must be one of: {choices}.")
UNKNOWN_KEY = msg("The field “{field}” is not known here. Known fields: {known}.")

_LOCAL_PART = re.compile(r"[^\s@<>()\[\],;:\\\"]+")
_LABEL = re.compile(r"[^\W_]([\w-]*[^\W_])?")
_NOT_STATES = frozenset({"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"})
"""Two-letter codes of the locale data that are no country one can post a letter to."""


def known_keys(values: Mapping[str, Any], known: Collection[str]) -> None:
    """Refuse the first key that is not known, by its name."""
    for key in values:
        if key not in known:
            raise InvalidInput(clean_line(str(key)[:80], "field", MAX_LINE), UNKNOWN_KEY, known=", ".join(known))


def line(values: Mapping[str, Any], key: str, *, required: bool = False, max_chars: int = MAX_LINE) -> str:
    """One clean line of text; empty when absent, unless `required`."""
    value = values.get(key)
    if value is not None and not isinstance(value, str):
        raise InvalidInput(key, NOT_TEXT)
    clean = clean_line(value or "", key, max_chars)
    if required and not clean:
        raise InvalidInput(key, REQUIRED)
    return clean


def lines(values: Mapping[str, Any], key: str, *, limit: int = MAX_ADDRESS_LINES, max_chars: int = MAX_LINE) -> tuple[str, ...]:
    """Lines of text, from a list or from one text with line breaks; empty lines go."""
    value = values.get(key)
    if value is None:
        return ()
    given = value.splitlines() if isinstance(value, str) else value
    if not isinstance(given, list | tuple) or not all(isinstance(item, str) for item in given):
        raise InvalidInput(key, NOT_A_LIST)
    clean = tuple(filter(None, (clean_line(item, key, max_chars) for item in given)))
    if len(clean) > limit:
        raise InvalidInput(key, TOO_MANY_LINES, limit=limit)
    return clean


def flag(values: Mapping[str, Any], key: str, *, default: bool) -> bool:
    """true or false."""
    value = values.get(key, default)
    if not isinstance(value, bool):
        raise InvalidInput(key, NOT_A_FLAG)
    return value


def choice(values: Mapping[str, Any], key: str, choices: Collection[str], *, default: str) -> str:
    """One of `choices`."""
    value = line(values, key) or default
    if value not in choices:
        raise InvalidInput(key, NOT_A_CHOICE, choices=", ".join(choices))
    return value


def choices_of(values: Mapping[str, Any], key: str, choices: Collection[str]) -> tuple[str, ...]:
    """Some of `choices`, in the order given."""
    found = lines(values, key, limit=20)
    if not set(found) <= set(choices):
        raise InvalidInput(key, NOT_A_CHOICE, choices=", ".join(choices))
    return found


def country(values: Mapping[str, Any], key: str) -> str:
    """An ISO 3166-1 alpha-2 code in capitals. Required."""
    code = line(values, key, required=True).upper()
    if code not in _countries():
        raise InvalidInput(key, NOT_A_COUNTRY)
    return code


def email(values: Mapping[str, Any], key: str) -> str:
    """An e-mail address, internationalised ones included; empty when absent.

    What could break into a mail header is refused, never mended.
    """
    value = values.get(key)
    if isinstance(value, str):
        header_value(value.strip(), key)
    address = line(values, key, max_chars=MAX_EMAIL)
    local, at, domain = address.rpartition("@")
    if address and not (at and _is_local_part(local) and _is_domain(domain)):
        raise InvalidInput(key, NOT_AN_EMAIL)
    return address


def web_address(values: Mapping[str, Any], key: str) -> str:
    """An http or https address without user name or password; empty when absent."""
    value = line(values, key, max_chars=MAX_URL)
    if value and not _is_web_address(value):
        raise InvalidInput(key, NOT_A_WEB_ADDRESS)
    return value


def web_addresses(values: Mapping[str, Any], key: str) -> tuple[str, ...]:
    """Up to twenty addresses, each like `web_address`."""
    found = lines(values, key, limit=20, max_chars=MAX_URL)
    if not all(map(_is_web_address, found)):
        raise InvalidInput(key, NOT_A_WEB_ADDRESS)
    return found


def siren(values: Mapping[str, Any], key: str) -> str:
    """The nine digits of a French company number; empty when absent. Spaces between them are taken out."""
    value = line(values, key).replace(" ", "")
    if value and not re.fullmatch(r"[0-9]{9}", value):
        raise InvalidInput(key, NOT_A_SIREN)
    return value


def _is_local_part(local: str) -> bool:
    return bool(_LOCAL_PART.fullmatch(local)) and len(local.encode()) <= 64 and not (local.startswith(".") or local.endswith("."))


def _is_domain(domain: str) -> bool:
    labels = domain.split(".")
    try:
        encoded = domain.encode("idna")
    except UnicodeError:
        return False
    return len(labels) > 1 and len(encoded) <= MAX_EMAIL - 2 and all(map(_LABEL.fullmatch, labels)) and not labels[-1].isdigit()


def _is_web_address(value: str) -> bool:
    try:
        parts = urlsplit(value)
        host, _port = parts.hostname or "", parts.port  # reading the port checks it
    except ValueError:
        return False
    plain = " " not in value and "@" not in parts.netloc
    return plain and parts.scheme in {"http", "https"} and bool(re.fullmatch(r"[\w.:-]+", host))


@cache
def _countries() -> frozenset[str]:
    codes = frozenset(map(str, Locale("en").territories))
    return frozenset(code for code in codes - _NOT_STATES if re.fullmatch(r"[A-Z]{2}", code))
