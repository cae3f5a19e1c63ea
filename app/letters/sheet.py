"""What stands around the prose of every letter: who writes to whom, how, when and with which enclosures."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum

from app.cases.parties import Attachment, Subject
from app.law.events import Channel
from app.letters import kinds
from app.letters.envelopes import Envelope, envelope
from app.letters.languages import posting_language
from app.letters.layout import country_line, returned_line, window
from app.platform.text import clean_line, clean_text

LINE = 300
"""Longest single line (a name, a line of an address) that a letter takes, in characters."""

PROSE = 20_000
"""Longest own paragraph that a letter takes, in characters."""

URL = 4_000
"""Longest web address that a letter takes, in characters."""

AGE_ALONE = 15
"""Age in years from which a minor decides alone about personal data in France (LIL Art. 45); below it the holders of parental authority act
for the child, who may ask all the same."""

FRENCH = frozenset({"FR", "GP", "MQ", "GF", "RE", "YT", "MF", "BL", "PM"})
"""Countries and territories with French postcodes (ISO 3166-1 alpha-2)."""

FRENCH_TOWN = re.compile(r"(?:FR?-)?\d{5}\s+(\D.*?)(?:\s+CEDEX)?(?:\s+\d{1,2}(?:er?|ème)?)?", re.IGNORECASE)
FOREIGN_TOWN = re.compile(r"(?:[A-Z]{1,2}-)?\d{4,5}\s+(\D.*?)", re.IGNORECASE)
"""A line of an address with postcode and town; the number of a district or of a CEDEX belongs to neither."""

PRINTED = ("image/jpeg", "image/png")
"""Media types of the files that are printed as a page of the letter."""


@dataclass(frozen=True, kw_only=True)
class Recipient:
    """Whom a letter is addressed to. `country` is ISO 3166-1 alpha-2; `address` has no country line."""

    name: str
    country: str
    address: tuple[str, ...] = ()
    email: str = ""
    webform: str = ""


@dataclass(frozen=True, kw_only=True)
class Enclosure:
    """What goes with a letter: a photograph printed on its own page, lines printed as a list (web addresses), or a file kept apart."""

    title: str
    lines: tuple[str, ...] = ()
    file: Attachment | None = None

    @property
    def photo(self) -> bool:
        """Whether it is printed as a picture."""
        return self.file is not None and self.file.media_type in PRINTED


@dataclass(frozen=True, kw_only=True)
class Agent:
    """Who writes and signs a letter for its sender, under the mandate of the day `since`. `signatory` signs where a body acts."""

    name: str
    since: date
    address: tuple[str, ...] = ()
    signatory: str = ""


@dataclass(frozen=True, kw_only=True)
class LetterContext:
    """Everything a letter of any kind is composed from. `facts` are what its own template names: text, numbers, dates, None, and
    mappings or sequences of these. `represents` is the controller whose representative in the Union the recipient is. Where an `agent`
    writes for the sender, the letter comes from it and is signed by it."""

    sender: Subject
    recipient: Recipient
    channel: Channel
    reference: str
    on: date
    place: str = ""
    enclosures: tuple[Enclosure, ...] = ()
    facts: Mapping[str, object] = field(default_factory=dict)
    agent: Agent | None = None
    represents: str = ""


def sheet(letter: kinds.LetterKind, context: LetterContext) -> dict[str, object]:
    """The names that the layout `_layout/base.html` uses, cleaned. Raises InvalidInput naming the field that no letter can hold."""
    language, sent_in = letter.language, envelope(context.sender.country)
    return {
        "language": language,
        "words": dict(kinds.words(language)),
        "sender": _sender(context, language, sent_in),
        "recipient": _recipient(context, language, sent_in),
        "delivery": _delivery(context, language),
        "represents": _represents(context, language),
        "place": clean_line(_dated_from(context), "place", LINE),
        "on": context.on,
        "reference": clean_line(context.reference, "reference", 40),
        "by_hand": context.channel in (Channel.REGISTERED_POST, Channel.POST),
        **(_signed_by_agent(context.agent, context.sender, language) if context.agent else _signed_by_guardian(context, language)),
        "annex": letter.annex,
        "enclosures": tuple(_enclosure(n, e) for n, e in enumerate(context.enclosures, 1)),
    }


def town(person: Subject) -> str:
    """Where a letter is dated from when nobody said: the town of the sender's last line with a postcode, without CEDEX; "" if unknown.

    A French postcode is found on any line, since nothing else has five digits first; abroad only the last line is taken for one.
    """
    french = person.country in FRENCH
    for line in reversed(person.address if french else person.address[-1:]):
        if found := (FRENCH_TOWN if french else FOREIGN_TOWN).fullmatch(line.strip()):
            return found[1]
    return ""


def _represents(context: LetterContext, language: str) -> str:
    """The sentence that tells a representative (Art. 27 GDPR) why it is written to; "" for anybody else."""
    named = clean_line(context.represents, "controller", LINE)
    return kinds.words(language)["to_representative"].format(name=named) if named else ""


def _dated_from(context: LetterContext) -> str:
    """The place that whoever signs writes from."""
    if context.agent:
        return town(replace(context.sender, address=context.agent.address))
    return context.place or town(context.sender)


def _signed_by_agent(agent: Agent, person: Subject, language: str) -> dict[str, object]:
    """Who acts for the sender, and under which mandate. A holder of parental authority has signed that mandate, and not the letter."""
    words, name, since = kinds.words(language), clean_line(agent.name, "holder", LINE), kinds.in_words(agent.since, language)
    return {
        "guardian": "",
        "guardian_named": clean_line(person.guardian, "guardian", LINE),
        "agent": {"name": name, "since": since, "signatory": clean_line(agent.signatory, "signatory", LINE)},
        "acts_through": words["acts_by_mandate" if agent.address else "acts_by_mandate_unreached"].format(name=name),
    }


def _signed_by_guardian(context: LetterContext, language: str) -> dict[str, object]:
    """The holder of parental authority through whom a child acts, or who signs as well; empty for others."""
    words, named = kinds.words(language), clean_line(context.sender.guardian, "guardian", LINE)
    return {
        "agent": None,
        "guardian_named": named,
        "acts_through": words["acts_through"].format(name=named) if named else "",
        "guardian": words[guardian] if (guardian := _guardian(context.sender, context.on)) else "",
    }


def _guardian(person: Subject, on: date) -> str:
    """Under which words a holder of parental authority signs as well: below fifteen, and where a minor's age is not known; else ""."""
    if person.guardian:
        return "guardian"
    if person.birthdate is None:
        return "guardian_if_under_age" if person.minor else ""
    age = on.year - person.birthdate.year - ((on.month, on.day) < (person.birthdate.month, person.birthdate.day))
    return "guardian" if age < AGE_ALONE else ""


