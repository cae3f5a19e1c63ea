"""The small forms that record what happened in a case: one per kind of fact, each a list of fields and the kind of event they make.

A form's fields bear the names of the event's own fields: one reading and one pre-filling serve them all.
"""

from dataclasses import dataclass
from enum import StrEnum

from app.law.events import (
    CaseClosed,
    Channel,
    ComplaintFiled,
    Event,
    ExtensionNotified,
    FindingConfirmed,
    IdentityAsked,
    IdentityGiven,
    NothingCame,
    Outcome,
    ReminderSent,
    ReplyNature,
    ReplyReceived,
    RequestReceived,
    RequestRefused,
    RequestSent,
)
from app.platform.errors import NotFound, msg


class Widget(StrEnum):
    """How a field is asked for."""

    DAY = "day"
    LINE = "line"
    TEXT = "text"
    CHOICE = "choice"
    YES_NO = "yes_no"
    FILES = "files"


class Letter(StrEnum):
    """Follow-up letters that a person records as sent: PREPARED is the formal notice that this program wrote."""

    PREPARED = "prepared"
    MISE_EN_DEMEURE = "mise_en_demeure"
    REMINDER = "reminder"


@dataclass(frozen=True, kw_only=True)
class Field:
    """One question. `label` and `hint` are messages to translate; `options` pairs a value with such a message."""

    name: str
    widget: Widget
    label: str
    hint: str = ""
    options: tuple[tuple[str, str], ...] = ()
    required: bool = True


@dataclass(frozen=True, kw_only=True)
class EventForm:
    """One kind of fact a person can record. `slug` names the form in addresses; `limits` adds the list of limits that a reply may set.

    `purpose` is what its files are kept as. `title` is the choice on the case page, `lead` one sentence on the form itself.
    """

    slug: str
    event: type[Event]
    title: str
    lead: str = ""
    fields: tuple[Field, ...] = ()
    limits: bool = False
    purpose: str = "proof"


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
)


def _on(label: str, hint: str = "") -> Field:
    return Field(name="on", widget=Widget.DAY, label=label, hint=hint)


_CHANNEL = Field(name="channel", widget=Widget.CHOICE, label=msg("How did you send it?"), options=CHANNELS)
_PROOF = Field(
    name="proof",
    widget=Widget.LINE,
    label=msg("What proves it?"),
    hint=msg("For example the number of the registered letter, or “confirmation on screen, reference 1234”. Leave empty if nothing does."),
    required=False,
)
_FILES = Field(
    name="files",
    widget=Widget.FILES,
    label=msg("Files to keep as proof"),
    hint=msg("A scan, a photo, a screenshot, the e-mail itself: at most 15 MB each, 20 MB in all. Stored encrypted, exactly as they are."),
    required=False,
)
_SAYS = Field(
    name="text",
    widget=Widget.TEXT,
    label=msg("What does it say?"),
    hint=msg("Copy the text of the message here if you can: the complaint can then quote it."),
    required=False,
)

