"""What the small forms that record what happened are made of: fields, the choices they offer, and the questions that many of them ask."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from app.law.events import AuthorityOutcome, Channel, Event, Outcome, ReplyNature, ReturnReason
from app.platform.errors import msg


class Widget(StrEnum):
    """How a field is asked for."""

    DAY = "day"
    LINE = "line"
    TEXT = "text"
    CHOICE = "choice"
    YES_NO = "yes_no"
    FILES = "files"
    PLACE = "place"


class Letter(StrEnum):
    """Follow-up letters that a person records as sent: PREPARED is the formal notice that this program wrote."""

    PREPARED = "prepared"
    MISE_EN_DEMEURE = "mise_en_demeure"
    REMINDER = "reminder"
    CONTEST_EXTENSION = "contest_extension"
    MISSING_ITEMS = "missing_items"
    ANSWER = "answer"
    IDENTITY_ANSWER = "identity_answer"


@dataclass(frozen=True, kw_only=True)
class Field:
    """One question. `label` and `hint` are messages to translate; `options` pairs a value of `values` with such a message."""

    name: str
    widget: Widget
    label: str
    hint: str = ""
    values: type[StrEnum] | None = None
    options: tuple[tuple[str, str], ...] = ()
    required: bool = True


@dataclass(frozen=True, kw_only=True)
class EventForm:
    """One kind of fact a person can record. `slug` names the form in addresses; `limits` adds the list of limits that a reply may set.

    `purpose` is what its files are kept as. `title` is the choice on the case page, `lead` one sentence on the form itself. `fixed` are
    fields of the event that nobody is asked for. An event of a form that asks for no day happens today.
    """

    slug: str
    event: type[Event]
    title: str
    lead: str = ""
    fields: tuple[Field, ...] = ()
    limits: bool = False
    purpose: str = "proof"
    fixed: Mapping[str, str] = field(default_factory=dict)

    def records(self, event: Event) -> bool:
        """Whether this is the form that such an event is recorded and corrected with."""
        return isinstance(event, self.event) and all(getattr(event, name) == value for name, value in self.fixed.items())


CHANNELS = (
    (Channel.REGISTERED_POST, msg("Registered post with acknowledgement of receipt")),
    (Channel.POST, msg("Ordinary post")),
    (Channel.EMAIL, msg("E-mail")),
    (Channel.WEB_FORM, msg("A form on their website")),
)
NATURES = (
    (ReplyNature.ACKNOWLEDGEMENT, msg("They only say that they received it, or that they are looking into it")),
    (ReplyNature.PARTIAL, msg("They give part of it, or set limits")),
    (ReplyNature.COMPLETE, msg("They give everything I asked for")),
    (ReplyNature.OTHER, msg("Something else")),
)
OUTCOMES = (
    (Outcome.SATISFIED, msg("I got what I asked for")),
    (Outcome.PARTLY, msg("I got part of it and stop here")),
    (Outcome.REFUSED, msg("They refused and I stop here")),
    (Outcome.WITHDRAWN, msg("I no longer want it")),
)
LETTERS = (
    (Letter.PREPARED, msg("The formal notice prepared here")),
    (Letter.MISE_EN_DEMEURE, msg("A formal notice (mise en demeure) that I wrote myself")),
    (Letter.REMINDER, msg("A simple reminder")),
    (Letter.CONTEST_EXTENSION, msg("An objection to the time that they want to take")),
    (Letter.MISSING_ITEMS, msg("A letter that asks for what is missing")),
    (Letter.ANSWER, msg("My answer to what they wrote, prepared here")),
    (Letter.IDENTITY_ANSWER, msg("My answer to their question")),
)
RETURNS = (
    (ReturnReason.UNCLAIMED, msg("Nobody collected it from the post office")),
    (ReturnReason.REFUSED, msg("They refused to take it")),
    (ReturnReason.WRONG_ADDRESS, msg("The address is wrong, or nobody of that name is there")),
    (ReturnReason.UNDELIVERABLE, msg("The e-mail could not be delivered")),
)
DECISIONS = (
    (AuthorityOutcome.UPHELD, msg("It agrees with me")),
    (AuthorityOutcome.PARTLY, msg("It agrees in part")),
    (AuthorityOutcome.REJECTED, msg("It rejects the complaint")),
    (AuthorityOutcome.CLOSED, msg("It closes the file without saying who is right")),
)


def on(label: str, hint: str = "") -> Field:
    """The day of the event."""
    return Field(name="on", widget=Widget.DAY, label=label, hint=hint)


CHANNEL = Field(name="channel", widget=Widget.CHOICE, label=msg("How did you send it?"), values=Channel, options=CHANNELS)
PROOF = Field(
    name="proof",
    widget=Widget.LINE,
    label=msg("What proves it?"),
    hint=msg("For example the number of the registered letter, or “confirmation on screen, reference 1234”. Leave empty if nothing does."),
    required=False,
)
FILES = Field(
    name="files",
    widget=Widget.FILES,
    label=msg("Files to keep as proof"),
    hint=msg("A scan, a photo, a screenshot, the e-mail itself: at most 15 MB each, 20 MB in all. Stored encrypted, exactly as they are."),
    required=False,
)
SAYS = Field(
    name="text",
    widget=Widget.TEXT,
    label=msg("What does it say?"),
    hint=msg("Copy the text of the message here if you can: the complaint can then quote it."),
    required=False,
)
