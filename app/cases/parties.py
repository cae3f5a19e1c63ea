"""The data subject and what one request asks: the personal particulars of a case."""

from dataclasses import dataclass, field
from datetime import date

from app.directory.controllers import Controller
from app.law.events import Channel
from app.law.rights import ErasureGround, Right


@dataclass(frozen=True, kw_only=True)
class Subject:
    """The data subject. Only `name` and `country` (ISO 3166-1 alpha-2) are required; `identifiers` maps a label to a value.

    `place` refines `country` to a subdivision (ISO 3166-2) where holidays differ there.
    """

    name: str
    country: str
    address: tuple[str, ...] = ()
    email: str = ""
    phone: str = ""
    birthdate: date | None = None
    identifiers: dict[str, str] = field(default_factory=dict)
    place: str = ""
    minor: bool = False


@dataclass(frozen=True, kw_only=True)
class Attachment:
    """A file the person adds to a letter: JPEG or PNG for photographs (metadata already stripped), or PDF."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, kw_only=True)
class Request:
    """One request of one person to one controller: everything a letter is drafted from.

    `reference` names the case on paper; `urls` are pages where the person found herself; `paragraph` is her own text.
    """

    right: Right
    controller: Controller
    subject: Subject
    channel: Channel
    reference: str
    on: date
    place: str = ""
    urls: tuple[str, ...] = ()
    paragraph: str = ""
    grounds: tuple[ErasureGround, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    linked_reference: str = ""