FORMS = (
    EventForm(
        slug="sent",
        event=RequestSent,
        title=msg("I sent the request"),
        fields=(_on(msg("On which day did you send it?")), _CHANNEL, _PROOF, _FILES),
    ),
    EventForm(
        slug="received",
        event=RequestReceived,
        title=msg("They received it"),
        lead=msg("The legal month runs from this day."),
        fields=(
            _on(
                msg("On which day did it reach them?"),
                msg("Registered letter: the day on the slip that came back. E-mail or web form: the day you sent it."),
            ),
            Field(
                name="latest",
                widget=Widget.DAY,
                label=msg("If it was first presented and only collected later: on which day was it collected?"),
                hint=msg("Leave empty if there is only one date."),
                required=False,
            ),
            _PROOF,
            _FILES,
        ),
    ),
    EventForm(
        slug="sent_again",
        event=RequestSent,
        title=msg("I sent it again"),
        lead=msg("Each further letter is counted: having to insist is a breach of its own."),
        fields=(_on(msg("On which day did you send it again?")), _CHANNEL, _PROOF, _FILES),
    ),
    EventForm(
        slug="reply",
        event=ReplyReceived,
        title=msg("An answer arrived"),
        lead=msg("Whatever they call it, an answer does not stop the legal clock by itself."),
        fields=(
            _on(msg("On which day did it reach you?")),
            Field(name="nature", widget=Widget.CHOICE, label=msg("What is it, in short?"), options=NATURES),
            _SAYS,
            _FILES,
        ),
        limits=True,
        purpose="reply",
    ),
    EventForm(
        slug="refused",
        event=RequestRefused,
        title=msg("They refused"),
        lead=msg("A plain refusal lets you complain at once, without waiting for the end of the month."),
        fields=(
            _on(msg("On which day did the refusal reach you?")),
            Field(name="reasons_given", widget=Widget.YES_NO, label=msg("Do they give reasons?"), required=False),
            Field(
                name="remedies_given",
                widget=Widget.YES_NO,
                label=msg("Do they say that you can complain to the authority and go to court?"),
                hint=msg("The GDPR obliges them to say so (Article 12(4))."),
                required=False,
            ),
            _SAYS,
            _FILES,
        ),
        limits=True,
        purpose="reply",
    ),
    EventForm(
        slug="identity_asked",
        event=IdentityAsked,
        title=msg("They asked who I am, or what exactly I want"),
        lead=msg("This may stop the clock until you answer, so answer soon, and give no more than is needed."),
        fields=(_on(msg("On which day did their question reach you?")),),
    ),
    EventForm(
        slug="identity_given",
        event=IdentityGiven,
        title=msg("I answered their question"),
        fields=(_on(msg("On which day did you send the complete answer?")),),
    ),
    EventForm(
        slug="extension",
        event=ExtensionNotified,
        title=msg("They say that they need two more months"),
        lead=msg("They may, but only if they tell you within the first month and give reasons (Article 12(3))."),
        fields=(
            _on(msg("On which day did that message reach you?")),
            Field(
                name="reasons",
                widget=Widget.TEXT,
                label=msg("Which reasons do they give?"),
                hint=msg("In their own words. Leave empty if they give none."),
                required=False,
            ),
        ),
    ),
    EventForm(
        slug="nothing",
        event=NothingCame,
        title=msg("I looked: nothing came"),
        lead=msg("Look in your letter box, your mail and the spam folder. It moves no date; it shows that you checked."),
        fields=(_on(msg("On which day did you look?")),),
    ),
    EventForm(
        slug="reminder",
        event=ReminderSent,
        title=msg("I sent a formal notice or a reminder"),
        fields=(
            Field(name="letter", widget=Widget.CHOICE, label=msg("Which letter?"), options=LETTERS),
            _on(msg("On which day did you send it?")),
            _CHANNEL,
            Field(
                name="until",
                widget=Widget.DAY,
                label=msg("Until which day did you give them?"),
                hint=msg("Leave empty if the letter sets no date."),
                required=False,
            ),
            _PROOF,
            _FILES,
        ),
    ),
    EventForm(
        slug="complaint",
        event=ComplaintFiled,
        title=msg("I filed the complaint"),
        fields=(
            _on(msg("On which day did you file it?")),
            Field(
                name="number",
                widget=Widget.LINE,
                label=msg("File number"),
                hint=msg("It is on the authority’s acknowledgement. Leave empty if you do not have it yet."),
                required=False,
            ),
            _FILES,
        ),
    ),
    EventForm(
        slug="close",
        event=CaseClosed,
        title=msg("Close this case"),
        lead=msg("The case stays readable, and you can undo this."),
        fields=(_on(msg("On which day?")), Field(name="outcome", widget=Widget.CHOICE, label=msg("How does it end?"), options=OUTCOMES)),
    ),
)

LATER_LIMITS = EventForm(
    slug="finding",
    event=FindingConfirmed,
    title=msg("I noticed a limit in an answer"),
    lead=msg("Tick what an answer that you already recorded limits."),
    limits=True,
)
"""Limits found after their reply was recorded; its page also asks in which reply."""

WITHDRAW = "withdraw"
"""The kind of the form that takes a record back. It asks for nothing to type."""


def event_form(slug: str) -> EventForm:
    """The form of that name. Raises NotFound."""
    for form in (*FORMS, LATER_LIMITS):
        if form.slug == slug:
            return form
    raise NotFound(slug)


def form_of(event: Event) -> EventForm | None:
    """The form with which an event of this kind is corrected; None for events that people do not type."""
    return next((form for form in FORMS if isinstance(event, form.event)), None)
