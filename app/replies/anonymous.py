"""A reply made anonymous: names, addresses, numbers, references and dates give way to stand-ins of the same shape.

What the case knows of the person and of the organisation goes wherever it stands, whatever its capitals and accents. Of the rest goes what
looks like a name, an address or a number: rather a word too many than one too few. No rule finds everything: a person reads what leaves.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from app.law.periods import FIRST_DAY, LAST_DAY
from app.replies.analysis.dates import DAY_FIRST, FIGURES, ISO, MONTH_FIRST, MONTHS

MAIL = re.compile(r"[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
WEB = re.compile(
    r"\b(?:https?://|www\.)\S+|\b[\w-]{1,63}(?:\.[\w-]{1,63}){0,6}\.(?:com|org|net|fr|de|es|it|eu|uk|io|at|ch|be|example)\b(?:/\S*)?", re.I
)
WORD = re.compile(r"[^\W\d_][\w'’-]*")
CAPITAL = r"[A-ZÀ-ÖØ-Þ][\w'’-]*"
OPENS = re.compile(r"(?:^|[.!?…:;«»\"“”„•(\n-])\s*$")
LAST_WORDS = re.compile(r"(?:(?<=^)|(?<=\n)|(?<=[.!?] ))[^.!?\n]+(?=\n|$)")
"""A whole line, or what stands after the last sentence of one, without a full stop: a salutation, a signature, a heading."""
SHORTEST = 3
"""Letters of a word of a name, an address or a reference that is looked for by itself."""
NAME_LINE = 4
"""Words at most of a line that is a name, a signature or a salutation."""
MONTH_NAMES = (
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "january february march april may june july august september october november december",
    "januar februar märz april mai juni juli august september oktober november dezember",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
)
OLD = 730
"""Days before the reply from which on a date is no date of this exchange: it moves by itself, so that no two known ones tell the move."""

Replaced = tuple[int, int, str]


@dataclass(frozen=True)
class Anonymous:
    """The text without what identifies, and where what stood at a place stands now."""

    text: str
    replaced: tuple[Replaced, ...]

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Where the passage from `start` to `end` of the text before is now; a stand-in is taken whole."""
        return self._moved(start, after=False), self._moved(end, after=True)

    def _moved(self, at: int, *, after: bool) -> int:
        shift = 0
        for start, end, stand_in in self.replaced:
            if end <= at and (end < at or after or start < at):
                shift += len(stand_in) - (end - start)
            elif start < at:
                return start + shift + (len(stand_in) if after else 0)
            else:
                break
        return at + shift


class _Taking:
    """Collects what is replaced: the first that takes a place keeps it."""

    def __init__(self, text: str) -> None:
        self.text, self.folded = text, fold(text)
        self.found: list[Replaced] = []
        self._taken = bytearray(len(text))

    def take(self, start: int, end: int, stand_in: str | None = None) -> None:
        """Replace this stretch, by a shape of it if nothing else is given, unless part of it is replaced already."""
        if end > start and not any(self._taken[start:end]):
            self._taken[start:end] = b"\1" * (end - start)
            self.found.append((start, end, shaped(self.text[start:end]) if stand_in is None else stand_in))

    def take_words(self, words: Iterable[str]) -> None:
        """Replace these folded words wherever they stand with a capital."""
        sought = {one for one in words if len(one) >= SHORTEST} - _small_words()
        for match in re.finditer(r"\w+", self.folded):
            if match.group() in sought and self.text[match.start()].isupper():
                self.take(*match.span())


def anonymous(text: str, known: Sequence[str], language: str, days: int, received: date) -> Anonymous:
    """`text` without what identifies. `known` are the case's particulars; dates move by `days`, older ones by an amount of their own."""
    taking = _Taking(text)
    for pattern, stand_in in ((MAIL, "name@example.org"), (WEB, "https://example.org")):
        for match in pattern.finditer(text):
            taking.take(*match.span(), stand_in)
    for whole in sorted({one for one in known if one.strip()}, key=lambda one: (-len(one), one)):
        for span in _said(taking.folded, whole):
            taking.take(*span)
    for start, end, moved in _moved_dates(text, days, received):
        taking.take(start, end, moved)
    for span in (*_matches(text, "street"), *_numbers(text), *_names(text, language)):
        taking.take(*span)
    replaced = [text[start:end] for start, end, _ in taking.found]
    taking.take_words(word for one in (*known, *replaced) for word in re.findall(r"\w+", fold(one)))
    return _without(text, sorted(taking.found))


def fold(text: str) -> str:
    """Small letters without accents, each in its place."""
    return "".join((unicodedata.normalize("NFD", letter)[0].lower() or letter)[:1] for letter in text)


def shaped(text: str) -> str:
    """X for a capital, x for a small letter, 0 for a figure; all else stays."""
    return "".join("X" if c.isupper() else "x" if c.isalpha() else "0" if c.isdigit() else c for c in text)


def _without(text: str, found: Sequence[Replaced]) -> Anonymous:
    pieces, at = [], 0
    for start, end, stand_in in found:
        pieces += [text[at:start], stand_in]
        at = end
    return Anonymous("".join([*pieces, text[at:]]), tuple(found))


