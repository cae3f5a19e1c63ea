"""A form as a template shows it: what was typed, and what is wrong with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from app.cases.statements import LONGEST
from app.platform.errors import InvalidInput

SHOWN = 20_000
"""Characters of one value that are shown again. Only the text of an answer may be longer; more would make the page too heavy to mend."""


@dataclass(frozen=True)
class FormView:
    """Values as they were typed and the mistakes beside them: what the macros of `_form.html` read."""

    values: Mapping[str, Sequence[str]] = field(default_factory=dict)
    problems: Sequence[InvalidInput] = ()

    def value(self, name: str) -> str:
        """What was typed in a field, or ""."""
        given = self.values.get(name) or ("",)
        return given[-1][: max(SHOWN, LONGEST.get(name, 0))]

    def has(self, name: str, option: str) -> bool:
        """Whether this option of a field was chosen."""
        return option in self.values.get(name, ())

    def problem(self, name: str) -> InvalidInput | None:
        """The first mistake in a field, or None."""
        return next((p for p in self.problems if p.field == name), None)
