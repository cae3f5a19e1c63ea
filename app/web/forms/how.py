"""Step "how": the way a letter will go or, for a letter already sent, how and when it went."""

from collections.abc import Sequence
from datetime import date

from app.cases.opening import Sending
from app.cases.parties import Subject
from app.directory.controllers import Controller
from app.law.events import Channel
from app.platform.errors import msg
from app.web.forms.answers import Answers
from app.web.forms.journey import SENT_DAYS

NOT_OFFERED = msg("Choose one of the ways listed.")
NEEDS_ADDRESS = msg("A letter by post needs your postal address: the answer will go there.")
NEEDS_CONTACT = msg("Give your e-mail address or your postal address: they must know where to answer.")
NO_DAY = msg("Give the day on which you first wrote to them.")
BEFORE_SENT = msg("This day is before the day on which you first wrote to them. Check the two dates.")
TWICE = msg("You gave this day before. Give each day once.")


def ways(controller: Controller) -> tuple[Channel, ...]:
    """The ways that lead to this controller, the best proof first."""
    open_to = ((Channel.REGISTERED_POST, controller.address), (Channel.EMAIL, controller.email), (Channel.WEB_FORM, controller.webform))
    return tuple(channel for channel, where in open_to if where)


def read(answers: Answers, controller: Controller | None) -> Channel | None:
    """The way chosen, or None with the mistake in `answers`. What the way needs of the person is asked for on the same page."""
    offered = ways(controller) if controller else tuple(Channel)
    channel = _channel(answers, offered)
    postal, electronic = (bool(answers.submitted.get(name).strip()) for name in ("address", "email"))
    if channel is Channel.REGISTERED_POST and not postal:
        answers.fail("address", NEEDS_ADDRESS)
    elif channel and not (postal or electronic):
        answers.fail("email", NEEDS_CONTACT)
    return channel


def lacking(subject: Subject | None) -> tuple[str, ...]:
    """The fields of the person that this page asks for because they are still empty."""
    return ("address", "email") if subject is None else tuple(name for name in ("address", "email") if not getattr(subject, name))


def read_sent(answers: Answers) -> Sending | None:
    """When and how the letter went, or None with the mistakes in `answers`."""
    channel = _channel(answers, tuple(Channel))
    days = [(name, answers.day(name)) for name in SENT_DAYS]
    sent = _distinct(answers, [(name, day) for name, day in days if day])
    if not answers.submitted.get(SENT_DAYS[0]).strip():
        answers.fail(SENT_DAYS[0], NO_DAY)
    received = answers.day("received_on")
    if received and sent and received < min(sent):
        answers.fail("received_on", BEFORE_SENT)
    proof = answers.line("proof", 300)
    if answers.errors or channel is None:
        return None
    return Sending(days=tuple(sorted(sent)), channel=channel, received=received, proof=proof)


def _channel(answers: Answers, offered: Sequence[Channel]) -> Channel | None:
    found = next((channel for channel in offered if channel.value == answers.submitted.get("channel")), None)
    if found is None:
        answers.fail("channel", NOT_OFFERED)
    return found


def _distinct(answers: Answers, days: Sequence[tuple[str, date]]) -> list[date]:
    """Each day once; a repeated one is questioned where it stands, since it is most likely a slip."""
    seen: list[date] = []
    for name, day in days:
        if day in seen:
            answers.fail(name, TWICE)
        else:
            seen.append(day)
    return seen
