"""The ledger: whole or not at all, references that stay, and nobody's name once a letter is written."""

from collections.abc import Iterator

import pytest
from sqlalchemy import text

from app.campaigns.ledger import LIFETIME, PART, Ledger, Progress, State, Written
from app.campaigns.people import Person
from app.platform.encryption import DecryptionFailed, MasterKeys
from app.platform.errors import NotFound
from app.wiring import Wiring
from tests.campaigns.letters import ORDER, done, opened, people, person
from tests.databases import on_both

pytestmark = on_both


@pytest.fixture
def ledger(wiring: Wiring) -> Ledger:
    return wiring.ledger


def test_a_batch_keeps_its_order_and_its_people(ledger: Ledger) -> None:
    batch = opened(ledger, PART + 1)
    assert batch.order == ORDER
    assert ledger.progress(batch.id) == Progress(PART + 1, 0, 0)
    assert ledger.open_parts(batch.id) == [0, 1]
    (last,) = ledger.queued(batch, 1)
    assert (last.number, last.person) == (PART + 2, person(PART + 2))


def test_the_same_lookup_is_the_same_batch_under_the_same_references(ledger: Ledger) -> None:
    first, second = opened(ledger, 3), opened(ledger, 3)
    assert first.id == second.id
    assert len({entry.reference for entry in ledger.entries(first.id)}) == 3


def test_a_table_that_breaks_off_leaves_no_batch(ledger: Ledger) -> None:
    def broken() -> Iterator[tuple[int, Person]]:
        yield from people(3)
        raise OSError

    with pytest.raises(OSError):  # noqa: PT011 -- the kind of error is all there is
        ledger.open(ORDER, broken(), "lookup")
    assert ledger.find("lookup") is None


def test_a_letter_is_settled_once(ledger: Ledger) -> None:
    batch = opened(ledger, 3)
    ledger.settle(batch.id, [done(2), Written(3, failure="refused")])
    ledger.settle(batch.id, [Written(2, failure="refused"), done(3)])
    assert [entry.state for entry in ledger.entries(batch.id)] == [State.DONE, State.FAILED, State.QUEUED]
    assert [letter.number for letter in ledger.queued(batch, 0)] == [4]


def test_who_a_letter_is_for_is_forgotten_once_it_is_written(ledger: Ledger, wiring: Wiring) -> None:
    batch = opened(ledger, 2)
    ledger.settle(batch.id, [done(2)])
    with wiring.engine.connect() as connection:
        kept = connection.execute(text("SELECT number, person FROM batch_letter ORDER BY number")).all()
    assert kept[0] == (2, None)
    assert b"Camille" not in bytes(kept[1][1])


def test_a_lost_letter_is_queued_again_under_its_reference(ledger: Ledger) -> None:
    batch = opened(ledger, 2)
    before = [entry.reference for entry in ledger.entries(batch.id)]
    ledger.settle(batch.id, [done(2), done(3)])
    ledger.reopen(batch, people(2), {3})
    assert [letter.person for letter in ledger.queued(batch, 0)] == [person(3)]
    assert [entry.reference for entry in ledger.entries(batch.id)] == before


def test_erasing_takes_everything(ledger: Ledger, wiring: Wiring) -> None:
    batch = opened(ledger, 2)
    assert ledger.erase(batch.id)
    assert not ledger.erase(batch.id)
    with pytest.raises(NotFound):
        ledger.batch(batch.id)
    with wiring.engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM batch_letter")).scalar() == 0


def test_a_batch_expires_after_a_week(wiring: Wiring) -> None:
    keys, now = MasterKeys.create(), wiring.clock()
    batch = opened(Ledger(wiring.engine, keys, lambda: now), 1)
    assert Ledger(wiring.engine, keys, lambda: now + LIFETIME * 0.99).expired() == []
    assert Ledger(wiring.engine, keys, lambda: now + LIFETIME).expired() == [batch.id]


def test_without_the_master_key_a_batch_does_not_open(ledger: Ledger, wiring: Wiring) -> None:
    batch = opened(ledger, 1)
    with pytest.raises(DecryptionFailed):
        Ledger(wiring.engine, MasterKeys.create(), wiring.clock).batch(batch.id)


def test_every_line_comes_once_however_many_there_are(ledger: Ledger) -> None:
    batch = opened(ledger, 2_050)
    assert [entry.number for entry in ledger.entries(batch.id)] == list(range(2, 2_052))
