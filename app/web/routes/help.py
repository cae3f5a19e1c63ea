"""Pages of advice that belong to no case: urgent situations, police files, what this program keeps."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from app.services import Wired
from app.web.pages import render

router = APIRouter()


@router.get("/urgent")
def urgent(request: Request) -> Response:
    """What to do first when harm is happening now."""
    return render(request, "help/urgent.html")


@router.get("/police")
def police(request: Request) -> Response:
    """Where to turn for police and intelligence files, which follow another regime."""
    return render(request, "help/police.html")


@router.get("/for-somebody-else")
def for_somebody_else(request: Request) -> Response:
    """Who acts for a child or a relative, and what is left of these rights after a death."""
    return render(request, "help/for_somebody_else.html")


@router.get("/what-we-store")
def what_we_store(request: Request, wired: Wired) -> Response:
    """What is kept, for how long, what is not, what nobody promises."""
    return render(request, "help/what_we_store.html", retention_days=wired.settings.retention_days)
