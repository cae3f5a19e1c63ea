"""The form that says which parts of a picture turn black, for whom the copy is, and which picture it is."""

import base64
import binascii
import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from app.law.rights import Right
from app.platform.errors import InvalidInput, msg
from app.platform.pictures.blackout import Rectangle
from app.web.bodies import Submitted
from app.web.forms.answers import Answers

COLUMNS, ROWS = 12, 8
"""The grid of cells for whoever cannot draw."""

SIDES = ("left", "top", "width", "height")
MAX_AREAS = 40
NAME_CHARS = 90
"""Longest recipient: more could not be read across a picture."""

NO_PICTURE = msg("Choose a picture of the document.")
LOST = msg("The picture got lost on the way. Choose it again.")
NOT_A_NUMBER = msg("“{field}” of an area must be a number from 0 to 100, in percent of the picture. You typed: “{typed}”.")
NO_EXTENT = msg("“{field}” of an area must be more than 0 percent of the picture.")
TOO_MANY = msg("At most {limit} areas can be hidden. Draw fewer and larger ones.")
NO_SUCH_CELL = msg("There is no cell “{cell}” in this picture.")
NOTHING_HIDDEN = msg("Nothing is hidden yet. Hide what they do not need, or tick the box that says that everything may be seen.")
NO_RECIPIENT = msg("Say for whom the copy is: their name is written across it.")
NO_DAY = msg("Give the day of your request: it is written across the copy.")


@dataclass(frozen=True, kw_only=True)
class CopyFor:
    """For whom a copy is, and which request it goes with."""

    controller: str
    right: Right
    on: date


@dataclass(frozen=True, kw_only=True)
class Hiding:
    """What is to be done with a picture."""

    areas: tuple[Rectangle, ...]
    grey: bool


def chosen(form: Submitted) -> bytes:
    """The file that was chosen. Raises InvalidInput where there is none."""
    upload = form.upload("picture")
    if upload is None or not upload.content:
        raise InvalidInput("picture", NO_PICTURE)
    return upload.content


def carried(form: Submitted, name: str = "picture_kept") -> bytes:
    """The picture that a page brought back. Raises InvalidInput when it is damaged or missing."""
    try:
        content = base64.b64decode(form.get(name), validate=True)
    except (binascii.Error, ValueError) as error:
        raise InvalidInput("picture", LOST) from error
    if not content:
        raise InvalidInput("picture", LOST)
    return content


def copy_for(answers: Answers) -> CopyFor:
    """For whom the copy is, as typed. Raises InvalidForm."""
    controller, on = answers.line("recipient", NAME_CHARS), answers.day("on")
    if not controller:
        answers.fail("recipient", NO_RECIPIENT)
    if on is None:
        answers.fail("on", NO_DAY)
    right = answers.choice("right", Right, Right.ACCESS)
    answers.raise_if_any()
    return CopyFor(controller=controller, right=right, on=on or answers.today)


def hiding(form: Submitted) -> Hiding:
    """What is to be hidden. Raises InvalidInput naming the number that is none, or where nothing is hidden and nobody said so."""
    areas = (*_drawn(form), *_ticked(form))
    if len(areas) > MAX_AREAS + COLUMNS * ROWS:
        raise InvalidInput("area1.left", TOO_MANY, limit=MAX_AREAS)
    if not areas and form.get("nothing_hidden") != "yes":
        raise InvalidInput("nothing_hidden", NOTHING_HIDDEN)
    return Hiding(areas=areas, grey=form.get("colour") != "yes")


def rows(form: Submitted) -> list[dict[str, str]]:
    """The areas as they were typed, to show them again; rows left empty are left out."""
    columns = [form.all(side)[:MAX_AREAS] for side in SIDES]
    longest = max(map(len, columns))
    found = [{side: column[n][:20] if n < len(column) else "" for side, column in zip(SIDES, columns, strict=True)} for n in range(longest)]
    return [row for row in found if any(value.strip() for value in row.values())]


def _drawn(form: Submitted) -> Iterator[Rectangle]:
    if max(len(form.all(side)) for side in SIDES) > MAX_AREAS:
        raise InvalidInput("area1.left", TOO_MANY, limit=MAX_AREAS)
    for number, row in enumerate(rows(form), 1):
        sides = {side: _percent(row[side], f"area{number}.{side}") for side in SIDES}
        for side in ("width", "height"):
            if sides[side] == 0:
                raise InvalidInput(f"area{number}.{side}", NO_EXTENT)
        yield Rectangle(**sides)


def _percent(typed: str, field: str) -> float:
    try:
        number = float(typed.strip().replace(",", ".").removesuffix("%"))
    except ValueError:
        number = math.nan
    if not 0 <= number <= 100:  # also for what is no number
        raise InvalidInput(field, NOT_A_NUMBER, typed=typed)
    return number


def _ticked(form: Submitted) -> Iterator[Rectangle]:
    for cell in dict.fromkeys(form.all("cell")):
        if not (cell.isascii() and cell.isdigit() and len(cell) < 4 and 1 <= int(cell) <= COLUMNS * ROWS):
            raise InvalidInput("cells", NO_SUCH_CELL, cell=cell[:20])
        row, column = divmod(int(cell) - 1, COLUMNS)
        yield Rectangle(left=100 * column / COLUMNS, top=100 * row / ROWS, width=100 / COLUMNS, height=100 / ROWS)
