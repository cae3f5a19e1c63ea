"""Letters to the representative that a controller outside the Union designated in it: "to be addressed in addition to or instead of the
controller" on all issues related to processing (GDPR Art. 27(4)). The law does not say that its month runs from either of the two."""

from dataclasses import replace

from app.cases.parties import Request
from app.directory import fields
from app.directory.country_names import country_code
from app.law.events import Channel
from app.letters.sheet import LetterContext, Recipient
from app.platform.errors import InvalidInput, msg

OTHER_LAW = frozenset({"GB", "CH"})
"""Where people write under another law than the GDPR, in which Art. 27 has no part (ISO 3166-1 alpha-2)."""

NONE_KNOWN = msg("No representative in the Union is known of “{name}”.")
ESTABLISHED = msg("“{name}” has an establishment in the Union: Article 27 GDPR asks for no representative there. Write to it directly.")
ELSEWHERE = msg(
    "A person in the United Kingdom or in Switzerland writes under the law of that country, not to a representative under Article 27 GDPR: "
    "write to the controller itself."
)
NOT_THEIRS = msg("This letter does not go to the controller, and so not to its representative either.")


def representative(request: Request) -> Recipient | None:
    """The controller's representative, None where none is known.

    The first line of what is known is its name. A line that is an e-mail address becomes that, and is not printed with the others. A last
    line, or the end of one, that is the name of a country becomes the country; else it is taken to be in the country of the person, so that
    the address stays as it was typed.
    """
    known = request.controller.representative
    if not known:
        return None
    emails = [line.strip() for line in known if _is_email(line)]
    name, *address = [line for line in known if line.strip() not in emails] or emails[:1]
    before, _, last = address[-1].rpartition(",") if address else ("", "", "")
    if country := country_code(last):
        address[-1:] = [before.strip()] if before.strip() else []
    return Recipient(name=name, country=country or request.subject.country, address=tuple(address), email=emails[0] if emails else "")


def may_be_written_to(request: Request) -> bool:
    """Whether there is a representative whom letters to the controller may go to."""
    return bool(request.controller.representative) and _not_concerned(request) is None


def _not_concerned(request: Request) -> str | None:
    """Why Art. 27 GDPR does not apply between these two; None where it may. It is for controllers without an establishment in the Union
    (Art. 27(1) with Art. 3(2))."""
    if request.controller.union_establishment:
        return ESTABLISHED
    return ELSEWHERE if request.subject.country in OTHER_LAW else None


def to_representative(context: LetterContext, request: Request) -> LetterContext:
    """The letter of `context` to the controller, addressed to its representative instead: by post, unless it was to go on line and the
    representative's e-mail address is known.

    Raises InvalidInput("to") where none is known or Art. 27 does not apply, and for a letter that does not go to the controller.
    """
    found, why_not = representative(request), _not_concerned(request)
    if found is None:
        raise InvalidInput("to", NONE_KNOWN, name=request.controller.name)
    if why_not is not None:
        raise InvalidInput("to", why_not, name=request.controller.name)
    if context.recipient.name != request.controller.name:
        raise InvalidInput("to", NOT_THEIRS)
    channel = context.channel
    if channel in (Channel.EMAIL, Channel.WEB_FORM):
        channel = Channel.EMAIL if found.email else Channel.POST
    facts = {**context.facts, "electronic": channel is Channel.EMAIL}
    return replace(context, recipient=found, channel=channel, facts=facts, represents=request.controller.name)


def _is_email(line: str) -> bool:
    try:
        return bool(fields.email({"representative": line}, "representative"))
    except InvalidInput:
        return False
