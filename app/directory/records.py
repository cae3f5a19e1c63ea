"""One record of the public list at a time: from its JSON to what we keep of it, or the reason why it cannot be used.

What is merely untidy is put right (an address that begins "httsp://") or left out with a remark (an e-mail address that is none); a record
without a name, an address or a country that can be read is refused as a whole.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from app.directory import fields
from app.directory.controllers import ELEMENTS, MAX_RUNS, QUALITIES, Controller, from_mapping, to_mapping
from app.directory.country_names import country_code
from app.directory.tables import SLUG_LENGTH
from app.law.events import Channel
from app.platform.errors import InvalidInput, msg

READING = 1
"""Version of this reading: an archive that did not change is read again when this number did."""

MAX_SOURCES = 20
MAX_ELEMENTS = 20
MAX_MEMBERS = 300

CHANNELS = {"email": Channel.EMAIL, "letter": Channel.REGISTERED_POST, "webform": Channel.WEB_FORM}

NOT_A_RECORD = msg("The file must hold one JSON object.")
NOT_PACKS = msg("The file must hold a list of packs.")
NOT_A_SLUG = msg("The field “{field}” must be a short name in small letters, digits, dots and hyphens.")
NO_COUNTRY = msg("The last line of the field “{field}” is not a country that we know: “{line}”.")
NO_ADDRESS = msg("The field “{field}” must be text with a country in its last line.")
LEFT_OUT = msg("The field “{field}” is left out: it cannot be read.")

DISPENSABLE = {
    "email": "email", "webform": "webform", "site": "web", "sources": "sources", "runs": "runs", "required_elements": "required-elements",
}  # fmt: skip
"""Fields of ours that an entry can do without, and what the list calls them."""

PARTS = {"label": "required_elements", "kind": "required_elements", "optional": "required_elements"}
"""In which field a part stands whose name an error gives."""

_SLUG = re.compile(r"[a-z0-9][a-z0-9._-]*")
_WEB_ADDRESS = re.compile(r"https?://[^\s@/]+(/\S*)?")
_SCHEME = re.compile(r"^(?!https?://)[htps]{3,6}\s*[:;]?\s*/{1,3}", re.IGNORECASE)


class Kind(StrEnum):
    """What a record is about."""

    CONTROLLER = "controller"
    OBSOLETE = "obsolete"
    AUTHORITY = "authority"
    PACK = "pack"


@dataclass(frozen=True, kw_only=True)
class Record:
    """A record as it is kept: `content` is JSON with its keys in order, so that the same facts always have the same `digest`."""

    kind: Kind
    slug: str
    content: str
    remarks: tuple[InvalidInput, ...] = field(default=(), compare=False)

    @property
    def digest(self) -> str:
        """SHA-256 of the content, in hex."""
        return hashlib.sha256(self.content.encode()).hexdigest()


def read(kind: Kind, stem: str, values: Any) -> tuple[Record, ...]:
    """The record, or the packs, that a file of the list holds; `stem` is its name without ending. Raises InvalidInput naming the field."""
    if kind is Kind.PACK:
        return _packs(stem, values)
    if not isinstance(values, Mapping):
        raise InvalidInput("file", NOT_A_RECORD)
    slug = _slug(values.get("slug", stem))
    if kind is Kind.OBSOLETE:
        return (_record(kind, slug, _obsolete(values)),)
    remarks: list[InvalidInput] = []
    return (_record(kind, slug, _organisation(slug, values, remarks), remarks),)


def _organisation(slug: str, values: Mapping[str, Any], remarks: list[InvalidInput]) -> dict[str, Any]:
    """A controller or an authority, as `controllers.to_mapping` writes it."""
    lines, country = _address(values)
    given = {
        "slug": slug,
        "name": values.get("name"),
        "address": lines,
        "country": country,
        "email": values.get("email"),
        "webform": _mended(values.get("webform")),
        "site": _mended(values.get("web")),
        "sources": [source for source in _texts(values, "sources") if _WEB_ADDRESS.fullmatch(source)][:MAX_SOURCES],
        "quality": quality if (quality := values.get("quality")) in QUALITIES else "",
        "runs": _texts(values, "runs")[:MAX_RUNS],
        "required_elements": _elements(values.get("required-elements")),
        "suggested_channel": _channel(values),
        "request_language": _language(values.get("request-language") or values.get("complaint-language")),
        "needs_id": values.get("needs-id-document") is True,
        "categories": [category[:40] for category in _texts(values, "categories")][:MAX_SOURCES],
        "relevant_countries": [place[:3] for place in _texts(values, "relevant-countries")][:MAX_MEMBERS],
    }
    return to_mapping(_as_far_as_readable(given, remarks))


def _as_far_as_readable(given: dict[str, Any], remarks: list[InvalidInput]) -> Controller:
    """The organisation without those of the fields it can do without that cannot be read; each leaves a remark."""
    while True:
        try:
            return from_mapping(given)
        except InvalidInput as wrong:
            part = wrong.field if wrong.field in given else PARTS.get(wrong.field, "")
            if part not in DISPENSABLE or given[part] in (None, []):
                raise
            given = {**given, part: None if part in ("email", "webform", "site") else []}
            remarks.append(InvalidInput(DISPENSABLE[part], LEFT_OUT))


def _address(values: Mapping[str, Any]) -> tuple[list[str], str]:
    """The lines of the address without the country, and the country's code."""
    given = values.get("address")
    if not isinstance(given, str) or not given.strip():
        raise InvalidInput("address", NO_ADDRESS)
    *lines, last = fields.lines({"address": given}, "address", limit=fields.MAX_ADDRESS_LINES + 1) or ("",)
    country = country_code(last)
    if country is None:
        raise InvalidInput("address", NO_COUNTRY, line=last[:60])
    return lines, country


