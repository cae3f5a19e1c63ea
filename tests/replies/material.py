"""From the corpus to lessons: features of each reply, of copies with the faults of scans, and of two replies read as one."""

import random
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from app.replies.analysis.encoder import Encoder, Floats
from app.replies.analysis.model import Features, Scaling, scaled
from app.replies.analysis.reading import Read, read
from tests.replies.learning import Lessons
from tests.replies.samples import ANSWERS, LABELS, Sample

CONFUSED = {
    "l": "1", "i": "lí", "e": "c", "c": "e", "o": "0", "m": "rn", "h": "b", "u": "ii", "n": "ri", "t": "f", "f": "t", "g": "q", "s": "5",
    "é": "e", "è": "e", "ê": "e", "à": "a", "ü": "u", "ä": "a", "ö": "o", "ß": "B", "ó": "o", "í": "i", "á": "a", "ñ": "n",
    "ç": "c", "ù": "u", "S": "5", "0": "O", "1": "l",
}  # fmt: skip
WHOLE_AT_ONCE = "mun"
FAULTS = 0.03
LINE = 52


@dataclass(frozen=True)
class Encoded:
    """Replies as sums over their sentences, with what else is known of each."""

    sums: Floats
    lengths: Floats
    owner: NDArray[np.int64]
    circumstances: Floats
    quoted: Floats


@cache
def encoder() -> Encoder:
    """The one encoder."""
    return Encoder()


def encoded(replies: list[Sample]) -> Encoded:
    """The replies as the encoder sees them."""
    opened = [read(sample.text, sample.case) for sample in replies]
    words = [one.words() or [sample.text[:400] or "-"] for one, sample in zip(opened, replies, strict=True)]
    sums, lengths = encoder().sums([sentence for letter in words for sentence in letter])
    owner = np.repeat(np.arange(len(words)), [len(letter) for letter in words])
    quoted = np.concatenate([_quoted(one, sample, len(letter)) for one, sample, letter in zip(opened, replies, words, strict=True)])
    return Encoded(sums, lengths, owner, np.array([one.known() for one in opened], np.float32), quoted)


def _quoted(opened: Read, sample: Sample, count: int) -> Floats:
    """For each sentence the labels whose quotation it holds, or most of it, or is most of."""
    found = np.zeros((count, len(LABELS)), np.float32)
    for row, place in enumerate(opened.sentences):
        start, end = opened.seen.place(*place)
        for label, quote in sample.quotes.items():
            at = sample.text.find(quote)
            common = min(end, at + len(quote)) - max(start, at)
            found[row, LABELS.index(label)] = at >= 0 and common > 0 and common >= min(len(quote), end - start) / 2
    return found


def scaling(source: Encoded) -> Scaling:
    """Mean and spread of the features."""
    starts = np.searchsorted(source.owner, np.arange(len(source.circumstances)))
    rows = source.sums / np.sqrt(source.lengths)[:, None]
    letters = np.add.reduceat(source.sums, starts) / np.sqrt(np.add.reduceat(source.lengths, starts))[:, None]
    return Scaling(rows.mean(0), rows.std(0), letters.mean(0), letters.std(0))


def features(source: Encoded, scale: Scaling) -> Features:
    """What the networks see of the replies."""
    return scaled(encoder(), source.sums, source.lengths, source.owner, source.circumstances, scale)


def lessons(source: Encoded, replies: list[Sample], scale: Scaling, *, quoted: bool = True) -> Lessons:
    """The replies with their labels; `quoted` says that the sentences' labels are known too."""
    labels, counted = truth(replies)
    return Lessons(features(source, scale), labels, counted, source.quoted, np.full(len(source.owner), quoted, np.float32))


def truth(replies: list[Sample]) -> tuple[Floats, Floats]:
    """For each reply and label whether it is there, and whether it counts: a tolerated one that is not there does not."""
    there = np.array([[label in sample.labels for label in LABELS] for sample in replies], np.float32)
    tolerated = np.array([[label in sample.tolerated for label in LABELS] for sample in replies], np.float32)
    return there, 1 - tolerated * (1 - there)


def joined(source: Encoded, replies: list[Sample], scale: Scaling, among: NDArray[np.int64], count: int, seed: int) -> Lessons:
    """Pairs of replies of one language with a limit each, read as one reply with both."""
    dice = random.Random(seed)
    single = [int(one) for one in among if len(replies[one].labels) == 1 and not replies[one].labels & set(ANSWERS)]
    pairs: list[tuple[int, int]] = []
    while len(pairs) < count:
        one, other = dice.choice(single), dice.choice(single)
        if replies[one].language == replies[other].language and replies[one].labels != replies[other].labels:
            pairs.append((one, other))
    rows = [np.concatenate([np.flatnonzero(source.owner == part) for part in pair]) for pair in pairs]
    owner = np.repeat(np.arange(count), [len(one) for one in rows])
    every = np.concatenate(rows)
    firsts = source.circumstances[[one for one, _ in pairs]]
    both = Encoded(source.sums[every], source.lengths[every], owner, firsts, source.quoted[every])
    there, counted = truth(replies)
    labels = np.array([np.maximum(there[one], there[other]) for one, other in pairs], np.float32)
    counts = np.array([counted[one] * counted[other] for one, other in pairs], np.float32)
    return Lessons(features(both, scale), labels, counts, both.quoted, np.ones(len(owner), np.float32))


def with_faults(sample: Sample) -> Sample:
    """The reply as a scanner might have read it: letters confused, words broken or run together, lines wrapped."""
    if "<" in sample.text:
        return sample
    dice = random.Random(sample.id)
    text, column = [], 0
    for letter in sample.text:
        chance, column = dice.random(), column + 1
        if chance < FAULTS and letter in CONFUSED:
            text.append(CONFUSED[letter] if letter in WHOLE_AT_ONCE else dice.choice(CONFUSED[letter]))
        elif chance < FAULTS * 1.15 and letter.isalpha():
            text.append(letter + " ")
        elif letter == " " and chance < FAULTS * 1.2:
            continue
        elif letter == " " and column > LINE:
            text.append("\n")
            column = 0
        else:
            text.append(letter)
    return Sample(sample.id, sample.language, sample.channel, "".join(text), sample.case, sample.labels, sample.tolerated, {})
