"""English sentences for the codes of the law, as message ids. `wording` fills them; the French is in the catalogue `wording`.

One table for each kind of code. Lawyers read and mend these files; they hold no logic.
"""

from app.cases.sentences.breaches import BREACH_TITLES, BREACHES, WARNINGS
from app.cases.sentences.events import (
    AUTHORITY_OUTCOMES,
    CHANNELS,
    EVENTS,
    LETTERS,
    NATURES,
    OUTCOMES,
    RETURN_REASONS,
    SOME_LETTER,
)
from app.cases.sentences.items import ITEMS, LACKING
from app.cases.sentences.reasons import NOTICE_REASONS, REASONS
from app.cases.sentences.states import ACTIONS, ALERT_TITLES, ALERTS, STATUS, STATUS_EXPLAINED
from app.cases.sentences.steps import STEPS, TRACKS

__all__ = [
    "ACTIONS",
    "ALERTS",
    "ALERT_TITLES",
    "AUTHORITY_OUTCOMES",
    "BREACHES",
    "BREACH_TITLES",
    "CHANNELS",
    "EVENTS",
    "ITEMS",
    "LACKING",
    "LETTERS",
    "NATURES",
    "NOTICE_REASONS",
    "OUTCOMES",
    "REASONS",
    "RETURN_REASONS",
    "SOME_LETTER",
    "STATUS",
    "STATUS_EXPLAINED",
    "STEPS",
    "TRACKS",
    "WARNINGS",
]
