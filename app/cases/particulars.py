"""A case's particulars as JSON: the request with its subject and a snapshot of its controller. Attachments are files, named by id.

The JSON follows the dataclasses: a field added to them later, with a default, reads old particulars as well.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from app.cases.parties import Request


@dataclass(frozen=True, kw_only=True)
class Particulars:
    """What a case's row holds encrypted. `request` has no attachments: `attachments` are the ids of the files that are.

    `linked` is the public id of the same person's other request to the same controller; `order` tells apart cases opened in one go.
    """

    request: Request
    attachments: tuple[str, ...] = ()
    linked: str | None = None
    opened_at: datetime
    order: int = 0


def to_json(particulars: Particulars) -> bytes:
    """Encoded as ASCII JSON; `from_json` is its inverse."""
    return json.dumps(to_plain(particulars), separators=(",", ":")).encode("ascii")


def from_json(content: bytes) -> Particulars:
    """Raises KeyError, TypeError or ValueError for what `to_json` did not write."""
    particulars: Particulars = _typed(Particulars, json.loads(content))
    return particulars


def to_plain(value: Any) -> Any:
    """Dataclasses, tuples, dates and codes as what JSON has: objects, arrays, text."""
    if is_dataclass(value):
        return {field.name: to_plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {key: to_plain(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return [to_plain(item) for item in value]
    if isinstance(value, date):  # a datetime is a date too, and spells itself in full
        return value.isoformat()
    return value.value if isinstance(value, Enum) else value


def _typed(hint: Any, value: Any) -> Any:
    if get_origin(hint) in (Union, UnionType):
        (hint,) = [option for option in get_args(hint) if option is not type(None)]
        return None if value is None else _typed(hint, value)
    if get_origin(hint) is tuple:
        return tuple(_typed(get_args(hint)[0], item) for item in value)
    if isinstance(hint, type) and is_dataclass(hint):
        hints = _hints(hint)
        return hint(**{name: _typed(hints[name], item) for name, item in value.items()})
    if hint in (date, datetime):
        return hint.fromisoformat(value)
    return hint(value) if isinstance(hint, type) and issubclass(hint, Enum) else value


@cache
def _hints(cls: type) -> dict[str, Any]:
    return get_type_hints(cls)
