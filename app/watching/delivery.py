"""From a wired program to its outgoing mail. Loading this loads the mail library: it is not for processes that serve pages."""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from sqlalchemy import Engine

from app.cases.review import CaseReview
from app.platform.mail import Mailer
from app.platform.settings import Settings
from app.watching.preparing import Preparing
from app.watching.sending import Sender
from app.watching.watch import Watch


class Parts(Protocol):
    """What it takes of a wired program."""

    @property
    def settings(self) -> Settings:
        """Settings of this process."""

    @property
    def engine(self) -> Engine:
        """The database."""

    @property
    def review(self) -> CaseReview:
        """Cases, by the server's way."""

    @property
    def watch(self) -> Watch:
        """Contacts, the ledger, the sweep."""

    @property
    def clock(self) -> Callable[[], datetime]:
        """Gives aware UTC instants."""


def sender(parts: Parts, mailer: Mailer | None = None) -> Sender | None:
    """Who sends the mails of this program; None where no mail is sent."""
    settings = parts.settings
    if mailer is None and settings.mail is None:
        return None
    watch = parts.watch
    preparing = Preparing(parts.engine, watch.notices_ledger, watch.contacts, parts.review, settings.public_url)
    return Sender(watch.notices_ledger, preparing, mailer or Mailer(settings.mail))  # type: ignore[arg-type]


def once(parts: Parts) -> None:
    """Look at what is due and send what waits, without the job engine, then return."""
    parts.watch.sweep.run()
    sending = sender(parts)
    if sending is not None:
        sending.run()
