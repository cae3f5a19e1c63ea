"""A record that counts, seen with the type of its event."""

from datetime import date
from typing import Protocol, TypeVar

from app.law.event_base import Event

E_co = TypeVar("E_co", bound=Event, covariant=True)


class Fact(Protocol[E_co]):
    """What `Recorded` is where the kind of its event is known."""

    @property
    def id(self) -> str:
        """The id of the record."""
        ...

    @property
    def event(self) -> E_co:
        """What happened."""
        ...

    @property
    def on(self) -> date:
        """The day it happened."""
        ...
