"""The watch as pages and commands see it: contacts, notices, the calendar feed. Sending is a worker's business."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from sqlalchemy import Engine
from sqlmodel import select

from app.cases.review import CaseReview
from app.cases.tables import CaseRow
from app.cases.views import is_id
from app.law.assessment import Alert
from app.platform.database import writing
from app.platform.encryption import MasterKeys
from app.platform.errors import InvalidInput, NotFound, msg
from app.watching import ledger
from app.watching.alerts import current, day_of, urgency
from app.watching.contacts import Contacts, may_be_told
from app.watching.feeds import Feeds
from app.watching.ledger import NoticeLedger
from app.watching.sweep import Sweep
from app.watching.tables import NoticeRow
from app.watching.views import ContactView, NoticeLine, NoticeState, Rhythm, Urgency

NO_MAIL = msg("This installation sends no mail. The calendar and this page tell you the same.")
MOST_URGENT_FIRST = tuple(Urgency)
Alerts = Mapping[str, Sequence[Alert]]
"""Alerts by the public id of their case."""

ONCE_TOLD = 60
"""Days that a notice which is told on the page alone stays there."""

STATES = {
    ledger.QUEUED: NoticeState.WAITING,
    ledger.CLAIMED: NoticeState.WAITING,
    ledger.HANDED_OVER: NoticeState.WAITING,
    ledger.SENT: NoticeState.SENT,
    ledger.UNCERTAIN: NoticeState.UNCERTAIN,
    ledger.FAILED: NoticeState.FAILED,
    ledger.TOLD: NoticeState.PAGE,
}


class Watch:
    """What the program tells people between two visits. Safe to share between threads. `clock` gives aware UTC instants."""

    def __init__(self, engine: Engine, keys: MasterKeys, review: CaseReview, clock: Callable[[], datetime], *, mail_possible: bool) -> None:
        self.mail_possible = mail_possible
        self.contacts = Contacts(engine, keys, clock)
        self.notices_ledger = NoticeLedger(engine, clock)
        self.sweep = Sweep(engine, review)
        self._engine = engine
        self._review = review
        self._feeds = Feeds(engine, keys, review, clock)

    def subscribe(self, dossier_id: str, address: str, language: str, wants: str = Rhythm.AT_ONCE) -> None:
        """Ask the owner of that address to confirm that reminders may go there. `wants` is a Rhythm.

        Raises InvalidInput naming email or wants, NotFound for a dossier that is not there.
        """
        if not self.mail_possible:
            raise InvalidInput("email", NO_MAIL)
        self.contacts.subscribe(dossier_id, address, language, wants)

    def confirm(self, token: str) -> None:
        """Begin to send: what is current now, not what has been. Raises NotFound for a link that is unknown, used or too old."""
        self.sweep.welcome(self.contacts.confirm(token))

    def unsubscribe(self, token: str) -> None:
        """End the mails and erase the address. An unknown link does nothing, and tells nothing."""
        self.contacts.stop(token)

    def forget(self, dossier_id: str) -> None:
        """The same from inside the dossier."""
        self.contacts.remove(dossier_id)

    def contact(self, dossier_id: str) -> ContactView | None:
        """Where the dossier's person is told, if anywhere."""
        return self.contacts.view(dossier_id)

    def current(self, dossier_id: str) -> list[NoticeLine]:
        """What there is to tell about the dossier's cases today, late things first."""
        rows = self.notices_ledger.of_dossier(dossier_id)
        return sorted(self._told_by_law(self._alerts(dossier_id), rows), key=urgent_first)

    def notices(self, dossier_id: str, alerts: Alerts | None = None) -> list[NoticeLine]:
        """The same, and mails of which it is uncertain whether they arrived or that were refused, and what was told apart from alerts.

        `alerts` are those of the dossier's cases where the caller has read them already.
        """
        rows = self.notices_ledger.of_dossier(dossier_id)
        lines = self._told_by_law(self._alerts(dossier_id) if alerts is None else alerts, rows)
        known = {(line.case_id, line.code, line.about or line.on) for line in lines}
        others = [_line_of(row) for row in rows if row.case_id and self._worth_showing(row)]
        return sorted([*lines, *(each for each in others if (each.case_id, each.code, each.about) not in known)], key=urgent_first)

    def send_again(self, dossier_id: str, notice_id: str) -> None:
        """Send a mail again of which nobody knows whether it arrived, because the person wants it. Raises NotFound."""
        if not (is_id(notice_id) and self.notices_ledger.send_again(dossier_id, notice_id)):
            raise NotFound("no such notice")

    def tell(self, case_id: str, code: str, about: date | None) -> None:
        """Tell of something that no alert tells, on the page and, where there is an address, by mail. The same again changes nothing."""
        today = self._review.today()
        with writing(self._engine) as session:
            dossier_id = session.exec(select(CaseRow.dossier_id).where(CaseRow.id == case_id)).first()
            if dossier_id is None:
                return
            told = ledger.Entry(dossier_id, case_id, code, about or today, 0, case_id, ledger.PAGE, ledger.TOLD)
            contact = may_be_told(session, dossier_id)
            at = self.sweep.due_at(Rhythm(contact.rhythm)) if contact else 0
            mailed = [ledger.Entry(dossier_id, case_id, code, about or today, at, case_id)] if contact else []
            ledger.enter(session, [told, *mailed], today)

    def feed_url_token(self, dossier_id: str, language: str) -> str:
        """The token of a new calendar link, shown once; the former link ends. Raises NotFound."""
        return self._feeds.open(dossier_id, language)

    def has_feed(self, dossier_id: str) -> bool:
        """Whether a calendar link is open."""
        return self._feeds.is_open(dossier_id)

    def stop_feed(self, dossier_id: str) -> None:
        """End the calendar link."""
        self._feeds.close(dossier_id)

    def feed(self, token: str) -> bytes:
        """The calendar (text/calendar, UTF-8) of that token. Raises NotFound."""
        return self._feeds.read(token)

    def _alerts(self, dossier_id: str) -> Alerts:
        return {case.case_id: case.assessment.alerts for case in self._review.of_dossier(dossier_id)}

    def _told_by_law(self, alerts: Alerts, rows: list[NoticeRow]) -> list[NoticeLine]:
        mailed = {(row.case_id, row.code, row.about): row for row in rows if row.channel == ledger.MAIL}
        today = self._review.today()
        return [_line(case_id, alert, mailed) for case_id, found in alerts.items() for alert in current(found, today)]

    def _worth_showing(self, row: NoticeRow) -> bool:
        if row.channel == ledger.PAGE:
            return (self._review.today() - row.created_on).days <= ONCE_TOLD
        return row.state in (ledger.UNCERTAIN, ledger.FAILED)


