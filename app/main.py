"""The application as a server runs it, on top of what `app.wiring` built: the pages, and below `/api` the interface for programs."""

from starlette.types import ASGIApp, Receive, Scope, Send

from app.api.main import ROOT, create_api
from app.web.main import create_app as create_pages
from app.wiring import Wiring

__all__ = ["create_app"]


class PagesAndApi:
    """Hands each request to the application that it is for. Each has its own guard; starting and stopping is the pages' business."""

    def __init__(self, pages: ASGIApp, api: ASGIApp) -> None:
        self.pages = pages
        self.api = api

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI."""
        path = scope.get("path", "")
        await (self.api if path == ROOT or path.startswith(f"{ROOT}/") else self.pages)(scope, receive, send)


def create_app(wiring: Wiring) -> PagesAndApi:
    """Both applications on one wiring."""
    return PagesAndApi(create_pages(wiring), create_api(wiring))
