"""Precision, recall and F1 of findings against the labels of the corpus: by label, language, channel; and what is taken for what."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from tests.replies.samples import LABELS, LIMITS, Sample

Judged = tuple[Sample, frozenset[str]]
"""A reply, and the labels that were found in it."""


@dataclass(frozen=True)
class Tally:
    """Hits, false alarms and misses."""

    hits: int
    alarms: int
    misses: int

    @property
    def precision(self) -> float:
        """Share of what was found that is right; 1 where nothing was found."""
        return self.hits / (self.hits + self.alarms) if self.hits + self.alarms else 1.0

    @property
    def recall(self) -> float:
        """Share of what is there that was found; 1 where nothing is there."""
        return self.hits / (self.hits + self.misses) if self.hits + self.misses else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of the two; 1 where nothing is there and nothing was found."""
        total = 2 * self.hits + self.alarms + self.misses
        return 2 * self.hits / total if total else 1.0


def tally(judged: Iterable[Judged], labels: Iterable[str] = LIMITS) -> Tally:
    """The tally over these labels together (micro)."""
    hits = alarms = misses = 0
    for sample, found in judged:
        for label in labels:
            hits += label in found and label in sample.labels
            alarms += label in found and label not in sample.labels | sample.tolerated
            misses += label not in found and label in sample.labels
    return Tally(hits, alarms, misses)


def macro(judged: list[Judged]) -> float:
    """Mean F1 of the limits that occur."""
    present = [label for label in LIMITS if any(label in sample.labels for sample, _ in judged)]
    return sum(tally(judged, [label]).f1 for label in present) / len(present) if present else 1.0


def false_alarms(judged: list[Judged]) -> float:
    """Share of the replies without a limit in which one was found."""
    without = [(sample, found) for sample, found in judged if not sample.labels & set(LIMITS)]
    return sum(bool(found & set(LIMITS) - sample.tolerated) for sample, found in without) / len(without) if without else 0.0


def summary(judged: list[Judged]) -> str:
    """One line."""
    total = tally(judged)
    return (
        f"micro F1 {total.f1:.3f} (precision {total.precision:.3f}, recall {total.recall:.3f}), macro F1 {macro(judged):.3f}, "
        f"without a limit but found one {false_alarms(judged):.3f}, of {len(judged)} replies"
    )


def report(judged: list[Judged]) -> str:
    """Everything, in lines."""
    lines = [summary(judged), "", f"{'label':26}{'there':>6}{'prec.':>7}{'recall':>7}{'F1':>7}"]
    lines += [_row(label, judged, [label]) for label in LABELS]
    for title, of in (("language", _language), ("channel", _channel)):
        lines += ["", title]
        lines += [_row(value, [one for one in judged if of(one[0]) == value], LIMITS) for value in sorted({of(one[0]) for one in judged})]
    lines += ["", "what is taken for what (there: found instead, times)"]
    lines += [f"  {there}: {found}, {times}" for (there, found), times in confusions(judged).most_common(40)]
    return "\n".join(lines)


def confusions(judged: Iterable[Judged]) -> Counter[tuple[str, str]]:
    """Pairs of a label that was missed and one found in its place ("nothing" for either)."""
    pairs: Counter[tuple[str, str]] = Counter()
    for sample, found in judged:
        missed, wrong = sample.labels - found, found - sample.labels - sample.tolerated
        pairs.update((there, other) for there in missed or (["nothing"] if wrong else []) for other in wrong or ["nothing"])
    return pairs


def _row(name: str, judged: list[Judged], labels: Iterable[str]) -> str:
    found = tally(judged, labels)
    return f"{name:26}{found.hits + found.misses:6}{found.precision:7.2f}{found.recall:7.2f}{found.f1:7.2f}"


def _language(sample: Sample) -> str:
    return sample.language


def _channel(sample: Sample) -> str:
    return sample.channel
