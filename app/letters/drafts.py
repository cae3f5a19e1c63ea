"""A draft: one letter, complete, from which PDF, plain text, e-mail and HTML are made (`app.letters.formats`).

`compose` joins a template, the people and the facts; `draft_letter` finds the facts for the letters to a controller. Every legal
choice is made in Python and arrives in the template as a fact; every text that a person typed arrives as data.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from app.cases.parties import Attachment, Request
from app.letters import envelopes, glyphs, kinds
from app.letters.follow_ups import CaseFacts, follow_up_context, follow_up_language
from app.letters.languages import letter_language
from app.letters.references import neutral_file_name
from app.letters.representatives import to_representative
from app.letters.requests import request_context
from app.letters.sheet import LetterContext, Recipient, frozen, sheet
from app.platform.errors import InvalidInput, msg

__all__ = ["CaseFacts", "Draft", "LetterContext", "Recipient", "compose", "draft_letter"]

NEEDS_CASE = msg("The letter “{kind}” follows up on a case: it is written from the case's page.")


@dataclass(frozen=True, kw_only=True)
class Draft:
    """One letter. `html` is a complete document without its style sheet; `images` are the pictures it names, by their address in it.

    `layout` is the one for the sender's envelopes. `uncovered` are the characters that no font on this machine has: on paper they stand in
    Latin letters.

    `title` and `file_name` give nothing away; `object_line` says what the letter is about. `attachments` are the files that an
    e-mail carries; `reply_to` and `message_id`, where they are given, bring the answers to that e-mail back to its case.
    """

    kind: str
    language: str
    title: str
    object_line: str
    reference: str
    on: date
    html: str
    file_name: str
    recipient: Recipient
    layout: str = envelopes.USUAL
    uncovered: str = ""
    sender_email: str = ""
    reply_to: str = ""
    message_id: str = ""
    images: Mapping[str, bytes] = field(default_factory=dict)
    attachments: tuple[Attachment, ...] = ()


def compose(kind: str, language: str, context: LetterContext) -> Draft:
    """The letter `kind` in `language`. Raises InvalidInput naming the field that no letter can hold: an unknown kind, text
    beyond all measure."""
    letter = kinds.find(kind, language)
    names = {name: frozen(name, value) for name, value in context.facts.items()}
    names |= sheet(letter, context)
    for heading in ("object_line", "title"):
        names[heading] = kinds.line(language, getattr(letter, heading), names)
    html = kinds.environment(language).get_template(f"{kind}.html").render(names)
    return Draft(
        kind=kind,
        language=language,
        title=str(names["title"]),
        object_line=str(names["object_line"]),
        reference=str(names["reference"]),
        on=context.on,
        html=html,
        layout=envelopes.envelope(context.sender.country).name,
        uncovered=glyphs.uncovered(html),
        file_name=neutral_file_name(letter.file_stem, context.reference, "pdf"),
        recipient=context.recipient,
        sender_email="" if context.agent else context.sender.email,
        images={f"attached:{n}": e.file.content for n, e in enumerate(context.enclosures, 1) if e.file and e.photo},
        attachments=tuple(e.file for e in context.enclosures if e.file),
    )


def draft_letter(
    kind: str, request: Request, *, language: str | None = None, case: CaseFacts | None = None, representative: bool = False
) -> Draft:
    """The letter `kind` for a request: "access" or "erasure", or with the facts of its case one that follows up on it. Complaints are
    drafted by `app.complaints.complaint`.

    `language` is the one asked for, else that of whoever reads the letter. `representative` addresses it to the one whom the controller
    designated in the Union. Raises InvalidInput naming the field: an unknown kind, a
    follow-up without its case or without what it is about, a controller under another regime.
    """
    if kind not in kinds.follow_ups():
        language = language or request.language or letter_language(request.controller)
        kinds.find(kind, language)
        context = request_context(request, language)
    else:
        if case is None:
            raise InvalidInput("kind", NEEDS_CASE, kind=kind)
        language = language or follow_up_language(kind, request, case)
        kinds.find(kind, language)
        context = follow_up_context(kind, request, case, language)
    return compose(kind, language, to_representative(context, request) if representative else context)
