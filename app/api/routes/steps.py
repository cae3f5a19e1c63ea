"""The next steps of a case in plain words: how to take one, what it costs, which proof to keep, what follows."""

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import Field

from app.api.bodies import JsonRoute
from app.api.problems import documented
from app.api.sessions import AtDesk
from app.api.wire import Strict
from app.cases.statements import authority_of
from app.cases.views import CaseView
from app.complaints.next_sheet import CNIL, COMPLAINING, sheet
from app.law import competence
from app.law.assessment import Action
from app.law.events import Channel
from app.platform.errors import NotFound

router = APIRouter(tags=["cases"], route_class=JsonRoute)

By = Annotated[Channel | None, Query(description="How the letter goes; of a complaint, web_form is the authority's page.")]


class SectionOut(Strict):
    """A part of a sheet: its heading and its paragraphs."""

    title: str
    paragraphs: list[str]


class SheetOut(Strict):
    """A sheet for one step. `authority` is the id of the one to complain to, where it is about that."""

    action: str = Field(examples=["send"])
    by: str
    title: str
    authority: str | None
    sections: list[SectionOut]


@router.get("/cases/{case_id}/next-steps/{action}", responses=documented(401, 404, 422))
def next_step(case_id: str, action: str, desk: AtDesk, by: By = None) -> SheetOut:
    """One of the steps that `next_steps` of the case names."""
    view = desk.wired.store.case(desk.dossier, case_id)
    assessment = desk.wired.store.assessment(view, desk.today)
    step = next((step.action for step in assessment.next_steps if step.action.value == action and step.action is not Action.NONE), None)
    if step is None:
        raise NotFound(action)
    channel = by or (Channel.WEB_FORM if step in COMPLAINING else view.request.channel)
    to = _authority(view)
    home = view.request.subject.country
    made = sheet(step, channel, view.request.controller, assessment, desk.t, home=home, authority_id=to)
    sections = [SectionOut(title=each.title, paragraphs=list(each.paragraphs)) for each in made.steps]
    about = to if step in (*COMPLAINING, Action.AWAIT_AUTHORITY) else None
    return SheetOut(action=step.value, by=channel.value, title=made.title, authority=about, sections=sections)


def _authority(view: CaseView) -> str:
    """The one that hears the case's complaint, else the one of the person's own country."""
    home = competence.authority_of(view.request.subject.place or view.request.subject.country)
    return authority_of(view) or (home.id if home else CNIL)
