"""Letters that follow up on a case: whom each goes to, what it needs, and the facts that every one of them may name.

A kind registers itself in its template's front matter (`app.letters.kinds.FollowUp`). All are told the same facts, so that a new kind of
letter is one new file in each language.
"""

from babel import Locale

from app.cases.parties import Request
from app.law.assessment import Action
from app.law.authority_clock import AuthorityClock, authority_clock
from app.law.competence import Authority, UnknownAuthority, authority
from app.law.events import Channel, Recorded
from app.law.facts import facts_on
from app.letters import kinds, matters
from app.letters.answering import answered, days_left
from app.letters.kinds import Addressee, FollowUp
from app.letters.languages import DEFAULT, letter_language
from app.letters.lodgers import lodger
from app.letters.missing import ITEMS, ticked
from app.letters.notices import CaseFacts, breaches, chronology, happened
from app.letters.requests import demand, numbers, parties, recipient
from app.letters.sheet import Enclosure, LetterContext, Recipient
from app.platform.errors import InvalidInput, msg

IDENTITY = ("identity_excessive", "photo_required", "residence_proof", "cannot_identify")
"""Limits that a question about identity may set; the answer to it meets them."""

BRITAIN = "GB"
"""Where one complains to the controller before the authority (Data Protection Act 2018, s. 164A, since 19 June 2026)."""

DECIDED = msg("The authority has decided on this complaint: there is nothing to remind it of.")
UNKNOWN_AUTHORITY = msg("The supervisory authority “{authority}” is not known here.")

NOT_SENT = msg("This letter follows up on a request: record first that the request was sent.")
NOTHING_FOUND = msg("This letter answers what a reply limits or leaves out: mark that in the reply first.")
FIRST = {
    "request_sent": NOT_SENT,
    "identity_asked": msg("This letter answers a question of the controller: record first that it was asked."),
    "extension_notified": msg("This letter contests an extension: record first that it was announced."),
    "reply_received": msg("This letter says what a reply lacks: record the reply first."),
    "finding_confirmed": NOTHING_FOUND,
    "complaint_filed": msg("This letter is about a complaint: record first that it was filed."),
}
"""What is to be recorded before a letter makes sense, by the first kind of event that it needs."""

Facts = dict[str, object]


def follow_up_context(kind: str, request: Request, case: CaseFacts, language: str) -> LetterContext:
    """Everything the letter is composed from.

    Raises InvalidInput: naming `kind` for a letter about something that was never recorded, `controller` for one that the GDPR does not
    bind, `missing` for an item that is none.
    """
    rule, records, clock = kinds.follow_ups()[kind], happened(case), _clock(case)
    _refuse_without(rule, case, records, clock)
    to = _authority(rule, clock)
    to = to.said(language) if to else None
    answers = rule.serves is Action.ANSWER
    found = answered(request, records, ticked(request.right, case.missing), case.on, language)
    return LetterContext(
        sender=request.subject,
        recipient=authority_recipient(to) if to else recipient(request),
        channel=case.channel or (_usual_channel(to) if to else request.channel),
        reference=request.reference,
        on=case.on,
        place=request.place,
        enclosures=_enclosures(rule, case, language),
        facts={
            **parties(request, language),
            **demand(request),
            **numbers(request),
            **_case(request, case, records),
            **breaches(request, case.assessment, language),
            **found,
            "authority_reads": unread_by(to, language),
            "complaint": matters.complaint(clock, records, case.on),
            "british": request.subject.country == BRITAIN,
            "days": days_left(records, rule.days) if answers else rule.days,
        },
        agent=lodger(records, case.on) if rule.to is Addressee.AUTHORITY else None,
    )


def follow_up_language(kind: str, request: Request, case: CaseFacts) -> str:
    """The language of whoever reads it: the authority's where there are letters in one of its languages, else the controller's."""
    if to := _authority(kinds.follow_ups()[kind], _clock(case)):
        return next((language for language in to.languages if language in kinds.languages()), DEFAULT)
    return request.language or letter_language(request.controller)


def authority_recipient(to: Authority) -> Recipient:
    """The authority as addressee."""
    name, *address = to.address or (to.name,)
    return Recipient(name=name, country=to.country, address=tuple(address), webform=to.complaint_url)


def _enclosures(rule: FollowUp, case: CaseFacts, language: str) -> tuple[Enclosure, ...]:
    """The copy of an identity document, with the letter that answers a question about identity and with no other."""
    if case.shown is None or rule.serves is not Action.ANSWER_IDENTITY:
        return ()
    return (Enclosure(title=kinds.words(language)["identity_copy"], file=case.shown.file),)


def _usual_channel(to: Authority) -> Channel:
    """Post where its address is known, else its complaint page."""
    return Channel.POST if to.address else Channel.WEB_FORM


def _clock(case: CaseFacts) -> AuthorityClock | None:
    """The time of the authority that has the case; None without a complaint."""
    return authority_clock(facts_on(case.records, case.on))


def _refuse_without(rule: FollowUp, case: CaseFacts, records: tuple[Recorded, ...], clock: AuthorityClock | None) -> None:
    if rule.needs and not {r.event.kind for r in records}.intersection(rule.needs):
        raise InvalidInput("kind", FIRST[rule.needs[0]])
    if "extension_notified" in rule.needs and case.assessment.deadlines is None:
        raise InvalidInput("kind", NOT_SENT)  # without a time that runs, nothing can be extended
    if rule.to is Addressee.AUTHORITY and clock and clock.decided:
        raise InvalidInput("kind", DECIDED)


def _authority(rule: FollowUp, clock: AuthorityClock | None) -> Authority | None:
    """The authority that the letter goes to; None for one to the controller. Raises InvalidInput for one that no file describes."""
    if rule.to is Addressee.CONTROLLER or clock is None:
        return None
    name = clock.filed.event.authority
    try:
        return authority(name)
    except UnknownAuthority:
        raise InvalidInput("authority", UNKNOWN_AUTHORITY, authority=name[:40]) from None


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
        "shown": {"hidden": case.shown.hidden} if case.shown else None,
    }


def unread_by(to: Authority | None, language: str) -> tuple[str, ...]:
    """The languages that the authority reads, where that of the letter is none of them."""
    return () if to is None or language in to.languages else tuple(_language(code, language) for code in to.languages)


def _language(code: str, language: str) -> str:
    return str(Locale.parse(language).languages.get(code, code))


__all__ = ["CaseFacts", "authority_recipient", "follow_up_context", "follow_up_language", "unread_by"]
