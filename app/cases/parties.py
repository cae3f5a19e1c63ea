"""The data subject and what one request asks: the personal particulars of a case."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from app.directory import fields
from app.directory.controllers import Controller
from app.law.events import Channel
from app.law.rights import ErasureGround, Right
from app.platform.errors import InvalidInput, msg
from app.platform.text import clean_line

SUBJECT_KEYS = ("name", "country", "address", "email", "phone", "birthdate", "identifiers", "place", "minor", "guardian")
MAX_IDENTIFIERS = 20
ONLY_A_MINOR = msg(
    "Only somebody under eighteen acts through a holder of parental authority. Say that the person is a minor, or leave this out."
)
NOT_A_DATE = msg("The field “{field}” must be a date such as 1990-03-01.")
NOT_IDENTIFIERS = msg("The field “{field}” must map labels to values, at most {limit}, all of them text.")


@dataclass(frozen=True, kw_only=True)
class Subject:
    """The data subject. Only `name` and `country` (ISO 3166-1 alpha-2) are required; `identifiers` maps a label to a value.

    `place` refines `country` to a subdivision (ISO 3166-2) where holidays differ there. `guardian` is the holder of parental authority
    through whom a minor acts, "" for one who acts alone.
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
    guardian: str = ""


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
    `language` is that of its letters where the person chose one; "" leaves it to the controller's.
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
    language: str = ""


def usual_channel(controller: Controller) -> Channel:
    """The way that the list suggests; else registered post where there is an address, for its proof; else e-mail, else the web form."""
    if controller.suggested_channel:
        return Channel(controller.suggested_channel)
    if controller.address or not (controller.email or controller.webform):
        return Channel.REGISTERED_POST
    return Channel.EMAIL if controller.email else Channel.WEB_FORM


def subject_from_mapping(values: Mapping[str, Any]) -> Subject:
    """The data subject of a form or a JSON file; only `name` and `country` are required. Raises InvalidInput naming the field."""
    fields.known_keys(values, SUBJECT_KEYS)
    minor = fields.flag(values, "minor", default=False)
    return Subject(
        name=fields.line(values, "name", required=True),
        country=fields.country(values, "country"),
        address=fields.lines(values, "address"),
        email=fields.email(values, "email"),
        phone=fields.line(values, "phone", max_chars=40),
        birthdate=_birthdate(fields.line(values, "birthdate", max_chars=10)),
        identifiers=_identifiers(values.get("identifiers")),
        place=fields.line(values, "place", max_chars=6),
        minor=minor,
        guardian=guardian_of(fields.line(values, "guardian"), minor=minor),
    )


def guardian_of(name: str, *, minor: bool) -> str:
    """The holder of parental authority. Raises InvalidInput for one of somebody who is of age."""
    if name and not minor:
        raise InvalidInput("guardian", ONLY_A_MINOR)
    return name


def _birthdate(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise InvalidInput("birthdate", NOT_A_DATE) from error


def _identifiers(values: Any) -> dict[str, str]:
    if values is None:
        return {}
    right_kind = isinstance(values, Mapping) and len(values) <= MAX_IDENTIFIERS
    if not right_kind or not all(isinstance(text, str) for pair in values.items() for text in pair):
        raise InvalidInput("identifiers", NOT_IDENTIFIERS, limit=MAX_IDENTIFIERS)
    clean = [tuple(clean_line(text, "identifiers", fields.MAX_LINE) for text in pair) for pair in values.items()]
    return {label: value for label, value in clean if label and value}
