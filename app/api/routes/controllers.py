"""Whom one can write to."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field

from app.api.bodies import JsonRoute
from app.api.controllers import ControllerHit, ControllerOut, PackOut, controller_out, hit_out, listed_out, pack_out
from app.api.paging import LINK, Page, PageQuery, Paging, page
from app.api.problems import documented
from app.api.sessions import Reader
from app.services import Wired

router = APIRouter(tags=["controllers"], route_class=JsonRoute)

MOST_HITS = 200


class SearchQuery(PageQuery):
    """A part of what was found."""

    q: str = Field(default="", max_length=200, description="What you remember of the name. Without it, those that ship with the program.")


@router.get("/controllers", responses={200: {"headers": LINK}, **documented(422)})
def search(request: Request, response: Response, asked: Annotated[SearchQuery, Query()], wired: Wired) -> Page[ControllerHit]:
    """Find controllers by name; small slips are forgiven."""
    if not asked.q.strip():
        return page(wired.directory.curated(), lambda c: c.slug, listed_out, asked, (request, response))
    hits = wired.directory.search(asked.q, MOST_HITS)
    return page(hits, lambda hit: hit.slug, hit_out, asked, (request, response))


@router.get("/controllers/{slug}", responses=documented(404, 422))
def controller(slug: str, wired: Wired, t: Reader) -> ControllerOut:
    """One controller."""
    return controller_out(wired.directory.find(slug), t)


@router.get("/packs", responses={200: {"headers": LINK}, **documented(422)})
def packs(request: Request, response: Response, asked: Paging, wired: Wired, t: Reader) -> Page[PackOut]:
    """Controllers that people often write to together."""
    return page(wired.directory.packs(), lambda pack: pack.slug, lambda pack: pack_out(pack, t), asked, (request, response))
