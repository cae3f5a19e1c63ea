"""What a program sends to have a letter written or a case opened, and the domain's own values made from it."""

import base64
import binascii
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Annotated, Any, TypeVar

from pydantic import Field

from app.api.wire import Day, Line, Photo, Place, Slug, Strict, Text, WebAddress
from app.cases.days import check_day
from app.cases.opening import Sending
from app.cases.parties import Attachment, Request, Subject, subject_from_mapping, usual_channel
from app.directory import fields
from app.directory.controllers import Controller, from_mapping, looks_like_police
from app.directory.directory import Lookup
from app.law.events import Channel
from app.law.rights import ErasureGround, Right
from app.letters.references import new_reference
from app.letters.requests import ANOTHER_REGIME
from app.platform.errors import InvalidInput, NotFound, msg
from app.platform.images import strip_photo
from app.platform.text import clean_text

T = TypeVar("T")

ALSO_AT_MOST = 15
"""Further controllers in one dossier: as many as on the page."""

PARAGRAPH = 4_000
SLUG_OR_DATA = msg("Name a controller by its slug, or describe it yourself, not both.")
NO_CONTROLLER = msg("No controller is called “{slug}”.")
BAD_PHOTO = msg("The photo must be in base 64.")
SENT_BEFORE = msg("This day is before the day on which the request was first sent.")

Country = Annotated[str, Field(pattern="^[A-Za-z]{2}$", examples=["FR"])]
Address = Annotated[list[Line], Field(max_length=7, examples=[["1 rue de l’Exemple", "75000 PARIS"]])]


class ControllerIn(Strict):
    """Whom to write to: the slug of a controller that `GET /api/v1/controllers` lists, or your own description without a slug."""

    slug: Slug | None = Field(default=None, examples=["clearview-ai"])
    name: Line | None = None
    address: Address | None = None
    country: Country | None = None
    email: Line | None = None
    webform: WebAddress | None = None
    eu_establishment: bool | None = None
    representative: Annotated[list[Line], Field(max_length=7)] | None = None
    traits: Annotated[list[Line], Field(max_length=10)] | None = None


class SubjectIn(Strict):
    """The person whom the data are about. `identifiers` are labels with values by which the controller knows her."""

    name: Line = Field(examples=["Camille Exemple"])
    country: Country
    address: Address = Field(default_factory=list)
    email: Line = Field(default="", examples=["camille@example.org"])
    phone: Line = ""
    birthdate: Day | None = None
    identifiers: Annotated[dict[Line, Line], Field(max_length=20, examples=[{"Customer number": "A-1234"}])] = Field(default_factory=dict)
    place: Place | None = Field(default=None, description="ISO 3166-2, where holidays differ within the country: FR-67.")
    minor: bool = False
    guardian: Line = Field(default="", description="The holder of parental authority through whom a minor acts.")


class AskingIn(Strict):
    """What letters and cases have in common. Where `channel` is left out, it is post, else e-mail, else the web form."""

    controller: ControllerIn
    subject: SubjectIn
    channel: Annotated[Channel, Field(strict=False)] | None = None
    language: Annotated[str, Field(pattern="^[a-z]{2}$")] | None = Field(default=None, description="Of the letter; else the controller's.")
    urls: Annotated[list[WebAddress], Field(max_length=20)] = Field(default_factory=list)
    paragraph: Text = Field(default="", description="The person's own text, at most 4,000 characters.")
    grounds: Annotated[list[Annotated[ErasureGround, Field(strict=False)]], Field(max_length=6)] = Field(
        default_factory=list, description="Grounds of Art. 17(1) GDPR by their letter, for an erasure."
    )
    photo: Photo | None = Field(default=None, description="JPEG, PNG or WebP in base 64. Only the picture is used, never its metadata.")


class LetterIn(AskingIn):
    """A letter to write. Nothing of it is stored."""

    kind: Annotated[Right, Field(strict=False)]


class SendingIn(Strict):
    """Letters that went before the case begins: the days they were sent, and the day of receipt if it is known."""

    days: Annotated[list[Day], Field(min_length=1, max_length=13, examples=[["2026-03-02"]])]
    received: Day | None = None
    proof: Line = ""


class DossierIn(AskingIn):
    """A dossier to open: for each controller one case for each right, two of them linked. `sent` when the person wrote before.

    Letters to further controllers are in their own language unless `language` says otherwise, and go by `channel` where it leads there.
    """

    besides: Annotated[list[ControllerIn], Field(max_length=ALSO_AT_MOST)] = Field(
        default_factory=list, description="Further controllers to write to, each once, under the same code."
    )
    rights: Annotated[list[Annotated[Right, Field(strict=False)]], Field(min_length=1, max_length=2)]
    sent: SendingIn | None = None


