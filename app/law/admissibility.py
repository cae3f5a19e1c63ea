"""Whether an authority can act on a complaint without asking back: what is missing, how it is mended, from which day on it is there.

Nothing here forbids anything: whoever lodges a complaint with a gap names the gap.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.law.mandates import Gap

ART_80 = ("GDPR Art. 80(1)",)


class Point(StrEnum):
    """What an authority looks for before it opens a file."""

    CONTROLLER = "controller_identified"
    REQUEST = "prior_request"
    SENDING = "proof_of_sending"
    RECEIPT = "proof_of_receipt"
    TIME = "month_or_refusal"
    MANDATE = "mandate"


class State(StrEnum):
    """How it stands: there; missing altogether; or so weak that the authority may ask. A point that does not arise is left out."""

    MET = "met"
    WEAK = "weak"
    MISSING = "missing"


@dataclass(frozen=True, kw_only=True)
class Situation:
    """What is on file. `after_safe_date` is the first day on which silence is certain, None while nothing was sent.

    `position_on` is the day of a refusal, a limit or an answer that falls short. `mandate_gaps` is what the mandate of
    whoever acts for the person lacks, None where nobody else acts.
    """

    controller_named: bool
    controller_reachable: bool
    sent: bool
    sending_proved: bool
    receipt_proved: bool
    after_safe_date: date | None
    position_on: date | None
    mandate_gaps: tuple[Gap, ...] | None = None


@dataclass(frozen=True)
class Check:
    """One point. `code` says why it stands so and thereby how to mend it; `possible_on` is the day that mends it by itself, if any."""

    point: Point
    state: State
    code: str
    articles: tuple[str, ...] = ()
    possible_on: date | None = None


@dataclass(frozen=True)
class Admissibility:
    """All points, in the order in which an authority reads them."""

    checks: tuple[Check, ...]

    @property
    def ready(self) -> bool:
        """Whether nothing is missing; weak points leave a complaint ready."""
        return all(check.state is not State.MISSING for check in self.checks)

    @property
    def gaps(self) -> tuple[Check, ...]:
        """What is missing or weak."""
        return tuple(check for check in self.checks if check.state is not State.MET)

    @property
    def possible_on(self) -> date | None:
        """The day from which on nothing is missing if nobody does anything; None where somebody must, or where nothing is missing."""
        missing = [check.possible_on for check in self.checks if check.state is State.MISSING]
        days = [day for day in missing if day]
        return max(days) if days and len(days) == len(missing) else None


def admissibility(now: Situation, today: date) -> Admissibility:
    """The complaint as it would stand if it were lodged today."""
    checks = (_controller(now), _request(now), _sending(now), _receipt(now), _time(now, today), *_mandate(now))
    return Admissibility(tuple(check for check in checks if check))


def _controller(now: Situation) -> Check:
    if not now.controller_named:
        return Check(Point.CONTROLLER, State.MISSING, "controller_unnamed", ("GDPR Art. 4(7)",))
    state = State.MET if now.controller_reachable else State.WEAK
    return Check(Point.CONTROLLER, state, "controller_known" if now.controller_reachable else "controller_without_address")


def _request(now: Situation) -> Check:
    if now.sent:
        return Check(Point.REQUEST, State.MET, "request_sent", ("GDPR Art. 12(3)",))
    return Check(Point.REQUEST, State.MISSING, "request_not_sent", ("GDPR Art. 12(3)",))


def _sending(now: Situation) -> Check | None:
    """A paper that shows receipt shows the sending too."""
    if not now.sent:
        return None
    if now.sending_proved or now.receipt_proved:
        return Check(Point.SENDING, State.MET, "sending_proved")
    return Check(Point.SENDING, State.MISSING, "sending_unproved")


def _receipt(now: Situation) -> Check | None:
    """Who received a message that answers has proved that the request came; without a paper the day is presumed."""
    if not now.sent:
        return None
    if now.receipt_proved or now.position_on:
        return Check(Point.RECEIPT, State.MET, "receipt_proved" if now.receipt_proved else "receipt_shown_by_reply")
    return Check(Point.RECEIPT, State.WEAK, "receipt_presumed")


def _time(now: Situation, today: date) -> Check:
    """Only silence needs the month: a refusal, or a limit, may be complained of at once. GDPR Art. 12(3) and (4)."""
    rule = ("GDPR Art. 12(3)", "GDPR Art. 12(4)")
    if now.position_on and now.position_on <= today:
        return Check(Point.TIME, State.MET, "position_taken", rule)
    if now.after_safe_date is None:
        return Check(Point.TIME, State.MISSING, "no_time_runs", rule)
    if now.after_safe_date <= today:
        return Check(Point.TIME, State.MET, "month_over", rule)
    return Check(Point.TIME, State.MISSING, "month_running", rule, now.after_safe_date)


def _mandate(now: Situation) -> tuple[Check, ...]:
    """One point for each thing that the mandate lacks: each is mended in its own way. GDPR Art. 80(1), LIL Art. 38."""
    if now.mandate_gaps is None:
        return ()
    if not now.mandate_gaps:
        return (Check(Point.MANDATE, State.MET, "mandate_valid", ART_80),)
    return tuple(
        Check(Point.MANDATE, State.WEAK, gap, (*ART_80, "LIL Art. 38"))
        if gap is Gap.BODY_UNLISTED
        else Check(Point.MANDATE, State.MISSING, gap, ART_80)
        for gap in now.mandate_gaps
    )
