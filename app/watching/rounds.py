"""A worker's rounds: sweeps by the clock, mails as they become due, and the work of others who died over it.

Loading this loads the job engine and the mail library: it is for worker processes, not for those that serve pages.
"""

import logging
import threading
from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from sqlalchemy import Engine

from app.cases.review import CaseReview
from app.platform.mail import Mailer
from app.platform.schedules import Clockwork, Plan
from app.platform.settings import Settings
from app.watching.preparing import Preparing
from app.watching.sending import Sender
from app.watching.sweep import DIGEST_HOUR
from app.watching.watch import Watch
from app.watching.workers import Workers

BEAT = 5.0
"""Seconds between two rounds."""

HOURLY = "watch-hourly"
DAILY = "watch-daily"

log = logging.getLogger("saisine.watch")


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


class Rounds:
    """What one worker does until `stop` is set. Any number of workers may do it at once, on any number of machines."""

    def __init__(self, parts: Parts, stop: threading.Event, *, mailer: Mailer | None = None) -> None:
        self._parts = parts
        self._stop = stop
        self._workers = Workers(parts.engine, parts.clock)
        self._name = self._workers.new_name()
        self._sender = sender(parts, mailer)
        self._clockwork = Clockwork(parts.settings.database_url, self._name, parts.settings.time_zone)

    def run(self) -> None:
        """Work until it is time to stop."""
        self._workers.beat(self._name)
        self._clockwork.start(plans(self.sweep, self.begin_day))
        try:
            self._trying(lambda: self.sweep(self._parts.clock()))
            while not self._stop.wait(BEAT):
                self._trying(self.round)
        finally:
            self._clockwork.stop()
            self._trying(lambda: self._workers.leave(self._name))

    def round(self) -> None:
        """Say that this worker lives, take up what others died over, send what is due."""
        self._workers.beat(self._name)
        self._clockwork.adopt(self._workers.living())
        self.send()

    def sweep(self, _at: datetime) -> None:
        """Look at the cases that are due, and send what follows."""
        done = self._parts.watch.sweep.run(self._stop.is_set)
        if done:
            log.info("looked at %d cases", done)
        self.send()

    def begin_day(self, at: datetime) -> None:
        """What is done once a day, for the day of `at`: the sweep, digests, and what time has run out for."""
        self.sweep(at)
        day = at.astimezone(self._parts.review.now().tzinfo).date()
        self._parts.watch.sweep.digests(day)
        self._parts.watch.contacts.tidy()
        self._clockwork.forget_old(self._parts.clock())
        self.send()

    def send(self) -> None:
        """Send what is due, where mail can be sent."""
        if self._sender is not None:
            self._sender.run(self._stop.is_set)

    def _trying(self, work: Callable[[], object]) -> None:
        """What fails is logged and tried again in the next round: a database that is away comes back."""
        try:
            work()
        except Exception:
            log.exception("a round failed")


def plans(sweep: Callable[[datetime], object], begin_day: Callable[[datetime], object]) -> list[Plan]:
    """The sweeps by the clock of the installation. A missed hour needs no making up: the next sweep looks at all that is due by then."""
    return [Plan(HOURLY, "7 * * * *", sweep), Plan(DAILY, f"0 {DIGEST_HOUR} * * *", begin_day, catch_up=True)]


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
    stop = threading.Event()
    parts.watch.sweep.run(stop.is_set)
    sending = sender(parts)
    if sending is not None:
        sending.run(stop.is_set)
