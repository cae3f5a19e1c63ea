"""The overdue list: cases whose safe date has passed without an answer, page by page, from the case index alone."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from heapq import merge
from itertools import islice

from sqlalchemy import Engine
from sqlmodel import Session, and_, col, or_, select

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
        place, today = _place(after), self._today()
        with reading(self._engine) as session:
            # One walk along the index for each status, which are few: a single one would pass over all that was answered late.
            walks = [_walk(session, status, today, place, limit + 1) for status in WAITING]
        rows = list(islice(merge(*walks, key=lambda row: (row.due_safe, row.case_id)), limit + 1))
        shown, more = rows[:limit], len(rows) > limit
        return Page(tuple(shown), f"{shown[-1].due_safe}.{shown[-1].case_id}" if more else None)


def _walk(session: Session, status: Status, today: date, place: tuple[date, str] | None, limit: int) -> list[OverdueCase]:
    due, case_id = col(IndexRow.due_safe), col(IndexRow.case_id)
    query = select(IndexRow).where(IndexRow.status == status.value, due < today)
    if place is not None:
        query = query.where(due >= place[0], or_(due > place[0], and_(due == place[0], case_id > place[1])))
    rows = session.exec(query.order_by(due, case_id).limit(limit)).all()
    return [
        OverdueCase(row.case_id, row.controller, status, row.due_strict, row.due_safe, (today - row.due_safe).days)
        for row in rows
        if row.due_safe is not None
    ]


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
