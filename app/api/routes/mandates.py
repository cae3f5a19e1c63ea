"""Who acts for a person: a mandate written to be signed. What was signed is recorded as an event, `mandate_given`."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from pydantic import Field
from starlette.responses import Response

from app.api.bodies import JsonRoute
from app.api.forms import PAPER, PaperForm, wanted
from app.api.letters import PAPER_LETTER, letter_answer
from app.api.problems import documented
from app.api.sessions import AtDesk
from app.api.wire import NO_NUL, Day, Strict
from app.directory.fields import MAX_LINE
from app.law.events import MandateFor, MandateHolder
from app.letters import kinds
from app.letters.mandate_wishes import ADDRESS_LINES, LONGEST_STATUTES, wish_of
from app.letters.mandates import KINDS, draft_mandate, language_for
from app.services import limited

router = APIRouter(tags=["documents"], route_class=JsonRoute)

Short = Annotated[str, Field(max_length=MAX_LINE, pattern=NO_NUL)]


class MandateIn(Strict):
    """What a mandate is to hold. Place, date and signatures are left blank on it, and nothing of this is stored."""

    purpose: Annotated[MandateFor, Field(strict=False)] = Field(
        description="complaint: for a complaint, which only a non-profit body may be given (GDPR Art. 80(1)); request: for anybody."
    )
    holder: Short = Field(examples=["Association Exemple"], description="Who will act for the person.")
    address: Annotated[list[Short], Field(max_length=ADDRESS_LINES)] = Field(
        default_factory=list, examples=[["5 place de l’Essai", "75002 PARIS"]], description="Of the one who acts."
    )
    body: Annotated[MandateHolder, Field(strict=False)] = Field(
        default=MandateHolder.OTHER, description="Only matters for a complaint to the French authority (LIL Art. 38)."
    )
    statutes: Annotated[str, Field(max_length=LONGEST_STATUTES, pattern=NO_NUL)] = Field(
        default="", examples=["déclarée le 2 mai 2016, No W000000000"], description="Its registration."
    )
    signatory: Short = Field(default="", description="Who signs for it: name and office.")
    courts_too: bool = Field(default=False, description="For a complaint: it may also go to court (GDPR Arts 78 and 79).")
    to_holder: bool = Field(default=False, description="For a request: the data may be sent to the one who acts.")
    ends_on: Day | None = Field(default=None, description="The last day, neither past nor more than ten years away.")
    language: Annotated[str, Field(pattern="^[a-z]{2}$")] | None = Field(
        default=None, description="Of the mandate; else the case's, else the reader's, where it is written in that one; else English."
    )


@router.post(
    "/cases/{case_id}/mandate",
    response_class=Response,
    dependencies=[Depends(limited("letters"))],
    responses={200: PAPER_LETTER, **documented(400, 401, 404, 406, 413, 415, 422, 429)},
)
def write(
    request: Request,
    case_id: str,
    asked: MandateIn,
    desk: AtDesk,
    format: PaperForm | None = None,  # noqa: A002 -- its name in the address
) -> Response:
    """A mandate to be signed, as PDF, text or JSON: `format` says which, else Accept. As in POST /api/v1/letters.

    Once it is signed, record it as `mandate_given` with the paper: it is then checked, and the complaint encloses and names it.
    """
    form, view = wanted(request, format, PAPER), desk.wired.store.case(desk.dossier, case_id)
    wish = wish_of(asked.model_dump(mode="json", exclude={"language"}), desk.today)
    if asked.language:
        kinds.check_language(KINDS[wish.purpose], asked.language)
    language = language_for(wish.purpose, asked.language or "", view.request.language or desk.t.language)
    draft = draft_mandate(wish, view.request, desk.today, language, view.records)
    return letter_answer(draft, form, desk.wired.print_shop, [], desk.t)
