"""Forms about the person's own request: sent, arrived, come back, sent again."""

from app.law.events import RequestReceived, RequestReturned, RequestSent, ReturnReason
from app.platform.errors import msg
from app.web.forms.event_fields import CHANNEL, FILES, PROOF, RETURNS, EventForm, Field, Widget, on

FORMS = (
    EventForm(
        slug="sent",
        event=RequestSent,
        title=msg("I sent the request"),
        fields=(on(msg("On which day did you send it?")), CHANNEL, PROOF, FILES),
    ),
    EventForm(
        slug="received",
        event=RequestReceived,
        title=msg("They received it"),
        lead=msg("The legal month runs from this day."),
        fields=(
            on(
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
            PROOF,
            FILES,
        ),
    ),
    EventForm(
        slug="returned",
        event=RequestReturned,
        title=msg("It came back"),
        lead=msg("Keep the envelope closed, with its labels: it proves that you wrote, and when."),
        fields=(
            on(msg("On which day did it come back to you?")),
            Field(name="reason", widget=Widget.CHOICE, label=msg("Why did it come back?"), values=ReturnReason, options=RETURNS),
            Field(
                name="presented",
                widget=Widget.DAY,
                label=msg("On which day did the post try to deliver it?"),
                hint=msg("It is on the label, or in the tracking. Leave empty if you do not know, or if it was an e-mail."),
                required=False,
            ),
            PROOF,
            FILES,
        ),
    ),
    EventForm(
        slug="sent_again",
        event=RequestSent,
        title=msg("I sent it again"),
        lead=msg("Each further letter is counted: having to insist is a breach of its own."),
        fields=(on(msg("On which day did you send it again?")), CHANNEL, PROOF, FILES),
    ),
)
