"""Where people want to be told: an address that they confirmed, kept encrypted; links that confirm it and that end the mails."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date, datetime, timedelta

from sqlalchemy import Engine
from sqlmodel import Session, col, delete, func, select, update

from app.cases.casefile import find_dossier_keys
from app.cases.tables import CaseRow, DossierRow, IndexRow
from app.cases.views import new_id
from app.directory import fields
from app.platform.database import StillReading, clear_deleted, reading, writing
from app.platform.encryption import MasterKeys, decrypt, encrypt, place
from app.platform.errors import InvalidInput, NotFound, msg
from app.platform.i18n import LANGUAGES
from app.watching import ledger
from app.watching.tables import AskedRow, ContactRow
from app.watching.tokens import derived, hashed, new_nonce
from app.watching.views import ContactView, Rhythm

CONFIRM, STOP = "confirm", "stop"

TIME_TO_CONFIRM = timedelta(days=2)
MOST_ASKED = 3
"""Confirmation mails to one address in a day, whoever asks for them."""

NO_ADDRESS = msg("Give the address that reminders are to go to.")
NOT_PLAIN = msg("Before the @, this address has letters that many mail servers do not know. Please give another one.")
NO_RHYTHM = msg("Choose how often you want mail.")
ASKED_ENOUGH = msg("No further mail goes to this address today. Look into its spam folder, or try again tomorrow.")


class Contacts:
    """Adds, confirms and removes contacts. `clock` gives aware UTC instants."""

    def __init__(self, engine: Engine, keys: MasterKeys, clock: Callable[[], datetime]) -> None:
        self._engine = engine
        self._keys = keys
        self._clock = clock

    def subscribe(self, dossier_id: str, address: str, language: str, wants: str) -> None:
        """Ask that address to confirm; the one that is confirmed already only changes its rhythm and language.

        Raises InvalidInput naming email or wants, NotFound for a dossier that is not there.
        """
        plain, rhythm = _address({"email": address}), _rhythm(wants)
        spoken = language if language in LANGUAGES else LANGUAGES[0]
        address_hash, now = self._address_hash(plain), self._now()
        with writing(self._engine) as session:
            session.exec(select(DossierRow.id).where(DossierRow.id == dossier_id).with_for_update()).first()  # of two at once, one waits
            keys = find_dossier_keys(session, self._keys, dossier_id)
            known = session.get(ContactRow, dossier_id)
            if known and known.confirmed_at and not known.refused_at and known.address_hash == address_hash:
                known.rhythm, known.language = rhythm, spoken
                session.add(known)
                return
            self._count(session, address_hash, now)
            _remove(session, dossier_id)
            nonce = new_nonce()
            row = ContactRow(
                dossier_id=dossier_id,
                address=encrypt(keys.secret, plain.encode(), place("contact", "address", dossier_id)),
                address_hash=address_hash,
                language=spoken,
                rhythm=rhythm,
                nonce=nonce,
                confirm_hash=self._hash(CONFIRM, self.token(CONFIRM, nonce)),
                stop_hash=self._hash(STOP, self.token(STOP, nonce)),
                asked_at=now,
            )
            session.add(row)
            session.flush()
            ask = ledger.Entry(dossier_id, new_id(), ledger.CONFIRM, self._clock().date(), now)
            ledger.enter(session, [ask], self._clock().date())

    def confirm(self, token: str) -> str:
        """The address is its owner's: the dossier that it belongs to. Raises NotFound for a link that is unknown, used or too old."""
        oldest = self._now() - int(TIME_TO_CONFIRM.total_seconds())
        with writing(self._engine) as session:
            mine = select(ContactRow).where(ContactRow.confirm_hash == self._hash(CONFIRM, token), ContactRow.asked_at >= oldest)
            row = session.exec(mine.with_for_update()).first()
            if row is None:
                raise NotFound("no such link")
            row.confirmed_at, row.confirm_hash = self._now(), None
            session.add(row)
            _look_again(session, row.dossier_id, self._clock().date())
        return row.dossier_id

    def stop(self, token: str) -> None:
        """End the mails and erase the address. An unknown link is no error: the mails that it stands for have ended."""
        with reading(self._engine) as session:
            dossier_id = session.exec(select(ContactRow.dossier_id).where(ContactRow.stop_hash == self._hash(STOP, token))).first()
        if dossier_id is not None:
            self.remove(dossier_id)

    def remove(self, dossier_id: str) -> None:
        """Erase a dossier's address, and what was still to be sent there."""
        with writing(self._engine) as session:
            _remove(session, dossier_id)
        with suppress(StillReading):  # the next deletion clears the log
            clear_deleted(self._engine)

    def view(self, dossier_id: str) -> ContactView | None:
        """A dossier's contact."""
        with reading(self._engine) as session:
            row = session.get(ContactRow, dossier_id)
            if row is None:
                return None
            return ContactView(
                address=self.address(session, row),
                language=row.language,
                rhythm=Rhythm(row.rhythm),
                confirmed=row.confirmed_at is not None,
                refused=row.refused_at is not None,
            )

    def address(self, session: Session, row: ContactRow) -> str:
        """The address of a contact. Raises DecryptionFailed."""
        keys = find_dossier_keys(session, self._keys, row.dossier_id)
        return decrypt(keys.secret, row.address, place("contact", "address", row.dossier_id)).decode()

    def token(self, purpose: str, nonce: bytes) -> str:
        """The token that a contact's mails carry for that purpose, CONFIRM or STOP."""
        return derived(self._keys.pepper, purpose, nonce)

    def tidy(self) -> None:
        """Remove addresses that nobody confirmed in time, and what was counted more than a day ago."""
        now = self._now()
        oldest = now - int(TIME_TO_CONFIRM.total_seconds())
        with writing(self._engine) as session:
            never = select(ContactRow.dossier_id).where(col(ContactRow.confirmed_at).is_(None), ContactRow.asked_at < oldest)
            for dossier_id in session.exec(never).all():
                _remove(session, dossier_id)
            session.exec(delete(AskedRow).where(col(AskedRow.asked_at) < now - _DAY))

    def _count(self, session: Session, address_hash: bytes, now: int) -> None:
        lately = select(func.count()).where(AskedRow.address_hash == address_hash, AskedRow.asked_at > now - _DAY)
        if session.exec(lately).one() >= MOST_ASKED:
            raise InvalidInput("email", ASKED_ENOUGH)
        session.add(AskedRow(id=new_id(), address_hash=address_hash, asked_at=now))

    def _address_hash(self, address: str) -> bytes:
        local, _, domain = address.rpartition("@")
        return hashed(self._keys.pepper, "address", f"{local.partition('+')[0].lower()}@{domain.lower()}")

    def _hash(self, purpose: str, token: str) -> bytes:
        return hashed(self._keys.pepper, purpose, token)

    def _now(self) -> int:
        return int(self._clock().timestamp())


