"""A closed case goes after its time, never while an authority still has time to answer, and leaves nothing behind."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.cases.retention import erasable_from
from app.cases.sessions import WrongCode
from app.law.authority_clock import authority_dates
from app.law.events import CaseClosed, ComplaintFiled, Event, EventWithdrawn, FindingConfirmed, NothingCame, Outcome, Recorded
from app.law.rights import Right
from app.platform.errors import NotFound
from tests.cases.world import OPENED, World, first_events, request, run_at_once

CLOSED_ON = date(2026, 5, 4)
CLOSED = CaseClosed(on=CLOSED_ON, outcome=Outcome.SATISFIED)
FILED = ComplaintFiled(on=date(2026, 4, 20), authority="fr-cnil")
YEAR = 365
A_YEAR_LATER = CLOSED_ON + timedelta(days=YEAR)


def recorded(*events: Event, at: date = CLOSED_ON) -> tuple[Recorded, ...]:
    """The events after an opening, all written down on that day."""
    written = datetime(at.year, at.month, at.day, 12, tzinfo=UTC)
    every = (*first_events(request()), *events)
    return tuple(Recorded(id=f"r{n}", sequence=n, recorded_at=written, event=e, corrects=None) for n, e in enumerate(every, start=1))


def close(world: World, dossier: str, case: str, *before: Event, on: date = CLOSED_ON) -> None:
    """Record these, then the closing, on the day of the closing."""
    world.clock.now = datetime(on.year, on.month, on.day, 9, tzinfo=UTC)
    world.store.record(dossier, case, [*before, CaseClosed(on=on, outcome=Outcome.SATISFIED)])


def test_a_case_may_go_a_year_after_its_closing() -> None:
    assert erasable_from(recorded(CLOSED), A_YEAR_LATER, YEAR) == A_YEAR_LATER


def test_an_open_case_stays_for_ever() -> None:
    assert erasable_from(recorded(NothingCame(on=CLOSED_ON)), date(2099, 1, 1), YEAR) is None


def test_a_case_whose_closing_was_withdrawn_is_open_again() -> None:
    closed = recorded(CLOSED, EventWithdrawn(on=CLOSED_ON))
    again = (*closed[:-1], Recorded(**{**vars(closed[-1]), "corrects": closed[-2].id}))
    assert erasable_from(again, date(2099, 1, 1), YEAR) is None


def test_a_closing_dated_long_ago_counts_from_the_day_it_was_written_down() -> None:
    assert erasable_from(recorded(CLOSED, at=date(2026, 9, 1)), date(2099, 1, 1), YEAR) == date(2027, 9, 1)


def test_what_is_written_after_the_closing_keeps_the_case_longer() -> None:
    later = FindingConfirmed(on=date(2026, 8, 1), label="temporal_limit", reply=None)
    assert erasable_from(recorded(CLOSED, later), date(2099, 1, 1), YEAR) == date(2027, 8, 1)


@given(days=st.integers(1, 2000), filed=st.dates(date(2026, 3, 3), date(2040, 1, 1)))
def test_while_an_authority_has_time_to_answer_nothing_may_go(days: int, filed: date) -> None:
    records = recorded(ComplaintFiled(on=filed, authority="fr-cnil"), CaseClosed(on=filed, outcome=Outcome.WITHDRAWN), at=filed)
    may_go = erasable_from(records, date(2099, 1, 1), days)
    assert may_go is not None
    assert may_go > authority_dates(filed)["act_by"]
    assert may_go >= filed + timedelta(days=days)


def test_the_sweep_takes_the_case_on_its_day_and_not_before(world: World) -> None:
    dossier, code = world.open()
    close(world, dossier, world.store.cases(dossier)[0].public_id)
    assert world.store.erase_expired(A_YEAR_LATER - timedelta(days=1), YEAR) == 0
    assert world.store.erase_expired(A_YEAR_LATER, YEAR) == 1
    for table in ("dossier", "legal_case", "event", "case_index", "stored_file"):
        assert world.sql(f"SELECT count(*) FROM {table}") == [(0,)]  # noqa: S608 -- the tables of the line above
    assert world.files_on_disk() == set()
    with pytest.raises(WrongCode):
        world.store.enter(code)


def test_the_sweep_leaves_what_is_open_and_what_lies_with_an_authority(world: World) -> None:
    (open_, case), (filed, other) = world.open_case(), world.open_case()
    close(world, filed, other, FILED)
    assert world.store.erase_expired(date(2026, 8, 1), 30) == 0
    assert world.store.case(open_, case).intact
    assert world.store.case(filed, other).intact


def test_linked_cases_go_together_once_both_may(world: World) -> None:
    dossier, _ = world.open(request(), request(Right.ERASURE))
    first, second = (case.public_id for case in world.store.cases(dossier))
    close(world, dossier, first)
    assert world.store.erase_expired(A_YEAR_LATER, YEAR) == 0
    close(world, dossier, second, on=CLOSED_ON + timedelta(days=10))
    assert world.store.erase_expired(A_YEAR_LATER, YEAR) == 0
    assert world.store.erase_expired(A_YEAR_LATER + timedelta(days=10), YEAR) == 2


def test_a_case_that_cannot_be_read_does_not_keep_the_others(world: World) -> None:
    (broken, case), (sound, other) = world.open_case(), world.open_case()
    close(world, broken, case)
    close(world, sound, other)
    world.sql("UPDATE legal_case SET particulars = :rubbish WHERE id = :id", rubbish=b"rubbish" * 10, id=case)
    assert world.store.erase_expired(A_YEAR_LATER, YEAR) == 1
    with pytest.raises(NotFound):
        world.store.case(sound, other)


def test_sweeps_at_once_take_each_case_once(world: World) -> None:
    for _ in range(3):
        dossier, _ = world.open(request(), request(Right.ERASURE))
        for case in world.store.cases(dossier):
            close(world, dossier, case.public_id)
    gone: list[int] = []
    run_at_once(3, lambda _: gone.append(world.store.erase_expired(A_YEAR_LATER, YEAR)))
    assert sum(gone) == 6


def test_one_case_can_be_erased_and_the_other_no_longer_points_to_it(world: World) -> None:
    dossier, code = world.open(request(), request(Right.ERASURE))
    first, second = (case.public_id for case in world.store.cases(dossier))
    world.store.erase_case(dossier, first)
    assert [case.public_id for case in world.store.cases(dossier)] == [second]
    assert world.store.case(dossier, second).linked is None
    assert len(world.files_on_disk()) == 1
    assert world.store.enter(code)


def test_a_case_of_another_dossier_is_not_erased(world: World) -> None:
    (mine, _), (_, theirs) = world.open_case(), world.open_case()
    with pytest.raises(NotFound):
        world.store.erase_case(mine, theirs)


def test_what_is_opened_today_is_never_old_enough(world: World) -> None:
    dossier, case = world.open_case()
    close(world, dossier, case, on=OPENED)
    assert world.store.erase_expired(OPENED, 1) == 0
