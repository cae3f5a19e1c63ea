"""Calendar feeds: a link per dossier that a calendar may read and nobody can guess, until the person takes it back."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Engine
from sqlmodel import col, delete, select

from app.cases.casefile import find_dossier_keys
from app.cases.review import CaseReview
from app.platform.database import reading, writing
from app.platform.encryption import MasterKeys
from app.platform.errors import NotFound
from app.platform.i18n import LANGUAGES, translator
from app.watching import calendar
from app.watching.tables import FeedRow
from app.watching.tokens import hashed, random_token

UID_LENGTH = 40


class Feeds:
    """Opens, reads and closes feeds."""

    def __init__(self, engine: Engine, keys: MasterKeys, review: CaseReview, clock: Callable[[], datetime]) -> None:
        self._engine = engine
        self._keys = keys
        self._review = review
        self._clock = clock

    def open(self, dossier_id: str, language: str) -> str:
        """A new token, to be shown once; the former one opens nothing any more. Raises NotFound."""
        token = random_token()
        spoken = language if language in LANGUAGES else LANGUAGES[0]
        row = FeedRow(dossier_id=dossier_id, token_hash=self._hash(token), language=spoken, made_at=int(self._clock().timestamp()))
        with writing(self._engine) as session:
            find_dossier_keys(session, self._keys, dossier_id)
            session.merge(row)
        return token

    def is_open(self, dossier_id: str) -> bool:
        """Whether a calendar may read the dossier's dates."""
        with reading(self._engine) as session:
            return session.get(FeedRow, dossier_id) is not None

    def close(self, dossier_id: str) -> None:
        """Take the link back; closing what is not open is no error."""
        with writing(self._engine) as session:
            session.exec(delete(FeedRow).where(col(FeedRow.dossier_id) == dossier_id))

    def read(self, token: str) -> bytes:
        """The calendar of that token. Raises NotFound."""
        with reading(self._engine) as session:
            row = session.exec(select(FeedRow).where(FeedRow.token_hash == self._hash(token))).first()
        if row is None:
            raise NotFound("no such feed")
        found = calendar.entries(self._review.of_dossier(row.dossier_id), self._uid, translator(row.language))
        return calendar.to_bytes(found, row.language)

    def _hash(self, token: str) -> bytes:
        return hashed(self._keys.pepper, "feed", token)

    def _uid(self, case_id: str, what: str) -> str:
        """Keyed, so that nobody finds a case's page by its event."""
        return hashed(self._keys.pepper, "uid", f"{case_id} {what}").hex()[:UID_LENGTH]
