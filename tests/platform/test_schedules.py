"""Work by the clock, on both databases: once, made up for when it was missed, taken up when its worker died."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from queue import Queue

import pytest
from sqlalchemy import text

from app.platform.database import make_engine
from app.platform.jobs import JobEngine
from app.platform.schedules import Clockwork, Plan
from tests.databases import on_both

NEVER = "0 0 31 12 *"
LONGEST = 60
SCHEDULES = {"sqlite": "workflow_schedules", "postgresql": "dbos.workflow_schedules"}


class Work:
    """Counts how often it is done, and for which hours."""

    def __init__(self, wanted: int) -> None:
        self.hours: list[datetime] = []
        self.done = threading.Event()
        self._wanted = wanted

    def __call__(self, at: datetime) -> None:
        self.hours.append(at)
        if len(self.hours) >= self._wanted:
            self.done.set()

    def wait(self) -> list[datetime]:
        assert self.done.wait(LONGEST)
        return self.hours


@contextmanager
def running(url: str, *plans: Plan, name: str = "worker-1") -> Iterator[Clockwork]:
    """A clockwork that runs these plans."""
    clockwork = Clockwork(url, name, "Europe/Paris")
    clockwork.start(plans)
    try:
        yield clockwork
    finally:
        clockwork.stop()


@on_both
def test_days_that_nobody_was_there_for_are_made_up_for(database_url: str) -> None:
    work = Work(2)
    with running(database_url, Plan("daily", "0 7 * * *", Work(1), catch_up=True)):
        pass
    last = datetime.now(UTC) - timedelta(days=2)
    engine = make_engine(database_url)
    with engine.begin() as connection:
        table = SCHEDULES[engine.dialect.name]
        connection.execute(text(f"UPDATE {table} SET last_fired_at = :at"), {"at": last.isoformat()})  # noqa: S608 -- our own name
    engine.dispose()
    with running(database_url, Plan("daily", "0 7 * * *", work, catch_up=True)):
        hours = work.wait()
    assert [hour.astimezone(UTC).date() for hour in hours] == sorted({hour.astimezone(UTC).date() for hour in hours})
    assert all(hour > last for hour in hours)


@on_both
def test_what_a_dead_worker_had_begun_is_done_by_another(database_url: str) -> None:
    begun, go_on, again = threading.Event(), threading.Event(), Work(2)

    def hangs(at: datetime) -> None:
        again(at)
        begun.set()
        assert go_on.wait(LONGEST)

    with running(database_url, Plan("hourly", NEVER, hangs)) as clockwork:
        clockwork.run_now("hourly")
        assert begun.wait(LONGEST)
        assert clockwork.adopt({"worker-1"}) == 0
        assert clockwork.adopt({"worker-2"}) == 1
        go_on.set()
        assert len(again.wait()) >= 2


@on_both
def test_an_error_is_kept_as_its_type_alone(database_url: str, caplog: pytest.LogCaptureFixture) -> None:
    work = Work(2)
    failed: list[datetime] = []

    def fails_once(at: datetime) -> None:
        work(at)
        if not failed:
            failed.append(at)
            raise ValueError("camille@example.org")

    with running(database_url, Plan("hourly", NEVER, fails_once)) as clockwork:
        clockwork.run_now("hourly")
        work.wait()
        clockwork.forget_old(datetime.now(UTC))
    assert "hourly failed" in caplog.text


@on_both
def test_plans_and_jobs_share_a_database(database_url: str) -> None:
    done: Queue[int] = Queue()

    def job(_owner: str, part: int) -> int:
        done.put(part)
        return part

    with running(database_url, Plan("yearly", NEVER, Work(1))):
        pass
    engine = JobEngine(database_url, "jobs", width=1)
    engine.start(job)
    engine.submit("job-1", "owner", 7)
    try:
        assert done.get(timeout=LONGEST) == 7
    finally:
        engine.stop()
