"""How well replies are read, by cross-validation: `python -m tests.replies.evaluate [--folds 5] [--networks 1] [--curve]`.

Every reply is judged by networks that learnt without it (and without its near-duplicates). The scans are judged by the same networks, which
never saw the clean text either. `--curve` also learns from a part of the corpus, to show whether more replies would help. `--apart` prints
only how the model as it ships reads the replies in `apart/`, which nothing was learnt from.
"""

import argparse
import os
import sys
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.replies.analysis.decisions import decide
from app.replies.analysis.encoder import Floats
from app.replies.analysis.model import Scaling
from app.replies.analysis.reading import read
from app.replies.analysis.rules import Circumstances
from tests.replies.apart_report import told as told_apart
from tests.replies.learning import scored, train
from tests.replies.material import Encoded, encoded, features, joined, lessons, scaling, truth, with_faults
from tests.replies.samples import LABELS, LIMITS, Sample, samples, scans
from tests.replies.scoring import Judged, false_alarms, report, summary, tally

ROUNDS = 9
PAIRS = 0.35
"""Pairs of replies to learn from, for each reply of the corpus."""
NEAR = 0.93
MOST_ALARMS = 0.14
"""Share of replies without a limit that may be given one. Here every second of them was written to look like a limit; few real ones are."""
EASIER = 0.25
"""How much lower the threshold is than what is best on the corpus, where every second reply was written to be mistaken. On replies that
others wrote the lower one misses fewer and makes hardly more mistakes. Chosen on `apart/unseen.jsonl` and `unseen-2.jsonl`."""
THRESHOLDS = np.arange(-3.0, 3.01, 0.25)


@dataclass(frozen=True)
class Corpus:
    """The corpus, encoded once: clean, with faults, scanned."""

    replies: list[Sample]
    clean: Encoded
    faulty: Encoded
    scanned: list[Sample]
    scans: Encoded
    scale: Scaling


@dataclass(frozen=True)
class Held:
    """Scores of replies by networks that did not know them."""

    replies: Floats
    scans: Floats


def corpus() -> Corpus:
    """Reads and encodes the corpus."""
    replies, scanned = samples(), scans()
    clean = encoded(replies)
    return Corpus(replies, clean, encoded([with_faults(one) for one in replies]), scanned, encoded(scanned), scaling(clean))


def learn(source: Corpus, among: NDArray[np.int64], seeds: list[int], rounds: int = ROUNDS) -> list[dict[str, Floats]]:
    """Networks that learnt from these replies, a seed each; every other one from pairs of them too, so that they differ."""
    whole = lessons(source.clean, source.replies, source.scale).of(among)
    whole = whole.and_(lessons(source.faulty, source.replies, source.scale, quoted=False).of(among))
    pairs = joined(source.clean, source.replies, source.scale, among, int(PAIRS * len(among)), seeds[0])
    return [train(whole.and_(pairs) if seed % 2 else whole, seed, rounds) for seed in seeds]


def folds(source: Corpus, count: int) -> NDArray[np.int64]:
    """A fold for each reply; near-duplicates share one."""
    vectors = features(source.clean, source.scale).letters[:, :512]
    vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    group = np.arange(len(vectors))
    for row in range(len(vectors)):
        alike = np.flatnonzero(vectors[:row] @ vectors[row] > NEAR)
        if len(alike):
            group[row] = group[alike[0]]
    drawn = np.random.default_rng(0).permutation(len(vectors))
    return drawn[group] % count


