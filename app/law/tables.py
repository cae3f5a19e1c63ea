"""Strict reading of the law's TOML files: every key is asked for by name and kind, and what nobody asked for is refused.

Whoever adds a file works without Python, so each message names the file, the key, and what would be accepted.
"""

import re
import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Any, TypeVar

LANGUAGES = ("fr", "en")
"""Languages in which every text of the law's data must be written. A text may be there in others too."""

_LANGUAGE = re.compile(r"[a-z]{2}")

_ARTICLE = re.compile(
    r"(GDPR|LIL) Art\. \d+(-\d+)?(\(\d+\)(\([a-j]\))?|\([a-j]\))?|GDPR recital \d+|Regulation 1182/71 Art\. \d+(\(\d+\)(\([a-c]\))?)?"
)

_LAYOUT = re.compile(r"[ \t\r\n]+")

_E = TypeVar("_E", bound=StrEnum)


class LawDataError(ValueError):
    """A file of the law's data is wrong; `file` and `key` say where."""

    def __init__(self, file: str, key: str, problem: str) -> None:
        super().__init__(f"{file}: {key}: {problem}" if key else f"{file}: {problem}")
        self.file, self.key, self.problem = file, key, problem


class Standing(StrEnum):
    """How sure a source is: compared with the text, read in a reliable second hand, or common knowledge that nobody compared.

    Letters and complaints rest on verified ones.
    """

    VERIFIED = "verified"
    SECONDARY = "secondary"
    KNOWN = "known"


@dataclass(frozen=True)
class Source:
    """Where a statement of law comes from, as a reader would look it up, and how sure it is."""

    ref: str
    status: Standing


class Spoken(dict[str, str]):
    """What pages say, by language; English in a language that the file does not have. Letters never mix languages: they ask strictly."""

    def __missing__(self, language: str) -> str:
        return self["en"]


