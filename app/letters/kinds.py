"""Letter kinds: one file `letter_templates/<language>/<kind>.html` each, front matter above its prose. Adding a file adds a kind.

Templates are ours and reviewed; what a person typed reaches them as data only. All the same they run in Jinja's sandbox, with
autoescape and StrictUndefined, and are handed nothing but text, numbers, dates and collections of these.
"""

import re
import tomllib
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from babel import Locale
from babel.dates import format_date
from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.environment import Environment, Template
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from app.law.assessment import Action
from app.law.events import KINDS
from app.platform.errors import InvalidInput, NotFound, msg

TEMPLATES = Path(__file__).parents[2] / "letter_templates"
FRONT_MATTER = re.compile(r"\A\+\+\+\n(.*?)^\+\+\+\n", re.DOTALL | re.MULTILINE)
RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})
UNKNOWN_KIND = msg("There is no letter “{kind}” in the language “{language}”.")
NO_LETTER_IN = msg("There is no letter “{kind}” in the language “{language}”. There is one in: {known}.")


class TemplateError(ValueError):
    """A letter template is not as it must be. The message names the file and the key: it is for whoever writes templates."""


class Addressee(StrEnum):
    """Whom a letter that follows up on a case goes to. WHOEVER_HAS_IT is the authority once a complaint was filed, before that the
    controller."""

    CONTROLLER = "controller"
    AUTHORITY = "authority"
    WHOEVER_HAS_IT = "whoever_has_it"


@dataclass(frozen=True, kw_only=True)
class FollowUp:
    """What registers a letter that follows up on a case: the action it serves, its addressee, and what must have been recorded.

    Of the kinds of event in `needs` one is enough; an empty `needs` asks for nothing. `days` is the time that the letter leaves, 0 for
    none: a policy of this program, no text fixes it.
    """

    serves: Action
    to: Addressee
    needs: tuple[str, ...] = ()
    days: int = 0


@dataclass(frozen=True, kw_only=True)
class LetterKind:
    """What the front matter of one template says. `object_line` and `title` are small templates themselves.

    `file_stem` begins the file's name and must give nothing away; `follows` registers a letter that follows up on a case, None for the
    requests themselves; `annex` is the word before the number of an enclosure.
    """

    kind: str
    language: str
    object_line: str
    title: str
    file_stem: str
    annex: str
    follows: FollowUp | None
    sources: tuple[str, ...]
    checked: date


def find(kind: str, language: str) -> LetterKind:
    """The letter kind in that language. Raises InvalidInput naming `kind` if there is no such template."""
    known = kinds(language)
    if kind not in known:
        raise InvalidInput("kind", UNKNOWN_KIND, kind=kind[:40], language=language[:20])
    return known[kind]


@cache
def kinds(language: str) -> Mapping[str, LetterKind]:
    """All letter kinds of a language by name, read once. An unknown language has none."""
    if language not in languages():
        return {}
    return {path.stem: _read(path) for path in sorted((TEMPLATES / language).glob("[a-z]*.html"))}


@cache
def follow_ups() -> Mapping[str, FollowUp]:
    """The letters that follow up on a case, by kind, whatever languages they are written in."""
    return {kind: letter.follows for language in languages() for kind, letter in kinds(language).items() if letter.follows}


@cache
def languages() -> tuple[str, ...]:
    """Languages that have letters: the folders of `letter_templates`, layout aside."""
    return tuple(sorted(p.name for p in TEMPLATES.iterdir() if p.is_dir() and not p.name.startswith("_")))


def languages_of(kind: str) -> tuple[str, ...]:
    """The languages that this kind is written in."""
    return tuple(language for language in languages() if kind in kinds(language))


def check_language(kind: str, language: str) -> None:
    """Raises InvalidInput naming `language` for one that this kind is not written in."""
    known = languages_of(kind)
    if language not in known:
        raise InvalidInput("language", NO_LETTER_IN, kind=kind, language=language[:20], known=", ".join(known))


