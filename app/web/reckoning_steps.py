"""The steps of a reckoning as pages print them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.cases import wording
from app.law.deadlines import Step
from app.platform.i18n import Translator


@dataclass(frozen=True, kw_only=True)
class StepLine:
    """One step of the reckoning. `track` is "both", "strict" or "safe"."""

    on: date
    text: str
    source: str
    track: str


def step_lines(steps: Iterable[Step], t: Translator) -> tuple[StepLine, ...]:
    """The steps in the reader's language, each with the source of its rule."""
    return tuple(
        StepLine(on=step.date, text=wording.step_text(step, t), source=wording.source_text(step.source, t), track=str(step.track))
        for step in steps
    )
