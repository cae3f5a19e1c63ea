"""The road through the request form: which page comes after an answer."""

from dataclasses import dataclass

from app.platform.errors import InvalidInput
from app.web.bodies import Submitted
from app.web.forms import what, who
from app.web.forms.answers import Answers
from app.web.forms.journey import STEPS, Journey
from app.web.forms.whole import Unfinished, controller_of, mistakes, whole


@dataclass(frozen=True)
class Screen:
    """A page to show: one of STEPS or "police", the answers so far, and what is wrong on it."""

    step: str
    journey: Journey
    problems: tuple[InvalidInput, ...] = ()


def after(step: str, journey: Journey, pressed: Submitted) -> Screen:
    """The page after the form of `step` was sent.

    The button `lang` shows the same page again, `go` the page that it names, both without a look at what was typed; any other goes on.
    """
    if journey.intake:
        return Screen("attach", journey, journey.intake)
    if step == "who" and _searches(journey, pressed):
        return Screen("who", journey)
    if pressed.get("lang"):
        return review(journey) if step == "review" else Screen(step, journey)
    if pressed.get("go") in STEPS[:-1]:
        editing = "1" if step == "review" or journey.editing else ""
        return Screen(pressed.get("go"), journey.with_values(editing=editing))
    return _onward(step, journey)


def _onward(step: str, journey: Journey) -> Screen:
    if step == "who" and _is_police(journey):
        return Screen("police", journey)
    problems = mistakes(step, journey) if step != "review" else ()
    if problems:
        return Screen(step, journey, problems)
    following = "review" if journey.editing or step == "review" else STEPS[STEPS.index(step) + 1]
    if following == "review":
        return review(journey)
    return Screen(following, _prepared(following, journey))


def review(journey: Journey) -> Screen:
    """The last page, or the first page that still has mistakes, or where to turn instead for a police file."""
    if _is_police(journey):
        return Screen("police", journey)
    try:
        whole(journey)
    except Unfinished as unfinished:
        return Screen(unfinished.step, journey, unfinished.problems)
    return Screen("review", journey.with_values(editing=""))


def _searches(journey: Journey, pressed: Submitted) -> bool:
    """Whether the person asks for a search: by its button, or with the Enter key on new words while nobody is chosen."""
    words, chosen = journey.submitted.get("q").strip(), journey.submitted.get("controller")
    return bool(pressed.get("search") or (words and not chosen and words != pressed.get("searched").strip()))


def _is_police(journey: Journey) -> bool:
    return who.is_police(Answers(journey.submitted, journey.today, journey.directory))


def _prepared(step: str, journey: Journey) -> Journey:
    """Answers that most people would give, chosen beforehand where nothing was said yet."""
    given = journey.submitted
    if step == "you" and not given.get("country"):
        return journey.with_chosen("country", "FR")
    controller = controller_of(journey)
    if step == "how" and controller and not (given.get("channel") or journey.already):
        return journey.with_values(channel=controller.suggested_channel)
    if step == "what" and not given.get("right") and controller and "face_search" in controller.traits:
        return journey.with_chosen("grounds", *(ground.value for ground in what.USUAL_GROUNDS))
    return journey
