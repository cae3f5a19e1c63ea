"""The trained part: from the sentences of a reply to a score for each label, and to the sentence that speaks for it.

Some small networks of one design, started from different random numbers, judge each sentence with its letter in view, and the letter as a
whole; their scores are averaged. `tests/replies/train.py` made the file of their weights from the corpus beside it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from app.law.periods import months_after
from app.replies.analysis.encoder import WIDTH, Encoder, Floats

FILE = "model.npz"
REQUESTS = ("access", "erasure", "both")
MONTH, GRACE, LONGEST_EXTENSION = 31, 3, 63
"""Days: a month at its longest, what weekends and holidays may add to it, and two months with the same grace."""
CLOSE = 50.0
"""Scores beyond this are as certain as this one."""


@dataclass(frozen=True)
class Features:
    """What the networks see: a row for each sentence, and one for each letter; `owner` says which letter a sentence is of (ascending)."""

    sentences: Floats
    letters: Floats
    owner: NDArray[np.int64]


@dataclass(frozen=True)
class Scaling:
    """Mean and spread of the summed features over the corpus, of sentences and of letters."""

    mean: Floats
    spread: Floats
    letter_mean: Floats
    letter_spread: Floats


@dataclass(frozen=True)
class Scores:
    """For each letter and label a score, nought where the label is just as likely as it must be; for each sentence what speaks for it."""

    letters: Floats
    sentences: Floats


def features(encoder: Encoder, letters: list[list[str]], circumstances: Floats, scaling: Scaling) -> Features:
    """Features of letters, each a list of at least one sentence; `circumstances` has a row for each letter."""
    sums, lengths = encoder.sums([sentence for letter in letters for sentence in letter])
    owner = np.repeat(np.arange(len(letters)), [len(letter) for letter in letters])
    return scaled(encoder, sums, lengths, owner, circumstances, scaling)


def scaled(encoder: Encoder, sums: Floats, lengths: Floats, owner: NDArray[np.int64], circumstances: Floats, scaling: Scaling) -> Features:
    """The features that sums over sentences give."""
    starts = np.searchsorted(owner, np.arange(len(circumstances)))
    letter_sums, letter_lengths = np.add.reduceat(sums, starts), np.add.reduceat(lengths, starts)
    scale = np.float32(np.sqrt(WIDTH))
    means, letter_means = sums / np.sqrt(lengths)[:, None], letter_sums / np.sqrt(letter_lengths)[:, None]
    rows = np.hstack((encoder.vectors(sums, lengths) * scale, (means - scaling.mean) / scaling.spread))
    whole = encoder.vectors(letter_sums, letter_lengths) * scale
    letters = np.hstack((whole, (letter_means - scaling.letter_mean) / scaling.letter_spread, circumstances))
    return Features(rows.astype(np.float32), letters.astype(np.float32), owner)


def circumstance(request: str | None, sent: date | None, received: date | None, promised: Sequence[date]) -> list[float]:
    """What is known besides the text: what was asked for, how many days went by until the reply, and when it promises more."""
    asked = [request == one for one in REQUESTS] + [request not in REQUESTS]
    if not (sent and received):
        return [2.0 * one for one in (*asked, False, False, False)] + [0.0] + [2.0 * bool(promised), 0.0, 0.0]
    days = (received - sent).days
    due = months_after(sent, 1)
    over = [(day - due).days for day in promised]
    late = [days > MONTH, days <= MONTH, days <= 2]
    when = [bool(over), any(one <= GRACE for one in over), any(GRACE < one <= LONGEST_EXTENSION for one in over)]
    return [2.0 * one for one in (*asked, *late)] + [min(max(days, 0), 60) / 15] + [2.0 * one for one in when]


def judge(network: dict[str, Floats], seen: Features) -> Scores:
    """What one network makes of letters: the score of a label is the soft maximum over its sentences, and what the whole adds."""
    hidden = np.maximum(seen.sentences @ network["A"] + (seen.letters @ network["B"])[seen.owner] + network["b"], 0)
    sentences = hidden @ network["C"] + network["c"]
    starts = np.searchsorted(seen.owner, np.arange(len(seen.letters)))
    highest = np.maximum.reduceat(sentences, starts)
    soft = highest + np.log(np.add.reduceat(np.exp(sentences - highest[seen.owner]), starts))
    whole = np.maximum(seen.letters @ network["E"] + network["e"], 0) @ network["F"] + network["f"]
    return Scores(soft + whole, sentences)


class Model:
    """The encoder and the networks, with the labels they know and what score each label needs."""

    def __init__(self) -> None:
        with (files("app.replies") / "data" / FILE).open("rb") as file, np.load(file, allow_pickle=False) as stored:
            arrays = {name: stored[name] for name in stored.files}
        self.labels: tuple[str, ...] = tuple(str(label) for label in arrays["labels"])
        self.thresholds = arrays["thresholds"].astype(np.float32)
        self.slope, self.offset = (float(number) for number in arrays["certainty"])
        self.scaling = Scaling(*(arrays[f"scaling{place}"].astype(np.float32) for place in range(4)))
        self.networks = [
            {name: arrays[f"{name}{place}"].astype(np.float32) for name in "ABbCcEeFf"} for place in range(int(arrays["networks"]))
        ]
        self.encoder = Encoder()

    def scores(self, letters: list[list[str]], circumstances: list[list[float]]) -> Scores:
        """Scores of letters, as `Scores` says."""
        seen = features(self.encoder, letters, np.array(circumstances, np.float32), self.scaling)
        judged = [judge(network, seen) for network in self.networks]
        whole = np.mean([one.letters for one in judged], axis=0) - self.thresholds
        return Scores(whole, np.mean([one.sentences for one in judged], axis=0))

    def certainty(self, score: float) -> float:
        """How often a finding of that score is right, by cross-validation on the corpus: between 0 and 1."""
        return float(1 / (1 + np.exp(-np.clip(self.slope * score + self.offset, -CLOSE, CLOSE))))


@cache
def model() -> Model:
    """The one model of this process, read at first use."""
    return Model()
