"""A worker's rounds: sweeps by the clock, mails as they become due, and the work of others who died over it.

Loading this loads the job engine and the mail library: it is for worker processes, not for those that serve pages.
"""

import logging
import threading
from collections.abc import Callable
from datetime import datetime
from itertools import count

from app.platform.mail import Mailer
from app.platform.schedules import Clockwork, Plan
from app.watching.delivery import Parts, sender
from app.watching.sweep import DIGEST_HOUR
from app.watching.workers import PULSE, Workers

BEAT = 5
"""Seconds between two rounds."""

HOURLY = "watch-hourly"
DAILY = "watch-daily"

log = logging.getLogger("saisine.watch")


class Rounds:
    """What one worker does until `stop` is set. Any number of workers may do it at once, on any number of machines."""

    def __init__(self, parts: Parts, stop: threading.Event, *, mailer: Mailer | None = None) -> None:
        self._parts = parts
        self._stop = stop
        self._failing = False
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
            for number in count(1):
                if self._stop.wait(BEAT):
                    break
                self._trying(self.pulse if number % (PULSE // BEAT) == 0 else self.send)
        finally:
            self._clockwork.stop()
            self._trying(lambda: self._workers.leave(self._name))

    def pulse(self) -> None:
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
        """What fails is tried again in the next round: a database that is away comes back. The log tells when that begins and ends."""
        try:
            work()
        except Exception:
            if not self._failing:
                log.exception("a round failed; the next ones go on trying")
            self._failing = True
        else:
            if self._failing:
                log.info("rounds work again")
            self._failing = False


def plans(sweep: Callable[[datetime], object], begin_day: Callable[[datetime], object]) -> list[Plan]:
    """The sweeps by the clock of the installation. A missed hour needs no making up: the next sweep looks at all that is due by then."""
    return [Plan(HOURLY, "7 * * * *", sweep), Plan(DAILY, f"0 {DIGEST_HOUR} * * *", begin_day, catch_up=True)]
