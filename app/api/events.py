"""The events of the law as JSON: one model for each kind, made from its own fields. A new kind in the law is here at once."""

from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from enum import StrEnum
from functools import cache, reduce
from operator import or_
from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel, ConfigDict, StringConstraints, create_model
from pydantic import Field as Described

from app.api.wire import NO_NUL, Day, Id, Strict
from app.cases.statements import LONGEST, LONGEST_LINE
from app.law.events import KINDS, Event, Recorded, from_payload

MAX_ITEMS = 50
LARGEST_OFFSET = 1_000_000
IDS = ("files", "file", "reply")
"""Fields that name files or records of the case."""


class EventModel(BaseModel):
    """Base of the generated models; each adds `kind` and the fields of its event."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    kind: str


def _model(event: type[Event]) -> type[EventModel]:
    hints = get_type_hints(event)
    # `kind` is the same for all events of a class; a default would let programs leave it out.
    given: dict[str, Any] = {"kind": (Literal[event.kind], ...)}
    for field in fields(event):
        given[field.name] = (_wire(field.name, hints[field.name]), _default(field))
    return create_model(event.__name__, __base__=EventModel, __doc__=(event.__doc__ or "").strip(), **given)


def _wire(name: str, hint: Any) -> Any:
    """The type of a field as it travels."""
    if get_origin(hint) in (UnionType, Union):
        return reduce(or_, (_wire(name, one) for one in get_args(hint)))
    if is_dataclass(hint) and isinstance(hint, type):
        return _value_model(hint)
    if get_origin(hint) is tuple:
        return Annotated[list[_wire(name, get_args(hint)[0])], Described(max_length=MAX_ITEMS)]  # type: ignore[misc]
    if hint is date:
        return Day
    return _wire_one(name, hint)


def _wire_one(name: str, hint: Any) -> Any:
    """The same for a single word or number."""
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return Annotated[hint, Described(strict=False)]
    if hint is int:
        return Annotated[int, Described(ge=0, le=LARGEST_OFFSET)]
    if hint is str:
        return Id if name in IDS else Annotated[str, StringConstraints(max_length=LONGEST.get(name, LONGEST_LINE), pattern=NO_NUL)]
    return hint


@cache
def _value_model(value: type[Any]) -> type[Strict]:
    """The model of a value inside an event."""
    hints = get_type_hints(value)
    given: dict[str, Any] = {field.name: (_wire(field.name, hints[field.name]), _default(field)) for field in fields(value)}
    return create_model(value.__name__, __base__=Strict, __doc__=(value.__doc__ or "").strip(), **given)


def _default(field: "Field[Any]") -> Any:
    if field.default is MISSING:
        return ...
    return list(field.default) if isinstance(field.default, tuple) else field.default


MODELS: dict[str, type[EventModel]] = {kind: _model(event) for kind, event in KINDS.items()}

if TYPE_CHECKING:
    EventIn = EventModel
else:
    EventIn = Annotated[Union[tuple(MODELS.values())], Described(discriminator="kind")]  # noqa: UP007
    """Any event, told apart by its `kind`."""


class RecordOut(Strict):
    """An event as it stands in the case. `text` says it in the reader's language; `corrects` is the id of the record it replaced."""

    id: Id
    sequence: int
    recorded_at: str
    event: EventIn
    corrects: Id | None
    text: str


def event_of(told: EventModel) -> Event:
    """The event that a valid model says."""
    return from_payload(told.kind, told.model_dump(mode="json", exclude={"kind"}))


def _out(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_out(each) for each in value]
    if is_dataclass(value) and not isinstance(value, type):
        inner = {field.name: getattr(value, field.name) for field in fields(value)}
        return _value_model(type(value)).model_construct(**inner)
    return value


def record_out(recorded: Recorded, text: str) -> RecordOut:
    """A record as it travels. It was checked when it was recorded, whatever the bounds are today."""
    facts = {field.name: getattr(recorded.event, field.name) for field in fields(recorded.event)}
    values: dict[str, Any] = {name: _out(value) for name, value in facts.items()}
    return RecordOut(
        id=recorded.id,
        sequence=recorded.sequence,
        recorded_at=recorded.recorded_at.isoformat(),
        event=MODELS[recorded.event.kind].model_construct(kind=recorded.event.kind, **values),
        corrects=recorded.corrects,
        text=text,
    )
