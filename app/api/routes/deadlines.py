"""When a controller's time runs out. Nothing is stored."""

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import ConfigDict, Field

from app.api.answers import DeadlineOut
from app.api.bodies import JsonRoute
from app.api.problems import documented
from app.api.sessions import Reader
from app.api.wire import Day, Line, Strict, Text
from app.cases.reckoning import reckon, to_document
from app.law.deadlines import Extension, Pause, Receipt
from app.platform.calendars import PublicHolidays
from app.platform.i18n import Translator

router = APIRouter(tags=["deadlines"], route_class=JsonRoute)
calendars = PublicHolidays()


class DeadlineQuery(Strict):
    """The facts that every reckoning needs. `place` is where the controller acts: FR, FR-67, DE-BY, GB-ENG, US."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    received: Day = Field(examples=["2026-03-05"])
    received_latest: Day | None = Field(default=None, description="The later of two days, where either is possible.")
    place: Line = Field(examples=["FR"])
    subject_place: Line | None = Field(default=None, description="Where the person lives; counts for a controller outside the EEA.")


class PauseIn(Strict):
    """From the controller's question about identity to the complete answer."""

    start: Day
    end: Day


class ExtensionIn(Strict):
    """The day on which the controller announced two further months, and its reasons as given."""

    notified: Day
    reasons: Text = ""


class DeadlineIn(DeadlineQuery):
    """The same with what moved the date since."""

    paused: Annotated[list[PauseIn], Field(max_length=20)] = Field(default_factory=list)
    extension: ExtensionIn | None = None


@router.get("/deadline", responses=documented(422))
def look_up(asked: Annotated[DeadlineQuery, Query()], t: Reader) -> DeadlineOut:
    """Reckon a deadline from the day of receipt."""
    return _reckoned(DeadlineIn(**asked.model_dump()), t)


@router.post("/deadline", responses=documented(400, 413, 415, 422))
def compute(asked: DeadlineIn, t: Reader) -> DeadlineOut:
    """Reckon a deadline with its pauses and extension."""
    return _reckoned(asked, t)


def _reckoned(asked: DeadlineIn, t: Translator) -> DeadlineOut:
    found = reckon(
        Receipt(asked.received, asked.received_latest or asked.received),
        asked.place,
        calendars,
        subject_place=asked.subject_place,
        pauses=[Pause(pause.start, pause.end) for pause in asked.paused],
        extension=Extension(asked.extension.notified, asked.extension.reasons) if asked.extension else None,
    )
    return DeadlineOut(**to_document(found, t))
