"""An installation with a mail server, in which time passes only when the test says so."""

import re
import secrets
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from email.message import EmailMessage
from functools import cached_property

from app.cases.recovery import Stretching
from app.law.events import CaseOpened, Channel, Event, RequestSent
from app.law.rights import Right
from app.platform.mail import Mailer, Patience
from app.platform.settings import Settings
from app.watching.delivery import sender
from app.watching.sending import Fate, Sender
from app.watching.watch import Watch
from app.wiring import Wiring, build
from tests.cases.world import Clock, request
from tests.smtp import MailServer

CHEAP = Stretching(memory=8, passes=1, lanes=1)
ADDRESS = "camille@example.org"
SENT = date(2026, 3, 2)
LINK = re.compile(r"https://saisine\.example\.org/notices/(confirm|stop)/([\w-]+)")


def opened(on: date = SENT, place: str = "FR") -> CaseOpened:
    return CaseOpened(on=on, right=Right.ACCESS, controller_place=place, union_establishment=True, subject_place="FR")


def sent(on: date = SENT) -> RequestSent:
    return RequestSent(on=on, channel=Channel.EMAIL)


def at(day: date, hour: int = 9) -> datetime:
    """That hour of that day, UTC."""
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


@dataclass
class Site:
    """The parts that tests of the watch use, and what people would see of them."""

    settings: Settings
    server: MailServer
    clock: Clock = field(default_factory=Clock)
    patience: Patience | None = None

    @cached_property
    def wiring(self) -> Wiring:
        return build(self.settings, clock=self.clock, stretching=CHEAP)

    @property
    def watch(self) -> Watch:
        return self.wiring.watch

    @cached_property
    def sender(self) -> Sender:
        return self.new_sender()

    def new_sender(self) -> Sender:
        """A worker's own."""
        made = sender(self.wiring, Mailer(self.server.settings(), patience=self.patience))
        assert made is not None
        return made

    def case(self, *events: Event, dossier: str | None = None) -> tuple[str, str]:
        """A case with these events, in a dossier of its own if none is given: both ids."""
        facts = [*(events or (opened(), sent()))]
        if dossier is None:
            dossier, _ = self.wiring.store.open_dossier([request()], [facts], secrets.token_hex(16))
            return dossier, self.wiring.store.cases(dossier)[0].public_id
        return dossier, self.wiring.store.add_case(dossier, request(), facts)

    def on(self, day: date, hour: int = 9) -> None:
        """It is that day now."""
        self.clock.now = at(day, hour)

    def round(self) -> dict[Fate, int]:
        """Sweep and send."""
        self.watch.sweep.run()
        return self.sender.run()

    def subscribe(self, dossier: str, wants: str = "at_once", address: str = ADDRESS, language: str = "fr") -> None:
        """Give an address, and follow the link of the mail that comes."""
        self.watch.subscribe(dossier, address, language, wants)
        self.sender.run()
        self.watch.confirm(self.link("confirm"))

    def mails(self) -> list[EmailMessage]:
        """All mails that the server took."""
        return [each.message for each in self.server.received]

    def reminders(self) -> list[EmailMessage]:
        """Those that are reminders."""
        return [mail for mail in self.mails() if mail["List-Unsubscribe"]]

    def link(self, purpose: str) -> str:
        """The token of that purpose in the last mail that has one."""
        return next(found[2] for mail in reversed(self.mails()) for found in LINK.finditer(text_of(mail)) if found[1] == purpose)

    def states(self) -> list[tuple[str, str]]:
        """Code and state of each notice in the ledger."""
        with self.wiring.engine.connect() as connection:
            rows = connection.exec_driver_sql(
                "SELECT code, state FROM notice WHERE channel = 'mail' AND code <> 'confirm' ORDER BY about, code"
            )
            return [(row[0], row[1]) for row in rows]


def text_of(mail: EmailMessage, kind: str = "plain") -> str:
    body = mail.get_body((kind,))
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")
