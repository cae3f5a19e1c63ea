"""The table of people: read row by row, each row a person or everything that is wrong with it.

Rows are numbered as a spreadsheet shows them: the names of the columns are row 1, and a cell with line breaks is still one row. Cells are
text, whatever they begin with: a formula is the characters it is written with.
"""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import zip_longest
from pathlib import Path

from babel import Locale

from app.campaigns.columns import ADDRESS, FIELDS, IDENTIFIER, ColumnProblem, field_named, name_shown, problems
from app.campaigns.encodings import EMPTY, Source, delimiter_of, encoding_of, opened
from app.cases.parties import Subject, subject_from_mapping
from app.directory.fields import MAX_LINE
from app.letters import kinds
from app.platform.errors import InvalidInput, Speaks, msg
from app.platform.text import clean_line

LONGEST_CELL = 100_000
LONGEST_HEAD = 100_000
REPLACED = "\ufffd"
YES = ("yes", "y", "oui", "o", "true", "vrai", "1", "x")
NO = ("", "no", "n", "non", "false", "faux", "0")
"""What people and spreadsheets write for yes and no; capitals do not matter."""

BROKEN_ROW = msg("This row cannot be read: a quotation mark is opened and not closed, or a cell is longer than {limit} characters.")
NUL = msg("This cell holds a NUL character: the file is damaged, or was not saved as CSV.")
NOT_ITS_ENCODING = msg("This cell holds bytes that are no text. Save the file as “CSV UTF-8”.")
BEYOND_THE_COLUMNS = msg("This cell has no column: the row has more cells than the first row has names.")
NOT_YES_OR_NO = msg("Write yes or no in this cell, or leave it empty.")
NO_PEOPLE = msg("There is nobody in the file: only the row with the names of the columns.")
TOO_MANY = msg("The file has more than {limit} people.")
PLACE = msg("Row {row}, column “{column}”: {message}")
PLACE_OF_ROW = msg("Row {row}: {message}")


@dataclass(frozen=True)
class Person:
    """A person of the table, and the language of her letter ("" for the batch's own)."""

    subject: Subject
    language: str = ""


@dataclass(frozen=True)
class Problem:
    """What is wrong in one cell, or with `column` "" in the whole row."""

    row: int
    column: str
    error: InvalidInput

    def text(self, t: Speaks) -> str:
        """The place and the message in the language of `t`."""
        place = PLACE if self.column else PLACE_OF_ROW
        return t.gettext(place).format(row=self.row, column=self.column, message=self.error.text(t))


@dataclass(frozen=True)
class Row:
    """One row: who it is, or what is wrong."""

    number: int
    person: Person | None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Table:
    """A CSV file that was looked at: how it is written, and what its columns are named. Nothing of its rows is kept."""

    source: Source
    encoding: str
    delimiter: str
    names: tuple[str, ...]
    skipped: int

    @classmethod
    def of(cls, path: Path) -> "Table":
        """Look at a file. Raises InvalidInput naming it."""
        return cls.read(lambda: path.open("rb"), path.name)

    @classmethod
    def read(cls, source: Source, file: str) -> "Table":
        """Look at the encoding, the delimiter and the first row of what is called `file`. Raises InvalidInput naming it."""
        encoding = encoding_of(source, file)
        with opened(source, encoding) as text:
            head = text.readline(LONGEST_HEAD)
            told = head.strip().lower() in {"sep=,", "sep=;", "sep=\t", "sep="}  # a line of Excel's own; a tab may be stripped from its end
            delimiter = (head.rstrip("\r\n")[4:] or "\t") if told else delimiter_of(head, lambda name: bool(field_named(name)))
        with opened(source, encoding) as text:
            if told:
                text.readline(LONGEST_HEAD)
            try:
                names = next(_reader(text, delimiter), [])
            except csv.Error as error:
                raise InvalidInput(file, BROKEN_ROW, limit=LONGEST_CELL) from error
        if not any(map(str.strip, names)):
            raise InvalidInput(file, EMPTY)
        return cls(source, encoding, delimiter, tuple(name_shown(name) for name in names), int(told))

    def named(self) -> tuple[str, ...]:
        """The field of each column by its name alone."""
        return tuple(map(field_named, self.names))

    def cells(self) -> Iterator[tuple[int, list[str] | None]]:
        """The rows below the first with their numbers; None for one that cannot be read. Empty rows count, and are passed over."""
        with opened(self.source, self.encoding) as file:
            for _ in range(self.skipped):
                file.readline(LONGEST_HEAD)
            reader = _reader(file, self.delimiter)
            next(reader, None)
            number = 1 + self.skipped
            while True:
                number += 1
                try:
                    cells = next(reader)
                except StopIteration:
                    return
                except csv.Error:
                    yield number, None
                    continue
                if any(cells) and any(map(str.strip, cells)):
                    yield number, cells


