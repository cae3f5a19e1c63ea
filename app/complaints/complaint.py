"""The complaint to the supervisory authority, drafted from a case."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date

from app.cases.parties import Request
from app.cases.views import FileInfo
from app.complaints.exhibits import gather
from app.complaints.statement import admissibility, competence_of, missing, parties, story
from app.law.assessment import Assessment
from app.law.competence import Authority, authority, authority_of
from app.law.events import Channel, Recorded, standing
from app.letters.drafts import Draft, compose
from app.letters.follow_ups import authority_recipient
from app.letters.sheet import LetterContext
from app.platform.errors import InvalidInput, msg

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
    to = authority_for(request)
    language = to.languages[0]
    standing_now = told_by(records, today)
    exhibits = gather(request.right, standing_now, files)
    facts = {
        **parties(request, language),
        **admissibility(request, standing_now, assessment, today),
        **story(request, standing_now, assessment, exhibits, language, today),
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
    )
    return compose("complaint", language, context)


def told_by(records: Sequence[Recorded], today: date) -> tuple[Recorded, ...]:
    """The records that a complaint of that day tells: those still standing, of days that have come."""
    return tuple(r for r in standing(list(records)) if r.event.on <= today)


def authority_for(request: Request) -> Authority:
    """The authority that hears this person's complaint. Raises InvalidInput("country") where none is known."""
    found = competence_of(request).authority
    if found is None:
        there = authority_of(request.subject.place or request.subject.country)
        if there is None:
            raise InvalidInput("country", NO_AUTHORITY)
        raise InvalidInput("country", WRITE_YOURSELF, name=there.name, url=there.complaint_url or there.site)
    return authority(found)
