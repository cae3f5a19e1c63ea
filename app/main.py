"""The application as a server runs it, on top of what `app.wiring` built: the pages, and below `/api` the interface for programs."""

import asyncio
from collections.abc import Callable

from starlette.types import ASGIApp, Receive, Scope, Send

from app.api import ROOT
from app.web.main import create_app as create_pages
from app.wiring import Wiring

__all__ = ["create_app"]


class PagesAndApi:
    """Hands each request to the application that it is for. Each has its own guard; starting and stopping is the pages' business.

    The API is made for its first request: describing all its models takes a good part of a second, which the first page need not wait for.
    """

    def __init__(self, pages: ASGIApp, make_api: Callable[[], ASGIApp]) -> None:
        self.pages = pages
        self._make_api = make_api
        self._api: ASGIApp | None = None
        self._making = asyncio.Lock()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI."""
        path = scope.get("path", "")
        application = await self._ready_api() if path == ROOT or path.startswith(f"{ROOT}/") else self.pages
        await application(scope, receive, send)

    async def _ready_api(self) -> ASGIApp:
        async with self._making:
            if self._api is None:
                self._api = await asyncio.to_thread(self._make_api)
        return self._api


def create_app(wiring: Wiring) -> PagesAndApi:
    """Both applications on one wiring."""
    return PagesAndApi(create_pages(wiring), lambda: _api(wiring))


def _api(wiring: Wiring) -> ASGIApp:
    from app.api.main import create_api  # noqa: PLC0415 -- read only when somebody uses it

    return create_api(wiring)