def _said(folded: str, words: str) -> Iterator[tuple[int, int]]:
    """Where a particular stands, whatever the white space and dashes in it; of one figure or letter nowhere."""
    parts = re.findall(r"\w+", fold(words))
    if len("".join(parts)) >= SHORTEST:
        pattern = r"[\W_]{0,3}".join(map(re.escape, parts))
        yield from (match.span() for match in re.finditer(rf"(?<!\w){pattern}(?!\w)", folded))


def _moved_dates(text: str, days: int, received: date) -> Iterator[Replaced]:
    for pattern, (y, m, d) in ((DAY_FIRST, (3, 2, 1)), (MONTH_FIRST, (3, 1, 2)), (FIGURES, (4, 3, 1)), (ISO, (1, 2, 3))):
        for match in pattern.finditer(text):
            yield *match.span(), _moved_date(match, y, m, d, days, received)


def _moved_date(match: re.Match[str], y: int, m: int, d: int, days: int, received: date) -> str:
    """The date as it is written, moved; one that is none loses its figures only."""
    year, month = match.group(y), match.group(m)
    try:
        number = int(year) + (2000 if len(year) == 2 else 0) if year else received.year
        was = date(number, MONTHS.get(month.lower()) or int(month), int(match.group(d)))
    except ValueError:
        return re.sub(r"\d", "0", match.group())
    by = days if abs((received - was).days) < OLD else days * 3 + was.day * 7 + 1
    now = min(max(was + timedelta(days=by), FIRST_DAY), LAST_DAY)
    named, day = month.lower() in MONTHS, match.group(d)
    spelt = {
        d: str(now.day).zfill(len(day) if day.startswith("0") or not named else 1),
        m: _month(month, now.month) if named else str(now.month).zfill(len(month)),
    }
    if year:
        spelt[y] = str(now.year)[-len(year) :]
    text, start = match.group(), match.start()
    for part in sorted(spelt, key=match.start, reverse=True):
        first, last = match.start(part) - start, match.end(part) - start
        text = text[:first] + spelt[part] + text[last:]
    return text


def _month(written: str, number: int) -> str:
    """Another month's name in the language and length of the one written."""
    lists = [names.split() for names in MONTH_NAMES]
    plain = fold(written)
    chosen = next((names for names in lists if any(fold(one) == plain for one in names)), None)
    if chosen is None:
        chosen = next((names for names in lists if any(fold(one).startswith(plain) for one in names)), lists[1])
        name = chosen[number - 1][: len(written)]
    else:
        name = chosen[number - 1]
    return name.capitalize() if written[0].isupper() else name


def _numbers(text: str) -> Iterator[tuple[int, int]]:
    kept = re.compile("|".join(f"(?:{one})" for one in _data()["number_kept"]), re.I)
    yield from (span for span in _matches(text, "number") if not kept.fullmatch(text[slice(*span)].strip()))


def _matches(text: str, kind: str) -> Iterator[tuple[int, int]]:
    for pattern in _patterns(kind):
        yield from (match.span() for match in pattern.finditer(text))


def _names(text: str, language: str) -> Iterator[tuple[int, int]]:
    """Words with a capital that may be names: after a title, in short lines, in the middle of a sentence (in German two at least)."""
    titles = "|".join(_data()["title"])
    name = rf"(?:{CAPITAL}|[A-Z]\.)(?:[ \t]+(?:(?:de|di|von|van|du|della|del|le|la)[ \t]+)?{CAPITAL}){{0,5}}"
    titled = re.compile(rf"\b(?:{titles})\b\.?[ \t]+(?=({name}))")
    for match in titled.finditer(text):
        yield from _not_kept(text, *match.span(1))
    for line in LAST_WORDS.finditer(text):
        words = WORD.findall(line.group())
        if 0 < len(words) <= NAME_LINE and sum(word[0].isupper() for word in words) * 2 >= len(words):
            yield from _not_kept(text, *line.span())
    least = 2 if language == "de" else 1
    for run in re.finditer(rf"{CAPITAL}(?:[ \t]+{CAPITAL})*", text):
        opens = OPENS.search(text[max(0, run.start() - 5) : run.start()]) is not None
        names = list(_not_kept(text, *run.span()))
        if len(names) >= least + (1 if opens else 0):
            yield from names


def _not_kept(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for match in WORD.finditer(text, start, end):
        word = match.group()
        if word[0].isupper() and word not in _kept() and fold(word) not in _small_words():
            yield match.span()


@cache
def _kept() -> frozenset[str]:
    return frozenset(_data()["kept"].split())


@cache
def _small_words() -> frozenset[str]:
    """The words that every sentence has: no name, however they are written."""
    data = tomllib.loads((files("app.replies") / "data/languages.toml").read_text(encoding="utf-8"))
    return frozenset(fold(word) for listed in data["words"].values() for word in listed.split())


@cache
def _patterns(kind: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(one, re.I if kind == "street" or one.startswith("(?:#") else re.NOFLAG) for one in _data()[kind])


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads((files("app.replies") / "data/anonymous.toml").read_text(encoding="utf-8"))
