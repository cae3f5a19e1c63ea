"""The ledger of batches: opened whole or not at all, then settled letter by letter.

Each batch has a key of its own, kept under the server's master key. It encrypts who the letters are for until they are written, and the
letters themselves where the program keeps them. With the batch's row goes its key, and with it whatever is left anywhere.
"""

import hmac
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from itertools import islice
from typing import Any

from sqlalchemy import CursorResult, Engine, delete, func, insert, update
from sqlmodel import col, select

from app.campaigns.orders import Order, person_from_json, person_to_json
from app.campaigns.people import Person
from app.campaigns.tables import BatchLetterRow, BatchRow
from app.cases.views import new_id
from app.letters.references import new_reference
from app.platform.database import clear_deleted, reading, writing
from app.platform.encryption import MasterKeys, decrypt, encrypt, new_key, place
from app.platform.errors import NotFound

PART = 50
"""Letters of one job."""

SLAB = 1_000
"""Rows that are inserted or read at once."""

LIFETIME = timedelta(days=7)


TRANSLITERATED = "transliterated"
"""The remark on a letter with characters that no font has. Which they are is not kept: they may be a whole name."""


class State(StrEnum):
    """What has become of a letter."""

    QUEUED = "queued"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True)
class Batch:
    """A batch that is open: its order and its key."""

    id: str
    order: Order
    key: bytes = field(repr=False)
    expires_at: int


@dataclass(frozen=True)
class Letter:
    """A letter to be written: for whom, under which reference."""

    number: int
    reference: str
    person: Person


@dataclass(frozen=True)
class Written:
    """What became of one letter: the PDF's SHA-256 (hex), size in bytes and a remark, or the code of why there is none."""

    number: int
    sha256: str = ""
    size: int = 0
    failure: str = ""
    remark: str = ""


@dataclass(frozen=True)
class Entry:
    """One line of the ledger, with nothing personal in it."""

    number: int
    reference: str
    language: str
    state: State
    sha256: str
    size: int
    failure: str
    remark: str


@dataclass(frozen=True)
class Progress:
    """How many letters are waiting, written, failed."""

    queued: int
    done: int
    failed: int

    @property
    def total(self) -> int:
        """All letters of the batch."""
        return self.queued + self.done + self.failed


