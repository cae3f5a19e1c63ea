"""When a controller's time runs out. Nothing is stored."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import ConfigDict, Field

from app.api.answers import DeadlineOut
from app.api.bodies import JsonRoute
from app.api.problems import documented
from app.api.sessions import Reader
from app.api.wire import Day, Line, Strict, Text
from app.cases.reckoning import REASONS_ALONE, reckon, to_document
from app.law.deadlines import Extension, Pause, Receipt
from app.platform.calendars import PublicHolidays
from app.platform.errors import InvalidInput, msg
from app.platform.i18n import Translator

router = APIRouter(tags=["deadlines"], route_class=JsonRoute)
calendars = PublicHolidays()

IN_ADDRESS = {"paused": "paused_from", "extension": "extension_notified"}
"""Names of the fields that the reckoning finds at fault, where they are another in an address."""

UNPAIRED = msg("Give as many days of answers as days of questions.")


class FactsIn(Strict):
    """The facts that every reckoning needs. `place` is where the controller acts: FR, FR-67, DE-BY, GB-ENG, US."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    received: Day = Field(examples=["2026-03-05"])
    received_latest: Day | None = Field(default=None, description="The later of two days, where either is possible.")
    place: Line = Field(examples=["FR"])
    subject_place: Line | None = Field(default=None, description="Where the person lives; counts for a controller outside the EEA.")


class DeadlineQuery(FactsIn):
    """All facts in an address, under the names that the page /deadline has for them too."""

    paused_from: list[Day] = Field(default_factory=list, max_length=20, description="Days of questions about identity or scope.")
    paused_to: list[Day] = Field(default_factory=list, max_length=20, description="Days of the complete answers, in the same order.")
    extension_notified: Day | None = Field(default=None, description="Day on which the controller announced two further months.")
    extension_reasons: Text = Field(default="", description="The reasons it gave; none when empty.")


class PauseIn(Strict):
    """From the controller's question about identity to the complete answer."""

    start: Day
    end: Day


class ExtensionIn(Strict):
    """The day on which the controller announced two further months, and its reasons as given."""

    notified: Day
    reasons: Text = ""


class DeadlineIn(FactsIn):
    """The same facts in a body."""

    paused: Annotated[list[PauseIn], Field(max_length=20)] = Field(default_factory=list)
    extension: ExtensionIn | None = None


@router.get("/deadline", responses=documented(422))
def look_up(asked: Annotated[DeadlineQuery, Query()], t: Reader) -> DeadlineOut:
    """Reckon a deadline; the address is the whole question."""
    if len(asked.paused_from) != len(asked.paused_to):
        raise InvalidInput("paused_to", UNPAIRED)
    if asked.extension_reasons and asked.extension_notified is None:
        raise InvalidInput("extension_notified", REASONS_ALONE)
    pauses = [Pause(start, end) for start, end in zip(asked.paused_from, asked.paused_to, strict=True)]
    extension = Extension(asked.extension_notified, asked.extension_reasons) if asked.extension_notified else None
    try:
        return _reckoned(asked, pauses, extension, t)
    except InvalidInput as wrong:
        raise InvalidInput(IN_ADDRESS.get(wrong.field, wrong.field), wrong.message, **wrong.params) from wrong


@router.post("/deadline", responses=documented(400, 413, 415, 422))
def compute(asked: DeadlineIn, t: Reader) -> DeadlineOut:
    """Reckon a deadline with its pauses and extension."""
    extension = Extension(asked.extension.notified, asked.extension.reasons) if asked.extension else None
    return _reckoned(asked, [Pause(pause.start, pause.end) for pause in asked.paused], extension, t)


def _reckoned(asked: FactsIn, pauses: Sequence[Pause], extension: Extension | None, t: Translator) -> DeadlineOut:
    receipt = Receipt(asked.received, asked.received_latest or asked.received)
    found = reckon(receipt, asked.place, calendars, subject_place=asked.subject_place, pauses=pauses, extension=extension)
    return DeadlineOut(**to_document(found, t))