_DAY = 24 * 60 * 60


def may_be_told(session: Session, dossier_id: str) -> ContactRow | None:
    """The contact that mail may go to: confirmed, and not refused by the mail server."""
    mine = select(ContactRow).where(ContactRow.dossier_id == dossier_id, col(ContactRow.confirmed_at).is_not(None))
    return session.exec(mine.where(col(ContactRow.refused_at).is_(None))).first()


def _look_again(session: Session, dossier_id: str, today: date) -> None:
    """Let the next sweep look at the dossier's cases, should the program end before it has told what there is to tell.

    From yesterday on, because the day begins later west of Greenwich.
    """
    cases = select(CaseRow.id).where(CaseRow.dossier_id == dossier_id, col(CaseRow.key_for_server).is_not(None))
    session.execute(update(IndexRow).where(col(IndexRow.case_id).in_(cases)).values(next_change=today - timedelta(days=1)))


def _remove(session: Session, dossier_id: str) -> None:
    ledger.clear_queue(session, dossier_id)
    session.exec(delete(ContactRow).where(col(ContactRow.dossier_id) == dossier_id))
    session.flush()


def _address(given: Mapping[str, str]) -> str:
    address = fields.email(given, "email")
    if not address:
        raise InvalidInput("email", NO_ADDRESS)
    if not address.rpartition("@")[0].isascii():
        raise InvalidInput("email", NOT_PLAIN)
    return address


def _rhythm(wants: str) -> Rhythm:
    try:
        return Rhythm(wants)
    except ValueError:
        raise InvalidInput("wants", NO_RHYTHM) from None
