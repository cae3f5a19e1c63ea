"""The worker's reader: keeps a line to the mailbox, files what comes, and begins anew when the line breaks. Loads the mail library."""

import logging
import threading
from collections.abc import Callable

from app.mailbox.arrivals import Arrivals
from app.mailbox.ledger import State
from app.platform.errors import SaisineError
from app.platform.imap import Mailbox, MailboxFailed
from app.platform.mailbox_settings import MailboxSettings

TURN = 5.0
"""Seconds between two looks whether it is this worker's turn."""

SHORTEST_PAUSE, LONGEST_PAUSE = 5.0, 5 * 60.0

log = logging.getLogger("saisine.mailbox")


class MailboxReader:
    """Reads one mailbox until `stop` is set. `leads` says whether it is this worker that reads: one at a time is enough.

    `afterwards` is done after each look at the mailbox.
    """

    def __init__(
        self,
        settings: MailboxSettings,
        arrivals: Arrivals,
        stop: threading.Event,
        leads: Callable[[], bool] = lambda: True,
        afterwards: Callable[[], object] = lambda: None,
    ) -> None:
        self._settings = settings
        self._arrivals = arrivals
        self._stop = stop
        self._leads = leads
        self._afterwards = afterwards
        self._failing = ""

    def run(self) -> None:
        """Read until it is time to stop. A server that is away, slow or out of its mind ends nothing."""
        pause = SHORTEST_PAUSE
        while not self._stop.is_set():
            if not self._leads_now():
                self._stop.wait(TURN)
                continue
            try:
                with Mailbox(self._settings) as box:
                    self._tell("")
                    pause = SHORTEST_PAUSE
                    self._follow(box)
            except MailboxFailed as failure:
                self._tell(failure.why)
                self._stop.wait(pause)
                pause = min(2 * pause, LONGEST_PAUSE)

    def once(self) -> int:
        """Read what is there and return how many mails were dealt with. Raises MailboxFailed."""
        with Mailbox(self._settings) as box:
            return self._read(box)

    def _follow(self, box: Mailbox) -> None:
        while not self._over():
            self._read(box)
            self._look_around()
            box.wait(self._over)

    def _read(self, box: Mailbox) -> int:
        """Everything that is new. A mail that cannot be dealt with now stays where it is, and keeps nobody from the others."""
        count = 0
        for uid in box.new():
            if self._stop.is_set():
                break
            letter = box.fetch(uid)
            if letter is None:
                continue
            try:
                take = self._arrivals.too_large if letter.too_large else self._arrivals.take
                state = take(letter.raw, letter.arrived)
            except Exception:  # whatever is wrong with one mail, the reader goes on
                log.exception("a mail could not be taken in; it stays in the mailbox and is tried again")
                continue
            if state is not State.CLAIMED:
                box.done(uid)
                count += 1
        return count

    def _look_around(self) -> None:
        try:
            self._afterwards()
        except Exception:  # a reminder that fails is no reason to read no more
            log.exception("the operator could not be told of the inbox; the next look tries again")

    def _over(self) -> bool:
        return self._stop.is_set() or not self._leads_now()

    def _leads_now(self) -> bool:
        try:
            return self._leads()
        except SaisineError:  # the database is away: whoever cannot ask does not lead
            return False

    def _tell(self, why: str) -> None:
        """The log tells when the mailbox stops answering and when it answers again, not every time in between."""
        if why and why != self._failing:
            log.warning("the mailbox cannot be read (%s); the next attempts go on", why)
        if self._failing and not why:
            log.info("the mailbox can be read again")
        self._failing = why
