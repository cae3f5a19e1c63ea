"""What a person says of a mandate that is to be written, read by the same rules whichever way it was said. Nothing of it is kept."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from app.cases.days import read_day
from app.directory import fields
from app.law.events import MandateFor, MandateHolder
from app.letters.mandates import MandateWish
from app.platform.errors import InvalidInput, InvalidInputs, msg

LONGEST_STATUTES = 300
ADDRESS_LINES = 6

NO_HOLDER = msg("Give the name of the one who will act for you.")
PASSED = msg("This day has passed. Choose one that is still to come.")

Said = Mapping[str, Any]


def wish_of(said: Said, today: date) -> MandateWish:
    """What the mandate is to hold. `said` has the fields of MandateWish by their names, as text, lines of text, True or False; the day as
    people or programs write it. What is left out is as MandateWish has it.

    Raises InvalidInputs with every mistake.
    """
    found: dict[str, Any] = {}
    problems: list[InvalidInput] = []
    for name, read in READINGS.items():
        try:
            found[name] = read(said, today)
        except InvalidInput as problem:
            problems.append(problem)
    if problems:
        raise InvalidInputs(tuple(problems))
    return MandateWish(**found)


def _purpose(said: Said, _: date) -> MandateFor:
    return MandateFor(fields.choice(said, "purpose", tuple(MandateFor), default=""))


def _holder(said: Said, _: date) -> str:
    holder = fields.line(said, "holder")
    if not holder:
        raise InvalidInput("holder", NO_HOLDER)
    return holder


def _body(said: Said, _: date) -> MandateHolder:
    return MandateHolder(fields.choice(said, "body", tuple(MandateHolder), default=MandateHolder.OTHER))


def _ends_on(said: Said, today: date) -> date | None:
    day = read_day(said.get("ends_on") or "", "ends_on", today)
    if day is not None and day < today:
        raise InvalidInput("ends_on", PASSED)
    return day


READINGS: Mapping[str, Callable[[Said, date], object]] = {
    "purpose": _purpose,
    "holder": _holder,
    "address": lambda said, _: fields.lines(said, "address", limit=ADDRESS_LINES),
    "body": _body,
    "statutes": lambda said, _: fields.line(said, "statutes", max_chars=LONGEST_STATUTES),
    "signatory": lambda said, _: fields.line(said, "signatory"),
    "courts_too": lambda said, _: fields.flag(said, "courts_too", default=False),
    "to_holder": lambda said, _: fields.flag(said, "to_holder", default=False),
    "ends_on": _ends_on,
}
"""How each field is read, in the order in which the page asks."""
