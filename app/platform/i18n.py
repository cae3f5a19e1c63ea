"""The interface's languages: messages from the catalogues of `app/locale`, dates and lists as each language writes them.

English sentences in the code are the message ids. Every part of the program keeps its own `.po` file per language; all are merged here at
first use.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from typing import Literal

from babel import Locale
from babel.dates import format_date, format_interval, format_skeleton
from babel.lists import format_list
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from app.platform.errors import SaisineError

DEFAULT_LANGUAGE = "fr"
LANGUAGE_OF_MESSAGES = "en"
LOCALES = {"en": "en_GB"}
"""How English is written here; every other language as most of its readers write it."""

CATALOGUES = Path(__file__).parents[1] / "locale"


def spoken(catalogues: Path) -> tuple[str, ...]:
    """The languages of the interface: French, English, and whatever else has a folder of catalogues, "de/LC_MESSAGES"."""
    others = sorted(path.name for path in catalogues.iterdir() if (path / "LC_MESSAGES").is_dir())
    return tuple(dict.fromkeys((DEFAULT_LANGUAGE, LANGUAGE_OF_MESSAGES, *others)))


LANGUAGES = spoken(CATALOGUES)
"""They come with the program and change with it only: they are looked up once, when it starts."""


def own_name(language: str) -> str:
    """What a language calls itself, standing alone: "Français"."""
    name = str(Locale.parse(language).get_language_name(language))
    return name[:1].upper() + name[1:]


class ConflictingTranslations(SaisineError):
    """Two catalogues translate one message in two ways: readers would get the one or the other by chance."""


class Translator:
    """Speaks one language of LANGUAGES. Immutable; share it freely."""

    def __init__(self, language: str, messages: NullTranslations) -> None:
        self.language = language
        self._messages = messages
        self._locale = Locale.parse(LOCALES.get(language, language))

    def gettext(self, message: str) -> str:
        """The message in this language; the message itself where no translation exists, and nothing for nothing."""
        return self._messages.gettext(message) if message else ""

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        """The form of the message that `n` things take. Placeholders are filled by the caller."""
        return self._messages.ngettext(singular, plural, n)

    def format_date(self, day: date, style: Literal["long", "short"] = "long") -> str:
        """A date in words ("1er mars 2026", "1 March 2026") or, short, in figures ("01/03/2026")."""
        if style == "short":
            return day.strftime("%d/%m/%Y") if day.year >= 1000 else day.isoformat()
        text = format_date(day, format="long", locale=self._locale)
        return f"1er{text[1:]}" if self.language == "fr" and day.day == 1 else text

    def format_span(self, first: date, last: date) -> str:
        """Days from one to another, short, or one day alone: "5–17 mars 2026", "5 Mar 2026"."""
        alone = first == last
        text = format_skeleton("yMMMd", first, locale=self._locale) if alone else format_interval(first, last, "yMMMd", locale=self._locale)
        return re.sub(r"(?<!\d)1(?=[ –\u2009\u00a0])", "1er", text) if self.language == "fr" else str(text)

    def format_month(self, day: date) -> str:
        """The name of the day's month, short, with the year in January: "avr.", "Apr", "Jan 2027"."""
        return str(format_skeleton("yMMM" if day.month == 1 else "MMM", day, locale=self._locale))

    def format_list(self, items: Sequence[str]) -> str:
        """Items in one phrase: "a, b et c"."""
        return format_list(list(items), locale=self._locale)


@cache
def translator(language: str) -> Translator:
    """The translator of a language of LANGUAGES. Its catalogues are read once per process. Raises KeyError for another language."""
    if language not in LANGUAGES:
        raise KeyError(language)
    if language == LANGUAGE_OF_MESSAGES:
        return Translator(language, NullTranslations())
    compiled = BytesIO()
    write_mo(compiled, merge(catalogues(language), language, strict=False))
    compiled.seek(0)
    return Translator(language, GNUTranslations(compiled))


def negotiate(accept_language: str | None, cookie: str | None) -> str:
    """The language for a reader: the one chosen (cookie), else the first the browser accepts that we have, else French."""
    if cookie in LANGUAGES:
        return str(cookie)
    wanted = [part.partition(";") for part in (accept_language or "")[:500].split(",")]
    ranked = sorted(wanted, key=lambda part: -_quality(part[2]))
    for tag, _, weight in ranked:
        language = tag.strip().lower().partition("-")[0]
        if language in LANGUAGES and _quality(weight) > 0:
            return language
    return DEFAULT_LANGUAGE


def terminal_language(environ: Mapping[str, str]) -> str:
    """The language for a person at a terminal, by the locale of the environment; English where it names no language of ours."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environ.get(name):
            return negotiate(f"{environ[name][:2].lower()}, en;q=0.5", None)
    return "en"


def catalogues(language: str) -> list[Catalog]:
    """All catalogues of a language, in the order of their file names."""
    return [_read(path, language) for path in sorted((CATALOGUES / language / "LC_MESSAGES").glob("*.po"))]


def merge(parts: Iterable[Catalog], locale: str, *, strict: bool) -> Catalog:
    """One catalogue out of many. Of two translations of one message the first stays; with `strict`, raises ConflictingTranslations."""
    merged = Catalog(locale=locale, charset="utf-8")
    for part in parts:
        for message in part:
            if not message.id or not message.string:
                continue
            known = merged.get(message.id)
            if known is None:
                merged.add(message.id, message.string)
            elif strict and known.string != message.string:
                raise ConflictingTranslations(f"{message.id!r} is translated both as {known.string!r} and as {message.string!r}")
    return merged


def _read(path: Path, language: str) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=language, domain=path.stem, abort_invalid=True)


def _quality(parameter: str) -> float:
    """The weight of one entry of Accept-Language: 1 without a `q`, 0 for one that cannot be read (RFC 9110, 12.4.2)."""
    name, _, value = parameter.strip().partition("=")
    if not name:
        return 1.0
    digits = value.strip().replace(".", "", 1)
    return float(value) if digits.isascii() and digits.isdigit() else 0.0
