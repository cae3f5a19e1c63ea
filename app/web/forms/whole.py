"""All steps together: from the answers of a journey to the requests that letters and cases are made of."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from app.cases.opening import Sending
from app.cases.parties import Request, Subject
from app.directory.controllers import Controller
from app.law.events import Channel
from app.law.rights import Right
from app.letters import kinds
from app.letters.languages import letter_language
from app.letters.references import derived_reference
from app.platform.errors import InvalidInput, SaisineError
from app.web.forms import attach, how, what, who, you
from app.web.forms.answers import Answers
from app.web.forms.journey import FIELDS, STEPS, Journey


class Unfinished(SaisineError):
    """A step has mistakes: which one, and all of its mistakes."""

    def __init__(self, step: str, problems: tuple[InvalidInput, ...]) -> None:
        super().__init__(step)
        self.step = step
        self.problems = problems


@dataclass(frozen=True, kw_only=True)
class Whole:
    """What a finished journey asks for: one request, or two linked ones, and for letters already sent how they went."""

    requests: tuple[Request, ...]
    sending: Sending | None = None


def whole(journey: Journey) -> Whole:
    """Reads every step again. Raises Unfinished for the first one with mistakes."""
    for step in STEPS[:-1]:
        if problems := mistakes(step, journey):
            raise Unfinished(step, problems)
    sending = how.read_sent(_answers(journey)) if journey.already else None
    return Whole(requests=_requests(journey, sending), sending=sending)


def mistakes(step: str, journey: Journey) -> tuple[InvalidInput, ...]:
    """Everything that is wrong with the answers of one step, in the order of its fields."""
    answers = _answers(journey)
    _READERS[step](answers)
    order = {name: n for n, name in enumerate(FIELDS[step])}
    return tuple(sorted(answers.errors.values(), key=lambda problem: order.get(problem.field, 0)))


def controller_of(journey: Journey) -> Controller | None:
    """The controller chosen so far, or None."""
    return who.read(_answers(journey))


def subject_of(journey: Journey) -> Subject | None:
    """The person as far as her answers are valid, or None."""
    return you.read(_answers(journey))


def _requests(journey: Journey, sending: Sending | None) -> tuple[Request, ...]:
    """One for each right, to everyone chosen. A way that does not lead to one of them is replaced by the first that does."""
    first, *besides = who.read_all(_answers(journey)) or (None,)
    chosen = _requests_to(journey, first, sending)
    if first is None:
        return chosen
    return (*chosen, *(request for controller in besides for request in _besides(chosen, controller, journey)))


def _besides(chosen: Sequence[Request], controller: Controller | None, journey: Journey) -> tuple[Request, ...]:
    """The same requests to another controller, under references of their own."""
    if controller is None:
        return ()
    token, ways = journey.submitted.get("draft_token"), how.ways(controller)
    names = {request.reference: derived_reference(token, f"{controller.slug} {request.right.value}") for request in chosen}
    return tuple(
        replace(
            request,
            controller=controller,
            channel=request.channel if request.channel in ways or not ways else ways[0],
            reference=names[request.reference],
            linked_reference=names.get(request.linked_reference, ""),
            language=language_of(journey, controller),
        )
        for request in chosen
    )


def _requests_to(journey: Journey, controller: Controller | None, sending: Sending | None) -> tuple[Request, ...]:
    rights, _ = what.read(_answers(journey))
    references = (journey.submitted.get("reference"), journey.submitted.get("second_reference"))[: len(rights)]
    linked = tuple(reversed(references)) if len(rights) > 1 else ("",)
    channel = sending.channel if sending else how.read(_answers(journey), controller)
    return tuple(
        _request(journey, right, channel, reference, other) for right, reference, other in zip(rights, references, linked, strict=True)
    )


def _request(journey: Journey, right: Right, channel: Channel | None, reference: str, linked: str) -> Request:
    controller, subject, added = controller_of(journey), subject_of(journey), attach.read(_answers(journey))
    if controller is None or subject is None or channel is None:
        raise Unfinished("who", ())  # cannot be: `whole` has found no mistake in these steps
    _, grounds = what.read(_answers(journey))
    return Request(
        right=right,
        controller=controller,
        subject=subject,
        channel=channel,
        reference=reference,
        linked_reference=linked,
        on=journey.today,
        urls=added.urls,
        paragraph=added.paragraph,
        grounds=grounds if right is Right.ERASURE else (),
        attachments=(added.photo,) if added.photo else (),
        language=language_of(journey, controller),
    )


def language_of(journey: Journey, controller: Controller) -> str:
    """The language of the letters to this controller: the one chosen on the last page, else the controller's. A case keeps it."""
    chosen = journey.submitted.get("language")
    return chosen if chosen in kinds.languages() else letter_language(controller)


def _answers(journey: Journey) -> Answers:
    return Answers(journey.submitted, journey.today, journey.directory)


def _read_how(answers: Answers) -> None:
    """The page also takes an address that was left out before, so that its mistakes belong here too."""
    if answers.submitted.get("already") == "1":
        how.read_sent(answers)
        return
    how.read(answers, who.read(Answers(answers.submitted, answers.today, answers.directory)))
    person = Answers(answers.submitted, answers.today)
    you.read(person)
    for name in ("address", "email"):
        if name in person.errors:
            answers.errors.setdefault(name, person.errors[name])


_READERS: Mapping[str, Callable[[Answers], object]] = {
    "who": who.read_all,
    "what": what.read,
    "you": you.read,
    "attach": attach.read,
    "how": _read_how,
}
