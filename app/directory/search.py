"""Finding a controller by what a person remembers of its name, from the first letters on, whatever the accents and the small slips.

The index lives in memory: three thousand names are a few megabytes, it works the same on every database, and it answers while one types.
RapidFuzz counts the slips; everything else is look-ups.
"""

import re
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log
from typing import Any
from urllib.parse import urlsplit

from rapidfuzz import process
from rapidfuzz.distance import OSA

from app.directory.controllers import Controller

MAX_WORDS = 8
MAX_WORD = 40
SHORTEST_INSIDE = 4
"""Letters from which a word is also looked for in the middle of others: "bahn" in "deutschebahn"."""

SIMILAR_AT_MOST = 40
PREFIXES_AT_MOST = 400

NAME, RUN, SLUG, SITE, JOINED = 1.0, 0.9, 0.8, 0.85, 0.75
"""How much a match counts by where it is; JOINED is for two neighbouring words written as one."""

EXACT, BEGINNING, INSIDE, SIMILAR = 1.0, 0.8, 0.45, 0.6
LIKE_THE_WHOLE = 0.3
CURATED, UNSURE = 0.25, -0.1

_SPELT_OUT = str.maketrans({"æ": "ae", "ø": "o", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "å": "aa"})
_OF_ADDRESSES = frozenset({"http", "https", "www", "com"})
_COMMON_ENDINGS = frozenset({"www", "com", "org", "net", "de", "fr", "eu", "co", "uk", "ch", "at", "be", "nl", "it", "es", "io"})


@dataclass(frozen=True, kw_only=True)
class Entry:
    """What is searched of one controller."""

    slug: str
    name: str
    country: str
    site: str = ""
    runs: tuple[str, ...] = ()
    quality: str = ""
    regime: str = "gdpr"
    curated: bool = False

    @classmethod
    def of_controller(cls, controller: Controller) -> "Entry":
        """A curated one."""
        return cls(
            slug=controller.slug,
            name=controller.name,
            country=controller.country,
            site=host(controller.site),
            runs=controller.runs,
            regime=controller.regime,
            curated=True,
        )

    @classmethod
    def of_mapping(cls, values: Mapping[str, Any]) -> "Entry":
        """An imported one, as `controllers.to_mapping` wrote it."""
        return cls(
            slug=values["slug"],
            name=values["name"],
            country=values["country"],
            site=host(values.get("site", "")),
            runs=tuple(values.get("runs", ())),
            quality=values.get("quality", ""),
        )


@dataclass(frozen=True, kw_only=True)
class Hit:
    """A controller that was found. `run` is the trade name that matched best, "" where it was the name itself; `site` is a host name."""

    slug: str
    name: str
    country: str
    site: str
    run: str
    quality: str
    regime: str
    curated: bool