@cache
def words(language: str) -> Mapping[str, str]:
    """The fixed words of the layout ("Objet", "Page") in that language. Raises NotFound for a language without letters."""
    path = TEMPLATES / language / "_words.toml"
    if language not in languages() or not path.is_file():
        raise NotFound(language)
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def environment(language: str) -> Environment:
    """The sandbox that letters of one language are written in. Its filters: `day` (a date in words), `days` (several, a common year said
    once), `listed` ("a, b et c"), `isolated`."""
    found = ImmutableSandboxedEnvironment(
        loader=_ProseLoader([TEMPLATES / language, TEMPLATES]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.filters["isolated"] = isolated
    found.filters["day"] = lambda day: in_words(day, language)
    found.filters["days"] = lambda days: listed(folded(list(days), language), language)
    found.filters["listed"] = lambda items: listed([str(item) for item in items], language)
    return found


def line(language: str, template: str, names: Mapping[str, object]) -> str:
    """A single line of text (object, title) from its small template; it is text, so nothing in it is escaped."""
    return _line(language, template).render(names)


@cache
def _line(language: str, template: str) -> Template:
    """Compiled once: that takes a third of the time of a draft. There are no more of these than front matters."""
    return environment(language).overlay(autoescape=False).from_string(template)


def isolated(text: str) -> Markup:
    """Text in the direction of its own script: a name written from right to left leaves the words around it where they are."""
    if any(unicodedata.bidirectional(c) in RIGHT_TO_LEFT for c in text):
        return Markup("<bdi>{}</bdi>").format(text)
    return escape(text)


def in_words(day: date, language: str) -> str:
    """A date as a letter writes it, its parts held together: "1er mars 2026" in French, "1 March 2026" in English."""
    number = "1er" if language == "fr" and day.day == 1 else str(day.day)
    return f"{number}\u00a0{format_date(day, 'MMMM', locale=Locale.parse(language))}\u00a0{day.year}"


def folded(days: list[date], language: str) -> list[str]:
    """Dates in words; a year that all of them share is said with the last only."""
    words = [in_words(day, language) for day in days]
    if len({day.year for day in days}) != 1:
        return words
    return [*(word.rpartition("\u00a0")[0] for word in words[:-1]), words[-1]]


def listed(items: list[str], language: str) -> str:
    """Items in one phrase of the letter's language."""
    return words(language)["and"].join([", ".join(items[:-1]), items[-1]]) if len(items) > 1 else "".join(items)


class _ProseLoader(FileSystemLoader):
    """Loads a template without its front matter, the line numbers of error messages kept."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        source, name, uptodate = super().get_source(environment, template)
        return FRONT_MATTER.sub(lambda m: "{#" + "\n" * m[0].count("\n") + "#}", source), name, uptodate


def _read(path: Path) -> LetterKind:
    match = FRONT_MATTER.match(path.read_text(encoding="utf-8"))
    if match is None:
        raise TemplateError(f"{path.name}: front matter between two lines “+++” is missing")
    try:
        return _kind(path, tomllib.loads(match[1]))
    except (KeyError, TypeError, ValueError) as error:
        raise TemplateError(f"{path.parent.name}/{path.name}: {error!r}") from error


def _kind(path: Path, front: dict[str, Any]) -> LetterKind:
    language = path.parent.name
    found = LetterKind(
        kind=path.stem,
        language=language,
        object_line=str(front.pop("object")),
        title=str(front.pop("title")),
        file_stem=str(front.pop("file_stem")),
        annex=str(front.pop("annex", words(language)["annex"])),
        follows=_follow_up(front.pop("follows", None)),
        sources=tuple(map(str, front.pop("sources"))),
        checked=front.pop("checked"),
    )
    if front:
        raise ValueError(f"unknown keys {sorted(front)}")
    return found


def _follow_up(front: dict[str, Any] | None) -> FollowUp | None:
    if front is None:
        return None
    needs, days = tuple(front.pop("needs", ())), int(front.pop("days", 0))
    if unknown := {*needs} - {*KINDS}:
        raise ValueError(f"unknown events {sorted(unknown)}")
    found = FollowUp(serves=Action(front.pop("serves")), to=Addressee(front.pop("to")), needs=needs, days=days)
    if front:
        raise ValueError(f"unknown keys {sorted(front)} in follows")
    return found