def line_of(case_id: str, alert: Alert) -> NoticeLine:
    """An alert as a notice, without what the ledger knows of it."""
    return NoticeLine(case_id=case_id, code=alert.code, about=alert.about, on=alert.on, urgency=urgency(alert.code), alert=alert)


def _line(case_id: str, alert: Alert, mailed: Mapping[tuple[str | None, str, date], NoticeRow]) -> NoticeLine:
    row = mailed.get((case_id, alert.code, day_of(alert)))
    bare = line_of(case_id, alert)
    return bare if row is None else replace(bare, state=STATES[row.state], told_at=_told_at(row), notice_id=row.id)


def _line_of(row: NoticeRow) -> NoticeLine:
    """A line that only the ledger knows of."""
    return NoticeLine(
        case_id=row.case_id or "",
        code=row.code,
        about=row.about,
        on=row.created_on,
        urgency=urgency(row.code),
        state=STATES[row.state],
        told_at=_told_at(row),
        notice_id=row.id,
    )


def _told_at(row: NoticeRow) -> datetime | None:
    return datetime.fromtimestamp(row.sent_at, UTC) if row.sent_at else None


def urgent_first(line: NoticeLine) -> tuple[int, date, str, str]:
    """The order of notices: late things first, of these the oldest."""
    return MOST_URGENT_FIRST.index(line.urgency), line.about or line.on, line.case_id, line.code
