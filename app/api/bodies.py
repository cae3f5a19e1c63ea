"""Bodies: JSON is declared as such, files come as they are. Anything else is refused before it is read."""

from collections.abc import Callable, Coroutine
from email.message import Message
from typing import Annotated, Any

from fastapi import Depends, Header, Request
from fastapi.routing import APIRoute
from starlette.responses import Response

from app.api.problems import Failure

MAX_BODY = 20 * 1024 * 1024
"""Bytes of one request: a file of the largest size, or a letter with its photo."""

OCTETS = "application/octet-stream"
RAW_BODY = {"requestBody": {"required": True, "content": {OCTETS: {"schema": {"type": "string", "format": "binary"}}}}}

Once = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        pattern="^[A-Za-z0-9_-]{22,128}$",
        description="A random text of your own, such as a UUID. The same key again changes nothing and gives the same answer.",
    ),
]


class JsonRoute(APIRoute):
    """A route whose body, if it has one, is JSON in UTF-8."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """FastAPI's own, behind a look at the type of the body."""
        handle = super().get_route_handler()

        async def guarded(request: Request) -> Response:
            if self.body_field is not None and not _is(request, "application/json"):
                raise Failure(415)
            return await handle(request)

        return guarded


async def octets(request: Request) -> bytes:
    """The body as it came. Raises Failure (415) for one that is declared as something else."""
    if not _is(request, OCTETS):
        raise Failure(415)
    return await request.body()


Octets = Annotated[bytes, Depends(octets)]


def _is(request: Request, media_type: str) -> bool:
    declared = Message()
    declared["content-type"] = request.headers.get("content-type", "")
    charset = str(declared.get_param("charset") or "utf-8").lower()
    return declared.get_content_type() == media_type and "content-type" in request.headers and charset in ("utf-8", "us-ascii")
