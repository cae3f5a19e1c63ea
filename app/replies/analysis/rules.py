"""Rules, which decide where the words alone do not: `data/rules.toml` lists them, and here is what their conditions mean."""

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from app.law.tables import Spoken
from app.replies.analysis.dates import Dated, beyond_three_months, month_is_over

WORD = re.compile(r"(?<![^\W\d_])[^\W\d_]{3,30}(?![^\W\d_])")
LEAST_IN_WORDS = 0.15
"""Share of a passage's characters that must be in words of three letters or more for it to say anything."""
LEAST_SAID = 0.5
"""Share of a text that must be in passages which say something."""
MANY_WORDS, LEAST_VARIED = 200, 0.05
"""Of so many words at least this share must differ: twenty pages of a letter have some two thousand different ones."""


@dataclass(frozen=True)
class Circumstances:
    """The days of request and reply, and the days that the reply promises."""

    sent_on: date | None
    received_on: date | None
    promised: tuple[Dated, ...]


@dataclass(frozen=True)
class Rule:
    """When `condition` is met, `found` takes the place of the label `instead_of`, or nothing does. `text` says why, by language."""

    name: str
    condition: Callable[[Circumstances], bool]
    instead_of: str
    found: str | None
    article: str
    text: Mapping[str, str]


CONDITIONS: Mapping[str, Callable[[Circumstances], bool]] = {
    "month_is_over": lambda given: month_is_over(given.sent_on, given.received_on),
    "beyond_three_months": lambda given: beyond_three_months(list(given.promised), given.sent_on),
    "a_day_is_promised": lambda given: bool(given.promised),
}


@cache
def rules() -> Mapping[str, Rule]:
    """The rules by name, in the order in which they are tried."""
    return {name: _rule(name, entry) for name, entry in _data().items() if "instead_of" in entry}


def is_private(text: str) -> bool:
    """Whether it is a letter between people who are close, and speaks of no data."""
    words, unless = _patterns("private")
    return words.search(text) is not None and unless.search(text) is None


def only_kept(label: str, passage: str) -> bool:
    """Whether the passage only tells for how long data are kept, which sets no limit of that kind."""
    words, unless = _patterns("retention")
    return label in _data()["retention"]["labels"] and words.search(passage) is not None and unless.search(passage) is None


def says_something(passage: str) -> bool:
    """Whether there are words in it: figures, letters apart and long runs of letters say nothing that could be a limit."""
    return 0 < sum(map(len, WORD.findall(passage))) >= LEAST_IN_WORDS * len(passage)


def is_reply(sentences: Sequence[str]) -> bool:
    """Whether a text in these sentences can be a controller's reply: one of words, and no private letter."""
    worded = [one for one in sentences if says_something(one)]
    text = " ".join(worded)
    words = text.lower().split()
    varied = len(words) < MANY_WORDS or len(set(words)) >= LEAST_VARIED * len(words)
    return varied and len(text) >= LEAST_SAID * sum(map(len, sentences)) and not is_private(text)


def _rule(name: str, entry: dict[str, Any]) -> Rule:
    return Rule(name, CONDITIONS[entry["when"]], entry["instead_of"], entry.get("found"), entry["article"], Spoken(entry["text"]))


@cache
def _patterns(name: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What must be there, and what must not."""
    entry = _data()[name]
    words, unless = (re.compile(rf"\b(?:{'|'.join(entry[part])})\b", re.I) for part in ("words", "unless"))
    return words, unless


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads((files("app.replies") / "data/rules.toml").read_text(encoding="utf-8"))