@dataclass
class Table:
    """One table of a TOML file, read key by key; `finish` refuses the keys that were never read."""

    file: str
    values: Mapping[str, Any]
    path: str = ""
    _read: set[str] = field(default_factory=set)

    def error(self, key: str, problem: str) -> LawDataError:
        """The error that names this file and `key`; the caller raises it."""
        return LawDataError(self.file, self.path + key, problem)

    def has(self, key: str) -> bool:
        """Whether the file sets `key`."""
        return key in self.values

    def _take(self, key: str, kind: type, wanted: str) -> Any:
        self._read.add(key)
        if key not in self.values:
            raise self.error(key, f"is missing; {wanted} is expected")
        value = self.values[key]
        if type(value) is not kind:
            raise self.error(key, f"must be {wanted}")
        return value

    def text(self, key: str) -> str:
        """A text that is not empty. Line breaks and spaces of the file's layout fold into one space; no-break spaces stay."""
        value = _LAYOUT.sub(" ", self._take(key, str, "a text in quotes")).strip(" ")
        if not value:
            raise self.error(key, "must not be empty")
        return value

    def flag(self, key: str, default: bool) -> bool:
        """true or false; `default` when the file does not say."""
        return bool(self._take(key, bool, "true or false")) if self.has(key) else default

    def number(self, key: str, default: int) -> int:
        """A whole number; `default` when the file does not say."""
        return int(self._take(key, int, "a whole number")) if self.has(key) else default

    def day(self, key: str) -> date:
        """A date such as 2026-11-22, without quotes."""
        value: date = self._take(key, date, "a date such as 2026-11-22, without quotes")
        return value

    def choice(self, key: str, choices: type[_E]) -> _E:
        """One of the values of a StrEnum."""
        value = self.text(key)
        if value not in set(choices):
            raise self.error(key, f"“{value}” is not one of: {', '.join(choices)}")
        return choices(value)

    def texts(self, key: str, *, minimum: int = 1) -> tuple[str, ...]:
        """A list of distinct texts, at least `minimum` of them."""
        values = self._take(key, list, "a list of texts")
        if not all(isinstance(v, str) and v.strip() for v in values):
            raise self.error(key, "must hold only texts that are not empty")
        if len(set(values)) < max(minimum, len(values)):
            raise self.error(key, f"needs {minimum} or more entries, all different")
        return tuple(v.strip() for v in values)

    def table(self, key: str) -> "Table":
        """The sub-table `[key]`."""
        return Table(self.file, self._take(key, dict, f"a table [{key}]"), f"{self.path}{key}.")

    def tables(self, key: str) -> Iterator["Table"]:
        """The tables of a list, each of which the caller reads and finishes."""
        values = self._take(key, list, "a list of tables")
        for position, value in enumerate(values, start=1):
            if not isinstance(value, dict):
                raise self.error(f"{key}[{position}]", "must be a table in braces")
            yield Table(self.file, value, f"{self.path}{key}[{position}].")

    def bilingual(self, key: str, *, placeholders: Collection[str] = (), optional: str = "") -> Mapping[str, str]:
        """The text of `[key]` in every language, and in those that the file has besides. It must use exactly the `placeholders` ({date}),
        and no other brace.

        `optional` names one placeholder that it may use once, or leave out.
        """
        table = self.table(key)
        others = sorted(key for key in table.values if key not in LANGUAGES and _LANGUAGE.fullmatch(key))
        found = {language: table.text(language) for language in (*LANGUAGES, *others)}
        table.finish()
        for language, value in found.items():
            used = re.findall(r"\{(\w*)\}", value)
            expected = [*placeholders, optional] if optional in used else [*placeholders]
            if sorted(used) != sorted(expected) or value.count("{") != len(used) or value.count("}") != len(used):
                wanted = ", ".join(f"{{{p}}}" for p in placeholders) or "no braces"
                raise self.error(f"{key}.{language}", f"must hold {wanted}, once each, and no other braces")
        return MappingProxyType(found)

    def spoken(self, key: str, *, placeholders: Collection[str] = ()) -> Mapping[str, str]:
        """`bilingual`, for what pages show: any language may be asked for."""
        return MappingProxyType(Spoken(self.bilingual(key, placeholders=placeholders)))

    def articles(self, key: str) -> tuple[str, ...]:
        """Articles in their canonical form, such as "GDPR Art. 15(1)"."""
        values = self.texts(key)
        for value in values:
            if not _ARTICLE.fullmatch(value):
                raise self.error(key, f"“{value}” is not written like “GDPR Art. 15(1)”, “LIL Art. 51” or “GDPR recital 63”")
        return values

    def sources(self, key: str) -> tuple[Source, ...]:
        """A list such as [{ref = "CNIL, MED-2021-134", status = "verified"}], never empty."""
        found = []
        for table in self.tables(key):
            found.append(Source(table.text("ref"), table.choice("status", Standing)))
            table.finish()
        if not found:
            raise self.error(key, "needs one source or more")
        return tuple(found)

    def finish(self) -> None:
        """Refuse keys that nobody read, by name."""
        unknown = sorted(set(self.values) - self._read)
        if unknown:
            raise self.error(unknown[0], "is not a known key")


def parse(file: str, content: bytes) -> Table:
    """The table of one TOML file; LawDataError when it is not UTF-8 or not TOML."""
    try:
        return Table(file, tomllib.loads(content.decode()))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as problem:
        raise LawDataError(file, "", f"is not readable TOML ({problem})") from problem


def folder(name: str) -> tuple[Table, ...]:
    """The TOML files of `app/law/data/<name>`, in the order of their names."""
    return tuple(parse(f"{name}/{entry.name}", entry.read_bytes()) for entry in _toml_files(files("app.law") / "data" / name))


def _toml_files(directory: Traversable) -> list[Traversable]:
    return sorted((entry for entry in directory.iterdir() if entry.name.endswith(".toml")), key=lambda entry: entry.name)
