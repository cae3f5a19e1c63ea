"""What the authority's online form asks for, field by field, ready to be copied.

The CNIL asks in French for identity and contact details, the organisation with its SIREN, the right concerned, the date of the request,
whether it was answered, the facts, and attachments (LAW.md, part B). The wording and order of its screens change: whoever fills it in looks
for the field by its meaning. Checked against the description of the form, not against the live page.
"""

from dataclasses import dataclass
from datetime import date

from app.cases.parties import Request
from app.complaints.complaint import Law, law_at
from app.law.competence import Authority
from app.law.events import MandateFor, Recorded, ReplyNature, ReplyReceived, RequestRefused, RequestSent
from app.law.mandates import mandate_on
from app.law.rights import Right
from app.letters.kinds import in_words
from app.letters.plain_text import plain_text
from app.platform.errors import msg
from app.platform.i18n import Translator

CHECKED_LIVE = False
"""Whether somebody compared these fields with the form as it stands online."""

NAMES = {
    "name": msg("Your name"),
    "address": msg("Your address"),
    "email": msg("Your e-mail address"),
    "phone": msg("Your telephone number"),
    "agent": msg("The one who acts for you"),
    "organisation": msg("Organisation complained of"),
    "organisation_address": msg("Its address"),
    "siren": msg("Its SIREN number"),
    "right": msg("Right concerned"),
    "sent": msg("Date of your request"),
    "answered": msg("Did it answer?"),
    "facts": msg("Your complaint"),
    "attachments": msg("Files to attach"),
}
REPORT = msg("Your report")
RIGHTS = {
    Law.UNION: {Right.ACCESS: msg("Right of access (Article 15 GDPR)"), Right.ERASURE: msg("Right to erasure (Article 17 GDPR)")},
    Law.BRITISH: {Right.ACCESS: msg("Right of access (Article 15 UK GDPR)"), Right.ERASURE: msg("Right to erasure (Article 17 UK GDPR)")},
    Law.SWISS: {
        Right.ACCESS: msg("Right of access (request made under Article 15 GDPR)"),
        Right.ERASURE: msg("Right to erasure (request made under Article 17 GDPR)"),
    },
}
YES, NO = msg("yes"), msg("no")
NO_POSITION = msg("yes, but without taking a position on my request")
POSITIONS = (ReplyNature.PARTIAL, ReplyNature.COMPLETE)
"""Replies that say something on the request itself, as the complaint counts them."""


@dataclass(frozen=True, kw_only=True)
class FormField:
    """One field: its code, what it is called, and what goes into it, in the authority's language."""

    code: str
    name: str
    value: str


def form_fields(
    request: Request, to: Authority, records: tuple[Recorded, ...], letter_html: str, files: tuple[str, ...], t: Translator
) -> list[FormField]:
    """The fields that there is something to say for. `t` speaks the authority's language; `records` are those that the complaint tells."""
    names = {**NAMES, "facts": REPORT} if law_at(to) is Law.SWISS else NAMES
    subject, controller = request.subject, request.controller
    sent = [r.event.on for r in records if isinstance(r.event, RequestSent)]
    values = {
        "name": subject.name,
        "address": "\n".join(subject.address),
        "email": subject.email,
        "phone": subject.phone,
        "agent": _agent(records),
        "organisation": controller.name,
        "organisation_address": "\n".join(controller.address),
        "siren": controller.siren,
        "right": t.gettext(RIGHTS[law_at(to)][request.right]),
        "sent": in_words(sent[0], t.language) if sent else "",
        "answered": t.gettext(_answered(records)),
        "facts": body_of(letter_html),
        "attachments": "\n".join(files),
    }
    return [FormField(code=code, name=t.gettext(names[code]), value=value) for code, value in values.items() if value]


def _agent(records: tuple[Recorded, ...]) -> str:
    """Name and address of the one who has a mandate for the complaint; "" where the person acts alone."""
    found = mandate_on(records, MandateFor.COMPLAINT, date.max)
    return "\n".join(filter(None, (found.given.holder, found.given.holder_address))) if found else ""


def _answered(records: tuple[Recorded, ...]) -> str:
    heard = [r.event for r in records if isinstance(r.event, ReplyReceived | RequestRefused)]
    if any(isinstance(event, RequestRefused) or event.nature in POSITIONS for event in heard):
        return YES
    return NO_POSITION if heard else NO


def as_text(fields: list[FormField]) -> str:
    """The fields one under the other, for an editor."""
    return "\n".join(f"=== {field.name}\n{field.value}\n" for field in fields)


def body_of(letter_html: str) -> str:
    """The complaint as text, from its first heading to its last word before the signature: addresses have fields of their own."""
    begin = letter_html.find('<p class="salutation">')
    end = letter_html.rfind('<div class="closing">')
    return plain_text(letter_html[begin if begin >= 0 else 0 : end if end >= 0 else len(letter_html)]).strip()