def frozen(name: str, value: object) -> object:
    """A fact fit for a template: clean text, a number, a date, None, or dicts and tuples of these. Raises TypeError for anything else."""
    if isinstance(value, Enum):
        return frozen(name, value.value)
    if isinstance(value, str):
        return clean_text(value, name, PROSE)
    if value is None or isinstance(value, (bool, int, date)):
        return value
    if isinstance(value, Mapping):
        return {str(key): frozen(name, item) for key, item in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, (bytes, bytearray)):
        return tuple(frozen(name, item) for item in value)
    raise TypeError(f"{name}: a letter takes no {type(value).__name__}")


def _sender(context: LetterContext, language: str, sent_in: Envelope) -> dict[str, object]:
    person, name = context.sender, clean_line(context.sender.name, "name", LINE)
    if context.agent:
        return _agent(context.agent, name, language, sent_in)
    lines = [clean_line(line, "address", LINE) for line in person.address]
    abroad = country_line(person.country, context.recipient.country, language) if lines else ""
    contact = [clean_line(person.email, "email", LINE), clean_line(person.phone, "phone", LINE)]
    returned = returned_line([name, *lines], sent_in.returned_points, sent_in.returned_width) if sent_in.returned_points else ""
    return {"name": name, "agent": "", "lines": tuple(line for line in [*lines, abroad, *contact] if line), "returned": returned}


def _agent(agent: Agent, person: str, language: str, sent_in: Envelope) -> dict[str, object]:
    """The agent as sender, and for whom it writes; what comes back comes to it. `name` stays that of the person."""
    name, lines = clean_line(agent.name, "holder", LINE), [clean_line(line, "holder_address", LINE) for line in agent.address]
    returned = returned_line([name, *lines], sent_in.returned_points, sent_in.returned_width) if sent_in.returned_points else ""
    behalf = kinds.words(language)["on_behalf_of"].format(name=person)
    return {"name": person, "agent": name, "lines": (*(line for line in lines if line), behalf), "returned": returned}


def _recipient(context: LetterContext, language: str, sent_in: Envelope) -> dict[str, object]:
    to = context.recipient
    name = clean_line(to.name, "name", LINE)
    lines = [clean_line(line, "address", LINE) for line in to.address]
    home = context.sender.country
    country = country_line(to.country, home, posting_language(home, language)) if lines else ""
    shown = window(name, lines, country, sent_in.address)
    return {"name": name, "lines": shown.lines, "size": f"{shown.points:g}".replace(".", "-"), "below": shown.below}


def _delivery(context: LetterContext, language: str) -> str:
    """The mention of how the letter travels; simple post needs none."""
    to = context.recipient
    abroad = context.channel is Channel.REGISTERED_POST and to.country != context.sender.country
    wording = kinds.words(language)["registered_post_abroad" if abroad else context.channel.value]
    return wording.format(email=clean_line(to.email, "email", LINE), webform=clean_line(to.webform, "webform", URL))


def _enclosure(number: int, enclosure: Enclosure) -> dict[str, object]:
    return {
        "number": number,
        "title": clean_line(enclosure.title, "files", LINE),
        "lines": tuple(clean_line(line, "urls", URL) for line in enclosure.lines),
        "source": f"attached:{number}" if enclosure.photo else "",
    }
