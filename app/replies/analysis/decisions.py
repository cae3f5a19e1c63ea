"""From scores to findings: what excludes what, and what rules decide whatever the words are.

A score is above nought where a label is likelier than not to be right.
"""

from dataclasses import dataclass

from app.law.limits import all_answers
from app.replies.analysis.rules import Circumstances, Rule, rules

MOST_FINDINGS = 4
WITHOUT_DATES = 0.75
"""What a finding needs where the case's dates are not known: the model learnt with them, and is less to be trusted without."""
FURTHER = 1.5
"""What a further limit needs beyond the first: most replies set one, and a second is often the shadow of the first."""


@dataclass(frozen=True)
class Decided:
    """A label and its score. `rule` is the one that decided it, None where the model did alone; the words are those that say `said`."""

    label: str
    score: float
    said: str
    rule: Rule | None = None

    @property
    def why(self) -> str:
        """What it rests on: "model" or "rule"."""
        return "rule" if self.rule else "model"


@dataclass(frozen=True)
class Applied:
    """A rule, and the label of whose words it decided."""

    rule: Rule
    said: str


def decide(scores: dict[str, float], given: Circumstances) -> list[Decided]:
    """The findings, likeliest first: of limits and answers only the likelier kind, for nothing in a reply is both at once."""
    scores = dict(scores)
    applied = _apply(scores, given)
    least = 0.0 if given.sent_on and given.received_on else WITHOUT_DATES
    found = [_decided(label, score, applied.get(label)) for label, score in scores.items() if score > least]
    # Of equal scores the first in the alphabet, so that the same text always reads the same.
    found.sort(key=lambda one: (-one.score, one.label))
    answers = {one.label for one in all_answers()}
    best = found[0].label in answers if found else False
    same = [one for one in found if (one.label in answers) == best]
    return [one for place, one in enumerate(same) if best or place == 0 or one.score > FURTHER][:MOST_FINDINGS]


def _decided(label: str, score: float, applied: Applied | None) -> Decided:
    return Decided(label, score, applied.said, applied.rule) if applied else Decided(label, score, label)


def _apply(scores: dict[str, float], given: Circumstances) -> dict[str, Applied]:
    """Changes the scores as the rules say; what they decided, by label, also where the model had found as much."""
    decided = {}
    for rule in rules().values():
        labels = [label for label in (rule.instead_of, rule.found) if label]
        said = max(labels, key=lambda label: scores[label])
        score = scores[said]
        if score > 0 and rule.condition(given):
            scores[rule.instead_of] = min(scores[rule.instead_of], -score)
            if rule.found and rule.found not in decided:
                scores[rule.found] = score
                decided[rule.found] = Applied(rule, said)
    return decided
