"""The sweep: cases on which something changed by itself are looked at, and what there is to tell is entered in the ledger.

A case's index row moves on to its next day in the same transaction that enters its notices: killed at any moment, the next sweep finds
either both done or neither. A sweep that was missed is caught up by the next one, which looks at everything that is due by then.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from sqlalchemy import Engine
from sqlmodel import Session, and_, col, exists, or_, select

from app.cases.review import CaseReview, Due, Reviewed
from app.platform.database import reading, writing
from app.watching import ledger
from app.watching.alerts import current, day_of
from app.watching.contacts import may_be_told
from app.watching.tables import ContactRow, NoticeRow
from app.watching.views import Rhythm

CHUNK = 20
"""Cases of one transaction: others who write wait no longer than it takes."""

SLAB = 500
"""Cases that one look at the index brings."""

DIGEST_HOUR = 7
"""When digests go, on the installation's clock."""

MONDAY = 0


class Sweep:
    """Looks at what is due. Two at once do the same work twice and nothing more: the ledger takes each notice once."""

    def __init__(self, engine: Engine, review: CaseReview) -> None:
        self._engine = engine
        self._review = review

    def run(self, stopping: Callable[[], bool] = lambda: False) -> int:
        """Look at every case that is due by today: how many."""
        done, after = 0, None
        while not stopping() and (slab := self._review.due(SLAB, after)):
            for start in range(0, len(slab), CHUNK):
                if stopping():
                    break
                done += self._review.review(slab[start : start + CHUNK], self.enter)
            after = slab[-1]
        return done

    def look_at(self, due: list[Due]) -> int:
        """Look at these cases now."""
        return self._review.review(due, self.enter)

    def enter(self, session: Session, case: Reviewed) -> None:
        """Enter what is to be told of a case, if there is somebody to tell it to."""
        contact = may_be_told(session, case.dossier_id)
        told = current(case.assessment.alerts, self._review.today())
        if contact is None or not told:
            return
        at = self.due_at(Rhythm(contact.rhythm))
        of, to = case.case_id, case.dossier_id
        entries = [ledger.Entry(to, of, alert.code, day_of(alert), at, case_id=of, since=alert.on) for alert in told]
        ledger.enter(session, entries, self._review.today())

    def welcome(self, dossier_id: str) -> None:
        """Enter what is to be told of a dossier from its first moment on: what is current, not what has been."""
        cases = self._review.of_dossier(dossier_id)
        with writing(self._engine) as session:
            for case in cases:
                self.enter(session, case)

    def digests(self, day: date) -> int:
        """Enter the digests of that day, for those who want one then and whom there is something to tell: how many are new.

        Once a day only news is worth a mail, once a week what is still late as well. A day that was missed is made up for: what waits for
        one person goes out in one mail.
        """
        weekly = [Rhythm.WEEKLY] if day.weekday() == MONDAY else []
        with reading(self._engine) as session:
            news = exists().where(col(NoticeRow.dossier_id) == col(ContactRow.dossier_id), col(NoticeRow.state) == ledger.QUEUED)
            wanted = or_(col(ContactRow.rhythm).in_(weekly), and_(col(ContactRow.rhythm) == Rhythm.DAILY, news))
            query = select(ContactRow.dossier_id).where(wanted, col(ContactRow.confirmed_at).is_not(None))
            dossiers = session.exec(query.where(col(ContactRow.refused_at).is_(None)).order_by(col(ContactRow.dossier_id))).all()
        return sum(self._digest(dossier_id, day) for dossier_id in dossiers)

    def due_at(self, rhythm: Rhythm) -> int:
        """When mail of that rhythm goes, in seconds since 1970. A digest's notices wait for the digest, an hour longer if it must be."""
        now = self._review.now()
        if rhythm is Rhythm.AT_ONCE:
            return int(now.timestamp())
        return int((next_digest(now, rhythm) + timedelta(hours=1)).timestamp())

    def _digest(self, dossier_id: str, day: date) -> int:
        today, now = self._review.today(), int(self._review.now().timestamp())
        if not any(current(case.assessment.alerts, today) for case in self._review.of_dossier(dossier_id)):
            return 0
        with writing(self._engine) as session:
            return ledger.enter(session, [ledger.Entry(dossier_id, dossier_id, ledger.DIGEST, day, now)], today)


def next_digest(now: datetime, rhythm: Rhythm) -> datetime:
    """The next digest of that rhythm after `now`, which is in the installation's time zone."""
    at = now.replace(hour=DIGEST_HOUR, minute=0, second=0, microsecond=0)
    while at <= now or (rhythm is Rhythm.WEEKLY and at.weekday() != MONDAY):
        at += timedelta(days=1)
    return at
