"""The web application: routes, static files, error pages, and the guard around them all."""

from fastapi import FastAPI
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse, Response

from app.platform.errors import NotFound
from app.platform.guard import BodyLimit, KnownHosts, LastResort, SecurityHeaders
from app.services import Services
from app.web import errors
from app.web.assets import load_assets
from app.web.bodies import MAX_BODY
from app.web.pages import error_page
from app.web.routes import routers
from app.web.security import SameOrigin


def create_app(services: Services) -> FastAPI:
    """The application on top of what the wiring built. It opens nothing and closes nothing itself."""
    app = FastAPI(
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        # Behind a proxy, the address that a redirect names would be one without encryption.
        redirect_slashes=False,
        middleware=[
            Middleware(SecurityHeaders),
            Middleware(LastResort, error_page=error_page),
            Middleware(KnownHosts, allowed=services.settings.allowed_hosts),
            Middleware(SameOrigin, error_page=error_page),
            Middleware(BodyLimit, limit=MAX_BODY, error_page=error_page),
        ],
    )
    app.state.services = services
    errors.install(app)
    app.add_api_route("/healthz", health, methods=["GET", "HEAD"])
    app.add_api_route("/static/{version}/{name}", static_file, methods=["GET"])
    for router in routers():
        app.include_router(router)
    return app


def health() -> PlainTextResponse:
    """The process answers."""
    return PlainTextResponse("ok\n")


def static_file(version: str, name: str) -> Response:
    """A file of static/, under the address that `Assets.url` gave."""
    response = load_assets().response(version, name)
    if response is None:
        raise NotFound
    return response
