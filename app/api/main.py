"""The application of the API: routes, problems, its own description, and the guard that the pages have too.

It answers everything below `/api` and shares nothing with the pages but what lies below both. It takes no cookie, only a token that a
program puts into a header by itself: no other site can make a browser do that, so nothing asks where a request comes from.
"""

from fastapi import FastAPI
from starlette.middleware import Middleware

from app.api import ROOT, docs, problems
from app.api.bodies import MAX_BODY
from app.api.routes import routers
from app.platform.guard import BodyLimit, KnownHosts, LastResort, SecurityHeaders
from app.services import Services

VERSION = "1.0"


def create_api(services: Services) -> FastAPI:
    """The application on top of what the wiring built. It opens nothing and closes nothing itself."""
    app = docs.DescribedApi(
        title="Saisine",
        version=VERSION,
        docs_url=None,
        redoc_url=None,
        openapi_url=f"{ROOT}/openapi.json",
        redirect_slashes=False,
        middleware=[
            Middleware(SecurityHeaders),
            Middleware(LastResort, error_page=problems.problem),
            Middleware(KnownHosts, allowed=services.settings.allowed_hosts),
            Middleware(BodyLimit, limit=MAX_BODY, error_page=problems.problem),
        ],
    )
    app.state.services = services
    problems.install(app)
    for router in routers():
        app.include_router(router, prefix=f"{ROOT}/v1")
    docs.install(app, ROOT)
    return app
