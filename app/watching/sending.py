"""Sending what the ledger holds: claimed, looked at once more, handed over, and marked only after the mail server accepted it."""

import logging
from collections.abc import Callable
from contextlib import ExitStack
from enum import StrEnum

from app.platform.errors import InvalidInput, SaisineError
from app.platform.mail import Accepted, CalledOff, Line, Mailer, Outcome, Refused, Retryable, Uncertain
from app.watching.ledger import Claim, NoticeLedger
from app.watching.preparing import Preparing

log = logging.getLogger("saisine.mail")

PATIENCE = 3
"""Mails in a row that the server does not take before the others wait for the next round."""


class Fate(StrEnum):
    """What became of one mail. UNNEEDED: there was nothing left to tell."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    LATER = "later"
    UNCERTAIN = "uncertain"
    UNNEEDED = "unneeded"


class Sender:
    """Sends mails, one after the other. Any number of them may work on one ledger."""

    def __init__(self, notices: NoticeLedger, preparing: Preparing, mailer: Mailer) -> None:
        self._notices = notices
        self._preparing = preparing
        self._mailer = mailer

    def run(self, stopping: Callable[[], bool] = lambda: False) -> dict[Fate, int]:
        """Send what waits, until nothing does, the server takes nothing any more, or it is time to stop: what became of how many."""
        fates = dict.fromkeys(Fate, 0)
        if not self._notices.waiting():
            return fates
        self._notices.flag_uncertain()
        fruitless = 0
        with ExitStack() as stack:
            line: Line | None = None
            while fruitless < PATIENCE and not stopping() and (claim := self._notices.claim()):
                line = line or stack.enter_context(self._mailer.line())
                fate = self._send(claim, line)
                fates[fate] += 1
                fruitless = fruitless + 1 if fate is Fate.LATER else 0
        return fates

    def _send(self, claim: Claim, line: Line) -> Fate:
        try:
            prepared = self._preparing.prepared(claim)
        except SaisineError as fault:  # the dossier went this moment, or was changed behind our back
            return self._entered(claim, Retryable(type(fault).__name__))
        if prepared is None:
            return Fate.UNNEEDED
        try:
            outcome = line.send(prepared.mail, lambda: self._notices.hand_over(claim, prepared.notices))
        except InvalidInput:  # a header that could carry another one is never sent
            outcome = Refused("InvalidInput")
        return self._entered(claim, outcome)

    def _entered(self, claim: Claim, outcome: Outcome) -> Fate:
        """Enter in the ledger what the server said."""
        match outcome:
            case Accepted():
                self._notices.sent(claim)
                return Fate.ACCEPTED
            case Refused(why, address):
                self._notices.failed(claim, why, address=address)
                log.warning("a mail was refused: %s", why)
                return Fate.REFUSED
            case Uncertain(why):
                self._notices.uncertain(claim, why)
                log.warning("it is uncertain whether a mail was taken: %s", why)
                return Fate.UNCERTAIN
            case Retryable(why):
                self._notices.again(claim, why)
                log.warning("a mail was not taken yet: %s", why)
                return Fate.LATER
            case CalledOff():
                self._notices.release(claim)
                return Fate.UNNEEDED
