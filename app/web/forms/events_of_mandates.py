"""Forms about who acts for the person, and which places open an authority to her."""

from app.law.events import MandateFor, MandateGiven, MandateHolder, MandateRevoked, PlacesTold
from app.platform.errors import msg
from app.web.forms.event_fields import FILES, EventForm, Field, Widget, on

HOLDERS = (
    (MandateHolder.ASSOCIATION, msg("An association declared for five years at least, whose statutes name the protection of privacy")),
    (MandateHolder.CONSUMER_BODY, msg("An approved association of consumers")),
    (MandateHolder.UNION, msg("A union")),
    (MandateHolder.OTHER_LISTED, msg("Another body that French law lists (LIL Article 38)")),
    (MandateHolder.OTHER, msg("None of these, or I do not know")),
)
PURPOSES = (
    (MandateFor.COMPLAINT, msg("The one for the complaint")),
    (MandateFor.REQUEST, msg("The one for the request")),
)

_SIGNED_ON = on(msg("Which date does it bear?"), msg("The day of the signature, as it stands on the paper."))
_HOLDER = Field(name="holder", widget=Widget.LINE, label=msg("Who acts for you?"), hint=msg("The name as it stands on the paper."))
_PARTIES = Field(
    name="parties_named",
    widget=Widget.YES_NO,
    label=msg("Does it name you, the one who acts for you, and the organisation that holds your data?"),
    required=False,
)
_SIGNED = Field(name="signed", widget=Widget.YES_NO, label=msg("Is it signed by you?"), required=False)
_ENDS = Field(
    name="ends_on", widget=Widget.DAY, label=msg("Until which day does it run?"), hint=msg("Leave empty if it sets none."), required=False
)

_OTHER_HOME = Field(
    name="other_home",
    widget=Widget.PLACE,
    label=msg("Where else do you live?"),
    hint=msg("A second home where you spend part of the year."),
    required=False,
)
_WORKPLACE = Field(name="workplace", widget=Widget.PLACE, label=msg("Where do you work?"), required=False)
_INFRINGEMENT = Field(
    name="infringement",
    widget=Widget.PLACE,
    label=msg("Where did it happen?"),
    hint=msg("Only if it is neither where you live nor where the organisation is."),
    required=False,
)

FORMS = (
    EventForm(
        slug="mandate",
        event=MandateGiven,
        title=msg("I signed a mandate for the complaint"),
        lead=msg("An association or another body lodges the complaint in your name. Have the signed paper before you."),
        fields=(
            _SIGNED_ON,
            _HOLDER,
            Field(
                name="lodges",
                widget=Widget.YES_NO,
                label=msg("Do they lodge the complaint and sign it?"),
                hint=msg("Then it bears their name and address and they sign for you. Otherwise you sign it yourself."),
                required=False,
            ),
            Field(
                name="holder_address",
                widget=Widget.TEXT,
                label=msg("Their address"),
                hint=msg(
                    "As on an envelope, one line under the other, with the country if it is abroad. "
                    "Only needed if they lodge the complaint."
                ),
                required=False,
            ),
            Field(
                name="signatory",
                widget=Widget.LINE,
                label=msg("Who signs for it?"),
                hint=msg("Name and office, for example its president."),
                required=False,
            ),
            Field(name="body", widget=Widget.CHOICE, label=msg("What kind of body is it?"), values=MandateHolder, options=HOLDERS),
            _PARTIES,
            Field(
                name="statutes_fit",
                widget=Widget.YES_NO,
                label=msg("Do its statutes allow it?"),
                hint=msg("It is non-profit, its statutes have an aim in the public interest, and it works for the protection of data."),
                required=False,
            ),
            Field(
                name="scope_fits", widget=Widget.YES_NO, label=msg("Does it cover a complaint to a supervisory authority?"), required=False
            ),
            Field(name="courts_too", widget=Widget.YES_NO, label=msg("Does it cover going to court too?"), required=False),
            _SIGNED,
            _ENDS,
            FILES,
        ),
        purpose="mandate",
        fixed={"purpose": MandateFor.COMPLAINT},
    ),
    EventForm(
        slug="agent_mandate",
        event=MandateGiven,
        title=msg("I signed a mandate for the request"),
        lead=msg("Somebody writes to the organisation for you. This paper is kept apart from a mandate for the complaint."),
        fields=(
            _SIGNED_ON,
            _HOLDER,
            _PARTIES,
            Field(
                name="scope_fits",
                widget=Widget.YES_NO,
                label=msg("Does it cover this request, and receiving your data?"),
                required=False,
            ),
            _SIGNED,
            _ENDS,
            FILES,
        ),
        purpose="mandate",
        fixed={"purpose": MandateFor.REQUEST},
    ),
    EventForm(
        slug="places",
        event=PlacesTold,
        title=msg("I also live elsewhere, work abroad, or it happened elsewhere"),
        lead=msg(
            "The GDPR lets you complain where you live, where you work, or where the infringement happened (Article 77(1)). Say only what "
            "differs from your address; the page of the complaint file then lets you choose."
        ),
        fields=(_OTHER_HOME, _WORKPLACE, _INFRINGEMENT),
    ),
    EventForm(
        slug="mandate_revoked",
        event=MandateRevoked,
        title=msg("I took a mandate back"),
        fields=(
            Field(name="purpose", widget=Widget.CHOICE, label=msg("Which one?"), values=MandateFor, options=PURPOSES),
            on(msg("On which day did you tell them?")),
            FILES,
        ),
    ),
)
