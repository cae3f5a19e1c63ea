"""The form of a batch: a table, what its columns stand for, and which letter goes to whom. Nothing of it is stored before it is started."""

from base64 import b64decode, b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from io import BytesIO

from app.campaigns.census import Census, people, taken
from app.campaigns.columns import FIELDS, IDENTIFIER, guessed
from app.campaigns.desk import MOST_PEOPLE, Desk
from app.campaigns.orders import Order, checked
from app.campaigns.people import Person, Table
from app.directory.controllers import Controller
from app.directory.directory import Directory
from app.letters.languages import letter_language
from app.platform.errors import InvalidInput, NotFound, msg
from app.platform.text import clean_line
from app.web.bodies import Submitted

LARGEST = 1_000_000
"""Bytes of a table: two thousand for each of its people."""

MOST_COLUMNS = 300
"""Columns of a table: the page asks about each, and a form takes no more than a hundred fields besides."""

CARRIED = ("controller", "other", "kind", "language", "table_kept", "table_name", "token")
NO_TABLE = msg("Choose a CSV file.")
TABLE_TOO_LARGE = msg(
    "This file is too large for the page: at most {limit} people and {size} bytes. The command saisine batch takes any number."
)
TOO_MANY_COLUMNS = msg("This table has more than {limit} columns. Leave those out that the letters do not need.")
NOT_LISTED = msg("We have no organisation of that name. The closest ones: {names}.")
NOBODY_CHOSEN = msg("Choose whom the letters go to.")


@dataclass(frozen=True)
class Ordered:
    """What the form says: the order, the table and what each of its columns stands for ("" for nothing)."""

    order: Order
    table: Table
    content: bytes
    fields: tuple[str, ...]

    def census(self) -> Census:
        """Who is in the table, and everything wrong with it."""
        return taken(self.table, self.fields, self.order, ignored=True, limit=MOST_PEOPLE)

    def people(self) -> Iterator[tuple[int, Person]]:
        """The people of a table without mistakes."""
        return people(self.table, self.fields, self.order)


def ordered(form: Submitted, directory: Directory, today: date) -> Ordered:
    """The form as far as it is filled in; columns that were not chosen are guessed. Raises InvalidInput naming the field."""
    content, name = table_of(form)
    table = Table.read(lambda: BytesIO(content), name)
    if len(table.names) > MOST_COLUMNS:
        raise InvalidInput("table", TOO_MANY_COLUMNS, limit=MOST_COLUMNS)
    controller = controller_of(form, directory)
    order = Order(
        kind=form.get("kind") or "access",
        controller=controller,
        language=form.get("language") or letter_language(controller),
        on=today,
    )
    return Ordered(checked(order), table, content, columns_of(form, table))


def table_of(form: Submitted) -> tuple[bytes, str]:
    """The uploaded table, or the one that the page carried along, and its name. Raises InvalidInput."""
    upload = form.upload("table")
    if upload is not None:
        content, name = upload.content, upload.name
    else:
        try:
            content, name = b64decode(form.get("table_kept"), validate=True), form.get("table_name")
        except ValueError as error:
            raise InvalidInput("table", NO_TABLE) from error
    if not content:
        raise InvalidInput("table", NO_TABLE)
    if len(content) > LARGEST:
        raise InvalidInput("table", TABLE_TOO_LARGE, limit=MOST_PEOPLE, size=LARGEST)
    return content, clean_line(name[:200], "table", 200) or "CSV"


def controller_of(form: Submitted, directory: Directory) -> Controller:
    """Whom the letters go to: one of the list, or the short name or exact name of another. Raises InvalidInput with the closest names."""
    words = clean_line(form.get("other")[:200], "other", 200) or form.get("controller")[:200]
    if not words:
        raise InvalidInput("controller", NOBODY_CHOSEN)
    try:
        return directory.find(words)
    except NotFound:
        found = directory.search(words, limit=5)
        exact = [hit.slug for hit in found if hit.name.casefold() == words.casefold()]
        if exact:
            return directory.find(exact[0])
        raise InvalidInput("other", NOT_LISTED, names=", ".join(hit.slug for hit in found) or "–") from None


def columns_of(form: Submitted, table: Table) -> tuple[str, ...]:
    """What each column stands for, as chosen, else as guessed. A column can be an identifier under its own name."""
    chosen = [form.all(f"column.{n}") for n in range(len(table.names))]
    if not any(chosen):
        return guessed(table.names)
    return tuple(_known(values[-1] if values else "") for values in chosen)


def choices(table: Table, number: int) -> tuple[str, ...]:
    """The fields that a column can stand for, its own name as an identifier's label among them."""
    name = table.names[number]
    label = name[len(IDENTIFIER) :] if name.casefold().startswith(IDENTIFIER) else name
    return ("", *FIELDS, *((IDENTIFIER + label,) if label else ()))


def carried(form: Submitted, found: Ordered, *, columns: bool) -> list[tuple[str, str]]:
    """What the next page brings along as hidden fields."""
    values = {name: form.get(name) for name in CARRIED if form.get(name)}
    if not Desk.is_capability(form.get("token")):
        values.pop("token", None)
    values |= {"table_kept": b64encode(found.content).decode(), "table_name": table_of(form)[1]}
    chosen = [(f"column.{n}", field) for n, field in enumerate(found.fields)] if columns else []
    return [*values.items(), *chosen]


def _known(field: str) -> str:
    clean = clean_line(field[:200], "column", 200)
    return clean if clean in FIELDS or clean.startswith(IDENTIFIER) else ""
