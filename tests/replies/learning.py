"""Trains one network of `app.replies.analysis.model`: gradients by hand, Adam, dropout. Only numpy; the same seed gives the same network.

The loss is that of the labels of the whole reply, and, where the corpus quotes the words, of the sentences that hold them. Labels that a
reader would tolerate count neither way.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.replies.analysis.encoder import Floats
from app.replies.analysis.model import Features, judge

HIDDEN, WHOLE = 512, 128
RATE, DECAY = 2e-3, 2e-2
DROPPED, HIDDEN_FROM_VIEW = 0.5, 0.1
"""Shares of hidden units and of features that are left out at each step."""
POSITIVE = 2.0
"""A label that is there weighs so much more than one that is not: there are forty times fewer."""
QUOTED = 0.2
"""Weight of the sentences' own labels."""
BATCH = 64
WARM = 100


@dataclass(frozen=True)
class Lessons:
    """Replies to learn from. `labels` and `counted` have a row for each letter; `quoted` one for each sentence, known where `known`."""

    seen: Features
    labels: Floats
    counted: Floats
    quoted: Floats
    known: Floats

    def of(self, letters: NDArray[np.int64]) -> "Lessons":
        """Those letters alone, in that order."""
        starts = np.searchsorted(self.seen.owner, np.arange(len(self.labels) + 1))
        lengths = starts[letters + 1] - starts[letters]
        rows = np.concatenate([np.arange(starts[one], starts[one + 1]) for one in letters])
        owner = np.repeat(np.arange(len(letters)), lengths)
        seen = Features(self.seen.sentences[rows], self.seen.letters[letters], owner)
        return Lessons(seen, self.labels[letters], self.counted[letters], self.quoted[rows], self.known[rows])

    def and_(self, more: "Lessons") -> "Lessons":
        """These and those."""
        owner = np.concatenate((self.seen.owner, more.seen.owner + len(self.labels)))
        pairs = ((self.labels, more.labels), (self.counted, more.counted), (self.quoted, more.quoted), (self.known, more.known))
        sentences, letters = (
            np.concatenate((self.seen.sentences, more.seen.sentences)),
            np.concatenate((self.seen.letters, more.seen.letters)),
        )
        return Lessons(Features(sentences, letters, owner), *(np.concatenate(pair) for pair in pairs))


def train(lessons: Lessons, seed: int, rounds: int) -> dict[str, Floats]:
    """A network, after so many rounds over the lessons."""
    dice = np.random.default_rng(seed)
    network = _begun(lessons, dice)
    first = {name: np.zeros_like(weights) for name, weights in network.items()}
    second = {name: np.zeros_like(weights) for name, weights in network.items()}
    total, step = rounds * (len(lessons.labels) // BATCH), 0
    for _ in range(rounds):
        order = dice.permutation(len(lessons.labels))
        for start in range(0, len(order) - BATCH + 1, BATCH):
            step += 1
            gradients = _gradients(network, lessons.of(order[start : start + BATCH]), dice)
            rate = RATE * min(1.0, step / WARM) * 0.5 * (1 + math.cos(math.pi * step / total))
            for name, gradient in gradients.items():
                first[name] = 0.9 * first[name] + 0.1 * gradient
                second[name] = 0.999 * second[name] + 0.001 * gradient**2
                move = first[name] / (1 - 0.9**step) / (np.sqrt(second[name] / (1 - 0.999**step)) + 1e-8)
                network[name] = network[name] - rate * (move + (DECAY * network[name] if gradient.ndim > 1 else 0))
    return network


def _begun(lessons: Lessons, dice: np.random.Generator) -> dict[str, Floats]:
    def drawn(rows: int, columns: int, scale: float) -> Floats:
        return dice.standard_normal((rows, columns), np.float32) * np.float32(math.sqrt(2 / rows) * scale)

    width, whole, labels = lessons.seen.sentences.shape[1], lessons.seen.letters.shape[1], lessons.labels.shape[1]
    weights = {"A": drawn(width, HIDDEN, 1), "B": drawn(whole, HIDDEN, 0.5), "C": drawn(HIDDEN, labels, 0.3)}
    weights |= {"E": drawn(whole, WHOLE, 1), "F": drawn(WHOLE, labels, 0.3)}
    sizes = {"b": HIDDEN, "e": WHOLE, "f": labels}
    return weights | {name: np.zeros(size, np.float32) for name, size in sizes.items()} | {"c": np.full(labels, -4, np.float32)}


def _gradients(network: dict[str, Floats], lesson: Lessons, dice: np.random.Generator) -> dict[str, Floats]:
    seen = lesson.seen
    count = len(lesson.labels)
    x, whole = (part * (dice.random(part.shape, dtype=np.float32) > HIDDEN_FROM_VIEW) for part in (seen.sentences, seen.letters))
    starts = np.searchsorted(seen.owner, np.arange(count))
    hidden, open_hidden = _dropped(x @ network["A"] + (whole @ network["B"])[seen.owner] + network["b"], dice)
    above, open_above = _dropped(whole @ network["E"] + network["e"], dice)
    scores = hidden @ network["C"] + network["c"]
    highest = np.maximum.reduceat(scores, starts)
    share = np.exp(scores - highest[seen.owner])
    sums = np.add.reduceat(share, starts)
    outcome = highest + np.log(sums) + above @ network["F"] + network["f"]
    at_letters = _error(outcome, lesson.labels) * lesson.counted / count
    at_sentences = at_letters[seen.owner] * share / sums[seen.owner]
    at_sentences += QUOTED * _error(scores, lesson.quoted) * lesson.known[:, None] * lesson.counted[seen.owner] / count
    at_hidden = at_sentences @ network["C"].T * open_hidden
    at_above = at_letters @ network["F"].T * open_above
    return {
        "A": x.T @ at_hidden,
        "B": whole.T @ np.add.reduceat(at_hidden, starts),
        "b": at_hidden.sum(0),
        "C": hidden.T @ at_sentences,
        "c": at_sentences.sum(0),
        "E": whole.T @ at_above,
        "e": at_above.sum(0),
        "F": above.T @ at_letters,
        "f": at_letters.sum(0),
    }


def _dropped(x: Floats, dice: np.random.Generator) -> tuple[Floats, Floats]:
    """The units that stay, and by what each of them passes an error back."""
    kept = (dice.random(x.shape, dtype=np.float32) > DROPPED).astype(np.float32) / np.float32(1 - DROPPED) * (x > 0)
    return x * kept, kept.astype(np.float32)


def _error(scores: Floats, truth: Floats) -> Floats:
    found: Floats = (1 / (1 + np.exp(-np.clip(scores, -30, 30))) - truth) * (1 + (POSITIVE - 1) * truth)
    return found


def scored(networks: list[dict[str, Floats]], seen: Features) -> Floats:
    """The networks' mean score of each letter and label."""
    found: Floats = np.mean([judge(network, seen).letters for network in networks], axis=0)
    return found
