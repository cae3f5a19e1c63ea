"""Forms about the person's own next steps: further letters, the complaint, a pause from reminders, the end."""

from app.law.events import CaseClosed, ComplaintFiled, Outcome, ReminderSent, Snoozed
from app.platform.errors import msg
from app.web.forms.event_fields import CHANNEL, FILES, LETTERS, OUTCOMES, PROOF, EventForm, Field, Letter, Widget, on

WITHDRAWAL = "withdrawal"
"""Kind of the letter that takes the request back."""


FORMS = (
    EventForm(
        slug="reminder",
        event=ReminderSent,
        title=msg("I sent a formal notice or a reminder"),
        fields=(
            Field(name="letter", widget=Widget.CHOICE, label=msg("Which letter?"), values=Letter, options=LETTERS),
            on(msg("On which day did you send it?")),
            CHANNEL,
            Field(
                name="until",
                widget=Widget.DAY,
                label=msg("Until which day did you give them?"),
                hint=msg("Leave empty if the letter sets no date."),
                required=False,
            ),
            PROOF,
            FILES,
        ),
    ),
    EventForm(
        slug="complaint",
        event=ComplaintFiled,
        title=msg("I filed the complaint"),
        fields=(
            on(msg("On which day did you file it?")),
            Field(
                name="number",
                widget=Widget.LINE,
                label=msg("File number"),
                hint=msg("It is on the authority’s acknowledgement. Leave empty if you do not have it yet."),
                required=False,
            ),
            FILES,
        ),
    ),
    EventForm(
        slug="withdrawal",
        event=ReminderSent,
        title=msg("I took the request back"),
        lead=msg("This closes the case too. You can write to them again at any time."),
        fields=(on(msg("On which day did you write to them?")), CHANNEL, PROOF, FILES),
        fixed={"letter": WITHDRAWAL},
    ),
    EventForm(
        slug="snooze",
        event=Snoozed,
        title=msg("Remind me of nothing for a while"),
        lead=msg("No date moves by it: the time goes on running, and the pages go on showing it."),
        fields=(
            Field(
                name="until",
                widget=Widget.DAY,
                label=msg("From which day do you want to be reminded again?"),
                hint=msg("At most a year from now."),
            ),
        ),
    ),
    EventForm(
        slug="close",
        event=CaseClosed,
        title=msg("Close this case"),
        lead=msg("The case stays readable, and you can undo this."),
        fields=(
            on(msg("On which day?")),
            Field(name="outcome", widget=Widget.CHOICE, label=msg("How does it end?"), values=Outcome, options=OUTCOMES),
        ),
    ),
)
