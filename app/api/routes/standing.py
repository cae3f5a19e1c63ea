"""How a case's complaint stands: what an authority would ask back, and every authority that may be turned to, with reasons and articles."""

from fastapi import APIRouter
from pydantic import Field

from app.api.bodies import JsonRoute
from app.api.problems import documented
from app.api.sessions import AtDesk
from app.api.wire import Strict
from app.cases.lodging import competence_of, forums_of
from app.cases.wording import articles_text
from app.complaints.complaint import told_by
from app.complaints.exhibits import gather
from app.complaints.standing import checked
from app.complaints.standing_words import check_text, forum_text, remark_text
from app.law.admissibility import Check, Point, State
from app.law.competence import authority
from app.law.forums import Forum, Ground, Remark
from app.platform.i18n import Translator

router = APIRouter(tags=["packet"], route_class=JsonRoute)


class CheckOut(Strict):
    """One point. `code` says why it stands so, `text` how a gap is mended; `possible_on` is the day that mends it by itself, if any."""

    point: Point
    state: State
    code: str = Field(examples=["mandate_unsigned"])
    text: str
    articles: list[str]
    cited: str
    possible_on: str | None


class ForumOut(Strict):
    """An authority that may be turned to. `chosen` is true for the one that the complaint goes to; `written_here` that it can be."""

    authority: str = Field(examples=["fr-cnil"])
    name: str
    ground: Ground
    places: list[str]
    text: str
    articles: list[str]
    cited: str
    chosen: bool
    written_here: bool


class RemarkOut(Strict):
    """What bears on the choice. `settled` is false where neither a text nor a decision that we know of answers the question."""

    code: str
    text: str
    articles: list[str]
    cited: str
    settled: bool


class StandingOut(Strict):
    """The complaint as it would stand if it were lodged today. Nothing forbids to lodge it with a gap.

    `possible_on` is the day from which on nothing is missing if nobody does anything. `unlisted` are places in the Union whose authority is
    not known here.
    """

    ready: bool
    possible_on: str | None
    checks: list[CheckOut]
    forums: list[ForumOut]
    remarks: list[RemarkOut]
    unlisted: list[str]


@router.get("/cases/{case_id}/standing", responses=documented(401, 404, 422))
def standing(case_id: str, desk: AtDesk) -> StandingOut:
    """Whether an authority can act on the complaint, and where it may be lodged. Record `places_told` to add places and to choose."""
    view, today, t = desk.wired.store.case(desk.dossier, case_id), desk.today, desk.t
    told = told_by(view.records, today)
    exhibits = gather(view.request.right, told, view.files)
    found = checked(view.request, told, exhibits, desk.wired.store.assessment(view, today), today)
    where = forums_of(view.request, view.records, today)
    chosen = competence_of(view.request, view.records).authority
    return StandingOut(
        ready=found.ready,
        possible_on=found.possible_on.isoformat() if found.possible_on else None,
        checks=[_check(check, t) for check in found.checks],
        forums=[_forum(forum, chosen, t) for forum in where.open],
        remarks=[_remark(remark, t) for remark in where.remarks],
        unlisted=list(where.unlisted),
    )


def _check(check: Check, t: Translator) -> CheckOut:
    return CheckOut(
        point=check.point,
        state=check.state,
        code=check.code,
        text=check_text(check, t),
        articles=list(check.articles),
        cited=articles_text(check.articles, t),
        possible_on=check.possible_on.isoformat() if check.possible_on else None,
    )


def _forum(forum: Forum, chosen: str | None, t: Translator) -> ForumOut:
    found = authority(forum.authority)
    return ForumOut(
        authority=forum.authority,
        name=found.name,
        ground=forum.ground,
        places=list(forum.places),
        text=forum_text(forum, t),
        articles=list(forum.articles),
        cited=articles_text(forum.articles, t),
        chosen=forum.authority == chosen,
        written_here=found.complaint_letter,
    )


def _remark(remark: Remark, t: Translator) -> RemarkOut:
    return RemarkOut(
        code=remark.reason.code,
        text=remark_text(remark, t),
        articles=list(remark.reason.articles),
        cited=articles_text(remark.reason.articles, t),
        settled=remark.settled,
    )
