"""Somebody with the database changes what was recorded: the database refuses, and where its guards were removed, the chain shows it."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy.exc import DatabaseError

from app.cases.casefile import ChainBroken
from app.law.events import NothingCame
from tests.cases.world import World

Crime = Callable[[World], object]


@pytest.fixture
def case(world: World) -> tuple[str, str]:
    """A case with four records."""
    dossier, case = world.open_case()
    world.store.record(dossier, case, [NothingCame(on=date(2026, 4, day)) for day in (1, 2, 3)])
    return dossier, case


GUARDED = {
    "changed": "UPDATE event SET sealed = hash WHERE sequence = 2",
    "renumbered": "UPDATE event SET sequence = 9 WHERE sequence = 4",
    "removed": "DELETE FROM event WHERE sequence = 4",
    "all removed": "DELETE FROM event",
}


@pytest.mark.parametrize("statement", GUARDED.values(), ids=GUARDED)
def test_the_database_itself_refuses_to_touch_an_event(world: World, case: tuple[str, str], statement: str) -> None:
    with pytest.raises(DatabaseError, match="append-only"):
        world.sql(statement)
    assert world.store.verify_chain(*case)


def test_replacing_an_event_is_refused_too(world_on_disk: World) -> None:
    world_on_disk.open_case()
    with pytest.raises(DatabaseError, match="append-only"):
        world_on_disk.sql("INSERT OR REPLACE INTO event SELECT id, case_id, 7, hash, sealed FROM event")


def edit_the_hash(world: World) -> None:
    world.sql("UPDATE event SET hash = sealed WHERE sequence = 3")


def edit_the_facts(world: World) -> None:
    world.sql("UPDATE event SET sealed = hash WHERE sequence = 3")


def swap_the_facts_of_two(world: World) -> None:
    world.sql("UPDATE event SET sealed = (SELECT sealed FROM event WHERE sequence = 3) WHERE sequence = 2")


def remove_from_the_middle(world: World) -> None:
    world.sql("DELETE FROM event WHERE sequence = 3")


def remove_from_the_middle_and_close_the_gap(world: World) -> None:
    remove_from_the_middle(world)
    world.sql("UPDATE event SET sequence = 3 WHERE sequence = 4")


def cut_the_end_off(world: World) -> None:
    world.sql("DELETE FROM event WHERE sequence >= 3")


def cut_all_off(world: World) -> None:
    world.sql("DELETE FROM event")


def let_two_change_places(world: World) -> None:
    world.sql("UPDATE event SET sequence = 0 WHERE sequence = 2")
    world.sql("UPDATE event SET sequence = 2 WHERE sequence = 3")
    world.sql("UPDATE event SET sequence = 3 WHERE sequence = 0")


CRIMES = [
    edit_the_hash,
    edit_the_facts,
    swap_the_facts_of_two,
    remove_from_the_middle,
    remove_from_the_middle_and_close_the_gap,
    cut_the_end_off,
    cut_all_off,
    let_two_change_places,
]


@pytest.mark.parametrize("crime", CRIMES)
def test_without_the_guards_the_chain_still_shows_it(world: World, case: tuple[str, str], crime: Crime) -> None:
    assert world.store.verify_chain(*case)
    world.drop_guards()
    crime(world)
    assert not world.store.verify_chain(*case)


@pytest.mark.parametrize("crime", [remove_from_the_middle, cut_the_end_off, let_two_change_places, edit_the_hash])
def test_a_broken_case_can_be_read_says_so_and_takes_no_more_records(world: World, case: tuple[str, str], crime: Crime) -> None:
    world.drop_guards()
    crime(world)
    assert not world.store.case(*case).intact
    with pytest.raises(ChainBroken):
        world.store.record(*case, [NothingCame(on=date(2026, 4, 4))])


def test_a_record_of_another_case_does_not_open_here(world: World, case: tuple[str, str]) -> None:
    _, other = world.open_case()
    world.drop_guards()
    world.sql("UPDATE event SET case_id = :case, sequence = 5 WHERE case_id = :other", case=case[1], other=other)
    assert not world.store.verify_chain(*case)
