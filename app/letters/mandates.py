"""The mandates that a person signs for somebody else: one for the complaint (GDPR Art. 80(1)), one for the request. They are drafts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.cases.lodging import competence_of
from app.cases.parties import Request
from app.law.authority_clock import CNIL
from app.law.competence import authority
from app.law.events import Channel, MandateFor, MandateHolder, Recorded
from app.letters import kinds
from app.letters.drafts import Draft, compose
from app.letters.requests import country_name
from app.letters.sheet import LetterContext, Recipient

KINDS = {MandateFor.COMPLAINT: "mandate_complaint", MandateFor.REQUEST: "mandate_request"}


@dataclass(frozen=True, kw_only=True)
class MandateWish:
    """What a person says of the mandate that is to be written. `address` is that of the one who acts; `statutes` a line on its declaration,
    `signatory` who signs for it; `courts_too` adds Arts 78 and 79 GDPR, `to_holder` that the data may go to the one who acts."""

    purpose: MandateFor
    holder: str
    address: tuple[str, ...] = ()
    body: MandateHolder = MandateHolder.OTHER
    statutes: str = ""
    signatory: str = ""
    courts_too: bool = False
    to_holder: bool = False
    ends_on: date | None = None


def draft_mandate(wish: MandateWish, request: Request, on: date, language: str, records: Sequence[Recorded] = ()) -> Draft:
    """The mandate for a case, with blanks for place, date and signatures; `records` tell the authority that was chosen.

    Raises InvalidInput for text that no page can hold.
    """
    subject, controller = request.subject, request.controller
    heard = competence_of(request, records)
    facts = {
        "right": request.right.value,
        "birthdate": subject.birthdate,
        "address": ", ".join(subject.address),
        "country": country_name(subject.country, language),
        "controller": {
            "name": controller.name,
            "address": ", ".join(controller.address),
            "country": country_name(controller.country, language),
        },
        "authority": authority(heard.authority).name if heard.authority else "",
        "french": heard.authority == CNIL,
        "holder": wish.holder,
        "holder_address": ", ".join(wish.address),
        "body": wish.body.value,
        "statutes": wish.statutes,
        "signatory": wish.signatory,
        "courts_too": wish.courts_too,
        "to_holder": wish.to_holder,
        "ends_on": wish.ends_on,
    }
    context = LetterContext(
        sender=subject,
        recipient=Recipient(name=wish.holder, country=subject.country, address=wish.address),
        channel=Channel.POST,
        reference=request.reference,
        on=on,
        place=request.place,
        facts=facts,
    )
    return compose(KINDS[wish.purpose], language, context)


def languages_of(purpose: MandateFor) -> tuple[str, ...]:
    """The languages that this mandate can be written in."""
    return kinds.languages_of(KINDS[purpose])


def language_for(purpose: MandateFor, *wished: str) -> str:
    """The first of `wished` that this mandate is written in, else English."""
    known = languages_of(purpose)
    return next((each for each in wished if each in known), "en")
