"""Forms about what the organisation answered, or did not."""

from app.law.events import ExtensionNotified, IdentityAsked, IdentityGiven, NothingCame, ReplyNature, ReplyReceived, RequestRefused
from app.platform.errors import msg
from app.web.forms.event_fields import FILES, NATURES, SAYS, EventForm, Field, Widget, on

FORMS = (
    EventForm(
        slug="reply",
        event=ReplyReceived,
        title=msg("An answer arrived"),
        lead=msg("Whatever they call it, an answer does not stop the legal clock by itself."),
        fields=(
            on(msg("On which day did it reach you?")),
            Field(name="nature", widget=Widget.CHOICE, label=msg("What is it, in short?"), values=ReplyNature, options=NATURES),
            SAYS,
            FILES,
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
            on(msg("On which day did the refusal reach you?")),
            Field(name="reasons_given", widget=Widget.YES_NO, label=msg("Do they give reasons?"), required=False),
            Field(
                name="remedies_given",
                widget=Widget.YES_NO,
                label=msg("Do they say that you can complain to the authority and go to court?"),
                hint=msg("The GDPR obliges them to say so (Article 12(4))."),
                required=False,
            ),
            SAYS,
            FILES,
        ),
        limits=True,
        purpose="reply",
    ),
    EventForm(
        slug="identity_asked",
        event=IdentityAsked,
        title=msg("They asked who I am, or what exactly I want"),
        lead=msg("This may stop the clock until you answer, so answer soon, and give no more than is needed."),
        fields=(on(msg("On which day did their question reach you?")),),
    ),
    EventForm(
        slug="identity_given",
        event=IdentityGiven,
        title=msg("I answered their question"),
        fields=(on(msg("On which day did you send the complete answer?")),),
    ),
    EventForm(
        slug="extension",
        event=ExtensionNotified,
        title=msg("They say that they need two more months"),
        lead=msg("They may, but only if they tell you within the first month and give reasons (Article 12(3))."),
        fields=(
            on(msg("On which day did that message reach you?")),
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
        fields=(on(msg("On which day did you look?")),),
    ),
)
