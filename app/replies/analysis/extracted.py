"""What a reply says besides its limits: amounts and documents asked, recipients named, articles invoked, remedies mentioned.

The patterns are data, `data/passages.toml`. Nothing here decides anything: it pre-fills a check that a person makes.
"""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, TypeAlias

Span: TypeAlias = tuple[int, int]
REMEDIES = ("complaint", "court")
"""What a refusal must mention: the complaint to an authority, and the remedy before a court (GDPR Art. 12(4))."""


@dataclass(frozen=True)
class Passage:
    """Something that the text says at `start` to `end`, and what it is: words as written, or a kind ("identity_document", "court")."""

    what: str
    start: int
    end: int


def amounts(text: str, spans: Iterable[Span]) -> list[Passage]:
    """Sums of money, as written."""
    return _written("amount", text, spans)


def articles(text: str, spans: Iterable[Span]) -> list[Passage]:
    """Articles and paragraphs of law, as written."""
    return _written("article", text, spans)


def documents(text: str, asking: Iterable[Span]) -> list[Passage]:
    """Documents named in the sentences `asking`."""
    kinds = _patterns()["document"].items()
    found = [Passage(kind, *match.span()) for span in asking for kind, words in kinds for match in words.finditer(text, *span)]
    return sorted(found, key=lambda one: one.start)


def recipients(text: str, spans: Iterable[Span]) -> list[Passage]:
    """Names in sentences that speak of passing data on, after the words that do."""
    patterns = _patterns()
    found = []
    for start, end in spans:
        said = patterns["shared"].search(text, start, end)
        if said:
            named = patterns["name"].finditer(text, said.end(), end)
            found += [Passage(match.group(), *match.span()) for match in named if not patterns["no_name"].match(match.group())]
    return found


def remedies(text: str, spans: Iterable[Span]) -> list[Passage]:
    """Where each remedy is first mentioned."""
    found: dict[str, Passage] = {}
    for span in spans:
        for kind, words in _patterns()["remedy"].items():
            match = words.search(text, *span)
            if match:
                found.setdefault(kind, Passage(kind, *match.span()))
    return list(found.values())


def _written(kind: str, text: str, spans: Iterable[Span]) -> list[Passage]:
    return [Passage(" ".join(match.group().split()), *match.span()) for span in spans for match in _patterns()[kind].finditer(text, *span)]


@cache
def _patterns() -> dict[str, Any]:
    """The compiled patterns, by name, or by name and kind."""
    data = tomllib.loads((files("app.replies") / "data/passages.toml").read_text(encoding="utf-8"))
    return {
        name: _compiled(part) if "words" in part else {kind: _compiled(one) for kind, one in part.items()} for name, part in data.items()
    }


def _compiled(part: dict[str, Any]) -> re.Pattern[str]:
    return re.compile("|".join(part["words"]), re.NOFLAG if part.get("case") else re.IGNORECASE)
