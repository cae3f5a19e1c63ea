"""An installation with a mailbox, and mails of a controller as they arrive in it."""

import threading
from dataclasses import dataclass, replace
from email.message import EmailMessage
from email.policy import SMTP

from app.mailbox.ledger import State
from app.mailbox.reader import MailboxReader
from app.platform.mailbox_settings import MailboxSettings
from app.platform.reply_addresses import ReplyAddresses
from app.wiring import Wiring
from tests.cases.world import Clock, first_events, request

TEMPLATE = "replies+{case}@example.org"


@dataclass
class Post:
    """The installation, and who reads its mailbox."""

    wiring: Wiring
    clock: Clock

    @property
    def addresses(self) -> ReplyAddresses:
        """The cases' own."""
        assert self.wiring.addresses is not None
        return self.wiring.addresses

    def case(self, reference: str = "") -> tuple[str, str]:
        """A dossier with one case: both ids."""
        asked = replace(request(), reference=reference or "SAI-0000-ACCE")
        dossier, _ = self.wiring.store.open_dossier([asked], [first_events(asked)], f"draft-of-camille {reference} {self.clock.now}")
        return dossier, self.wiring.store.cases(dossier)[0].public_id

    def take(self, raw: bytes) -> State:
        """A mail arrives now."""
        return self.wiring.arrivals.take(raw, self.clock.now)

    def waiting(self, dossier: str, case: str) -> list[bytes]:
        """Originals of the replies that wait with a case."""
        store = self.wiring.store
        return [store.file(dossier, case, file.id)[1] for file in store.case(dossier, case).files if file.purpose == "reply"]

    def notes(self, dossier: str, case: str) -> int:
        """How many replies wait to be looked at."""
        return sum(file.purpose == "reading" for file in self.wiring.store.case(dossier, case).files)

    def reader(self, mailbox: MailboxSettings, stop: threading.Event | None = None) -> MailboxReader:
        """Who reads that mailbox into this installation."""
        return MailboxReader(mailbox, self.wiring.arrivals, stop or threading.Event())


def mail(to: str = "camille@example.org", body: str = "Nous ne détenons rien.", **headers: str) -> bytes:
    """An answer of a controller to that address; `headers` with _ for -."""
    message = EmailMessage(policy=SMTP)
    told = {"From": "DPO <dpo@example.org>", "To": to, "Subject": "Votre demande", "Date": "Tue, 10 Mar 2026 23:40:00 +0000"}
    for name, value in {**told, **{name.replace("_", "-"): value for name, value in headers.items()}}.items():
        message[name] = value
    message.set_content(body)
    return bytes(message)
