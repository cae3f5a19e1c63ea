"""Reading a form about what happened: from typed answers to one event, its files and its findings, or to every mistake at once."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from app.cases.days import EARLIEST, FOLLOWS, PRECEDES
from app.cases.statements import AUTHORITY_NAMED, LONGEST, NOT_EMPTY
from app.cases.views import NewFile
from app.directory.fields import lines
from app.law.events import CaseClosed, Event, FindingConfirmed, LetterDrafted, Outcome, Snoozed, to_payload
from app.law.limits import all_limits
from app.platform.errors import InvalidInput, msg
from app.web.bodies import Submitted
from app.web.forms.answers import CHOOSE_ONE, MAX_TEXT, NO_DATE, Answers
from app.web.forms.event_fields import EventForm, Field, Letter, Widget
from app.web.forms.events_of_steps import WITHDRAWAL
from app.web.forms.forum_places import known_places

MAX_QUOTE = 1_000
ADDRESSES = ("holder_address",)
"""Fields whose text goes into the head of a letter."""

IN_THE_PAST = msg("This day has passed. Choose one that is still to come.")
TICK_ONE = msg("Tick at least one limit.")


Limits = tuple[tuple[str, str], ...]
"""Limits ticked: the label of each, and the words quoted for it."""


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What a valid form says: the event, what it implies, its new files, and the limits ticked."""

    event: Event
    implied: tuple[Event, ...] = ()
    files: tuple[NewFile, ...] = ()
    limits: Limits = ()


def prefilled(event: Event) -> Submitted:
    """What a form would have sent to make this event: the correction form opens with it."""
    plain = {name: _typed(value) for name, value in to_payload(event).items() if name != "files"}
    return Submitted(fields={name: (value,) for name, value in plain.items()})


def read_event(form: EventForm, submitted: Submitted, today: date, *, authority: str, keeping: Sequence[str] = ()) -> Reading:
    """The event that the form says. Raises InvalidForm with every mistake.

    `authority` is where a complaint of this case goes; `keeping` are ids of files that a corrected record already holds.
    """
    answers = Answers(submitted, today)
    given: dict[str, Any] = {"on": today, **form.fixed, **{field.name: _value(answers, field) for field in form.fields}}
    files = answers.files("files", form.purpose) if "files" in given else ()
    if files or keeping:
        given["files"] = (*keeping, *(file.id for file in files))
    limits = _ticked(answers) if form.limits else ()
    _compare(form, answers, given)
    answers.raise_if_any()
    return Reading(event=_event(form, given, authority), implied=_implied(given), files=files, limits=limits)


def read_later_limits(submitted: Submitted, today: date, replies: Collection[str]) -> tuple[str, Limits]:
    """The answer, one of the record ids `replies`, and the limits found in it afterwards. Raises InvalidForm."""
    answers = Answers(submitted, today)
    chosen = submitted.get("reply")
    if chosen not in replies:
        answers.fail("reply", CHOOSE_ONE)
    limits = _ticked(answers)
    if not limits:
        answers.fail("limits", TICK_ONE)
    answers.raise_if_any()
    return chosen, limits


def findings(limits: Limits, reply: str, on: date) -> list[FindingConfirmed]:
    """One finding per limit, dated like the answer that sets it; `reply` is the id of that answer's record."""
    return [FindingConfirmed(on=on, label=label, quote=quote, reply=reply) for label, quote in limits]


def _value(answers: Answers, field: Field) -> Any:
    if field.widget is Widget.DAY:
        return _day(answers, field)
    if field.widget is Widget.CHOICE:
        return _chosen(answers, field)
    if field.widget is Widget.YES_NO:
        return answers.yes_no(field.name)
    if field.widget is Widget.FILES:
        return ()
    if field.widget is Widget.PLACE:
        return _place(answers, field)
    return _text(answers, field) if field.widget is Widget.TEXT else _line(answers, field)


def _text(answers: Answers, field: Field) -> str:
    return _address(answers, field) if field.name in ADDRESSES else answers.text(field.name, LONGEST.get(field.name, MAX_TEXT))


def _address(answers: Answers, field: Field) -> str:
    """The lines of an address, as many and as long as a letter holds."""
    try:
        return "\n".join(lines({field.name: answers.submitted.get(field.name)}, field.name))
    except InvalidInput as problem:
        answers.fail(field.name, problem.message, **problem.params)
        return ""


def _place(answers: Answers, field: Field) -> str:
    """One of the places that the form offers, "" for none."""
    chosen = answers.submitted.get(field.name)
    if chosen and chosen not in known_places():
        answers.fail(field.name, CHOOSE_ONE)
        return ""
    return chosen


def _line(answers: Answers, field: Field) -> str:
    found = answers.line(field.name)
    if field.required and not found:
        answers.fail(field.name, NOT_EMPTY)
    return found


def _chosen(answers: Answers, field: Field) -> StrEnum:
    if field.values is None:
        raise TypeError(f"{field.name} is a choice of nothing")
    return answers.choice(field.name, field.values, next(iter(field.values)))


def _day(answers: Answers, field: Field) -> date | None:
    found = answers.day(field.name)
    if found is None and field.required:
        answers.fail(field.name, NO_DATE)
        return EARLIEST
    return found


def _compare(form: EventForm, answers: Answers, given: Mapping[str, Any]) -> None:
    """Two dates of one form must follow each other."""
    if "on" in answers.errors:
        return
    for later, message in FOLLOWS.items():
        if given.get(later) is not None and given[later] < given["on"]:
            answers.fail(later, IN_THE_PAST if form.event is Snoozed else message)
    for earlier, message in PRECEDES.items():
        if given.get(earlier) is not None and given[earlier] > given["on"]:
            answers.fail(earlier, message)


def _ticked(answers: Answers) -> Limits:
    ticked = set(answers.submitted.all("limits"))
    known = [entry.label for entry in all_limits()]
    if not ticked <= set(known):
        answers.fail("limits", CHOOSE_ONE)
    return tuple((label, answers.line(f"quote_{label}", MAX_QUOTE)) for label in known if label in ticked)


def _event(form: EventForm, given: dict[str, Any], authority: str) -> Event:
    named = dict(given)
    if "letter" in named:
        named["letter"] = str(Letter.MISE_EN_DEMEURE if named["letter"] is Letter.PREPARED else named["letter"])
    if issubclass(form.event, AUTHORITY_NAMED):
        named["authority"] = authority
    return form.event(**named)


def _implied(given: Mapping[str, Any]) -> tuple[Event, ...]:
    """A letter of ours that left was drafted: the complaint may then list it among its papers. A request taken back is a closed case."""
    if given.get("letter") is Letter.PREPARED:
        return (LetterDrafted(on=given["on"], letter=str(Letter.MISE_EN_DEMEURE)),)
    return (CaseClosed(on=given["on"], outcome=Outcome.WITHDRAWN),) if given.get("letter") == WITHDRAWAL else ()


def _typed(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)
