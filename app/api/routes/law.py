"""What the law's own files hold, for the fields that name something in them: limits that a reply sets, supervisory authorities."""

from typing import Annotated

from fastapi import APIRouter, Query

from app.api.bodies import JsonRoute
from app.api.problems import documented
from app.api.sessions import Reader
from app.api.wire import Place, Strict
from app.law.competence import Authority, authorities, authority_of
from app.law.limits import Limit, all_answers, all_limits
from app.platform.i18n import Translator

router = APIRouter(tags=["law"], route_class=JsonRoute)


class LimitOut(Strict):
    """A limit that a reply may set. Name it by its `label` in an event `finding_confirmed`."""

    label: str
    title: str
    definition: str
    legitimate_if: str
    articles: list[str]
    group: str
    leads_to: str


class AnswerLabelOut(Strict):
    """An answer without a limit. Name it by its `label` as you would name a limit."""

    label: str
    title: str
    definition: str
    articles: list[str]


class AuthorityOut(Strict):
    """A supervisory authority. Name it by its `id` in the events of a complaint. `complaint_letter` when we write complaints to it."""

    id: str
    name: str
    short_name: str
    country: str
    address: list[str]
    site: str
    complaint_url: str
    languages: list[str]
    prior_contact: str
    complaint_letter: bool
    checked: str


@router.get("/limits", responses=documented(422))
def limits(t: Reader) -> list[LimitOut]:
    """Limits that replies set, in the order in which the pages ask for them."""
    return [_limit(one, t) for one in all_limits()]


@router.get("/answers", responses=documented(422))
def answers(t: Reader) -> list[AnswerLabelOut]:
    """Answers without a limit that a reply may hold. None of them stops the legal clock."""
    return [
        AnswerLabelOut(label=one.label, title=one.title[t.language], definition=one.definition[t.language], articles=list(one.articles))
        for one in all_answers()
    ]


@router.get("/authorities", responses=documented(422))
def listed(
    place: Annotated[Place | None, Query(description="Only the one for whoever lives here: FR, FR-67, DE-BY.")] = None,
) -> list[AuthorityOut]:
    """Supervisory authorities, by id."""
    if place is None:
        return [_authority(one) for one in authorities()]
    found = authority_of(place.upper())
    return [_authority(found)] if found else []


def _limit(found: Limit, t: Translator) -> LimitOut:
    return LimitOut(
        label=found.label,
        title=found.title[t.language],
        definition=found.definition[t.language],
        legitimate_if=found.legitimate_if[t.language],
        articles=list(found.articles),
        group=found.group.value,
        leads_to=found.leads_to.value,
    )


def _authority(found: Authority) -> AuthorityOut:
    return AuthorityOut(
        id=found.id,
        name=found.name,
        short_name=found.short_name,
        country=found.country,
        address=list(found.address),
        site=found.site,
        complaint_url=found.complaint_url,
        languages=list(found.languages),
        prior_contact=found.prior_contact.value,
        complaint_letter=found.complaint_letter,
        checked=found.checked.isoformat(),
    )
