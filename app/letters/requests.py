"""What the letters `access` and `erasure` are told: every legal choice that their prose depends on, made here and named."""

from babel import Locale

from app.cases.parties import Attachment, Request
from app.directory.controllers import Controller
from app.law.competence import UNION
from app.law.events import Channel
from app.law.rights import ErasureGround
from app.letters import kinds
from app.letters.sheet import PROSE, Enclosure, LetterContext, Recipient
from app.platform.errors import InvalidInput, msg
from app.platform.text import clean_text

ANOTHER_REGIME = msg(
    "“{name}” keeps police or intelligence files. They follow another regime than the GDPR: no letter is drafted for them."
)
DEFAULT_GROUNDS = (ErasureGround.NO_LONGER_NECESSARY, ErasureGround.OBJECTION)
"""Without a choice of hers, a person says that the data have served their purpose, and objects."""

FACE_SEARCH_GROUNDS = (ErasureGround.UNLAWFUL, ErasureGround.OBJECTION)
"""Against a search engine for faces: no legal basis fits (so SAN-2022-019 and its peers), and she objects."""


def request_context(request: Request, language: str) -> LetterContext:
    """Everything the letter of a request is composed from. Raises InvalidInput for a controller that the GDPR does not bind."""
    return LetterContext(
        sender=request.subject,
        recipient=recipient(request),
        channel=request.channel,
        reference=request.reference,
        on=request.on,
        place=request.place,
        enclosures=enclosures(request, language),
        facts={**parties(request, language), **demand(request), **numbers(request)},
    )


def recipient(request: Request) -> Recipient:
    """The controller as addressee. Raises InvalidInput naming `controller` for police and intelligence files, which are redirected."""
    to = request.controller
    if to.regime == "police":
        raise InvalidInput("controller", ANOTHER_REGIME, name=to.name)
    return Recipient(name=to.name, country=to.country, address=to.address, email=to.email, webform=to.webform)


def parties(request: Request, language: str) -> dict[str, object]:
    """Facts about the two parties that every letter to a controller may need."""
    subject, controller = request.subject, request.controller
    return {
        "controller_name": controller.name,
        "country_of_residence": country_name(subject.country, language),
        "in_france": subject.country == "FR",
        "french_controller": controller.country == "FR",
        "in_union": subject.country in UNION,
        "established_in_union": controller.union_establishment,
        "representative_known": bool(controller.representative),
        "face_search": "face_search" in controller.traits,
        "clearview": is_clearview(controller),
        "electronic": request.channel in (Channel.EMAIL, Channel.WEB_FORM),
        "email": subject.email,
        "has_address": bool(subject.address),
    }


def is_clearview(controller: Controller) -> bool:
    """Whether this is the company whom the French decisions name; for other face searches they are comparisons."""
    return controller.slug.startswith("clearview")


def enclosures(request: Request, language: str) -> tuple[Enclosure, ...]:
    """What goes with the letter, in the order of its numbers: the person's files, then the list of web addresses."""
    words = kinds.words(language)
    files = [Enclosure(title=words["photograph"] if _picture(file) else words["document"], file=file) for file in request.attachments]
    pages = [Enclosure(title=words["web_addresses"], lines=request.urls)] if request.urls else []
    return (*files, *pages)


def country_name(country: str, language: str) -> str:
    """The name of a country (ISO 3166-1 alpha-2) in the letter's language; an unknown code stays as it is."""
    return str(Locale.parse(language).territories.get(country, country))


def grounds_invoked(request: Request) -> tuple[ErasureGround, ...]:
    """The grounds of Art. 17(1) that the erasure letter of this program invokes, in the order of their letters."""
    usual = FACE_SEARCH_GROUNDS if "face_search" in request.controller.traits else DEFAULT_GROUNDS
    return tuple(ground for ground in ErasureGround if ground in (request.grounds or usual))


def demand(request: Request) -> dict[str, object]:
    """What the person asks for, in her own words too, and what identifies her."""
    subject = request.subject
    return {
        "grounds": tuple(ground.name.lower() for ground in grounds_invoked(request)),
        "linked_reference": request.linked_reference,
        "own_paragraphs": tuple(filter(None, clean_text(request.paragraph, "paragraph", PROSE).split("\n"))),
        "birthdate": subject.birthdate,
        "identifiers": tuple({"label": label, "value": value} for label, value in subject.identifiers.items()),
    }


def numbers(request: Request) -> dict[str, object]:
    """Where in the enclosures the photographs and the web addresses are: the letter refers to them by number."""
    photos = tuple(number for number, file in enumerate(request.attachments, 1) if _picture(file))
    return {"photos": photos, "web_addresses": len(request.attachments) + 1 if request.urls else None}


def _picture(file: Attachment) -> bool:
    return file.media_type.startswith("image/")
