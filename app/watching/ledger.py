"""The ledger of notices: what is told to whom, once. Its unique key keeps two machines, or a crash, from telling anything twice.

A row is queued, then claimed by one attempt for a while, then handed over, then sent. The step to "handed over" is committed when the
mail server waits for the content and has nothing of it yet: an attempt that lost its claim cannot take it, and a row that is found in that
state after a crash is uncertain, for nobody knows whether the server got the content. It is shown to the person and never sent by itself.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from importlib import import_module
from typing import Any

from sqlalchemy import CursorResult, Engine, Table, and_, delete, or_, update
from sqlmodel import Session, col, select

from app.cases.views import new_id
from app.platform.database import reading, writing
from app.watching.tables import ContactRow, NoticeRow

MAIL = "mail"
PAGE = "page"

CONFIRM = "confirm"
DIGEST = "digest"
DATES_CHANGED = "dates_changed"
REPLY_WAITING = "reply_waiting"

NO_DATES = frozenset({DATES_CHANGED, REPLY_WAITING})
"""What is told apart from the dates of alerts: that one was reckoned anew, that an answer came by mail and waits to be looked at."""

QUEUED, CLAIMED, HANDED_OVER, SENT, FAILED, UNCERTAIN, TOLD = "queued", "claimed", "handed_over", "sent", "failed", "uncertain", "told"

NOTICES: Table = NoticeRow.__table__  # type: ignore[attr-defined]

LEASE = 45
"""Seconds that a claim lasts: longer than any attempt takes up to the content. With the next round, another worker takes the notice up."""

VERDICT = 180
"""Seconds that a server may take for its word on a content that it has; after them the notice is uncertain."""

SHORTEST_PAUSE, LONGEST_PAUSE = 60, 6 * 60 * 60


@dataclass(frozen=True)
class Entry:
    """A notice to enter. `subject` is the case, or the dossier for what is about no single case; `due_at` is in seconds since 1970.

    `since` is the day on which its reason began: where a rest that the person asked for moved that behind the day it was told, it is told
    once more.
    """

    dossier_id: str
    subject: str
    code: str
    about: date
    due_at: int
    case_id: str | None = None
    channel: str = MAIL
    state: str = QUEUED
    since: date | None = None


@dataclass(frozen=True)
class Claim:
    """Notices of one dossier that one attempt holds; they go out in one mail, whose id is that of the first."""

    id: str
    dossier_id: str
    notices: tuple[NoticeRow, ...]

    @property
    def confirms(self) -> bool:
        """Whether it asks a person to confirm the address."""
        return any(row.code == CONFIRM for row in self.notices)


class NoticeLedger:
    """Notices in the database. `clock` gives aware UTC instants."""

    def __init__(self, engine: Engine, clock: Callable[[], datetime]) -> None:
        self._engine = engine
        self._clock = clock

    def claim(self) -> Claim | None:
        """Take what waits longest, with all else that waits for the same person, for this attempt alone. None when nothing does."""
        now = self._now()
        with writing(self._engine) as session:
            first = session.exec(_takeable(now).order_by(col(NoticeRow.due_at), col(NoticeRow.id)).limit(1)).first()
            if first is None:
                return None
            rows = [first]
            if first.code != CONFIRM:  # whoever waits for the rest of a digest gets all of it at once
                same = _takeable(now, early=True).where(NoticeRow.dossier_id == first.dossier_id, NoticeRow.code != CONFIRM)
                rows = list(session.exec(same.order_by(col(NoticeRow.id))))
            claim = Claim(new_id(), first.dossier_id, tuple(rows))
            for row in rows:
                row.claim, row.claimed_until, row.state = claim.id, now + LEASE, CLAIMED
                session.add(row)
        return claim

    def forget(self, claim: Claim, rows: Iterable[NoticeRow]) -> None:
        """Take out notices that have lost their reason: should it come back, they are entered anew."""
        ids = [row.id for row in rows]
        if ids:
            with writing(self._engine) as session:
                session.exec(delete(NoticeRow).where(col(NoticeRow.claim) == claim.id, col(NoticeRow.id).in_(ids)))

    def hand_over(self, claim: Claim, count: int) -> bool:
        """Commit that the content goes out now. False when not all `count` notices are this attempt's any more: it must not go out then."""
        with writing(self._engine) as session:
            taken = _changed(session, _of(claim, CLAIMED), state=HANDED_OVER, claimed_until=self._now() + VERDICT)
            if taken != count:
                _changed(session, _of(claim, HANDED_OVER), state=QUEUED, claim=None, claimed_until=None)
        return taken == count

    def sent(self, claim: Claim) -> None:
        """The server took it."""
        self._settle(claim, state=SENT, sent_at=self._now(), claimed_until=None, why="")

    def uncertain(self, claim: Claim, why: str) -> None:
        """The server got it and said nothing."""
        self._settle(claim, state=UNCERTAIN, claimed_until=None, why=why)

    def failed(self, claim: Claim, why: str, *, address: bool) -> None:
        """The server refused it for good; with `address`, no more mail goes to that address."""
        self._settle(claim, state=FAILED, claim=None, claimed_until=None, why=why)
        if address:
            with writing(self._engine) as session:
                session.execute(update(ContactRow).where(col(ContactRow.dossier_id) == claim.dossier_id).values(refused_at=self._now()))

    def again(self, claim: Claim, why: str) -> None:
        """It was certainly not taken: try again after a pause that doubles each time."""
        attempts = max(row.attempts for row in claim.notices) + 1
        pause = min(SHORTEST_PAUSE * 2 ** min(attempts - 1, 20), LONGEST_PAUSE)
        self._settle(claim, state=QUEUED, claim=None, claimed_until=None, attempts=attempts, due_at=self._now() + pause, why=why)

    def release(self, claim: Claim) -> None:
        """Give back what was claimed and not tried."""
        with writing(self._engine) as session:
            _changed(session, _of(claim, CLAIMED), state=QUEUED, claim=None, claimed_until=None)

    def flag_uncertain(self) -> int:
        """Flag what was handed over by an attempt of which nothing was heard since: how many notices."""
        stale = update(NoticeRow).where(col(NoticeRow.state) == HANDED_OVER, col(NoticeRow.claimed_until) < self._now())
        with writing(self._engine) as session:
            return _changed(session, stale, state=UNCERTAIN, why="no word came back")

    def waiting(self) -> bool:
        """Whether there may be something to do: read before a writer's lock is taken."""
        now = self._now()
        stale = and_(col(NoticeRow.state) == HANDED_OVER, col(NoticeRow.claimed_until) < now)
        with reading(self._engine) as session:
            query = select(NoticeRow.id).where(or_(_ready(now), stale))
            return session.exec(query.limit(1)).first() is not None

    def of_dossier(self, dossier_id: str) -> list[NoticeRow]:
        """All its notices."""
        with reading(self._engine) as session:
            return list(session.exec(select(NoticeRow).where(NoticeRow.dossier_id == dossier_id).order_by(col(NoticeRow.id))))

    def send_again(self, dossier_id: str, notice_id: str) -> bool:
        """Queue an uncertain or failed notice anew, as the person asks; False when it is not there or not in such a state."""
        mine = update(NoticeRow).where(
            col(NoticeRow.id) == notice_id, col(NoticeRow.dossier_id) == dossier_id, col(NoticeRow.state).in_((UNCERTAIN, FAILED))
        )
        with writing(self._engine) as session:
            return _changed(session, mine, state=QUEUED, due_at=self._now(), claim=None, claimed_until=None, attempts=0, why="") == 1

    def _settle(self, held: Claim, /, **values: object) -> None:
        """The server's word counts even when somebody else had given up on it meanwhile."""
        with writing(self._engine) as session:
            _changed(session, _of(held, CLAIMED, HANDED_OVER, UNCERTAIN), **values)

    def _now(self) -> int:
        return int(self._clock().timestamp())


