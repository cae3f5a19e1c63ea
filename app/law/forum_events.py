"""What a person tells of the places that open an authority to her, and which authority she chose."""

from dataclasses import dataclass
from typing import ClassVar

from app.law.event_base import Event


@dataclass(frozen=True, kw_only=True)
class PlacesTold(Event):
    """Where else the person lives, where she works, where the infringement happened; the last one told counts whole.

    Places are codes of ISO 3166-1 or 3166-2, "" where there is nothing to tell. `authority` is the id of the one she chose among those open
    to her, "" for that of her habitual residence.
    """

    kind: ClassVar[str] = "places_told"
    other_home: str = ""
    workplace: str = ""
    infringement: str = ""
    authority: str = ""
