"""Letters that follow up on a case: whom each goes to, what it needs, and the facts that every one of them may name.

A kind registers itself in its template's front matter (`app.letters.kinds.FollowUp`). All are told the same facts, so that a new kind of
letter is one new file in each language.
"""

from babel import Locale

from app.cases.parties import Request
from app.law.competence import Authority, UnknownAuthority, authority
from app.law.events import Channel, ComplaintFiled, Recorded
from app.law.rights import ErasureGround, Right
from app.letters import kinds, matters
from app.letters.kinds import Addressee, FollowUp
from app.letters.languages import DEFAULT, letter_language
from app.letters.missing import ITEMS, ticked
from app.letters.notices import CaseFacts, breaches, chronology, happened
from app.letters.requests import demand, numbers, parties, recipient
from app.letters.sheet import LetterContext, Recipient
from app.platform.errors import InvalidInput, msg

IDENTITY = ("identity_excessive", "photo_required", "residence_proof", "cannot_identify")
"""Limits that a question about identity may set; the answer to it meets them."""

UNKNOWN_AUTHORITY = msg("The supervisory authority “{authority}” is not known here.")

FIRST = {
    "request_sent": msg("This letter follows up on a request: record first that the request was sent."),
    "identity_asked": msg("This letter answers a question of the controller: record first that it was asked."),
    "extension_notified": msg("This letter contests an extension: record first that it was announced."),
    "reply_received": msg("This letter says what a reply lacks: record the reply first."),
    "complaint_filed": msg("This letter is about a complaint: record first that it was filed."),
}
"""What is to be recorded before a letter makes sense, by the first kind of event that it needs."""

Facts = dict[str, object]


def follow_up_context(kind: str, request: Request, case: CaseFacts, language: str) -> LetterContext:
    """Everything the letter is composed from.

    Raises InvalidInput: naming `kind` for a letter about something that was never recorded, `controller` for one that the GDPR does not
    bind, `missing` for an item that is none.
    """
    rule, records = kinds.follow_ups()[kind], happened(case)
    _refuse_without(rule, records)
    to = _authority(rule, records)
    return LetterContext(
        sender=request.subject,
        recipient=authority_recipient(to) if to else recipient(request),
        channel=case.channel or (Channel.POST if to else request.channel),
        reference=request.reference,
        on=case.on,
        place=request.place,
        facts={
            **parties(request, language),
            **demand(request),
            **numbers(request),
            **_case(request, case, records),
            **breaches(request, case.assessment, language),
            **_at_the_authority(to, request, case, records, language),
            "days": rule.days,
        },
    )


def follow_up_language(kind: str, request: Request, case: CaseFacts) -> str:
    """The language of whoever reads it: the authority's where there are letters in one of its languages, else the controller's."""
    if to := _authority(kinds.follow_ups()[kind], happened(case)):
        return next((language for language in to.languages if language in kinds.languages()), DEFAULT)
    return request.language or letter_language(request.controller)


def authority_recipient(to: Authority) -> Recipient:
    """The authority as addressee."""
    name, *address = to.address or (to.name,)
    return Recipient(name=name, country=to.country, address=tuple(address), webform=to.complaint_url)


def _refuse_without(rule: FollowUp, records: tuple[Recorded, ...]) -> None:
    if rule.needs and not {r.event.kind for r in records}.intersection(rule.needs):
        raise InvalidInput("kind", FIRST[rule.needs[0]])


def _authority(rule: FollowUp, records: tuple[Recorded, ...]) -> Authority | None:
    """The authority that the letter goes to; None for one to the controller. Raises InvalidInput for one that no file describes."""
    filed = matters.every(ComplaintFiled, records)
    if rule.to is Addressee.CONTROLLER or not filed:
        return None
    try:
        return authority(filed[0].authority)
    except UnknownAuthority:
        raise InvalidInput("authority", UNKNOWN_AUTHORITY, authority=filed[0].authority[:40]) from None


def _case(request: Request, case: CaseFacts, records: tuple[Recorded, ...]) -> Facts:
    assessment = case.assessment
    asked, time = matters.asked(request.right, records), matters.time(assessment, records, case.on)
    sent: object = asked["sent"]
    return {
        "right": request.right,
        "first_sent": sent[0] if isinstance(sent, tuple) and sent else request.on,
        "asked": asked,
        "time": time,
        "heard": matters.heard(records),
        "question": matters.question(records),
        "extension": matters.extension(assessment, records),
        "satisfied_on": matters.satisfied(records),
        "chronology": tuple(chronology([r.event for r in records])),
        "missing": ticked(request.right, case.missing),
        "parts": tuple(ITEMS[request.right]),
        "identity_limits": IDENTITY,
    }


def _at_the_authority(to: Authority | None, request: Request, case: CaseFacts, records: tuple[Recorded, ...], language: str) -> Facts:
    """The complaint, the authority's name where the letter goes to it, and the languages it reads where this letter's is none of them."""
    child = request.right is Right.ERASURE and (request.subject.minor or ErasureGround.CHILD in request.grounds)
    foreign = [] if to is None or language in to.languages else [_language(code, language) for code in to.languages]
    return {
        "complaint": matters.complaint(case.assessment, records, case.on),
        "authority": to.short_name if to else "",
        "authority_reads": tuple(foreign),
        "child": child,
    }


def _language(code: str, language: str) -> str:
    return str(Locale.parse(language).languages.get(code, code))


__all__ = ["CaseFacts", "authority_recipient", "follow_up_context", "follow_up_language"]
