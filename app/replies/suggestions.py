"""What the reading of a reply suggests to the person who reads it: each to confirm or to turn down. Nothing is recorded before she does."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from app.cases.statements import entries_for, text_of
from app.cases.views import CaseView, Entry
from app.law.events import Event, FindingConfirmed, FindingRejected, RequestReceived, RequestSent, standing
from app.law.limits import entry
from app.platform.errors import InvalidInput, msg
from app.replies.findings import Place, confirmation, reply_of
from app.replies.sentences import grown

if TYPE_CHECKING:
    from app.replies.analysis import Finding
    from app.replies.known import Known

NO_SUGGESTION = msg("This is no suggestion for this answer.")


@dataclass(frozen=True)
class Suggestion:
    """A label for a passage, `text[start:end]` of the reply's text. `confidence` is between 0 and 1; `why` as `analysis.Finding` says, or
    "known": the same was confirmed in a reply like this one.

    `reason` is what the rule says by language, and its article, where a rule decided.
    """

    label: str
    quote: str
    start: int
    end: int
    confidence: float
    why: str
    reason: tuple[Mapping[str, str], str] | None = None


def suggestions(view: CaseView, reply_id: str, known: Sequence["Known"] = ()) -> tuple[Suggestion, ...]:
    """What is suggested for that reply and was neither confirmed nor turned down, surest first. Raises NotFound.

    `known` was confirmed in replies like this one: it comes first, and its `why` is "known".
    """
    reply, text = reply_of(view, reply_id), text_of(view, reply_id)
    if not text:
        return ()
    from app.replies.analysis import analyse  # noqa: PLC0415 - reading the model takes half a second: none of it before a reply is read

    decided = _decided(view, reply_id)
    found = analyse(text, view.request.right.value, asked_on(view), reply.on).findings
    before = [Suggestion(one.label, text[one.start : one.end], one.start, one.end, one.likeness, "known") for one in known]
    labels = {one.label for one in before}
    every = [*before, *(_suggestion(one) for one in found if one.label not in labels)]
    return tuple(one for one in every if one.label not in decided and entry(one.label).concerns(view.request.right))


def _suggestion(found: "Finding") -> Suggestion:
    reason = (found.rule.text, found.rule.article) if found.rule else None
    return Suggestion(found.label, found.quote, found.start, found.end, found.confidence, found.why, reason)


def rejection(view: CaseView, reply_id: str, label: str, place: Place | None, today: date, known: Sequence["Known"] = ()) -> list[Entry]:
    """The entries that turn a suggestion down. Raises NotFound for a reply that is none, InvalidInput for what was not suggested."""
    reply = reply_of(view, reply_id)
    if not any(one.label == label and (one.start, one.end) == place for one in suggestions(view, reply_id, known)):
        raise InvalidInput("label", NO_SUGGESTION)
    start, end = place or (None, None)
    return entries_for(view, FindingRejected(on=reply.on, label=label, reply=reply_id, start=start, end=end), None, today)


def correction(
    view: CaseView,
    reply_id: str,
    suggestion: tuple[str, Place | None],
    label: str,
    more: Place,
    today: date,
    known: Sequence["Known"] = (),
) -> list[Entry]:
    """The entries that confirm `label` instead of the suggested one (its label and passage), which is turned down.

    `more` is how many sentences more or fewer the passage has at its beginning and end. Raises NotFound and InvalidInput as `rejection` and
    `confirmation` do.
    """
    suggested, place = suggestion
    turned_down = rejection(view, reply_id, suggested, place, today, known)
    start, end = place or (0, 0)
    confirmed = confirmation(view, reply_id, label, today, place=grown(text_of(view, reply_id), start, end, *more))
    return confirmed if label == suggested else [*turned_down, *confirmed]


def _decided(view: CaseView, reply_id: str) -> set[str]:
    events: list[Event] = [record.event for record in standing(view.records)]
    return {one.label for one in events if isinstance(one, FindingConfirmed | FindingRejected) and one.reply == reply_id}


def asked_on(view: CaseView) -> date | None:
    """The day on which the request reached the controller; the day on which it left, where that is all that is known."""
    events: list[Event] = [record.event for record in standing(view.records)]
    received = [one.on for one in events if isinstance(one, RequestReceived)]
    return min(received or [one.on for one in events if isinstance(one, RequestSent)], default=None)
