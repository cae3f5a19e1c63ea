"""The complaint to the supervisory authority, drafted from a case."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, timedelta
from enum import StrEnum

from app.cases.lodging import competence_of
from app.cases.parties import Request
from app.cases.views import FileInfo
from app.complaints.exhibits import gather
from app.complaints.statement import admissibility, mandates, missing, parties, story
from app.law.assessment import Assessment
from app.law.authority_clock import CNIL
from app.law.authority_steps import COMPLAINTS_TO_CONTROLLER
from app.law.competence import Authority, authority, authority_of
from app.law.events import Channel, Recorded, ReminderSent, RequestSent, standing
from app.letters import kinds
from app.letters.drafts import Draft, compose
from app.letters.follow_ups import authority_recipient, unread_by
from app.letters.lodgers import lodger
from app.letters.sheet import LetterContext
from app.platform.errors import InvalidInput, msg


class Law(StrEnum):
    """Under whose law an authority hears people: the Union's GDPR, the British one, or the Swiss Data Protection Act."""

    UNION = "union"
    BRITISH = "british"
    SWISS = "swiss"


LAND, FEDERAL = "land_authority", "authorities_of_the_laender_by_seat"
"""The remarks of an authority that is that of one German Land, and of the federal one, which does not watch over companies."""

LAWS = {"GB": Law.BRITISH, "CH": Law.SWISS}
BESIDE_THE_UNION = ("NO", "IS", "LI")
"""States of the European Economic Area that are not in the Union."""

NO_AUTHORITY = msg("The supervisory authority for the place where you live is not known here yet, so the complaint cannot be written.")
WRITE_YOURSELF = msg("We do not write complaints to {name} yet. You can lodge yours there yourself: {url}")


def draft_complaint(
    request: Request,
    records: Sequence[Recorded],
    assessment: Assessment,
    files: Sequence[FileInfo],
    *,
    today: date,
    confidential: bool = False,
    channel: Channel = Channel.POST,
    bound: bool = False,
) -> Draft:
    """The complaint as of `today`, in the authority's language. It may be drafted at any time: before it is due it says so on its face.

    `files` are those kept with the case; papers that are not among them are named as missing. A letter that is `bound` into a packet
    leaves the list of papers to it. Raises InvalidInput("country") where no authority is known for the person's place.
    """
    to = authority_for(request, records)
    language = language_of(to)
    to = to.said(language)
    standing_now = told_by(records, today)
    exhibits = gather(request.right, standing_now, files)
    facts = {
        **addressed(to, request, standing_now, language, today),
        **parties(request, standing_now, language),
        **mandates(standing_now, exhibits, today),
        **admissibility(request, standing_now, assessment, today),
        **story(request, standing_now, assessment, exhibits, language, today, british=law_at(to) is Law.BRITISH),
        "exhibits": [asdict(e) for e in exhibits.on_file],
        "missing": missing(exhibits),
        "confidential": confidential,
        "bound": bound,
    }
    context = LetterContext(
        sender=request.subject,
        recipient=authority_recipient(to),
        channel=channel,
        reference=request.reference,
        on=today,
        place=request.place,
        facts=facts,
        agent=lodger(standing_now, today),
    )
    return compose("complaint", language, context)


def law_at(to: Authority) -> Law:
    """The law that this authority applies."""
    return LAWS.get(to.country, Law.UNION)


def language_of(to: Authority) -> str:
    """The first of the authority's languages that complaints are written in; English where it has none of them."""
    return next((language for language in to.languages if "complaint" in kinds.kinds(language)), "en")


def addressed(to: Authority, request: Request, records: Sequence[Recorded], language: str, today: date) -> dict[str, object]:
    """What the complaint must know of the authority: its name, whose law it applies, and whether it reads the language of the letter."""
    notices = [r.event.on for r in records if isinstance(r.event, ReminderSent) and r.event.letter in COMPLAINTS_TO_CONTROLLER]
    return {
        "authority": {"name": to.name.removesuffix(f" ({to.short_name})"), "short_name": to.short_name},
        "cnil": to.id == CNIL,
        "british": law_at(to) is Law.BRITISH,
        "swiss": law_at(to) is Law.SWISS,
        "eea": to.country in BESIDE_THE_UNION,
        "federal": FEDERAL in to.remarks,
        "swiss_controller": request.controller.country == "CH",
        "of_land": LAND in to.remarks and request.subject.place in to.territory,
        "austrian_in_time": to.country == "AT" and _within_a_year(records, today),
        "controller_complained_on": notices[0] if notices else None,
        "authority_reads": unread_by(to, language),
    }


def _within_a_year(records: Sequence[Recorded], today: date) -> bool:
    """Whether the first request left less than a year ago: then every fact complained of is within the Austrian time limits."""
    sent = [record.event.on for record in records if isinstance(record.event, RequestSent)]
    return bool(sent) and today - min(sent) < timedelta(days=365)


def told_by(records: Sequence[Recorded], today: date) -> tuple[Recorded, ...]:
    """The records that a complaint of that day tells: those still standing, of days that have come."""
    return tuple(r for r in standing(list(records)) if r.event.on <= today)


def authority_for(request: Request, records: Sequence[Recorded]) -> Authority:
    """The authority that hears this person's complaint: the one that she chose, else that of her residence.

    Raises InvalidInput("country") where none is known.
    """
    found = competence_of(request, records).authority
    if found is None:
        there = authority_of(request.subject.place or request.subject.country)
        if there is None:
            raise InvalidInput("country", NO_AUTHORITY)
        raise InvalidInput("country", WRITE_YOURSELF, name=there.name, url=there.complaint_url or there.site)
    return authority(found)
