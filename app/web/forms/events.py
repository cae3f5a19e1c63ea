"""The small forms that record what happened in a case: one per kind of fact, each a list of fields and the kind of event they make.

A form's fields bear the names of the event's own fields: one reading and one pre-filling serve them all.
"""

from app.law.events import Event, FindingConfirmed
from app.platform.errors import NotFound, msg
from app.web.forms import events_of_answers, events_of_authority, events_of_mandates, events_of_request, events_of_steps
from app.web.forms.event_fields import CHANNELS, EventForm, Field, Letter, Widget

__all__ = ["CHANNELS", "FORMS", "LATER_LIMITS", "WITHDRAW", "EventForm", "Field", "Letter", "Widget", "event_form", "form_of"]

FORMS = (*events_of_request.FORMS, *events_of_answers.FORMS, *events_of_steps.FORMS, *events_of_mandates.FORMS, *events_of_authority.FORMS)

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
    return next((form for form in sorted(FORMS, key=lambda form: not form.fixed) if form.records(event)), None)
