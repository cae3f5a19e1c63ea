"""The first reading of a table: who is in it, and everything that is wrong, before anything is begun."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from app.campaigns.orders import Order
from app.campaigns.people import NO_PEOPLE, TOO_MANY, Person, Problem, Table, column_problems, rows
from app.platform.errors import InvalidInput

FIRST_PERSON = 2


@dataclass
class Census:
    """How many people, in which languages and countries, how many of them for the second time, and every problem."""

    people: int = 0
    languages: Counter[str] = field(default_factory=Counter)
    countries: Counter[str] = field(default_factory=Counter)
    repeated: int = 0
    problems: list[Problem] = field(default_factory=list)


def taken(table: Table, fields: Sequence[str], order: Order, *, ignored: bool = False, limit: int | None = None) -> Census:
    """Read the whole table once. Everything wrong is listed, not only the first thing; more people than `limit` are one thing.

    `fields` say what each column stands for; `ignored` says that one may stand for nothing.
    """
    census = Census(problems=column_problems(table, fields, ignored=ignored))
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
    if not census.people:
        census.problems.append(Problem(FIRST_PERSON, "", InvalidInput("name", NO_PEOPLE)))
    return census


def people(table: Table, fields: Sequence[str], order: Order) -> Iterator[tuple[int, Person]]:
    """Row numbers and people. Raises InvalidInput for a wrong row: the file is not what it was when it was looked at."""
    for row in rows(table, fields, order.kind):
        if row.person is None:
            raise row.problems[0].error
        yield row.number, row.person