class Index:
    """All entries by the words in them. Immutable."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._entries = tuple(entries)
        self._wholes = [plain(entry.name).replace(" ", "") for entry in entries]
        postings: dict[str, dict[int, float]] = defaultdict(dict)
        single: set[str] = set()
        for number, entry in enumerate(entries):
            for word, weight in _words_of(entry):
                held = postings[word]
                held[number] = max(weight, held.get(number, 0.0))
                single |= {word} if weight > JOINED else set()
        self._postings = dict(postings)
        self._vocabulary = sorted(postings)
        self._by_length: dict[int, list[str]] = defaultdict(list)
        for word in sorted(single):
            self._by_length[len(word)].append(word)
        self._all = "\n" + "\n".join(self._vocabulary) + "\n"

    def search(self, words: str, limit: int) -> list[Hit]:
        """The likeliest entries, the best first; none for words without letters or digits."""
        typed = [word[:MAX_WORD] for word in plain(words).split()][:MAX_WORDS]
        asked = [word for word in typed if word not in _OF_ADDRESSES] or typed
        if not asked or limit < 1:
            return []
        scores = self._scores(asked)
        best = sorted(scores, key=lambda number: (-scores[number], len(self._entries[number].name), self._entries[number].slug))
        return [self._hit(number, asked) for number in best[:limit]]

    def _scores(self, asked: Sequence[str]) -> dict[int, float]:
        """Points by number of entry. Every word must be found; where no entry has them all, those with the rarest ones count."""
        found = [self._matches(word) for word in asked]
        together = "".join(asked)
        joined = self._matches(together) if len(asked) > 1 else {}
        everywhere = set(found[0]).intersection(*found[1:]) | {number for number, points in joined.items() if points > INSIDE}
        numbers = everywhere or {number for one in found for number in one}
        rarity = [log(2 + len(self._entries) / (1 + len(one))) for one in found]
        scores = {}
        for number in numbers:
            points = sum(one.get(number, 0.0) * weight for one, weight in zip(found, rarity, strict=True)) / sum(rarity)
            scores[number] = max(points, joined.get(number, 0.0)) + self._standing(number, together)
        return scores

    def _standing(self, number: int, together: str) -> float:
        """Points for what the entry is: named just like that, checked by us, or read by a machine."""
        entry, whole = self._entries[number], self._wholes[number]
        likeness = (1 + len(together) / len(whole)) * LIKE_THE_WHOLE if whole.startswith(together) else 0.0
        return likeness + CURATED * entry.curated + UNSURE * (entry.quality == "scraped")

    def _matches(self, word: str) -> dict[int, float]:
        """Points by number of entry for one word: the same, its beginning, inside another, or nearly the same."""
        points: dict[int, float] = {}
        for known, likeness in self._like(word):
            for number, weight in self._postings[known].items():
                points[number] = max(weight * likeness, points.get(number, 0.0))
        return points

    def _like(self, word: str) -> Iterator[tuple[str, float]]:
        if word in self._postings:
            yield word, EXACT
        yield from self._beginning_with(word)
        if len(word) >= SHORTEST_INSIDE:
            yield from self._around(word)
            yield from self._similar(word)

    def _beginning_with(self, word: str) -> Iterator[tuple[str, float]]:
        start = bisect_left(self._vocabulary, word)
        for known in self._vocabulary[start : start + PREFIXES_AT_MOST]:
            if not known.startswith(word):
                return
            yield known, BEGINNING + (EXACT - BEGINNING) * len(word) / (len(known) + 1)

    def _around(self, word: str) -> Iterator[tuple[str, float]]:
        """Words that hold this one inside: one search through all of them at once, since that is what `str.find` is fastest at."""
        at = self._all.find(word)
        while at >= 0:
            begins, ends = self._all.rfind("\n", 0, at) + 1, self._all.find("\n", at)
            yield self._all[begins:ends], INSIDE * (0.5 + 0.5 * len(word) / (ends - begins))
            at = self._all.find(word, ends)

    def _similar(self, word: str) -> Iterator[tuple[str, float]]:
        """Words of about the same length with one slip or, in longer ones, two. Neighbours written as one are left out."""
        slips = _slips(word)
        for length in range(len(word) - slips, len(word) + slips + 1):
            near = self._by_length.get(length, ())
            for known, distance, _ in process.extract(word, near, scorer=OSA.distance, score_cutoff=slips, limit=SIMILAR_AT_MOST):
                yield known, SIMILAR - 0.1 * distance

    def _hit(self, number: int, asked: Sequence[str]) -> Hit:
        entry = self._entries[number]
        return Hit(
            slug=entry.slug,
            name=entry.name,
            country=entry.country,
            site=entry.site,
            run=_best_run(entry, asked),
            quality=entry.quality,
            regime=entry.regime,
            curated=entry.curated,
        )


def plain(text: str) -> str:
    """Words in small letters without accents, with one space between them."""
    letters = text[:1000]
    for _ in range(2):  # Taking letters apart may bring out capitals (𝕬), and making them small may join what was apart.
        letters = unicodedata.normalize("NFKD", letters).casefold().translate(_SPELT_OUT)
    bare = "".join(c for c in unicodedata.normalize("NFKD", letters) if not unicodedata.combining(c) and c not in "'’\u00ad")
    return " ".join(re.findall(r"[^\W_]+", bare))


def _words_of(entry: Entry) -> Iterator[tuple[str, float]]:
    for text, weight in ((entry.name, NAME), *((run, RUN) for run in entry.runs), (entry.slug, SLUG)):
        yield from _words(text, weight)
    labels = [label for label in plain(entry.site).split() if label not in _COMMON_ENDINGS]
    yield from ((label, SITE) for label in labels)
    yield plain(entry.site).replace(" ", ""), SITE


def _words(text: str, weight: float) -> Iterator[tuple[str, float]]:
    """The words of a text; two neighbours also as one ("face book"); umlauts in both spellings (München, Muenchen)."""
    for spelling in {plain(text), plain(text.translate(_UMLAUTS))}:
        words = [word[:MAX_WORD] for word in spelling.split()]
        yield from ((word, weight) for word in words)
        yield from ((first + second, JOINED) for first, second in pairwise(words))


def _best_run(entry: Entry, asked: Iterable[str]) -> str:
    """The trade name to show beside name and site: the first one with a word like one asked for that the name does not have."""
    name = plain(entry.name)
    missing = [word for word in asked if not _is_in(word, name)]
    runs = (run for run in entry.runs if run.casefold() != entry.site)
    return next((run for run in runs if any(_is_in(word, plain(run)) for word in missing)), "")


def _is_in(word: str, text: str) -> bool:
    """Whether the word, or one that is like it, stands in the text."""
    slips = _slips(word)
    return word in text or any(OSA.distance(word, other, score_cutoff=slips) <= slips for other in text.split() if slips)


def _slips(word: str) -> int:
    """How many slips are forgiven: none in short words, which would all be alike."""
    return 0 if len(word) < SHORTEST_INSIDE else 1 if len(word) < 7 else 2


def host(address: str) -> str:
    """The host name of a web address without "www."; "" for what has none."""
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
