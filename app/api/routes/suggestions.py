"""What the program reads in a reply: suggestions and proposals, for a person to decide on; and in any text, of which nothing is kept."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends
from pydantic import Field, StringConstraints

from app.api.bodies import JsonRoute, Once
from app.api.events import RecordOut
from app.api.problems import documented
from app.api.routes.findings import REPLY, ItemOut, Offset, told
from app.api.sessions import AtDesk, Reader
from app.api.wire import NO_NUL, Day, Slug, Strict
from app.cases.days import check_day
from app.law.limits import entry, lawful_if
from app.platform.errors import InvalidInput, msg
from app.replies.intake import LONGEST
from app.replies.prefill import proposals
from app.replies.suggestions import Suggestion, rejection, suggestions
from app.services import Today, limited

router = APIRouter(tags=["findings"], route_class=JsonRoute)

ANSWERED_BEFORE = msg("The reply cannot be older than the request.")
WHY = "“model” (learnt from examples), “rule” (the case's dates decided) or “known” (confirmed in another reply like this one)"


class ReasonOut(Strict):
    """What the rule that decided says, and the article it stands in."""

    article: str
    text: str


class PassageOut(Strict):
    """A label for the passage `start` to `end` of a text, what it rests on, and when the same words would set no limit."""

    label: str
    kind: str
    quote: str
    start: int
    end: int
    articles: list[str]
    confidence: float
    why: str = Field(description=WHY)
    leading_decision: str | None
    legitimate_if: str | None


class SuggestionOut(PassageOut):
    """A label for a passage of the reply's text. Nothing is established before a person confirms it."""

    title: str
    rule: ReasonOut | None


class RejectionIn(Strict):
    """The suggestion that is turned down: its label and its place."""

    label: Slug = Field(examples=["temporal_limit"])
    start: Offset
    end: Offset


class TextIn(Strict):
    """A reply's text. `sent_on` is the day on which the request reached the controller, `received_on` the day of the reply."""

    text: Annotated[str, StringConstraints(max_length=LONGEST, pattern=NO_NUL)]
    request: Annotated[str, Field(pattern="^(access|erasure|both)$")] | None = None
    sent_on: Day | None = None
    received_on: Day | None = None


class RuleOut(Strict):
    """The rule that decided what the words come to."""

    name: str
    article: str
    text: str


class FoundOut(PassageOut):
    """A finding, as `saisine analyse --json` prints it."""

    rule: RuleOut | None


class AnalysisOut(Strict):
    """What was found in a text. `extracted` has dates, recipients, amounts, documents, articles and remedies, with their places."""

    language: str | None
    findings: list[FoundOut]
    extracted: dict[str, Any]


@router.get(REPLY + "/suggestions", dependencies=[Depends(limited("replies"))], responses=documented(401, 404, 422, 429))
def suggested(case_id: str, reply_id: str, desk: AtDesk) -> list[SuggestionOut]:
    """What is suggested for that reply and was neither confirmed nor turned down, surest first. Confirm with POST …/findings."""
    view = desk.wired.store.case(desk.dossier, case_id)
    known = desk.wired.known.confirmed_elsewhere(desk.dossier, view, reply_id)
    return [_out(one, desk.t.language) for one in suggestions(view, reply_id, known)]


@router.post(
    REPLY + "/suggestions/rejections",
    status_code=201,
    dependencies=[Depends(limited("replies"))],
    responses=documented(400, 401, 404, 409, 413, 415, 422, 429),
)
def reject(case_id: str, reply_id: str, given: RejectionIn, desk: AtDesk, once: Once = None) -> list[RecordOut]:
    """Turn a suggestion down: it is not made again for that reply."""
    view = desk.wired.store.case(desk.dossier, case_id)
    known = desk.wired.known.confirmed_elsewhere(desk.dossier, view, reply_id)
    entries = rejection(view, reply_id, given.label, (given.start, given.end), desk.today, known)
    return told(desk.wired.store.record(desk.dossier, case_id, entries, submit_token=f"api {once}" if once else None), desk.t)


@router.get(REPLY + "/completeness/proposals", dependencies=[Depends(limited("replies"))], responses=documented(401, 404, 422, 429))
def proposed(case_id: str, reply_id: str, desk: AtDesk) -> list[ItemOut]:
    """What is proposed for the check of that reply, each with its words; nothing once it was checked. Record it with PUT …/completeness."""
    found = proposals(desk.wired.store.case(desk.dossier, case_id), reply_id)
    return [ItemOut(code=code, state=said.state, words=said.words) for code, said in found.items()]


@router.post("/analyses", dependencies=[Depends(limited("replies"))], responses=documented(400, 413, 415, 422, 429))
def analysis(given: TextIn, today: Today, t: Reader) -> AnalysisOut:
    """Read a text without a case, as `saisine analyse` does. Nothing is kept."""
    for field, day in (("sent_on", given.sent_on), ("received_on", given.received_on)):
        if day:
            check_day(day, field, today)
    if given.sent_on and given.received_on and given.received_on < given.sent_on:
        raise InvalidInput("received_on", ANSWERED_BEFORE)
    from app.replies.analysis import analyse  # noqa: PLC0415 - as in `app.replies.suggestions`: none of it before a reply is read
    from app.replies.analysis.showing import to_document  # noqa: PLC0415 - as the line above

    found = analyse(given.text, given.request, given.sent_on, given.received_on)
    return AnalysisOut.model_validate(to_document(found, t.language))


def _out(one: Suggestion, language: str) -> SuggestionOut:
    known = entry(one.label)
    return SuggestionOut(
        label=one.label,
        title=known.title[language],
        kind=known.kind.value,
        quote=one.quote,
        start=one.start,
        end=one.end,
        articles=list(known.articles),
        confidence=one.confidence,
        why=one.why,
        leading_decision=known.leading_decision,
        legitimate_if=lawful_if(known, language),
        rule=ReasonOut(article=one.reason[1], text=one.reason[0][language]) if one.reason else None,
    )
