"""Making the mail of a claim: who gets it, what of it still holds at this moment, and how it reads."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Engine

from app.cases.review import CaseReview, Reviewed
from app.platform.database import reading
from app.platform.i18n import Translator, translator
from app.platform.mail import Mail
from app.watching import ledger, mails
from app.watching.alerts import current, day_of, urgency
from app.watching.contacts import CONFIRM, STOP, Contacts, may_be_told
from app.watching.ledger import Claim, NoticeLedger
from app.watching.tables import ContactRow, NoticeRow
from app.watching.views import Urgency

CONFIRM_PATH, STOP_PATH, PAGE_PATH = "/notices/confirm/", "/notices/stop/", "/dossier/notices"

RECENT = timedelta(days=30)
"""How long an uncertain mail is mentioned in the ones after it."""


@dataclass(frozen=True)
class Prepared:
    """A mail to send, and how many notices of the claim it carries."""

    mail: Mail
    notices: int


class Preparing:
    """Makes mails. `public_url` is where people reach the program, without a slash at its end."""

    def __init__(self, engine: Engine, notices: NoticeLedger, contacts: Contacts, review: CaseReview, public_url: str) -> None:
        self._engine = engine
        self._notices = notices
        self._contacts = contacts
        self._review = review
        self._public_url = public_url

    def prepared(self, claim: Claim) -> Prepared | None:
        """The mail of a claim; None when nobody is to be told any more, or of nothing. What has lost its reason leaves the ledger."""
        with reading(self._engine) as session:
            contact = session.get(ContactRow, claim.dossier_id) if claim.confirms else may_be_told(session, claim.dossier_id)
            address = self._contacts.address(session, contact) if contact else ""
        if contact is None or (claim.confirms and contact.confirm_hash is None):
            self._notices.forget(claim, claim.notices)
            return None
        if claim.confirms:
            return Prepared(self._mail(claim, contact, address, self._confirmation(contact)), len(claim.notices))
        return self._reminder(claim, contact, address)

    def _reminder(self, claim: Claim, contact: ContactRow, address: str) -> Prepared | None:
        cases = {case.case_id: case for case in self._cases(claim)}
        kept = [row for row in claim.notices if self._holds(row, cases)]
        self._notices.forget(claim, [row for row in claim.notices if row not in kept])
        if not kept:
            return None
        codes = {row.code for row in kept}
        besides = mails.Besides(
            changed=ledger.DATES_CHANGED in codes, arrived=ledger.REPLY_WAITING in codes, uncertain=self._uncertain(claim)
        )
        page, stop = self._public_url + PAGE_PATH, self._stop(contact)
        letter = mails.reminder(self._lines(kept, cases), page, stop, translator(contact.language), besides)
        return Prepared(self._mail(claim, contact, address, letter), len(kept))

    def _cases(self, claim: Claim) -> list[Reviewed]:
        """Those that the claim is about; all of the dossier for a digest."""
        if any(row.code == ledger.DIGEST for row in claim.notices):
            return self._review.of_dossier(claim.dossier_id)
        return self._review.of_cases(claim.dossier_id, sorted({row.case_id for row in claim.notices if row.case_id}))

    def _holds(self, row: NoticeRow, cases: dict[str, Reviewed]) -> bool:
        """Whether it is still so: meanwhile the person may have recorded an answer, or asked for some rest."""
        today = self._review.today()
        if row.code in ledger.NO_DATES:
            return True
        if row.code == ledger.DIGEST:
            return any(current(case.assessment.alerts, today) for case in cases.values())
        case = cases.get(row.case_id or "")
        told = current(case.assessment.alerts, today) if case else []
        return (row.code, row.about) in {(alert.code, day_of(alert)) for alert in told}

    def _lines(self, rows: Sequence[NoticeRow], cases: dict[str, Reviewed]) -> list[tuple[Urgency, date]]:
        """The dates to tell: those of the notices, and with a digest all that are current."""
        if not any(row.code == ledger.DIGEST for row in rows):
            return [(urgency(row.code), row.about) for row in rows if row.code not in ledger.NO_DATES]
        today = self._review.today()
        return [(urgency(alert.code), day_of(alert)) for case in cases.values() for alert in current(case.assessment.alerts, today)]

    def _uncertain(self, claim: Claim) -> bool:
        """Whether a mail of the last weeks may not have arrived."""
        oldest = self._review.today() - RECENT
        rows = self._notices.of_dossier(claim.dossier_id)
        return any(row.state == ledger.UNCERTAIN and row.created_on >= oldest for row in rows)

    def _confirmation(self, contact: ContactRow) -> mails.Letter:
        link = f"{self._public_url}{CONFIRM_PATH}{self._contacts.token(CONFIRM, contact.nonce)}"
        return mails.confirmation(link, translator(contact.language))

    def _stop(self, contact: ContactRow) -> str:
        return f"{self._public_url}{STOP_PATH}{self._contacts.token(STOP, contact.nonce)}"

    def _mail(self, claim: Claim, contact: ContactRow, address: str, letter: mails.Letter) -> Mail:
        t: Translator = translator(contact.language)
        return Mail(
            id=claim.notices[0].id,
            to=address,
            subject=letter.subject,
            text=mails.as_text(letter),
            html=mails.as_html(letter, t.language),
            language=t.language,
            at=self._review.now(),
            unsubscribe=letter.stop,
        )