class Ledger:
    """Batches and their letters in the database."""

    def __init__(self, engine: Engine, keys: MasterKeys, clock: Callable[[], datetime]) -> None:
        self._engine = engine
        self._keys = keys
        self._clock = clock

    def open(self, order: Order, people: Iterable[tuple[int, Person]], lookup: str) -> str:
        """A batch with a reference for each person: all in one transaction. Returns its id; the same lookup again, the same batch."""
        batch, key, now = new_id(), new_key(), int(self._clock().timestamp())
        row = BatchRow(
            id=batch,
            lookup=self._hash(lookup),
            key_for_server=self._keys.wrap(key, place("batch", "key_for_server", batch)),
            orders=encrypt(key, order.to_json(), place("batch", "orders", batch)),
            made_at=now,
            expires_at=now + int(LIFETIME.total_seconds()),
        )
        with writing(self._engine) as session:
            known = session.exec(select(BatchRow.id).where(BatchRow.lookup == row.lookup)).first()
            if known is not None:
                return known
            session.add(row)
            session.flush()
            letters = _rows(batch, key, order, people)
            while slab := list(islice(letters, SLAB)):
                session.execute(insert(BatchLetterRow), slab)
        return batch

    def find(self, lookup: str) -> str | None:
        """The id of the batch that was opened with this lookup."""
        with reading(self._engine) as session:
            return session.exec(select(BatchRow.id).where(BatchRow.lookup == self._hash(lookup))).first()

    def batch(self, batch_id: str) -> Batch:
        """The batch. Raises NotFound, DecryptionFailed."""
        with reading(self._engine) as session:
            row = session.get(BatchRow, batch_id)
        if row is None:
            raise NotFound(batch_id)
        key = self._keys.unwrap(row.key_for_server, place("batch", "key_for_server", batch_id))
        return Batch(batch_id, Order.from_json(decrypt(key, row.orders, place("batch", "orders", batch_id))), key, row.expires_at)

    def progress(self, batch_id: str) -> Progress:
        """How far the batch is."""
        query = select(BatchLetterRow.state, func.count()).where(BatchLetterRow.batch_id == batch_id).group_by(BatchLetterRow.state)
        with reading(self._engine) as session:
            counts = dict(session.exec(query).all())
        return Progress(*(counts.get(state, 0) for state in State))

    def open_parts(self, batch_id: str) -> list[int]:
        """Numbers of the parts with letters still to be written."""
        query = select(BatchLetterRow.part).where(BatchLetterRow.batch_id == batch_id, BatchLetterRow.state == State.QUEUED).distinct()
        with reading(self._engine) as session:
            return sorted(session.exec(query))

    def queued(self, batch: Batch, part: int) -> list[Letter]:
        """The letters of a part that are still to be written."""
        query = (
            select(BatchLetterRow)
            .where(BatchLetterRow.batch_id == batch.id, BatchLetterRow.part == part, BatchLetterRow.state == State.QUEUED)
            .order_by(col(BatchLetterRow.number))
        )
        with reading(self._engine) as session:
            rows = session.exec(query).all()
        return [Letter(row.number, row.reference, _person(batch, row)) for row in rows]

    def settle(self, batch_id: str, written: Iterable[Written]) -> None:
        """Enter what became of some letters. What is entered already stays; who a written letter was for is forgotten."""
        with writing(self._engine) as session:
            for each in written:
                outcome = {"state": State.FAILED, "failure": each.failure} if each.failure else {"state": State.DONE, "person": None}
                values = {**outcome, "sha256": each.sha256, "size": each.size, "remark": each.remark}
                session.execute(_of(batch_id, each.number, State.QUEUED).values(**values))

    def entries(self, batch_id: str) -> Iterator[Entry]:
        """All lines of the batch, in the order of the table."""
        columns = ("number", "reference", "language", "state", "sha256", "size", "failure", "remark")
        after = -1
        while True:
            lines = select(*(getattr(BatchLetterRow, name) for name in columns))
            query = lines.where(BatchLetterRow.batch_id == batch_id, col(BatchLetterRow.number) > after)
            with reading(self._engine) as session:
                found = session.exec(query.order_by(col(BatchLetterRow.number)).limit(SLAB))
                slab = [Entry(row[0], row[1], row[2], State(row[3]), *row[4:]) for row in found]
            yield from slab
            if len(slab) < SLAB:
                return
            after = slab[-1].number

    def reopen(self, batch: Batch, people: Iterable[tuple[int, Person]], numbers: set[int]) -> None:
        """Queue these letters again, under the references they have: their files are not what was written, or could not be."""
        with writing(self._engine) as session:
            for number, person in people:
                if number in numbers:
                    values = {
                        "state": State.QUEUED,
                        "sha256": "",
                        "size": 0,
                        "failure": "",
                        "remark": "",
                        "person": _sealed(batch.id, batch.key, number, person),
                    }
                    session.execute(_of(batch.id, number).values(**values))

    def unfinished(self) -> list[str]:
        """Ids of the batches that the program itself keeps, or a command left, with letters still to be written; oldest first."""
        waiting = select(BatchLetterRow.batch_id).where(BatchLetterRow.state == State.QUEUED).distinct()
        with reading(self._engine) as session:
            return list(session.exec(select(BatchRow.id).where(col(BatchRow.id).in_(waiting)).order_by(col(BatchRow.made_at))))

    def expire_within(self, batch_id: str, time: timedelta) -> None:
        """Let the batch expire after that time, if it would not sooner."""
        latest = int((self._clock() + time).timestamp())
        with writing(self._engine) as session:
            mine = update(BatchRow).where(col(BatchRow.id) == batch_id, col(BatchRow.expires_at) > latest)
            session.execute(mine.values(expires_at=latest))

    def expired(self) -> list[str]:
        """Ids of the batches whose time is over."""
        with reading(self._engine) as session:
            return list(session.exec(select(BatchRow.id).where(BatchRow.expires_at <= int(self._clock().timestamp()))))

    def erase(self, batch_id: str) -> bool:
        """Delete the batch with its key and all its lines; False if it is not there."""
        with writing(self._engine) as session:
            session.execute(delete(BatchLetterRow).where(col(BatchLetterRow.batch_id) == batch_id))
            gone: CursorResult[Any] = session.execute(delete(BatchRow).where(col(BatchRow.id) == batch_id))  # type: ignore[assignment]
        clear_deleted(self._engine)
        return bool(gone.rowcount)

    def _hash(self, lookup: str) -> bytes:
        return hmac.digest(self._keys.pepper, b"batch\0" + lookup.encode("utf-8", "surrogatepass"), sha256)


def _rows(batch: str, key: bytes, order: Order, people: Iterable[tuple[int, Person]]) -> Iterator[dict[str, object]]:
    """The lines of a new batch. References are drawn until each is the batch's only one: among many, two random ones may be the same."""
    taken: set[str] = set()
    for index, (number, person) in enumerate(people):
        reference = new_reference()
        while reference in taken:
            reference = new_reference()
        taken.add(reference)
        yield {
            "batch_id": batch,
            "number": number,
            "part": index // PART,
            "reference": reference,
            "language": person.language or order.language,
            "state": State.QUEUED,
            "person": _sealed(batch, key, number, person),
            "sha256": "",
            "size": 0,
            "failure": "",
            "remark": "",
        }


def _sealed(batch: str, key: bytes, number: int, person: Person) -> bytes:
    return encrypt(key, person_to_json(person), place("batch_letter", "person", f"{batch}·{number}"))


def _person(batch: Batch, row: BatchLetterRow) -> Person:
    return person_from_json(decrypt(batch.key, row.person or b"", place("batch_letter", "person", f"{batch.id}·{row.number}")))


def _of(batch_id: str, number: int, state: State | None = None) -> Any:
    query = update(BatchLetterRow).where(col(BatchLetterRow.batch_id) == batch_id, col(BatchLetterRow.number) == number)
    return query if state is None else query.where(col(BatchLetterRow.state) == state)
