"""The case index with a million open cases: `python -m tests.load.watch_index [CASES] [ROUNDS]`, on SQLite and on PostgreSQL.

Prints a table: how long the sweep takes to find the 2,000 cases that are due, and how long the first page of the overdue list takes, and
one in its middle. Goals: 1 s and 50 ms. The database is warm, as that of a running program is.
"""

import contextlib
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path

from sqlalchemy import Engine, text

from app.cases.review import CaseReview, Due
from app.cases.views import id_from
from app.platform.calendars import PublicHolidays
from app.platform.database import make_engine, migrate
from app.platform.encryption import MasterKeys
from app.watching.overdue import WAITING, Overdue
from tests.postgresql import server

TODAY = date(2026, 11, 20)
DUE, PAGE, SLAB = 2_000, 50, 10_000
STATUSES = [*(status.value for status in WAITING), "replied", "refused", "complaint"]
CASE = "INSERT INTO legal_case (id, dossier_id, key_for_server, key_for_code, particulars, head) VALUES (:id, :dossier, :b, :b, :b, :b)"
ROW = (
    "INSERT INTO case_index (case_id, controller, status, due_strict, due_safe, next_change, labels)"
    " VALUES (:id, 'typed', :status, :due, :due, :next, '[]')"
)
DOSSIER = "INSERT INTO dossier VALUES (:id, :b, :b, 'x', :b, :b, :used, :day)"


def cases(count: int) -> Iterator[dict[str, object]]:
    """Open cases of the last two years, DUE of which change today or changed before."""
    chance = random.Random(7)  # noqa: S311 -- the same cases every time
    for number in range(count):
        due = TODAY + timedelta(days=chance.randrange(-600, 60))
        ahead = chance.randrange(1, 90)
        yield {
            "id": id_from(chance.randbytes(16)),
            "dossier": "d" * 26,
            "b": b"x" * 60,
            "status": chance.choice(STATUSES),
            "due": due,
            "next": TODAY - timedelta(days=chance.randrange(3)) if number < DUE else TODAY + timedelta(days=ahead),
        }


def fill(engine: Engine, count: int) -> None:
    """Make the cases."""
    migrate(engine)
    made = cases(count)
    with engine.connect() as connection:
        connection.execute(text(DOSSIER), {"id": "d" * 26, "b": b"x", "used": True, "day": TODAY})
        while slab := list(islice(made, SLAB)):
            connection.execute(text(CASE), slab)
            connection.execute(text(ROW), slab)
            connection.commit()
        if engine.dialect.name == "postgresql":  # which does it by itself in time; SQLite never does
            connection.exec_driver_sql("ANALYZE")
            connection.commit()


def timed(rounds: int, work: Callable[[], object]) -> tuple[float, float]:
    """Milliseconds of the median and of the slowest of so many rounds, after one that warms up."""
    work()
    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return statistics.median(times) * 1000, max(times) * 1000


def find(review: CaseReview) -> int:
    """What a sweep looks up, slab by slab."""
    found: list[Due] = []
    while slab := review.due(500, found[-1] if found else None):
        found += slab
    return len(found)


def measure(engine: Engine, rounds: int) -> dict[str, tuple[float, float]]:
    """Milliseconds by what is measured."""
    review = CaseReview(engine, MasterKeys.create(), PublicHolidays(), lambda: datetime(2026, 11, 20, 12, tzinfo=UTC), "Europe/Paris")
    overdue = Overdue(engine, lambda: TODAY)
    middle = f"{TODAY - timedelta(days=200)}.{'m' * 26}"
    assert find(review) == DUE
    assert len(overdue.page(PAGE).cases) == PAGE
    return {
        f"find {DUE} due": timed(rounds, lambda: find(review)),
        "overdue, first page": timed(rounds, lambda: overdue.page(PAGE)),
        "overdue, a middle page": timed(rounds, lambda: overdue.page(PAGE, middle)),
    }


def main(count: int, rounds: int) -> None:
    """Fills, measures and prints."""
    print(f"{count} open cases, {rounds} rounds, milliseconds: median, slowest")
    with contextlib.ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        running = stack.enter_context(server())
        urls = {"SQLite": f"sqlite:///{Path(folder) / 'index.sqlite3'}", "PostgreSQL": running.url(running.create())}
        for name, url in urls.items():
            engine = make_engine(url)
            began = time.monotonic()
            fill(engine, count)
            print(f"{name}: filled in {time.monotonic() - began:.0f} s", flush=True)
            for what, (median, slowest) in measure(engine, rounds).items():
                print(f"  {what:<24} {median:8.1f} {slowest:8.1f}", flush=True)
            engine.dispose()


if __name__ == "__main__":
    given = [int(text) for text in sys.argv[1:]]
    main(*(given + [1_000_000, 20][len(given) :]))
