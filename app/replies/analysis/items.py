"""What a reply seems to say of each item that it must hold (GDPR Art. 15(1)(a) to (h), 15(2), 15(3); Art. 17 to 19): for a person to check.

The patterns are data, `data/items.toml`. An item of which nothing is said is left open: an attachment may say it.
"""

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from app.law.completeness import ITEMS
from app.law.finding_events import ItemState
from app.law.limits import Kind
from app.law.rights import Right
from app.replies.analysis.extracted import recipients
from app.replies.analysis.reading import Case, Finding, analyse, read

Span = tuple[int, int]


@dataclass(frozen=True)
class ItemFound:
    """How the reply seems to deal with an item, and where: `text[start:end]` of the given text."""

    code: str
    state: ItemState
    start: int
    end: int


@dataclass(frozen=True)
class Words:
    """Patterns of one item. A sentence with `said` speaks of it, unless it has `never`; with `full` in it or after it, it answers."""

    said: re.Pattern[str]
    full: re.Pattern[str] | None
    never: re.Pattern[str] | None


def items_in(text: str, right: Right, case: Case) -> list[ItemFound]:
    """The items of which something is said, in the order of the letter, each with the passage that says most of it."""
    findings = analyse(text, case.request, case.sent_on, case.received_on).findings
    opened = read(text, case)
    told = {one.code: one for one in _told_by(findings, right)}
    places = [opened.seen.place(*span) for span in opened.sentences]
    limits = [(one.start, one.end) for one in findings if one.kind is Kind.LIMIT]
    for code, words in _words()[right].items():
        best = _best(code, words, opened.seen.text, opened.sentences) if code not in told else None
        if best:
            start, end = places[best[1]]
            state = ItemState.PARTLY if (start, end) in limits else best[0]
            told[code] = ItemFound(code, state, start, end)
    return [told[item.code] for item in ITEMS[right] if item.code in told]


def _told_by(findings: Sequence[Finding], right: Right) -> Iterator[ItemFound]:
    """What the findings say of items, the surest last, so that it counts."""
    known = [item.code for item in ITEMS[right]]
    for one in reversed(findings):
        told = _data()["findings"].get(one.label, {"items": []})
        yield from (ItemFound(code, ItemState(told["state"]), one.start, one.end) for code in told["items"] if code in known)


def _best(code: str, words: Words, text: str, spans: Sequence[Span]) -> tuple[ItemState, int] | None:
    """The first sentence that answers the item, else the first that speaks of it: the state, and which sentence."""
    partly = None
    for place, (start, end) in enumerate(spans):
        if not words.said.search(text, start, end) or text[start:end].rstrip().endswith("?"):
            continue
        if words.never and words.never.search(text, start, end):
            continue
        if _answers(code, words, text, spans[place : place + 2]):
            return ItemState.ANSWERED, place
        partly = place if partly is None else partly
    return None if partly is None else (ItemState.PARTLY, partly)


def _answers(code: str, words: Words, text: str, near: Sequence[Span]) -> bool:
    if code == "copy":
        return False  # that something is enclosed does not say that it is everything
    if code == "recipients" and not words.full:
        return bool(recipients(text, near))
    return words.full is None or any(words.full.search(text, *span) for span in near)


@cache
def _words() -> dict[Right, dict[str, Words]]:
    return {right: {code: _compiled(part) for code, part in _data()[right.value].items()} for right in (Right.ACCESS, Right.ERASURE)}


def _compiled(part: dict[str, list[str]]) -> Words:
    said, full, never = (re.compile("|".join(part[name]), re.I) if name in part else None for name in ("said", "full", "never"))
    return Words(said or re.compile(r"(?!)"), full, never)


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads((files("app.replies") / "data/items.toml").read_text(encoding="utf-8"))
