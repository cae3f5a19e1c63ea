"""Who is in a dossier: sessions kept by the server, opened by the recovery code. The browser holds a random token, the server its hash."""

import hmac
import secrets
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import Engine
from sqlmodel import Session, col, delete, or_, select

from app.cases.keys import private_key_by_code
from app.cases.recovery import RecoveryCode
from app.cases.tables import DossierRow, SessionRow
from app.platform.database import reading, writing
from app.platform.encryption import DecryptionFailed, MasterKeys
from app.platform.errors import InvalidInput, StorageFailed, msg

TOKEN_BYTES = 32
IDLE = int(timedelta(hours=2).total_seconds())
LONGEST = int(timedelta(hours=12).total_seconds())
# A session's idle time is written anew at most this often (seconds): pages are read far more often than that.
COARSE = 60


class WrongCode(InvalidInput):
    """The code opens nothing. The same for a code that never was, and for one whose dossier was erased."""

    def __init__(self) -> None:
        super().__init__("code", msg("These words open no dossier. Please check each word and their order."))


class Sessions:
    """Opens, finds and ends sessions."""

    def __init__(self, engine: Engine, keys: MasterKeys, clock: Callable[[], datetime]) -> None:
        self._engine = engine
        self._keys = keys
        self._clock = clock

    def enter(self, code: RecoveryCode) -> str:
        """A new session's token. Raises WrongCode.

        An unknown code is refused without the slow derivation. That tells nothing the answer does not tell: whoever has the right hash has
        the right code. It spares the server the work of answering a flood of guesses.
        """
        lookup = code.lookup(self._keys.pepper)
        with reading(self._engine) as session:
            dossier = session.exec(select(DossierRow).where(DossierRow.code_lookup == lookup)).first()
        if dossier is None or not hmac.compare_digest(dossier.code_lookup, lookup):
            raise WrongCode
        try:
            private_key_by_code(code, dossier)
        except DecryptionFailed as error:
            raise WrongCode from error
        return self._open(dossier.id, lookup)

    def dossier_of(self, token: str) -> str | None:
        """The dossier of a session that still lasts; it lasts on.

        A disk that takes nothing more must not keep anybody from reading: then the session only ends earlier.
        """
        hashed, now = self._hash(token), self._now()
        with reading(self._engine) as session:
            row = session.get(SessionRow, hashed)
        if row is None:
            return None
        if now >= min(row.idle_until, row.ends_at):
            with suppress(StorageFailed):
                self.leave(token)
            return None
        if row.idle_until < now + IDLE - COARSE:
            with suppress(StorageFailed):
                self._prolong(hashed, now)
        return row.dossier_id

    def leave(self, token: str) -> None:
        """End the session; ending one that is not there is no error."""
        with writing(self._engine) as session:
            session.exec(delete(SessionRow).where(col(SessionRow.token_hash) == self._hash(token)))

    def _open(self, dossier_id: str, lookup: bytes) -> str:
        token, now = secrets.token_urlsafe(TOKEN_BYTES), self._now()
        with writing(self._engine) as session:
            _purge(session, now)
            # The code may have been replaced while it was derived, by the same form sent again.
            query = select(DossierRow).where(DossierRow.id == dossier_id, DossierRow.code_lookup == lookup)
            dossier = session.exec(query.with_for_update()).first()
            if dossier is None:
                raise WrongCode
            dossier.code_used = True
            session.add(dossier)
            session.add(SessionRow(token_hash=self._hash(token), dossier_id=dossier_id, idle_until=now + IDLE, ends_at=now + LONGEST))
        return token

    def _prolong(self, hashed: bytes, now: int) -> None:
        with writing(self._engine) as session:
            row = session.get(SessionRow, hashed)
            if row is not None:
                row.idle_until = now + IDLE
                session.add(row)

    def _now(self) -> int:
        return int(self._clock().timestamp())

    def _hash(self, token: str) -> bytes:
        return hmac.digest(self._keys.pepper, b"session\0" + token.encode("utf-8", "surrogatepass"), sha256)


def _purge(session: Session, now: int) -> None:
    session.exec(delete(SessionRow).where(or_(col(SessionRow.idle_until) <= now, col(SessionRow.ends_at) <= now)))
