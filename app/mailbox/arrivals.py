"""Filing one mail: its case is found by its address, its headers or the reference it quotes; it is read in the sandbox and kept there.

Nothing is recorded by itself: the person is told, and the reply waits until she says what it is and which day counts.
"""

import logging
import re
from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from zoneinfo import ZoneInfo

from app.cases.keys import CaseIsSealed
from app.cases.store import CaseStore
from app.cases.views import NewFile
from app.law.events import ReplyReceived
from app.letters.references import CROCKFORD
from app.mailbox.ledger import ArrivalLedger, Reason, State
from app.platform.errors import Damaged, InvalidInput, NotFound, msg
from app.platform.reply_addresses import ReplyAddresses
from app.platform.sandbox import Sandbox
from app.replies.desk import ReplyDesk
from app.replies.intake import Received, read_reply
from app.replies.reading import Reading
from app.watching.ledger import REPLY_WAITING
from app.watching.watch import Watch

NAME = "message.eml"
HEADERS = 256 * 1024
"""Bytes at the beginning of a mail in which its headers are looked for."""

QUOTED = 50_000
"""Characters of its text in which a reference is looked for."""

REFERENCE = re.compile(rf"(?<![A-Z0-9])SAI[-\u2010-\u2015\s]?([{CROCKFORD}]{{4}})[-\u2010-\u2015\s]?([{CROCKFORD}]{{4}})(?![A-Z0-9])")
"""As letters write it, and as people copy it."""

MOST_REFERENCES = 20
TOO_LARGE = msg("Only the headers of this message are here, because it was too large. Fetch it from the mailbox, and add it on the page.")

log = logging.getLogger("saisine.mailbox")


class Arrivals:
    """Takes in mails, each once, whatever happens in between."""

    def __init__(
        self,
        ledger: ArrivalLedger,
        store: CaseStore,
        sandbox: Sandbox,
        watch: Watch,
        addresses: ReplyAddresses,
        zone: str,
    ) -> None:
        self._ledger = ledger
        self._store = store
        self._sandbox = sandbox
        self._watch = watch
        self._addresses = addresses
        self._zone = zone

    def take(self, raw: bytes, arrived: datetime) -> State:
        """File a mail (RFC 5322, as it came), or put it into the inbox: what became of it. CLAIMED: another worker is at it just now."""
        arrival, known = self._ledger.claim(raw, arrived.astimezone(ZoneInfo(self._zone)).date())
        if known is not None:
            return known
        reading = self._read(raw)
        reason = self._filed(self._cases(raw, reading), raw, reading)
        if reason is None:
            self._ledger.done(arrival)
            return State.DONE
        self._ledger.wait(arrival, raw, reason, reading.sender, reading.subject)
        log.warning("a mail waits in the inbox (%s): saisine inbox", reason.value)
        return State.WAITS

    def too_large(self, headers: bytes, arrived: datetime) -> State:
        """Put the headers of a mail into the inbox that is too large to be fetched; it stays in its mailbox."""
        arrival, known = self._ledger.claim(headers, arrived.astimezone(ZoneInfo(self._zone)).date())
        if known is None:
            reading = read_reply([Received(name=NAME, content=headers)], "", self._sandbox, self._zone)
            self._ledger.wait(arrival, headers, Reason.TOO_LARGE, reading.sender, reading.subject)
            log.warning("a mail is too large to be fetched and stays in the mailbox: saisine inbox")
        return known or State.WAITS

    def assign(self, arrival_id: str, case_id: str) -> None:
        """Give a mail of the inbox to a case. Raises NotFound for either, CaseIsSealed, and InvalidInput where the case takes no more."""
        waiting, raw = self._ledger.content(arrival_id)
        if waiting.reason is Reason.TOO_LARGE:
            raise InvalidInput("message", TOO_LARGE)
        self._keep(case_id, raw, read_reply([Received(name=NAME, content=raw)], "", self._sandbox, self._zone))
        self._ledger.done(arrival_id)

    def _read(self, raw: bytes) -> Reading:
        """What the mail says; nothing, for one on which the reading itself stumbles: it is kept all the same."""
        try:
            return read_reply([Received(name=NAME, content=raw)], "", self._sandbox, self._zone)
        except Exception as fault:  # once read over and over, it would wait in the mailbox unseen
            log.warning("a mail could not be read (%s); its original is kept", type(fault).__name__)
            return Reading(text="")

    def _cases(self, raw: bytes, reading: Reading) -> list[str]:
        """The cases that the mail names: by address and thread, else by reference; both, where they are not of one dossier."""
        named = [case for case in self._addresses.cases_in(headers_of(raw)) if self._is_case(case)]
        quoted = dict.fromkeys("".join(found) for found in REFERENCE.findall(f"{reading.subject}\n{reading.text[:QUOTED]}".upper()))
        by_reference = [case for text in list(quoted)[:MOST_REFERENCES] for case in self._store.with_reference(f"SAI{text}")]
        own = {self._store.locate(case)[0] for case in named}
        others = [case for case in by_reference if self._store.locate(case)[0] not in own]
        # An old thread may be used for somebody else's matter: then the mail is nobody's until the operator has looked at it.
        return list(dict.fromkeys([*named, *others] if named else by_reference))

    def _is_case(self, case_id: str) -> bool:
        try:
            return self._store.locate(case_id)[1] == (case_id,)
        except NotFound:
            return False

    def _filed(self, cases: Sequence[str], raw: bytes, reading: Reading) -> Reason | None:
        """None when the mail is with all the cases that it is about; otherwise why it is not."""
        if not cases:
            return Reason.NO_CASE
        if len({self._store.locate(case)[0] for case in cases}) > 1:
            return Reason.SEVERAL
        try:
            for case in cases:
                self._keep(case, raw, reading)
        except CaseIsSealed:
            return Reason.SEALED
        except (InvalidInput, Damaged):
            return Reason.REFUSED
        except NotFound:  # erased while its mail was read
            return Reason.NO_CASE
        return None

    def _keep(self, case_id: str, raw: bytes, reading: Reading) -> None:
        """Let the mail wait with the case, unless a crash came after that was done already, and tell its person."""
        dossier, _ = self._store.locate(case_id)
        view = self._store.case(dossier, case_id)
        desk = ReplyDesk(store=self._store, sandbox=self._sandbox, dossier=dossier, view=view, zone=self._zone)
        # Not `kept_file`: what arrived may be as large as mails are, and is no choice of the person's.
        file = NewFile(name=NAME, media_type="message/rfc822", content=raw, purpose="reply")
        if not _recorded(desk, file):
            if not desk.waits(sha256(raw).hexdigest()):
                desk.refuse_more()
                desk.keep(reading, [file])
            self._watch.tell(case_id, REPLY_WAITING, self._store.today())


def headers_of(raw: bytes) -> str:
    """The headers of a mail on unfolded lines; what is no ASCII becomes a question mark: no address or id of ours has any."""
    head = re.split(rb"\r?\n\r?\n", raw[:HEADERS], maxsplit=1)[0].decode("ascii", "replace")
    return re.sub(r"\r?\n[ \t]+", " ", head)


def _recorded(desk: ReplyDesk, file: NewFile) -> bool:
    """Whether a record of the case names this very mail already."""
    digest = sha256(file.content).hexdigest()
    known = {info.id for info in desk.view.files if info.sha256 == digest}
    events = (record.event for record in desk.view.records)
    return any(known & set(event.files) for event in events if isinstance(event, ReplyReceived))
