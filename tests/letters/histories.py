"""Histories that a case may have: any events, in any order, with whatever somebody may type."""

from dataclasses import fields
from datetime import date, timedelta
from typing import get_type_hints

from hypothesis import strategies as st

from app.law.events import KINDS, CaseOpened, Event
from app.law.limits import all_limits
from app.letters import kinds

LETTERS = sorted(kind for kind in kinds.follow_ups() if kind != "complaint")
"""Letters to the controller, and those to the authority besides the complaint."""

DAYS = st.integers(0, 400).map(lambda n: date(2026, 1, 1) + timedelta(days=n))
TYPED = st.sampled_from(
    ["", "non", "<script>x</script>", "{{ 7*7 }}{% x %}", "a\nb\x00\u202e\ud800", "« » ' \"", "\u0301" * 300]
) | st.text(max_size=30)
CODES = {
    "authority": st.sampled_from(["fr-cnil", "at-dsb", "ie-dpc", "odd"]),
    "label": st.sampled_from([*(entry.label for entry in all_limits()), "odd"]),
    "letter": st.sampled_from([*LETTERS, "access", "erasure", "odd"]),
    "reply": st.sampled_from([None, "r1", "r2", "r9"]),
    "traits": st.just(()),
    "files": st.just(()),
}


def events_of(kind: type[Event]) -> st.SearchStrategy[Event]:
    """Any event of that kind: fields that hold codes hold some, all other text is whatever somebody may type."""
    hints = get_type_hints(kind)
    by_type = {str: TYPED, date: DAYS}
    named = {field.name: CODES.get(field.name, by_type.get(hints[field.name], ...)) for field in fields(kind)}
    return st.builds(kind, **named)


EVENTS = st.lists(st.one_of([events_of(kind) for kind in KINDS.values() if kind is not CaseOpened]), max_size=12)
"""Up to a dozen events after the opening."""
