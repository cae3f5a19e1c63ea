"""The first records of a case, from what the person said: the facts that the law needs, frozen, and the letters that went before."""

from dataclasses import dataclass
from datetime import date

from app.cases.parties import Request
from app.law.events import CaseOpened, Channel, Event, LetterDrafted, RequestReceived, RequestSent


@dataclass(frozen=True, kw_only=True)
class Sending:
    """A request that was sent before the case began: the days it went, first to last, and the day of receipt if that is known.

    `files` are ids of the proofs kept with the case.
    """

    days: tuple[date, ...]
    channel: Channel
    received: date | None = None
    proof: str = ""
    files: tuple[str, ...] = ()


def opening_events(request: Request, today: date, sending: Sending | None = None) -> list[Event]:
    """The events that a new case starts with: a letter drafted today or, with `sending`, one that is already on its way.

    A case that starts from an earlier letter is opened on the day of that letter, so that its facts come first among the records.
    """
    if sending is None:
        return [opened(request, today), LetterDrafted(on=today, letter=request.right.value)]
    sent = [_sent(day, sending, first=day == sending.days[0]) for day in sending.days]
    received = [RequestReceived(on=sending.received)] if sending.received else []
    return [opened(request, sending.days[0]), *sent, *received]


def opened(request: Request, on: date) -> CaseOpened:
    """The facts of a request that the law needs, and nothing that names anyone."""
    return CaseOpened(
        on=on,
        right=request.right,
        controller_place=request.controller.country,
        union_establishment=request.controller.union_establishment,
        subject_place=request.subject.place or request.subject.country,
        minor=request.subject.minor,
        traits=request.controller.traits,
    )


def _sent(day: date, sending: Sending, *, first: bool) -> RequestSent:
    """The proof belongs to the first sending: it is the one that starts the clock."""
    if first:
        return RequestSent(on=day, channel=sending.channel, proof=sending.proof, files=sending.files)
    return RequestSent(on=day, channel=sending.channel)
