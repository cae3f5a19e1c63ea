"""The first reading of a table: who is in it, everything that is wrong, and what should be known, before anything is begun."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from app.campaigns.orders import Order
from app.campaigns.people import NO_PEOPLE, PLACE_OF_ROW, TOO_MANY, Person, Problem, Table, column_problems, rows
from app.directory.warnings import WORDS
from app.letters.glyphs import uncovered
from app.platform.errors import InvalidInput, Speaks, msg

FIRST_PERSON = 2
NO_GLYPH = "no_glyph"
UNPRINTABLE = msg("No installed font has {characters}: on paper these characters are given in Latin letters, and a line says so.")


@dataclass(frozen=True)
class Notice:
    """What should be known before a letter is written: of a row that has `characters` which no font has, or with `row` None of whom the
    letters go to (`app.directory.warnings`)."""

    row: int | None
    code: str
    characters: str = ""

    def message(self, t: Speaks) -> str:
        """What it says, in the language of `t`."""
        return t.gettext({**WORDS, NO_GLYPH: UNPRINTABLE}[self.code]).format(characters=self.characters)

    def text(self, t: Speaks) -> str:
        """The same with its place."""
        return self.message(t) if self.row is None else t.gettext(PLACE_OF_ROW).format(row=self.row, message=self.message(t))


@dataclass
class Census:
    """How many people, in which languages and countries, how many of them for the second time; every problem, every notice."""

    people: int = 0
    languages: Counter[str] = field(default_factory=Counter)
    countries: Counter[str] = field(default_factory=Counter)
    repeated: int = 0
    problems: list[Problem] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)


def taken(table: Table, fields: Sequence[str], order: Order, *, ignored: bool = False, limit: int | None = None) -> Census:
    """Read the whole table once. Everything wrong is listed, not only the first thing; more people than `limit` are one thing.

    `fields` say what each column stands for; `ignored` says that one may stand for nothing.
    """
    cautions = [Notice(None, code) for code in order.controller.warnings]
    census = Census(problems=column_problems(table, fields, ignored=ignored), notices=cautions)
    if census.problems:
        return census
    seen: set[int] = set()
    for row in rows(table, fields, order.kind):
        census.people += 1
        if limit is not None and census.people > limit:
            census.problems = [Problem(row.number, "", InvalidInput("name", TOO_MANY, limit=limit))]
            return census
        census.problems += row.problems
        if row.person is not None:
            census.languages[row.person.language or order.language] += 1
            census.countries[row.person.subject.country] += 1
            census.repeated += (mark := hash(repr(row.person))) in seen
            seen.add(mark)
            if strange := uncovered(_text(row.person)):
                census.notices.append(Notice(row.number, NO_GLYPH, strange))
    if not census.people:
        census.problems.append(Problem(FIRST_PERSON, "", InvalidInput("name", NO_PEOPLE)))
    return census


def people(table: Table, fields: Sequence[str], order: Order) -> Iterator[tuple[int, Person]]:
    """Row numbers and people. Raises InvalidInput for a wrong row: the file is not what it was when it was looked at."""
    for row in rows(table, fields, order.kind):
        if row.person is None:
            raise row.problems[0].error
        yield row.number, row.person


def _text(person: Person) -> str:
    """Everything of a person that her letter shows."""
    she = person.subject
    return "\n".join((she.name, she.guardian, *she.address, she.email, she.phone, *she.identifiers, *she.identifiers.values()))
