"""A form as a template shows it, and the collecting of everything that is wrong with one."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from app.platform.errors import InvalidInput, SaisineError

T = TypeVar("T")

SHOWN = 20_000
"""Characters of one value that are shown again. No field takes as many; more would only make the page too heavy to mend."""


class InvalidForm(SaisineError):
    """A form has mistakes: all of them, in the order of the fields."""

    def __init__(self, problems: Sequence[InvalidInput]) -> None:
        super().__init__(len(problems))
        self.problems = tuple(problems)


class Problems:
    """Collects what is wrong while a form is read, so that a person hears of every mistake at once."""

    def __init__(self) -> None:
        self.found: list[InvalidInput] = []

    def add(self, field_name: str, message: str, **params: object) -> None:
        """Note a mistake: an English msgid, its params as for InvalidInput."""
        self.found.append(InvalidInput(field_name, message, **params))

    def of(self, read: Callable[[], T], otherwise: T) -> T:
        """What `read` gives; where it raises InvalidInput, the mistake is noted and `otherwise` stands in."""
        try:
            return read()
        except InvalidInput as problem:
            self.found.append(problem)
            return otherwise

    def raise_if_any(self) -> None:
        """Raises InvalidForm with all mistakes."""
        if self.found:
            raise InvalidForm(self.found)


@dataclass(frozen=True)
class FormView:
    """Values as they were typed and the mistakes beside them: what the macros of `_form.html` read."""

    values: Mapping[str, Sequence[str]] = field(default_factory=dict)
    problems: Sequence[InvalidInput] = ()

    def value(self, name: str) -> str:
        """What was typed in a field, or ""."""
        given = self.values.get(name) or ("",)
        return given[-1][:SHOWN]

    def has(self, name: str, option: str) -> bool:
        """Whether this option of a field was chosen."""
        return option in self.values.get(name, ())

    def problem(self, name: str) -> InvalidInput | None:
        """The first mistake in a field, or None."""
        return next((p for p in self.problems if p.field == name), None)
