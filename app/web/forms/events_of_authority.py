"""Forms about what follows a complaint: what the authority wrote, what was asked of it, and the court."""

from app.law.events import AuthorityAcknowledged, AuthorityDecided, AuthorityInformed, AuthorityOutcome, AuthorityReminded, CourtSeized
from app.platform.errors import msg
from app.web.forms.event_fields import CHANNEL, DECISIONS, FILES, PROOF, SAYS, EventForm, Field, Widget, on

_NUMBER = Field(
    name="number",
    widget=Widget.LINE,
    label=msg("File number"),
    hint=msg("It is on what they wrote. Leave empty if there is none."),
    required=False,
)

FORMS = (
    EventForm(
        slug="authority_acknowledged",
        event=AuthorityAcknowledged,
        title=msg("The authority confirmed that it has my complaint"),
        lead=msg("This is not yet news of your complaint: its three months go on running."),
        fields=(
            on(msg("On which day did the confirmation reach you?")),
            Field(
                name="received_on",
                widget=Widget.DAY,
                label=msg("On which day did it receive the complaint?"),
                hint=msg("If the confirmation says so: the three months count from that day."),
                required=False,
            ),
            _NUMBER,
            FILES,
        ),
    ),
    EventForm(
        slug="authority_informed",
        event=AuthorityInformed,
        title=msg("The authority told me how it stands"),
        lead=msg("For example that it wrote to the organisation, or is still looking into it. Three months begin anew."),
        fields=(on(msg("On which day did it reach you?")), SAYS, FILES),
    ),
    EventForm(
        slug="authority_reminded",
        event=AuthorityReminded,
        title=msg("I reminded the authority"),
        fields=(on(msg("On which day did you send it?")), CHANNEL, PROOF, FILES),
    ),
    EventForm(
        slug="authority_decided",
        event=AuthorityDecided,
        title=msg("The authority decided"),
        lead=msg("If you disagree, the time to go to court runs from the day on which the decision reached you."),
        fields=(
            on(msg("On which day did the decision reach you?")),
            Field(name="outcome", widget=Widget.CHOICE, label=msg("What does it decide?"), values=AuthorityOutcome, options=DECISIONS),
            Field(
                name="remedies_stated",
                widget=Widget.YES_NO,
                label=msg("Does it say which court you can go to, and within which time?"),
                hint=msg("If it does not, the time to go to court cannot be held against you."),
                required=False,
            ),
            SAYS,
            FILES,
        ),
    ),
    EventForm(
        slug="court",
        event=CourtSeized,
        title=msg("I went to court against the authority"),
        fields=(on(msg("On which day did you file it?")), _NUMBER, FILES),
    ),
)
