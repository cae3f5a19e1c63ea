"""The overdue list: cases whose safe date has passed without an answer, page by page, from the case index alone."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Engine, Select, Table, select, tuple_, union_all

from app.cases.tables import IndexRow
from app.cases.views import is_id
from app.law.assessment import Status
from app.platform.database import reading
from app.platform.errors import InvalidInput, msg

WAITING = (
    Status.SENT,
    Status.RECEIVED,
    Status.QUESTION_OPEN,
    Status.EXTENDED,
    Status.TO_READ,
    Status.CONTESTED,
    Status.OVERDUE,
    Status.REMINDED,
)
"""Where the controller still owes an answer. Those before OVERDUE are in the list as well, should their sweep not have run yet."""

INDEX: Table = IndexRow.__table__  # type: ignore[attr-defined]

MOST = 1_000
CURSOR = re.compile(r"(\d{4}-\d{2}-\d{2})\.([a-z2-7]{26})")
NO_CURSOR = msg("This is not a place in the list. Take the one that the page before ended with.")


@dataclass(frozen=True)
class OverdueCase:
    """A line of the list: what the index knows, which names nobody."""

    case_id: str
    controller: str
    status: Status
    due_strict: date | None
    due_safe: date
    days_late: int


@dataclass(frozen=True)
class Page:
    """A page, longest overdue first. `next` is the cursor of the page after it, None on the last one."""

    cases: tuple[OverdueCase, ...]
    next: str | None


class Overdue:
    """Reads the list. `today` gives the day it is."""

    def __init__(self, engine: Engine, today: Callable[[], date]) -> None:
        self._engine = engine
        self._today = today

    def page(self, limit: int, after: str | None = None) -> Page:
        """At most `limit` cases after the cursor. Raises InvalidInput naming after or limit."""
        if not 1 <= limit <= MOST:
            raise InvalidInput("limit", msg("A page has 1 to {most} lines."), most=MOST)
        query = _list(self._today(), _place(after), limit + 1)
        with reading(self._engine) as session:
            rows = session.execute(query).all()
        shown = tuple(self._line(row) for row in rows[:limit])
        return Page(shown, f"{shown[-1].due_safe}.{shown[-1].case_id}" if len(rows) > limit else None)

    def _line(self, row: Sequence[Any]) -> OverdueCase:
        case_id, controller, status, strict, safe = row
        return OverdueCase(case_id, controller, Status(status), strict, safe, (self._today() - safe).days)


def _list(today: date, place: tuple[date, str] | None, limit: int) -> Select[Any]:
    """One walk along the index for each status, which are few: a single one would pass over all that was answered late."""
    walks = union_all(*(select(_walk(status, today, place, limit).subquery()) for status in WAITING)).subquery()
    return select(*walks.c).order_by(walks.c.due_safe, walks.c.case_id).limit(limit)


def _walk(status: Status, today: date, place: tuple[date, str] | None, limit: int) -> Select[Any]:
    of = INDEX.c
    query = select(of.case_id, of.controller, of.status, of.due_strict, of.due_safe).where(of.status == status.value, of.due_safe < today)
    if place is not None:
        query = query.where(tuple_(of.due_safe, of.case_id) > place)
    return query.order_by(of.due_safe, of.case_id).limit(limit)


def _place(cursor: str | None) -> tuple[date, str] | None:
    if cursor is None:
        return None
    found = CURSOR.fullmatch(cursor)
    try:
        if found and is_id(found[2]):
            return date.fromisoformat(found[1]), found[2]
    except ValueError:  # the thirtieth of February
        pass
    raise InvalidInput("after", NO_CURSOR)
