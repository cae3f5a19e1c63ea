"""The worker's reader: keeps a line to the mailbox, files what comes, and begins anew when the line breaks. Loads the mail library."""

import logging
import threading
from collections.abc import Callable

from app.mailbox.arrivals import Arrivals
from app.mailbox.ledger import State
from app.platform.errors import SaisineError
from app.platform.imap import Mailbox, MailboxFailed, MailRefused
from app.platform.mailbox_settings import MailboxSettings

SHORTEST_PAUSE, LONGEST_PAUSE = 5.0, 5 * 60.0

log = logging.getLogger("saisine.mailbox")


class MailboxReader:
    """Reads one mailbox until `stop` is set. Several may read the same one, in as many workers: what one is at, the others leave alone.

    `afterwards` is done after each look at the mailbox, and while it cannot be reached.
    """

    def __init__(
        self,
        settings: MailboxSettings,
        arrivals: Arrivals,
        stop: threading.Event,
        afterwards: Callable[[], object] = lambda: None,
    ) -> None:
        self._settings = settings
        self._arrivals = arrivals
        self._stop = stop
        self._afterwards = afterwards
        self._failing = ""

    def run(self) -> None:
        """Read until it is time to stop. A server that is away, slow or out of its mind ends nothing, and neither does our own mistake."""
        pause = SHORTEST_PAUSE
        while not self._stop.is_set():
            try:
                with Mailbox(self._settings) as box:
                    while not self._stop.is_set():
                        self._read(box)
                        self._tell("")
                        pause = SHORTEST_PAUSE
                        self._look_around()
                        box.wait(self._stop.is_set)
            except MailboxFailed as failure:
                self._tell(failure.why)
            except Exception as fault:
                self._tell(type(fault).__name__)
            self._look_around()
            self._stop.wait(pause)
            pause = min(2 * pause, LONGEST_PAUSE)

    def once(self) -> int:
        """Read what is there and return how many mails were dealt with. Raises MailboxFailed."""
        with Mailbox(self._settings) as box:
            count = self._read(box)
        self._look_around()
        return count

    def _read(self, box: Mailbox) -> int:
        """Everything that is new. A mail that cannot be dealt with now stays where it is, and keeps nobody from the others."""
        count = 0
        for uid in box.new():
            if self._stop.is_set():
                break
            try:
                count += self._dealt_with(box, uid)
            except MailRefused as refused:
                log.warning("the mail server does not give out or put away a mail (%s); it is tried again", refused.why)
            except SaisineError as failure:
                log.warning("a mail could not be taken in (%s); it stays in the mailbox and is tried again", type(failure).__name__)
        return count

    def _dealt_with(self, box: Mailbox, uid: int) -> bool:
        letter = box.fetch(uid)
        if letter is None:
            return False
        take = self._arrivals.too_large if letter.too_large else self._arrivals.take
        if take(letter.raw, letter.arrived) is State.CLAIMED:
            return False
        box.done(uid)
        return True

    def _look_around(self) -> None:
        try:
            self._afterwards()
        except Exception as fault:  # a reminder that fails is no reason to read no more
            log.warning("the operator could not be told of the inbox (%s)", type(fault).__name__)

    def _tell(self, why: str) -> None:
        """The log tells when the mailbox stops answering and when it answers again, not every time in between."""
        if why and why != self._failing:
            log.warning("the mailbox cannot be read (%s); the next attempts go on", why)
        if self._failing and not why:
            log.info("the mailbox can be read again")
        self._failing = why
