"""From scores to findings: what excludes what, and what the case's dates decide whatever the words are.

A score is above nought where a label is likelier than not to be right.
"""

from dataclasses import dataclass
from datetime import date

from app.law.limits import all_answers
from app.replies.analysis.dates import Dated, beyond_three_months, month_is_over

MOST_FINDINGS = 4
WITHOUT_DATES = 0.75
"""What a finding needs where the case's dates are not known: the model learnt with them, and is less to be trusted without."""
FURTHER = 1.0
"""What a further limit needs beyond the first: most replies set one, and a second is often the shadow of the first."""


@dataclass(frozen=True)
class Circumstances:
    """The days of request and reply, and the days that the reply promises."""

    sent_on: date | None
    received_on: date | None
    promised: tuple[Dated, ...]


@dataclass(frozen=True)
class Decided:
    """A label, its score, and what it rests on."""

    label: str
    score: float
    why: str


def decide(scores: dict[str, float], given: Circumstances) -> list[Decided]:
    """The findings, likeliest first: of limits and answers only the likelier kind, for nothing in a reply is both at once."""
    scores = dict(scores)
    reasons: dict[str, str] = {}
    _weigh_extension(scores, given, reasons)
    _weigh_holding(scores, given)
    least = 0.0 if given.sent_on and given.received_on else WITHOUT_DATES
    found = [Decided(label, score, reasons.get(label, "model")) for label, score in scores.items() if score > least]
    # Of equal scores the first in the alphabet, so that the same text always reads the same.
    found.sort(key=lambda one: (-one.score, one.label))
    answers = {one.label for one in all_answers()}
    best = found[0].label in answers if found else False
    same = [one for one in found if (one.label in answers) == best]
    return [one for place, one in enumerate(same) if best or place == 0 or one.score > FURTHER][:MOST_FINDINGS]


def _weigh_extension(scores: dict[str, float], given: Circumstances, reasons: dict[str, str]) -> None:
    """An extension notified after the month, or beyond two further months, is without effect whatever its reasons (GDPR Art. 12(3))."""
    valid = scores["extension_valid"]
    late = month_is_over(given.sent_on, given.received_on)
    if valid > 0 and (late or beyond_three_months(list(given.promised), given.sent_on)):
        scores["extension_unjustified"] = max(valid, scores["extension_unjustified"])
        scores["extension_valid"] = -valid
        reasons["extension_unjustified"] = "dates"


def _weigh_holding(scores: dict[str, float], given: Circumstances) -> None:
    """An acknowledgement that promises a day is no mere holding reply: it says when."""
    if given.promised and scores["holding_reply"] > 0:
        scores["holding_reply"] = min(scores["holding_reply"], -scores["holding_reply"])
