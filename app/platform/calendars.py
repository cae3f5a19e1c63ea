"""Public holidays by place: the `holidays` package under ISO 3166 codes, which `pycountry` knows.

Only days that are public holidays by law are `holidays`. Days that a national law on time limits merely treats like them, and working days
moved by decree, are `doubtful_days`: they may move the later of two dates, never the earlier.
"""

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from types import MappingProxyType, ModuleType
from typing import Any

import pycountry

from app.law.periods import UnknownPlace

ALIASES = {
    "FR-GP": "FR-971", "FR-MQ": "FR-972", "FR-GF": "FR-973", "FR-RE": "FR-974", "FR-YT": "FR-976",
    "FR-GUA": "FR-971", "FR-LRE": "FR-974", "FR-MAY": "FR-976", "FR-75": "FR-75C",
}  # fmt: skip
"""Codes that ISO 3166-2 once had, or that people use, for the ones it has now."""

OBSERVED_BY_SOME = {"DE": ("public", "catholic")}
"""Regional holidays that are legal in part of the municipalities: Assumption in Bavaria, Corpus Christi in some of Saxony and Thuringia."""

MOVED = "Day off (substituted"
"""How the package names a working day exchanged for a Saturday by decree (Hungary, Latvia): no public holiday in itself."""

Days = Mapping[date, str]


class PublicHolidays:
    """Days off by place and year, for the years 1990 to 2100. Implements `app.law.deadlines.Calendars`; shared and thread-safe."""

    def holidays(self, place: str, year: int) -> Days:
        """Public holidays of the State, and of the subdivision if `place` names one, with English names. Raises UnknownPlace."""
        return _public(place, year)

    def doubtful_days(self, place: str, year: int) -> Days:
        """Further days that the law of the State treats like public holidays for some purpose. Raises UnknownPlace."""
        return _doubtful(place, year)


@cache
def _public(place: str, year: int) -> Days:
    return MappingProxyType({day: name for day, name in _listed(place, year).items() if not name.startswith(MOVED)})


@cache
def _doubtful(place: str, year: int) -> Days:
    moved = {day: name for day, name in _listed(place, year).items() if name.startswith(MOVED)}
    treated = TREATED_LIKE_HOLIDAYS.get(place.partition("-")[0])
    return MappingProxyType({**moved, **(treated(year) if treated else {})})


@cache
def _listed(place: str, year: int) -> Days:
    country, subdivision = _known(place)
    categories = OBSERVED_BY_SOME.get(country, ("public",)) if subdivision else ("public",)
    return _ask(country, year, subdivision, categories)


def _ask(country: str, year: int, subdivision: str | None, categories: tuple[str, ...]) -> Days:
    found = _package().country_holidays(country, subdiv=subdivision, years=year, categories=categories, language=_english(country))
    return {day: name.replace("Labor", "Labour") for day, name in found.items()}


def _package() -> ModuleType:
    """`holidays`, read at the first date: it takes a quarter of a second, which the program's start need not wait for."""
    import holidays  # noqa: PLC0415

    return holidays


@cache
def _english(country: str) -> str | None:
    """The package's English for a country, British where it has it."""
    languages = _package().country_holidays(country).supported_languages
    return next((each for each in ("en_GB", "en_US") if each in languages), None)


@cache
def _known(place: str) -> tuple[str, str | None]:
    """The State and the package's own code of the subdivision, found through its parents: FR-67 lies in FR-6AE. Raises UnknownPlace."""
    country, dash, _ = place.partition("-")
    if place != place.upper() or not (len(country) == 2 and pycountry.countries.get(alpha_2=country)):
        raise UnknownPlace(place)
    if not dash:
        return country, None
    known = _package().country_holidays(country).subdivisions
    subdivisions: Any = pycountry.subdivisions  # its own annotations stop at `get`
    part = subdivisions.get(code=ALIASES.get(place, place))
    if part is None:
        raise UnknownPlace(place)
    while part is not None:
        suffix = part.code.partition("-")[2]
        if suffix in known:
            return country, suffix
        part = subdivisions.get(code=part.parent_code) if part.parent_code else None
    return country, None


def _dutch(year: int) -> Days:
    """5 May every year, by the Algemene termijnenwet, Art. 3(1); as a day off work it is general only every fifth year."""
    return {date(year, 5, 5): "Liberation Day"}


def _swedish(year: int) -> Days:
    """The eves of Midsummer, Christmas and New Year, by the Act on the computation of statutory time (1930:173), § 2."""
    return _ask("SE", year, None, ("de_facto",))


TREATED_LIKE_HOLIDAYS: dict[str, Callable[[int], Days]] = {"NL": _dutch, "SE": _swedish}
