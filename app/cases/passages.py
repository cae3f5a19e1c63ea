"""Passages of a reply: a quotation and its place in the stored text agree, and a place is found for words that somebody copied.

Places are offsets in characters of the text as it is kept. Nothing here changes a text.
"""

import re
from dataclasses import replace
from typing import Any, TypeVar

from app.law.events import CompletenessChecked, Event, ItemChecked
from app.law.finding_events import Finding
from app.platform.errors import InvalidInput, msg

MAX_PASSAGE = 1_000
"""Characters of one passage."""

HALF_A_PLACE = msg("Give both the beginning and the end of the passage, or neither.")
NO_TEXT = msg("No text of this answer is kept here: give the words without their place.")
BEYOND = msg("The text of this answer has {length} characters: a passage must begin and end within them, and hold something.")
DIFFERENT = msg("The quotation is not what stands in the answer at this place. There one reads: “{found}”.")
TOO_LONG = msg("This passage is too long: choose at most {limit} characters.")

MARKS = {"'": "['’ʼ]", "’": "['’ʼ]", '"': '["“”«»„]', "“": '["“”«»„]', "”": '["“”«»„]', "-": "[-‐‑–]", "…": "(?:…|\\.\\.\\.)"}
"""Characters that programs exchange for each other when a text is copied."""

P = TypeVar("P", Finding, ItemChecked)


def placed(event: Event, text: str) -> Event:
    """The event with each passage that is given by its place alone in words too. What is wrong stays for `check_passages` to refuse."""
    if isinstance(event, Finding):
        return _in_words(event, text)
    if isinstance(event, CompletenessChecked):
        return replace(event, items=tuple(_in_words(item, text) for item in event.items))
    return event


def check_passages(event: Event, text: str) -> None:
    """Raises InvalidInput naming the field where a quotation and its place do not agree with the text of the reply."""
    if isinstance(event, Finding):
        _check(event, text, "")
    elif isinstance(event, CompletenessChecked):
        for number, item in enumerate(event.items):
            _check(item, text, f"items.{number}.")


def moved(event: Event, text: str, **changes: Any) -> Event:
    """The event for a reply whose text is now another one: a passage keeps its words, and a place only where these stand."""
    if isinstance(event, Finding):
        return replace(event, **_found_again(event, text), **changes)
    if isinstance(event, CompletenessChecked):
        return replace(event, items=tuple(replace(item, **_found_again(item, text)) for item in event.items), **changes)
    return replace(event, **changes)


def find_words(text: str, words: str, near: int = 0) -> tuple[int, int] | None:
    """Where the text says these words, whatever its white space, quotation marks and capitals: the occurrence closest to `near`.

    None where it does not say them.
    """
    parts = words[: 4 * MAX_PASSAGE].split()
    if not parts:
        return None
    pattern = r"\s+".join("".join(MARKS.get(c, re.escape(c)) for c in part) for part in parts)
    found = [match.span() for match in re.finditer(pattern, text)] or [match.span() for match in re.finditer(pattern, text, re.IGNORECASE)]
    return min(found, key=lambda span: abs(span[0] - near)) if found else None


def _in_words(passage: P, text: str) -> P:
    start, end = passage.start, passage.end
    if passage.quote or start is None or end is None or not 0 <= start < end <= len(text):
        return passage
    return replace(passage, quote=text[start:end])


def _check(passage: Finding | ItemChecked, text: str, at: str) -> None:
    start, end = passage.start, passage.end
    if start is None and end is None:
        return
    if start is None or end is None:
        raise InvalidInput(f"{at}{'start' if start is None else 'end'}", HALF_A_PLACE)
    if not text:
        raise InvalidInput(f"{at}start", NO_TEXT)
    if not 0 <= start < end <= len(text):
        raise InvalidInput(f"{at}{'end' if 0 <= start < len(text) else 'start'}", BEYOND, length=len(text))
    if end - start > MAX_PASSAGE:
        raise InvalidInput(f"{at}end", TOO_LONG, limit=MAX_PASSAGE)
    if passage.quote != text[start:end]:
        raise InvalidInput(f"{at}quote", DIFFERENT, found=text[start:end][:100])


def _found_again(passage: Finding | ItemChecked, text: str) -> dict[str, Any]:
    start, end = passage.start, passage.end
    if start is None or end is None or text[start:end] == passage.quote:
        return {"start": start, "end": end}
    at = text.find(passage.quote)
    return {"start": at, "end": at + len(passage.quote)} if at >= 0 and passage.quote else {"start": None, "end": None}