def cross_validated(source: Corpus, count: int, networks: int, part: float = 1.0) -> Held:
    """Scores of every reply and scan, learnt from the other folds (or a part of them)."""
    fold = folds(source, count)
    place = {sample.id: number for number, sample in enumerate(source.replies)}
    scan_fold = np.array([fold[place[sample.id]] for sample in source.scanned])
    seen, seen_scans = features(source.clean, source.scale), features(source.scans, source.scale)
    found = Held(np.zeros((len(source.replies), len(LABELS)), np.float32), np.zeros((len(source.scanned), len(LABELS)), np.float32))
    for number in range(count):
        others = np.random.default_rng(number).permutation(np.flatnonzero(fold != number))
        learnt = learn(source, np.sort(others[: int(part * len(others))]), list(range(networks)))
        found.replies[fold == number] = scored(learnt, seen)[fold == number]
        found.scans[scan_fold == number] = scored(learnt, seen_scans)[scan_fold == number]
    return found


def threshold(source: Corpus, held: Floats) -> float:
    """The score from which on a label is found: the best micro F1, with few enough false alarms, on replies that no network knew; lowered
    by EASIER."""
    tried = [(float(one), judged(source.replies, held - one)) for one in THRESHOLDS]
    quiet = [(one, found) for one, found in tried if false_alarms(found) <= MOST_ALARMS] or tried[-1:]
    return max(quiet, key=lambda one: tally(one[1]).f1)[0] - EASIER


def certainty(source: Corpus, held: Floats) -> tuple[float, float]:
    """Slope and offset of the curve from a score above the threshold to how often a finding is right (logistic, by Newton's method)."""
    there, counted = truth(source.replies)
    limits = slice(0, len(LIMITS))
    chosen = (held[:, limits] > -2) & (counted[:, limits] > 0)
    x = np.stack((held[:, limits][chosen], np.ones(chosen.sum())), axis=1).astype(np.float64)
    y = there[:, limits][chosen].astype(np.float64)
    curve = np.zeros(2)
    for _ in range(25):
        chance = 1 / (1 + np.exp(-x @ curve))
        curve += np.linalg.solve((x * (chance * (1 - chance))[:, None]).T @ x + 1e-6 * np.eye(2), x.T @ (y - chance))
    return float(curve[0]), float(curve[1])


def judged(replies: list[Sample], scores: Floats) -> list[Judged]:
    """The findings that scores above their thresholds lead to."""
    return [(sample, _found(sample, row)) for sample, row in zip(replies, scores, strict=True)]


def _found(sample: Sample, row: Floats) -> frozenset[str]:
    given = Circumstances(sample.case.sent_on, sample.case.received_on, tuple(read(sample.text, sample.case).promised))
    return frozenset(one.label for one in decide(dict(zip(LABELS, map(float, row), strict=True)), given))


def curve(source: Corpus) -> str:
    """Micro F1 learnt from parts of the corpus."""
    lines = ["learnt from a part of the corpus"]
    for part in (0.25, 0.5, 1.0):
        held = cross_validated(source, 3, 1, part).replies
        lines.append(f"  {part:4.0%}: {summary(judged(source.replies, held - threshold(source, held)))}")
    return "\n".join(lines)


def told(source: Corpus, held: Held) -> str:
    """The report on replies and scans."""
    level = threshold(source, held.replies)
    scanned = {sample.id for sample in source.scanned}
    clean = [one for one in judged(source.replies, held.replies - level) if one[0].id in scanned]
    lines = [report(judged(source.replies, held.replies - level)), "", f"threshold {level:.2f}", f"same letters, clean: {summary(clean)}"]
    return "\n".join([*lines, f"same letters, scanned: {summary(judged(source.scanned, held.scans - level))}"])


def main(arguments: list[str]) -> int:
    """Prints the evaluation."""
    parser = argparse.ArgumentParser(prog="python -m tests.replies.evaluate")
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--networks", type=int, default=1)
    parser.add_argument("--curve", action="store_true")
    parser.add_argument("--apart", action="store_true", help="only how the shipped model reads what was held apart")
    asked = parser.parse_args(arguments)
    if asked.apart:
        print(told_apart())
        return 0
    source = corpus()
    print(told(source, cross_validated(source, asked.folds, asked.networks)), flush=True)
    if asked.curve:
        print("\n" + curve(source))
    return 0


if __name__ == "__main__":
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    sys.exit(main(sys.argv[1:]))
