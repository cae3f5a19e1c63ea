"""The forms of one draft: PDF for paper and files, plain text for web forms and mail bodies, an unsent e-mail, HTML for the screen."""

import re
from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import SMTP
from hashlib import sha256
from pathlib import PurePath

from app.cases.parties import Attachment
from app.letters import envelopes, glyphs, kinds
from app.letters.drafts import Draft
from app.letters.plain_text import plain_text
from app.letters.references import neutral_file_name
from app.platform.errors import InvalidInput, NotFound, msg
from app.platform.printing import Press
from app.platform.text import header_value

ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=^_`{|}~-]{1,64}@[^\s@<>()\[\]:;,\\\"]{1,255}")
NOT_AN_ADDRESS = msg("The field “{field}” is not an e-mail address that a message can be sent to.")
SUFFIXES = {"image/jpeg": "jpg", "image/png": "png", "application/pdf": "pdf"}


def to_pdf(draft: Draft, press: Press) -> bytes:
    """The letter on paper. Equal drafts give equal bytes. Raises what the press raises."""
    html = glyphs.for_print(draft.html, draft.uncovered, kinds.words(draft.language)["transliteration"])
    return press.print_pdf(html, stylesheet=envelopes.stylesheet(draft.layout), images=draft.images)


def to_text(draft: Draft) -> str:
    """The letter as plain text: numbered, wrapped, fit for an e-mail or a web form."""
    return plain_text(draft.html)


def to_html(draft: Draft) -> str:
    """The letter as one HTML file, style and pictures inside, for a screen."""
    html = draft.html.replace("</head>", f"<style>\n{envelopes.stylesheet(draft.layout)}</style>\n</head>", 1)
    for address, content in draft.images.items():
        media_type = "image/png" if content.startswith(b"\x89PNG") else "image/jpeg"
        html = html.replace(f'src="{address}"', f'src="data:{media_type};base64,{b64encode(content).decode()}"')
    return html


def to_eml(draft: Draft, pdf: bytes) -> bytes:
    """The letter as an unsent e-mail (RFC 5322): text as its body, the PDF and the enclosures attached, to the recipient's address.

    Mail programs that know `X-Unsent` open it ready to be sent. Raises InvalidInput naming the field for an address that
    no header can carry.
    """
    message = EmailMessage(policy=SMTP)
    message["Subject"] = header_value(f"{draft.object_line} ({draft.reference})".replace("\u00a0", " ").replace("\u202f", " "), "object")
    if draft.recipient.email:
        message["To"] = _address(draft.recipient.email, "controller.email")
    if draft.sender_email:
        message["From"] = _address(draft.sender_email, "email")
    if draft.reply_to:
        message["Reply-To"] = draft.reply_to
    if draft.message_id:
        message["Message-ID"] = draft.message_id
    message["X-Unsent"] = "1"
    message.set_content(to_text(draft), cte="quoted-printable")
    _attach(message, "application/pdf", pdf, draft.file_name)
    for number, attachment in enumerate(draft.attachments, 1):
        _attach(message, attachment.media_type, attachment.content, _neutral_name(number, attachment, draft))
    message.set_boundary(f"=-{sha256(pdf).hexdigest()[:40]}")
    return bytes(message)


FORMATS: Mapping[str, tuple[str, Callable[[Draft, Press], bytes]]] = {
    "pdf": ("application/pdf", to_pdf),
    "txt": ("text/plain; charset=utf-8", lambda draft, _: to_text(draft).encode("utf-8")),
    "eml": ("message/rfc822", lambda draft, press: to_eml(draft, to_pdf(draft, press))),
}
"""What a letter can be saved as, by the ending of its file: the media type, and how it is made."""


@dataclass(frozen=True, kw_only=True)
class SavedLetter:
    """A letter as a file, under its neutral name."""

    name: str
    media_type: str
    content: bytes = field(repr=False)


def saved(draft: Draft, ending: str, press: Press) -> SavedLetter:
    """The draft as a file of that ending. Raises NotFound for an ending that is none of FORMATS, and what the press and `to_eml` raise."""
    if ending not in FORMATS:
        raise NotFound(ending)
    media_type, make = FORMATS[ending]
    return SavedLetter(name=f"{PurePath(draft.file_name).stem}.{ending}", media_type=media_type, content=make(draft, press))


def eml_name(draft: Draft) -> str:
    """The neutral name of the e-mail file."""
    return f"{PurePath(draft.file_name).stem}.eml"


def _attach(message: EmailMessage, media_type: str, content: bytes, name: str) -> None:
    kind, _, subtype = media_type.partition("/")
    if media_type not in SUFFIXES:
        kind, subtype = "application", "octet-stream"
    message.add_attachment(content, maintype=kind, subtype=subtype, filename=name)


def _neutral_name(number: int, attachment: Attachment, draft: Draft) -> str:
    stem = kinds.words(draft.language)["annex"].lower()
    return neutral_file_name(f"{stem}-{number}", draft.reference, SUFFIXES.get(attachment.media_type, "bin"))


def _address(text: str, field: str) -> str:
    """The address, its domain in the ASCII form that shows what it really is. Raises InvalidInput."""
    local, _, domain = header_value(text, field).rpartition("@")
    if not ADDRESS.fullmatch(text) or not all(domain.split(".")):
        raise InvalidInput(field, NOT_AN_ADDRESS)
    try:
        return f"{local}@{domain if domain.isascii() else domain.encode('idna').decode()}"
    except UnicodeError as error:
        raise InvalidInput(field, NOT_AN_ADDRESS) from error
