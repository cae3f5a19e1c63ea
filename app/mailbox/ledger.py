"""What became of each mail that arrived. A mail is claimed, then filed or put into the inbox: a crash in between is taken up again."""

import hmac
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from hashlib import sha256

from sqlalchemy import Engine, or_
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, func, select, update

from app.cases.views import is_id, new_id
from app.mailbox.tables import ArrivalRow
from app.platform.database import reading, writing
from app.platform.encryption import MasterKeys, decrypt, encrypt, new_key, place
from app.platform.errors import NotFound

LEASE = 10 * 60
"""Seconds that one mail may take before another worker takes it for abandoned."""


class State(StrEnum):
    """Being read; with its case, or turned away by the operator; waiting in the inbox."""

    CLAIMED = "claimed"
    DONE = "done"
    WAITS = "waits"


class Reason(StrEnum):
    """Why a mail waits in the inbox."""

    NO_CASE = "no_case"
    SEVERAL = "several"
    SEALED = "sealed"
    REFUSED = "refused"
    TOO_LARGE = "too_large"


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """A mail in the inbox, without its content. `sender` and `subject` are as the sandbox read them, and may say anything."""

    id: str
    arrived_on: date
    reason: Reason
    sender: str
    subject: str


class ArrivalLedger:
    """The ledger. `clock` gives aware UTC instants."""

    def __init__(self, engine: Engine, keys: MasterKeys, clock: Callable[[], datetime]) -> None:
        self._engine = engine
        self._keys = keys
        self._clock = clock

    def claim(self, raw: bytes, arrived_on: date) -> tuple[str, State | None]:
        """The id of this mail's row, and None where it is the caller's to file now; otherwise its state: nothing is to be done with it."""
        key, now = hmac.digest(self._keys.pepper, b"mail " + sha256(raw).digest(), sha256), int(self._clock().timestamp())
        fresh = ArrivalRow(
            id=new_id(), key=key, state=State.CLAIMED, arrived_on=arrived_on, claimed_until=now + LEASE, reason=Reason.NO_CASE
        )
        try:
            with writing(self._engine) as session:
                session.add(fresh)
                session.flush()
                return fresh.id, None
        except IntegrityError:
            return self._again(key, now)

    def done(self, arrival_id: str) -> None:
        """The mail is with its case, or is not wanted: its content goes."""
        with writing(self._engine) as session:
            row = self._row(session, arrival_id)
            row.state, row.sealed, row.wrapped_key = State.DONE, None, None
            session.add(row)

    def wait(self, arrival_id: str, raw: bytes, reason: Reason, sender: str, subject: str) -> None:
        """Put the mail into the inbox."""
        key, content = new_key(), json.dumps([sender, subject]).encode("ascii") + b"\n" + raw
        with writing(self._engine) as session:
            row = self._row(session, arrival_id)
            row.state, row.reason = State.WAITS, reason
            row.sealed = encrypt(key, content, place("arrival", "sealed", row.id))
            row.wrapped_key = self._keys.wrap(key, place("arrival", "wrapped_key", row.id))
            session.add(row)

    def waiting(self) -> list[Waiting]:
        """What is in the inbox, the oldest first. Raises DecryptionFailed."""
        query = select(ArrivalRow).where(ArrivalRow.state == State.WAITS)
        with reading(self._engine) as session:
            return [self._opened(row)[0] for row in session.exec(query.order_by(col(ArrivalRow.arrived_on), col(ArrivalRow.id)))]

    def count(self) -> int:
        """How many mails are in the inbox."""
        with reading(self._engine) as session:
            return session.exec(select(func.count()).select_from(ArrivalRow).where(ArrivalRow.state == State.WAITS)).one()

    def content(self, arrival_id: str) -> tuple[Waiting, bytes]:
        """A mail of the inbox as it came. Raises NotFound, DecryptionFailed."""
        with reading(self._engine) as session:
            return self._opened(self._row(session, arrival_id))

    def to_tell(self, today: date) -> int:
        """How many mails wait, once a day and where the operator has not been told of all; whoever gets a number above nought tells.

        A mail about mails, or the answer to one, may itself come in and wait: it is told of the next day, never at once.
        """
        untold = or_(col(ArrivalRow.told_on).is_(None), col(ArrivalRow.told_on) < today)
        with writing(self._engine) as session:
            if session.exec(select(ArrivalRow.id).where(ArrivalRow.told_on == today).limit(1)).first():
                return 0
            waiting = update(ArrivalRow).where(col(ArrivalRow.state) == State.WAITS, untold).values(told_on=today)
            mine = session.exec(waiting).rowcount
        return self.count() if mine else 0

    def _opened(self, row: ArrivalRow) -> tuple[Waiting, bytes]:
        """Raises NotFound for a mail that does not wait (any more), DecryptionFailed."""
        if row.state != State.WAITS or row.sealed is None or row.wrapped_key is None:
            raise NotFound(row.id)
        key = self._keys.unwrap(row.wrapped_key, place("arrival", "wrapped_key", row.id))
        told, _, raw = decrypt(key, row.sealed, place("arrival", "sealed", row.id)).partition(b"\n")
        sender, subject = json.loads(told)
        return Waiting(id=row.id, arrived_on=row.arrived_on, reason=Reason(row.reason), sender=sender, subject=subject), raw

    def _again(self, key: bytes, now: int) -> tuple[str, State | None]:
        """A mail that was met before: the caller's once more where whoever had it did not come to an end."""
        with writing(self._engine) as session:
            row = session.exec(select(ArrivalRow).where(ArrivalRow.key == key).with_for_update()).one()
            if row.state != State.CLAIMED or row.claimed_until > now:
                return row.id, State(row.state)
            row.claimed_until = now + LEASE
            session.add(row)
            return row.id, None

    @staticmethod
    def _row(session: Session, arrival_id: str) -> ArrivalRow:
        row = session.get(ArrivalRow, arrival_id) if is_id(arrival_id) else None
        if row is None:
            raise NotFound(arrival_id)
        return row