def requests_to_all(asked: DossierIn, directory: Lookup, today: date) -> list[Request]:
    """One request for each controller and right, the first controller's first. Raises InvalidInput naming the field."""
    rights = list(dict.fromkeys(asked.rights))
    found = requests_of(asked, rights, directory, today)
    known = {found[0].controller}
    for number, given in enumerate(asked.besides):
        controller = controller_of(given, directory, f"besides.{number}")
        if controller not in known:
            known.add(controller)
            found += _again(found[: len(rights)], controller, asked.channel)
    return found


def _again(requests: list[Request], controller: Controller, channel: Channel | None) -> list[Request]:
    """The same requests to another controller, under references of their own."""
    names = {request.reference: new_reference() for request in requests}
    leads = {Channel.EMAIL: controller.email, Channel.WEB_FORM: controller.webform}
    way = channel if channel and leads.get(channel, "post") else usual_channel(controller)
    return [
        replace(
            request,
            controller=controller,
            channel=way,
            reference=names[request.reference],
            linked_reference=names.get(request.linked_reference, ""),
        )
        for request in requests
    ]


def requests_of(asked: AskingIn, rights: list[Right], directory: Lookup, today: date) -> list[Request]:
    """One request for each right, under fresh references. Raises InvalidInput naming the field."""
    controller = controller_of(asked.controller, directory)
    subject = named("subject", lambda: _subject(asked.subject))
    channel = asked.channel or usual_channel(controller)
    references = [new_reference() for _ in rights]
    linked = reversed(references) if len(rights) > 1 else [""]
    urls = fields.web_addresses({"urls": asked.urls}, "urls")
    paragraph = clean_text(asked.paragraph, "paragraph", PARAGRAPH)
    photo = _photo(asked.photo)
    return [
        Request(
            right=right,
            controller=controller,
            subject=subject,
            channel=channel,
            reference=reference,
            linked_reference=other,
            on=today,
            urls=urls,
            paragraph=paragraph,
            grounds=tuple(dict.fromkeys(asked.grounds)) if right is Right.ERASURE else (),
            attachments=photo,
            language=asked.language or "",
        )
        for right, reference, other in zip(rights, references, linked, strict=True)
    ]


def controller_of(given: ControllerIn, directory: Lookup, at: str = "controller") -> Controller:
    """The controller named or described; `at` is where it stands in the body.

    Raises InvalidInput, also for police and intelligence files, which another regime covers.
    """
    described = given.model_dump(exclude_none=True, exclude={"slug"})
    if given.slug is not None:
        if described:
            raise InvalidInput(f"{at}.slug", SLUG_OR_DATA)
        return _listed(given.slug, directory, at)
    found = named(at, lambda: from_mapping(described))
    if looks_like_police(found.name):
        raise InvalidInput(f"{at}.name", ANOTHER_REGIME, name=found.name)
    return found


def sending_of(given: SendingIn, channel: Channel, today: date) -> Sending:
    """How the earlier letters went. Raises InvalidInput for days that cannot be."""
    for day in given.days:
        check_day(day, "sent.days", today)
    if given.received is not None:
        check_day(given.received, "sent.received", today)
        if given.received < min(given.days):
            raise InvalidInput("sent.received", SENT_BEFORE)
    proof = named("sent", lambda: fields.line({"proof": given.proof}, "proof", max_chars=300))
    return Sending(days=tuple(sorted(set(given.days))), channel=channel, received=given.received, proof=proof)


def named(part: str, read: Callable[[], T]) -> T:
    """What `read` gives; its mistakes are named after the part of the body where they stand."""
    try:
        return read()
    except InvalidInput as wrong:
        raise InvalidInput(f"{part}.{wrong.field}", wrong.message, **wrong.params) from wrong


def _listed(slug: str, directory: Lookup, at: str) -> Controller:
    try:
        found = directory.find(slug)
    except NotFound:
        raise InvalidInput(f"{at}.slug", NO_CONTROLLER, slug=slug) from None
    if found.regime == "police":
        raise InvalidInput(f"{at}.slug", ANOTHER_REGIME, name=found.name)
    return found


def _subject(given: SubjectIn) -> Subject:
    values: dict[str, Any] = given.model_dump(exclude_none=True)
    if given.birthdate is not None:
        values["birthdate"] = given.birthdate.isoformat()
    values["place"] = (given.place or "").upper()
    return subject_from_mapping(values)


def _photo(encoded: str | None) -> tuple[Attachment, ...]:
    if not encoded:
        return ()
    try:
        content = base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError):
        raise InvalidInput("photo", BAD_PHOTO) from None
    media_type, clean = strip_photo(content, "photo")
    return (Attachment(name="photo.jpg", media_type=media_type, content=clean),)
