"""A controller as letters and cases need it, the curated ones that ship with the program, and those a person types in."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from app.directory import fields
from app.directory.police import looks_like_police
from app.law.competence import in_union
from app.law.events import Channel
from app.platform.errors import InvalidInput, NotFound

__all__ = [
    "Controller",
    "CuratedFileError",
    "FormerAddress",
    "RequiredElement",
    "curated",
    "find",
    "from_mapping",
    "looks_like_police",
    "to_mapping",
]


class CuratedFileError(ValueError):
    """A curated file is wrong; the message names the file, the field and what would be accepted."""


@dataclass(frozen=True, kw_only=True)
class FormerAddress:
    """An address that letters used in the past, with the period and the source: a person may have written there."""

    address: tuple[str, ...]
    period: str
    source: str


@dataclass(frozen=True, kw_only=True)
class RequiredElement:
    """Something by which the controller wants to recognise a person, in its own words. `kind` is one of ELEMENTS."""

    label: str
    kind: str = "input"
    optional: bool = False


@dataclass(frozen=True, kw_only=True)
class Controller:
    """A controller one can write to. `country` is ISO 3166-1 alpha-2; `address` has no country line.

    `slug` is empty for one the person typed in. `regime` is "gdpr", or "police" where Art. 15 does not apply and the person must be
    redirected; `note` is then the code of what to tell her. `languages` are those in which the controller takes requests, if it said so.

    An imported entry also tells how sure it is (`quality`, one of QUALITIES), which names the controller trades under (`runs`), what it
    wants to know of a person (`required_elements`), the way and the language that reach it best (`suggested_channel`, a value of
    `law.events.Channel`; `request_language`, ISO 639-1), and whether it is known to ask for an identity document (`needs_id`), which makes
    that no duty of the person.
    """

    slug: str = ""
    name: str
    address: tuple[str, ...] = ()
    country: str
    email: str = ""
    webform: str = ""
    site: str = ""
    union_establishment: bool = True
    representative: tuple[str, ...] = ()
    former_addresses: tuple[FormerAddress, ...] = ()
    traits: tuple[str, ...] = ()
    regime: str = "gdpr"
    note: str = ""
    siren: str = ""
    languages: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    checked: str = ""
    quality: str = ""
    runs: tuple[str, ...] = ()
    required_elements: tuple[RequiredElement, ...] = ()
    suggested_channel: str = ""
    request_language: str = ""
    needs_id: bool = False
    categories: tuple[str, ...] = ()
    relevant_countries: tuple[str, ...] = ()

    @property
    def warnings(self) -> tuple[str, ...]:
        """Codes of what a person should know before she writes: keys of `directory.warnings.WORDS`."""
        return tuple(code for code, applies in (("scraped", self.quality == "scraped"), ("asks_for_id", self.needs_id)) if applies)


TRAITS = ("face_search",)
"""What a controller does that changes the letters: "face_search" is a search engine for faces."""

REGIMES = ("gdpr", "police")

QUALITIES = ("tested", "verified", "imported", "scraped")
"""How an imported entry came about: somebody wrote there with success, read the address, took it from a list, or let a machine read it."""

MAX_RUNS = 300
"""Trade names of one controller."""

ELEMENTS = ("input", "textarea", "email", "address", "name", "birthdate")

KEYS = (
    "name", "address", "country", "email", "webform", "eu_establishment", "representative",
    "slug", "site", "former_addresses", "traits", "regime", "note", "siren", "languages", "sources", "checked",
    "quality", "runs", "required_elements", "suggested_channel", "request_language", "needs_id", "categories", "relevant_countries",
)  # fmt: skip
"""Keys of a controller file. The first seven are those a person gives; the others belong to curated entries."""


def curated() -> tuple[Controller, ...]:
    """The controllers that ship with the program: face search engines first, then the others by name, then those that only redirect."""
    return tuple(sorted(_curated().values(), key=lambda c: (c.regime == "police", "face_search" not in c.traits, c.name.casefold())))


def find(slug: str) -> Controller:
    """The curated controller of that slug. Raises NotFound."""
    try:
        return _curated()[slug]
    except KeyError:
        raise NotFound(f"no controller is called “{slug}”") from None


def from_mapping(values: Mapping[str, Any]) -> Controller:
    """The controller that a form, a JSON file or a curated TOML file describes. Raises InvalidInput naming the field.

    Only `name` and `country` are required. `address` is a list of at most seven lines, or one text with line breaks, without the country.
    `eu_establishment` says whether the controller has an establishment in the Union; where it is absent, a country of the Union has one.
    """
    fields.known_keys(values, KEYS)
    country = fields.country(values, "country")
    return Controller(
        slug=fields.line(values, "slug", max_chars=80),
        name=fields.line(values, "name", required=True),
        address=fields.lines(values, "address"),
        country=country,
        email=fields.email(values, "email"),
        webform=fields.web_address(values, "webform"),
        site=fields.web_address(values, "site"),
        union_establishment=fields.flag(values, "eu_establishment", default=in_union(country)),
        representative=fields.lines(values, "representative"),
        former_addresses=_former_addresses(values.get("former_addresses", ())),
        traits=fields.choices_of(values, "traits", TRAITS),
        regime=fields.choice(values, "regime", REGIMES, default="gdpr"),
        note=fields.line(values, "note", max_chars=80),
        siren=fields.siren(values, "siren"),
        languages=fields.lines(values, "languages", max_chars=5),
        sources=fields.web_addresses(values, "sources"),
        checked=fields.line(values, "checked", max_chars=10),
        quality=fields.choice(values, "quality", ("", *QUALITIES), default=""),
        runs=fields.lines(values, "runs", limit=MAX_RUNS),
        required_elements=_required_elements(values.get("required_elements", ())),
        suggested_channel=fields.choice(values, "suggested_channel", ("", *Channel), default=""),
        request_language=fields.line(values, "request_language", max_chars=2),
        needs_id=fields.flag(values, "needs_id", default=False),
        categories=fields.lines(values, "categories", limit=20, max_chars=40),
        relevant_countries=fields.lines(values, "relevant_countries", limit=300, max_chars=3),
    )


def to_mapping(controller: Controller) -> dict[str, Any]:
    """JSON-ready values from which `from_mapping` makes the same controller again; what is empty is left out."""
    plain = {
        "slug": controller.slug,
        "name": controller.name,
        "address": list(controller.address),
        "country": controller.country,
        "email": controller.email,
        "webform": controller.webform,
        "site": controller.site,
        "eu_establishment": controller.union_establishment,
        "representative": list(controller.representative),
        "former_addresses": [
            {"address": list(old.address), "period": old.period, "source": old.source} for old in controller.former_addresses
        ],
        "traits": list(controller.traits),
        "regime": controller.regime,
        "note": controller.note,
        "siren": controller.siren,
        "languages": list(controller.languages),
        "sources": list(controller.sources),
        "checked": controller.checked,
        **_imported_mapping(controller),
    }
    return {key: value for key, value in plain.items() if value not in ("", [])}


def _imported_mapping(controller: Controller) -> dict[str, Any]:
    return {
        "quality": controller.quality,
        "runs": list(controller.runs),
        "required_elements": [
            {"label": element.label, "kind": element.kind, "optional": element.optional} for element in controller.required_elements
        ],
        "suggested_channel": controller.suggested_channel,
        "request_language": controller.request_language,
        "needs_id": controller.needs_id or "",
        "categories": list(controller.categories),
        "relevant_countries": list(controller.relevant_countries),
    }


def _required_elements(values: Any) -> tuple[RequiredElement, ...]:
    return tuple(
        RequiredElement(
            label=fields.line(value, "label", required=True),
            kind=fields.choice(value, "kind", ELEMENTS, default="input"),
            optional=fields.flag(value, "optional", default=False),
        )
        for value in _tables("required_elements", values, ("label", "kind", "optional"))
    )


def _tables(key: str, values: Any, known: tuple[str, ...]) -> list[Mapping[str, Any]]:
    """A list of tables that have no other keys."""
    if not isinstance(values, list | tuple) or not all(isinstance(value, Mapping) for value in values):
        raise InvalidInput(key, fields.NOT_A_LIST)
    for value in values:
        fields.known_keys(value, known)
    return list(values)


def _former_addresses(values: Any) -> tuple[FormerAddress, ...]:
    return tuple(
        FormerAddress(
            address=fields.lines(value, "address"),
            period=fields.line(value, "period", required=True),
            source=fields.line(value, "source", required=True),
        )
        for value in _tables("former_addresses", values, ("address", "period", "source"))
    )


@cache
def _curated() -> Mapping[str, Controller]:
    folder = files("app.directory") / "data" / "controllers"
    entries = sorted((entry for entry in folder.iterdir() if entry.name.endswith(".toml")), key=lambda entry: entry.name)
    return {slug: _read(slug, entry.read_text("utf-8")) for entry in entries for slug in [entry.name.removesuffix(".toml")]}


def _read(slug: str, content: str) -> Controller:
    """A curated file. A mistake in it is ours, not the reader's: it stops the program and names the file."""
    try:
        return from_mapping({**tomllib.loads(content), "slug": slug})
    except (InvalidInput, tomllib.TOMLDecodeError) as problem:
        raise CuratedFileError(f"controllers/{slug}.toml: {problem}") from problem