def _obsolete(values: Mapping[str, Any]) -> dict[str, Any]:
    target = values.get("redirect-to")
    return {
        "name": fields.line(values, "name", required=True),
        "reason": fields.line(values, "reason", max_chars=60),
        "redirect": _slug(target, "redirect-to") if target else "",
    }


def _packs(stem: str, values: Any) -> tuple[Record, ...]:
    if not isinstance(values, list) or not all(isinstance(value, Mapping) for value in values):
        raise InvalidInput("file", NOT_PACKS)
    return tuple(_pack(stem, value) for value in values)


def _pack(stem: str, values: Mapping[str, Any]) -> Record:
    slug = _slug(values.get("slug"))
    members = [member for member in _texts(values, "companies") if _SLUG.fullmatch(member)]
    content = {"slug": slug, "country": "" if stem == "all" else stem[:2].upper(), "controllers": members[:MAX_MEMBERS]}
    return _record(Kind.PACK, _slug(f"{stem}.{slug}"), content)


def _record(kind: Kind, slug: str, content: Mapping[str, Any], remarks: list[InvalidInput] | None = None) -> Record:
    return Record(kind=kind, slug=slug, content=json.dumps(content, ensure_ascii=False, sort_keys=True), remarks=tuple(remarks or ()))


def is_slug(value: str) -> bool:
    """Whether a record may be called so. What is no slug is no key to look for either: not every database takes any text as one."""
    return len(value) <= SLUG_LENGTH and bool(_SLUG.fullmatch(value))


def _slug(value: Any, key: str = "slug") -> str:
    if not isinstance(value, str) or not is_slug(value):
        raise InvalidInput(key, NOT_A_SLUG)
    return value


def _texts(values: Mapping[str, Any], key: str) -> list[str]:
    """The texts of a list; anything else in it, or instead of it, counts as absent."""
    found = values.get(key)
    return [text for text in found if isinstance(text, str) and text.strip()] if isinstance(found, list) else []


def _elements(values: Any) -> Any:
    if not isinstance(values, list) or not all(isinstance(value, Mapping) for value in values):
        return [] if values is None else values  # refused, with its name, where the controller is made
    return [
        {
            "label": value.get("desc"),
            "kind": kind if (kind := value.get("type")) in ELEMENTS else "input",
            "optional": value.get("optional") is True,
        }
        for value in values[:MAX_ELEMENTS]
    ]


def _channel(values: Mapping[str, Any]) -> str:
    """The way that was found to work, if the record also says where it leads. A fax is none of our ways."""
    suggested = values.get("suggested-transport-medium")
    way = CHANNELS.get(suggested) if isinstance(suggested, str) else None
    leads = way is Channel.REGISTERED_POST or bool(values.get("email" if way is Channel.EMAIL else "webform"))
    return way.value if way and leads else ""


def _language(value: Any) -> str:
    return value if isinstance(value, str) and re.fullmatch(r"[a-z]{2}", value) else ""


def _mended(value: Any) -> Any:
    """A web address whose scheme was mistyped or left out, put right."""
    if not isinstance(value, str) or not value.strip():
        return value
    mended = _SCHEME.sub("https://", value.strip())
    return mended if re.match(r"[A-Za-z][\w+.-]*:", mended) else f"https://{mended}"
