"""Packs: groups of controllers that people often write to together. Ours are TOML files; the imported list brings others."""

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

from app.directory import fields
from app.directory.controllers import CuratedFileError
from app.platform.errors import InvalidInput, msg

KEYS = ("title", "country", "controllers")

TITLES: Mapping[str, str] = {
    "address-brokers": msg("Address brokers and advertising"),
    "commerce": msg("Shops"),
    "credit-agencies": msg("Credit agencies"),
    "entertainment": msg("Music, films and games"),
    "finance": msg("Banks and payments"),
    "insurance": msg("Insurance"),
    "public-authorities": msg("Public bodies"),
    "social-media": msg("Social networks and messengers"),
    "telecommunication": msg("Telephone and internet"),
}
"""Titles of the list's own packs by their names, to be translated where they are shown."""


@dataclass(frozen=True, kw_only=True)
class Pack:
    """Controllers by slug under one title. `title` is a message id; `country` is ISO 3166-1, or "" for a pack of no country."""

    slug: str
    title: str
    country: str
    controllers: tuple[str, ...]

    def among(self, known: Collection[str]) -> "Pack":
        """The same pack with only those controllers that can be found."""
        return replace(self, controllers=tuple(slug for slug in self.controllers if slug in known))


def listed_pack(slug: str, values: Mapping[str, Any]) -> Pack:
    """A pack of the imported list. One whose name we have no title for shows that name."""
    name = str(values["slug"])
    title = TITLES.get(name) or name.replace("-", " ").capitalize()
    return Pack(slug=slug, title=title, country=str(values["country"]), controllers=tuple(values["controllers"]))


@cache
def shipped_packs() -> tuple[Pack, ...]:
    """The packs that ship with the program, by the names of their files."""
    folder = files("app.directory") / "data" / "packs"
    entries = sorted((entry for entry in folder.iterdir() if entry.name.endswith(".toml")), key=lambda entry: entry.name)
    return tuple(_read(entry.name.removesuffix(".toml"), entry.read_text("utf-8")) for entry in entries)


def _read(slug: str, content: str) -> Pack:
    try:
        values = tomllib.loads(content)
        fields.known_keys(values, KEYS)
        return Pack(
            slug=slug,
            title=TITLES[fields.choice(values, "title", TITLES, default="")],
            country=fields.country(values, "country"),
            controllers=fields.lines(values, "controllers", limit=50),
        )
    except (InvalidInput, tomllib.TOMLDecodeError) as problem:
        raise CuratedFileError(f"packs/{slug}.toml: {problem}") from problem