def rows(table: Table, fields: Sequence[str], kind: str) -> Iterator[Row]:
    """Every row as a person or its problems. `fields` say what each column stands for, "" for nothing; `kind` is the letter's."""
    read = partial(_row, names=table.names, fields=fields, kind=kind)
    for number, cells in table.cells():
        if cells is None:
            yield Row(number, None, (Problem(number, "", InvalidInput("row", BROKEN_ROW, limit=LONGEST_CELL)),))
        else:
            yield read(number, cells)


def column_problems(table: Table, fields: Sequence[str], *, ignored: bool = False) -> list[Problem]:
    """What is wrong with the columns, as problems of the first row; `ignored` says that a column may stand for nothing."""
    names = [name if field or not ignored else "" for name, field in zip(table.names, fields, strict=True)]
    found: list[ColumnProblem] = problems(names, fields)
    return [Problem(1 + table.skipped, each.column, each.error) for each in found]


def _reader(file: Iterator[str], delimiter: str) -> "Iterator[list[str]]":
    csv.field_size_limit(LONGEST_CELL)
    return csv.reader(file, delimiter=delimiter, strict=True)


def _row(number: int, cells: Sequence[str], *, names: Sequence[str], fields: Sequence[str], kind: str) -> Row:
    found = [
        Problem(number, name_shown(name or ""), InvalidInput("cell", message))
        for cell, name, field in zip_longest(cells, names, fields, fillvalue="")
        if (message := _unfit(cell, field, known=bool(name)))
    ]
    if found:
        told = {(each.column, each.error.message): each for each in found}  # several cells too many are one thing
        return Row(number, None, tuple(told.values()))
    values = {field: cell for field, cell in zip_longest(fields, cells[: len(fields)], fillvalue="") if field}
    try:
        return Row(number, _person(values, kind))
    except InvalidInput:
        by_field = dict(zip(fields, names, strict=True))
        return Row(number, None, tuple(_each_problem(number, values, by_field, kind)))


def _unfit(cell: str, field: str, *, known: bool) -> str:
    """Why a cell cannot be used, whatever column it is in; "" if it can."""
    if "\x00" in cell:
        return NUL
    if REPLACED in cell and field:
        return NOT_ITS_ENCODING
    return BEYOND_THE_COLUMNS if not known and cell.strip() else ""


def _person(values: Mapping[str, str], kind: str) -> Person:
    mapping: dict[str, object] = {key: values.get(key, "") for key in ("name", "email", "phone", "birthdate", "guardian")}
    mapping["minor"] = _yes(values.get("minor", ""), "minor")
    mapping["country"] = country_code(values.get("country", ""))
    mapping["address"] = [_line(values, key) for key in ADDRESS]
    labelled = {key[len(IDENTIFIER) :]: _line(values, key) for key in values if key.startswith(IDENTIFIER)}
    mapping["identifiers"] = labelled or None
    return Person(subject_from_mapping(mapping), _language(values.get("language", ""), kind))


def _each_problem(number: int, values: Mapping[str, str], names: Mapping[str, str], kind: str) -> Iterator[Problem]:
    """What each cell alone makes of a person who is otherwise beyond reproach."""
    for field in (*FIELDS, *(key for key in values if key.startswith(IDENTIFIER))):
        if field not in values:
            continue
        try:
            _person({**_sound(field, values), field: values[field]}, kind)
        except InvalidInput as error:
            yield Problem(number, names[field] or field, _bare(error))


def _sound(field: str, values: Mapping[str, str]) -> Mapping[str, str]:
    """A person beyond reproach. Whoever has a guardian must be a minor: the row says so, or does not; a cell that says neither is told of
    by itself."""
    try:
        minor = field != "guardian" or _yes(values.get("minor", ""), "minor")
    except InvalidInput:
        minor = True
    return {"name": "x", "country": "FR", "minor": "yes" if minor else "no"}


def _bare(error: InvalidInput) -> InvalidInput:
    """The error without where it was raised, which would keep every row it came from in memory."""
    return InvalidInput(error.field, error.message, **error.params)


def _line(values: Mapping[str, str], key: str) -> str:
    return clean_line(values.get(key, ""), key, MAX_LINE)


def _yes(text: str, field: str) -> bool:
    """Whether a cell says yes; an empty one says no."""
    word = clean_line(text, field, MAX_LINE).casefold()
    if word not in YES and word not in NO:
        raise InvalidInput(field, NOT_YES_OR_NO)
    return word in YES


def _language(text: str, kind: str) -> str:
    language = clean_line(text, "language", 40).lower()
    if language:
        kinds.check_language(kind, language)
    return language


def country_code(text: str) -> str:
    """The code of a country that may be written by its English or French name; anything else as it is, for the field to judge."""
    if len(text) <= 2:
        return text
    return _country_names().get(" ".join(text.split()).casefold(), text)


@cache
def _country_names() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for language in ("en", "fr"):
        for code, name in Locale.parse(language).territories.items():
            if len(str(code)) == 2 and str(code).isalpha():
                found[str(name).casefold()] = str(code)
    return found
