"""Reckoning every case anew: what moved, why, and who is told; on both databases."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

import pytest

from app.cases.recompute import DATES_CHANGED, Cause, Change, MovedCase, Recomputing
from app.cases.store import CaseStore
from app.law.events import CaseOpened, Channel, IdentityAsked, RequestReceived, RequestSent
from app.platform.calendars import PublicHolidays
from tests.cases.world import FAST, World, request

RECEIVED = date(2026, 3, 5)


class OtherCalendars(PublicHolidays):
    """The same holidays, and one more: 7 April 2026 in France, as if a law had just made it one."""

    def holidays(self, place: str, year: int) -> Mapping[date, str]:
        """Public holidays of the new law."""
        new = {date(2026, 4, 7): "Day of Letters"} if year == 2026 and place.startswith("FR") else {}
        return {**super().holidays(place, year), **new}


@dataclass
class Told:
    """Who was told of what, and when the index is looked at then."""

    world: World
    notices: list[tuple[str, str, date | None]] = field(default_factory=list)
    fail: bool = False

    def __call__(self, case_id: str, code: str, about: date | None) -> None:
        if self.fail:
            raise KeyboardInterrupt
        self.notices.append((case_id, code, about))


def french_case(world: World) -> str:
    """A case against a controller in France that received the request on 5 March 2026: due on 7 April."""
    asked = request()
    opened = CaseOpened(on=RECEIVED, right=asked.right, controller_place="FR", union_establishment=True, subject_place="FR")
    events = [opened, RequestSent(on=RECEIVED, channel=Channel.EMAIL), RequestReceived(on=RECEIVED)]
    world.clock.now = datetime(2026, 3, 6, 9, tzinfo=UTC)
    dossier, _ = world.store.open_dossier([asked], [events], secrets.token_hex(16))
    return world.store.cases(dossier)[0].public_id


def recomputing(world: World, told: Told, *, after: str = "", new_law: bool = True) -> Recomputing:
    """A run under the new law, or under the old one."""
    calendars = OtherCalendars() if new_law else PublicHolidays()
    return CaseStore(world.engine, world.keys, world.blobs, calendars, world.clock, stretching=FAST).recomputing(told, after)


def all_moved(world: World, told: Told, *, new_law: bool = True) -> list[MovedCase]:
    return list(recomputing(world, told, new_law=new_law).run())


def index(world: World, column: str) -> list[str]:
    """That column of every row."""
    return [str(value) for (value,) in world.sql(f"SELECT {column} FROM case_index ORDER BY case_id")]  # noqa: S608 -- a column of ours


def test_where_nothing_changed_nothing_moves_and_nobody_is_told(world: World) -> None:
    french_case(world)
    told = Told(world)
    assert all_moved(world, told, new_law=False) == []
    assert told.notices == []


def test_a_new_holiday_moves_the_dates_says_so_and_tells_those_concerned(world: World) -> None:
    case, told = french_case(world), Told(world)
    (moved,) = all_moved(world, told)
    assert moved.changes == tuple(
        Change(field=name, old="2026-04-07", new="2026-04-08", cause=Cause.RULES) for name in ("due_strict", "due_safe")
    )
    assert any(step.params.get("name") == "Day of Letters" for step in moved.steps)
    assert told.notices == [(case, DATES_CHANGED, date(2026, 4, 8))]
    assert index(world, "due_safe") == ["2026-04-08"]


def test_a_second_run_finds_nothing_left(world: World) -> None:
    french_case(world)
    all_moved(world, Told(world))
    told = Told(world)
    assert all_moved(world, told) == []
    assert told.notices == []


def test_what_only_time_moved_is_said_so_and_nobody_is_told(world: World) -> None:
    french_case(world)
    world.clock.now = datetime(2026, 4, 20, 9, tzinfo=UTC)
    told = Told(world)
    (moved,) = all_moved(world, told, new_law=False)
    assert moved.changes == (Change(field="status", old="received", new="overdue", cause=Cause.TIME),)
    assert told.notices == []


def test_an_open_question_that_moves_the_date_day_by_day_is_time_too(world: World) -> None:
    case = french_case(world)
    dossier = str(world.sql("SELECT dossier_id FROM legal_case")[0][0])
    world.store.record(dossier, case, [IdentityAsked(on=date(2026, 3, 6))])
    world.clock.now = datetime(2026, 3, 30, 9, tzinfo=UTC)
    told = Told(world)
    moved = all_moved(world, told, new_law=False)
    assert {change.cause for each in moved for change in each.changes} == {Cause.TIME}
    assert told.notices == []


def test_a_lost_row_is_made_again(world: World) -> None:
    french_case(world)
    world.sql("DELETE FROM case_index")
    (moved,) = all_moved(world, Told(world), new_law=False)
    assert {change.cause for change in moved.changes} == {Cause.MISSING}
    assert index(world, "due_strict") == ["2026-04-07"]


def test_sealed_cases_are_skipped_and_counted(world: World) -> None:
    french_case(world)
    world.sql("UPDATE legal_case SET key_for_server = NULL")
    told = Told(world)
    running = recomputing(world, told)
    assert list(running.run()) == []
    assert (running.tally.sealed, running.tally.read) == (1, 0)
    assert index(world, "due_safe") == ["2026-04-07"]


def test_a_case_that_cannot_be_read_keeps_no_other_from_being_reckoned(world: World) -> None:
    cases = sorted(french_case(world) for _ in range(2))
    world.sql("UPDATE legal_case SET particulars = :broken WHERE id = :case", broken=b"\x00" * 60, case=cases[0])
    running = recomputing(world, Told(world))
    assert [each.case_id for each in running.run()] == cases[1:]
    assert (running.tally.read, running.tally.unreadable) == (2, 1)


def test_a_run_that_was_stopped_goes_on_where_it_stopped(world: World) -> None:
    cases, told = sorted(french_case(world) for _ in range(3)), Told(world)
    first = recomputing(world, told)
    assert next(first.run()).case_id == cases[0]
    assert first.tally.last == cases[0]
    rest = recomputing(world, told, after=first.tally.last)
    assert [each.case_id for each in rest.run()] == cases[1:]
    assert sorted(case for case, _, _ in told.notices) == cases


def test_killed_before_telling_the_next_run_still_tells(world: World) -> None:
    case, killed = french_case(world), Told(world, fail=True)
    try:
        all_moved(world, killed)
    except KeyboardInterrupt:
        assert index(world, "due_safe") == ["2026-04-07"]
    told = Told(world)
    all_moved(world, told)
    assert told.notices == [(case, DATES_CHANGED, date(2026, 4, 8))]


def test_more_cases_than_one_look_takes_are_all_read_once(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.cases.recompute.CHUNK", 2)
    cases = sorted(french_case(world) for _ in range(5))
    assert [each.case_id for each in all_moved(world, Told(world))] == cases