def enter(session: Session, entries: Iterable[Entry], today: date) -> int:
    """Enter notices in the caller's transaction; those that stand there already stay as they are. Returns how many are new."""
    return sum(_inserted(session, each, today) or _begun_anew(session, each, today) for each in entries)


def clear_queue(session: Session, dossier_id: str) -> None:
    """Take out what was still to be sent to a dossier's person, in the caller's transaction: nobody can hand it over any more."""
    mine = delete(NoticeRow).where(col(NoticeRow.dossier_id) == dossier_id, col(NoticeRow.channel) == MAIL)
    session.exec(mine.where(col(NoticeRow.state).in_((QUEUED, CLAIMED, FAILED))))


def _inserted(session: Session, entry: Entry, today: date) -> bool:
    dialect = import_module(f"sqlalchemy.dialects.{session.get_bind().dialect.name}")  # each loads a lot, and one of them is there already
    columns = {name: value for name, value in vars(entry).items() if name != "since"}
    row = columns | {"id": new_id(), "created_on": today, "attempts": 0, "why": ""}
    statement = dialect.insert(NOTICES).values(**row).on_conflict_do_nothing().returning(NOTICES.c.id)
    return session.execute(statement).first() is not None


def _begun_anew(session: Session, entry: Entry, today: date) -> bool:
    """Queue a notice again that was told before its reason began, as it stands now; whether there was one."""
    if entry.since is None:
        return False
    told = update(NoticeRow).where(
        col(NoticeRow.subject) == entry.subject,
        col(NoticeRow.code) == entry.code,
        col(NoticeRow.about) == entry.about,
        col(NoticeRow.channel) == entry.channel,
        col(NoticeRow.state) == SENT,
        col(NoticeRow.created_on) < entry.since,
    )
    return _changed(session, told, state=QUEUED, due_at=entry.due_at, created_on=today, claim=None, attempts=0) == 1


def _ready(now: int) -> Any:
    """Queued and due, or claimed by an attempt that did not come back."""
    lost = and_(col(NoticeRow.state) == CLAIMED, col(NoticeRow.claimed_until) < now)
    return or_(and_(col(NoticeRow.state) == QUEUED, col(NoticeRow.due_at) <= now), lost)


def _takeable(now: int, *, early: bool = False) -> Any:
    """Rows that may be taken and that nobody else is taking at this moment; with `early`, also what is queued for later."""
    which = or_(_ready(now), col(NoticeRow.state) == QUEUED) if early else _ready(now)
    return select(NoticeRow).where(NoticeRow.channel == MAIL, which).with_for_update(skip_locked=True)


def _of(claim: Claim, *states: str) -> Any:
    return update(NoticeRow).where(col(NoticeRow.claim) == claim.id, col(NoticeRow.state).in_(states))


def _changed(session: Session, statement: Any, **values: object) -> int:
    done: CursorResult[Any] = session.execute(statement.values(**values))  # type: ignore[assignment]
    return int(done.rowcount)
