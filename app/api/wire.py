"""Values as they travel: strict, bounded, nothing unknown. JSON has no days and no enumerations, so these come as text and nothing else."""

import re
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

E = TypeVar("E", bound=StrEnum)

NO_NUL = r"^[^\x00]*$"
MAX_PHOTO = 14_000_000
"""Characters of a photo in base 64: some ten megabytes."""


class Strict(BaseModel):
    """What a program may send or gets: each field of its own type, and no field that is not named."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


def _iso(value: Any) -> Any:
    """A day is written 2026-03-05: neither a number of seconds nor a point in time."""
    if isinstance(value, date) or (isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII)):
        return value
    raise PydanticCustomError("date_parsing", "not a day")


Day = Annotated[date, BeforeValidator(_iso, json_schema_input_type=date), Field(strict=False)]
Line = Annotated[str, StringConstraints(max_length=300, pattern=NO_NUL)]
Text = Annotated[str, StringConstraints(max_length=20_000, pattern=NO_NUL)]
WebAddress = Annotated[str, StringConstraints(max_length=2_000, pattern=NO_NUL)]
Id = Annotated[str, StringConstraints(pattern="^[a-z2-7]{26}$")]
Slug = Annotated[str, StringConstraints(min_length=1, max_length=80, pattern=NO_NUL)]
Place = Annotated[str, StringConstraints(pattern="^[A-Za-z]{2}(-[A-Za-z0-9]{1,3})?$")]
Photo = Annotated[str, StringConstraints(max_length=MAX_PHOTO, pattern="^[A-Za-z0-9+/]*={0,2}$")]
