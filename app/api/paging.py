"""Pages of a list: as many entries as asked for, and a cursor that leads on: the place after the last entry."""

from base64 import urlsafe_b64encode
from collections.abc import Callable, Sequence
from typing import Annotated, Any, Generic, TypeVar
from urllib.parse import urlencode

from fastapi import Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from app.api.wire import Strict
from app.platform.errors import InvalidInput, msg

T = TypeVar("T")
Out = TypeVar("Out", bound=BaseModel)

LARGEST = 100
UNKNOWN_CURSOR = msg("The cursor leads nowhere: begin again without it.")


class PageQuery(BaseModel):
    """Which part of a list."""

    model_config = ConfigDict(extra="forbid")

    limit: int = Field(default=20, ge=1, le=LARGEST, description="Entries on one page.")
    cursor: str = Field(default="", max_length=300, pattern="^[A-Za-z0-9_=-]*$", description="`next` of the page before.")


Paging = Annotated[PageQuery, Query()]


class Page(Strict, Generic[Out]):
    """Part of a list. `next` is the cursor of the next part, null at the end; the header Link says the same as an address."""

    items: list[Out]
    next: str | None = Field(examples=["Y2xlYXJ2aWV3LWFp"])


LINK: dict[str, Any] = {"Link": {"description": 'The next page, rel="next", if there is one.', "schema": {"type": "string"}}}


def page(items: Sequence[T], key: Callable[[T], str], out: Callable[[T], Out], asked: PageQuery, to: tuple[Request, Response]) -> Page[Out]:
    """The part of `items` that is asked for; `key` names an entry. Raises InvalidInput for a cursor whose entry is not there."""
    request, response = to
    first = _after(items, key, asked.cursor)
    shown = items[first : first + asked.limit]
    following = _cursor(key(shown[-1])) if first + asked.limit < len(items) else None
    if following:
        query = urlencode({**request.query_params, "limit": asked.limit, "cursor": following})
        response.headers["Link"] = f'<{request.url.path}?{query}>; rel="next"'
    return Page[Out](items=[out(item) for item in shown], next=following)


def _after(items: Sequence[T], key: Callable[[T], str], cursor: str) -> int:
    if not cursor:
        return 0
    found = next((n for n, item in enumerate(items, start=1) if _cursor(key(item)) == cursor), None)
    if found is None:
        raise InvalidInput("cursor", UNKNOWN_CURSOR)
    return found


def _cursor(name: str) -> str:
    return urlsafe_b64encode(name.encode()).decode().rstrip("=")
