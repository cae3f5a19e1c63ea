"""Events as lines of a timeline, and the words for the choices that an event makes, in the reader's language."""

from collections.abc import Callable

from app.cases import sentences
from app.law import limits
from app.law.competence import UnknownAuthority, authority
from app.law.events import (
    AuthorityAcknowledged,
    AuthorityDecided,
    AuthorityInformed,
    AuthorityOutcome,
    AuthorityReminded,
    CaseClosed,
    CaseOpened,
    Channel,
    ComplaintFiled,
    CompletenessChecked,
    CourtSeized,
    Event,
    ExtensionNotified,
    FindingConfirmed,
    FindingRejected,
    ItemState,
    LetterDrafted,
    MandateGiven,
    MandateRevoked,
    Outcome,
    PlacesTold,
    Recorded,
    ReminderSent,
    ReplyNature,
    ReplyReceived,
    RequestReceived,
    RequestRefused,
    RequestReturned,
    RequestSent,
    ReturnReason,
    Snoozed,
)
from app.platform.i18n import Translator


def event_text(recorded: Recorded, t: Translator) -> str:
    """The event as one line of the timeline, without its date."""
    event = recorded.event
    code, values = next((say(event, t) for kind, say in _SAYINGS.items() if isinstance(event, kind)), (event.kind, {}))
    return t.gettext(sentences.EVENTS[code]).format(**values)


def channel_text(channel: Channel, t: Translator) -> str:
    """How a letter travelled: "by registered post"."""
    return t.gettext(sentences.CHANNELS[channel])


def nature_text(nature: ReplyNature, t: Translator) -> str:
    """What a reply amounts to, as a choice in a form."""
    return t.gettext(sentences.NATURES[nature])


def outcome_text(outcome: Outcome, t: Translator) -> str:
    """How a case was closed, as a choice in a form."""
    return t.gettext(sentences.OUTCOMES[outcome])


def return_reason_text(reason: ReturnReason, t: Translator) -> str:
    """Why a request came back, as a choice in a form."""
    return t.gettext(sentences.RETURN_REASONS[reason])


def authority_outcome_text(outcome: AuthorityOutcome, t: Translator) -> str:
    """What an authority decided, as a choice in a form."""
    return t.gettext(sentences.AUTHORITY_OUTCOMES[outcome])


Saying = tuple[str, dict[str, str]]


def _letter(kind: str, t: Translator) -> str:
    """A kind that this version does not know is just a letter."""
    return t.gettext(sentences.LETTERS.get(kind, sentences.SOME_LETTER))


def _limit_title(label: str, t: Translator) -> str:
    try:
        return limits.entry(label).title[t.language]
    except limits.UnknownLimit:
        return label


def _authority_name(name: str) -> str:
    try:
        return authority(name).short_name
    except UnknownAuthority:
        return name


def _say_opened(event: CaseOpened, t: Translator) -> Saying:
    return f"case_opened_{event.right.value}", {}


def _say_drafted(event: LetterDrafted, t: Translator) -> Saying:
    return "letter_drafted", {"letter": _letter(event.letter, t)}


def _say_mandate(event: MandateGiven, t: Translator) -> Saying:
    return f"mandate_given_{event.purpose.value}", {"holder": event.holder.strip() or "–"}


def _say_revoked(event: MandateRevoked, t: Translator) -> Saying:
    return f"mandate_revoked_{event.purpose.value}", {}


def _say_places(event: PlacesTold, t: Translator) -> Saying:
    if not event.authority:
        return "places_told", {}
    return "places_told_authority", {"authority": _authority_name(event.authority)}


def _say_sent(event: RequestSent, t: Translator) -> Saying:
    return "request_sent", {"channel": channel_text(event.channel, t)}


def _say_received(event: RequestReceived, t: Translator) -> Saying:
    if event.latest is None or event.latest == event.on:
        return "request_received", {}
    return "request_received_between", {"latest": t.format_date(event.latest)}


def _say_extension(event: ExtensionNotified, t: Translator) -> Saying:
    return "extension_notified" if event.reasons.strip() else "extension_notified_bare", {}


def _say_reply(event: ReplyReceived, t: Translator) -> Saying:
    return f"reply_received_{event.nature.value}", {}


def _say_refused(event: RequestRefused, t: Translator) -> Saying:
    return "request_refused_bare" if event.reasons_given is False else "request_refused", {}


def _say_finding(event: FindingConfirmed, t: Translator) -> Saying:
    is_answer = event.label in {answer.label for answer in limits.all_answers()}
    return "finding_confirmed_answer" if is_answer else "finding_confirmed", {"limit": _limit_title(event.label, t)}


def _say_rejected(event: FindingRejected, t: Translator) -> Saying:
    return "finding_rejected", {"limit": _limit_title(event.label, t)}


def _say_checked(event: CompletenessChecked, t: Translator) -> Saying:
    states = [item.state for item in event.items]
    return "completeness_checked", {state.value: str(states.count(state)) for state in ItemState}


def _say_reminder(event: ReminderSent, t: Translator) -> Saying:
    values = {"letter": _letter(event.letter, t), "channel": channel_text(event.channel, t)}
    if event.until is None:
        return "reminder_sent", values
    return "reminder_sent_until", {**values, "until": t.format_date(event.until)}


def _say_complaint(event: ComplaintFiled, t: Translator) -> Saying:
    values = {"authority": _authority_name(event.authority), "number": event.number.strip()}
    return "complaint_filed_number" if values["number"] else "complaint_filed", values


def _say_returned(event: RequestReturned, t: Translator) -> Saying:
    return f"request_returned_{event.reason.value}", {}


def _say_acknowledged(event: AuthorityAcknowledged, t: Translator) -> Saying:
    values = {"authority": _authority_name(event.authority), "number": event.number.strip()}
    return "authority_acknowledged_number" if values["number"] else "authority_acknowledged", values


def _say_informed(event: AuthorityInformed, t: Translator) -> Saying:
    return "authority_informed", {"authority": _authority_name(event.authority)}


def _say_decided(event: AuthorityDecided, t: Translator) -> Saying:
    return f"authority_decided_{event.outcome.value}", {"authority": _authority_name(event.authority)}


def _say_reminded(event: AuthorityReminded, t: Translator) -> Saying:
    return "authority_reminded", {"authority": _authority_name(event.authority), "channel": channel_text(event.channel, t)}


def _say_court(event: CourtSeized, t: Translator) -> Saying:
    number = event.number.strip()
    return ("court_seized_number", {"number": number}) if number else ("court_seized", {})


def _say_snoozed(event: Snoozed, t: Translator) -> Saying:
    return "snoozed", {"until": t.format_date(event.until)}


def _say_closed(event: CaseClosed, t: Translator) -> Saying:
    return "case_closed", {"outcome": outcome_text(event.outcome, t)}


_SAYINGS: dict[type[Event], Callable[..., Saying]] = {
    CaseOpened: _say_opened,
    LetterDrafted: _say_drafted,
    MandateGiven: _say_mandate,
    MandateRevoked: _say_revoked,
    PlacesTold: _say_places,
    RequestSent: _say_sent,
    RequestReceived: _say_received,
    ExtensionNotified: _say_extension,
    ReplyReceived: _say_reply,
    RequestRefused: _say_refused,
    FindingConfirmed: _say_finding,
    FindingRejected: _say_rejected,
    CompletenessChecked: _say_checked,
    ReminderSent: _say_reminder,
    ComplaintFiled: _say_complaint,
    RequestReturned: _say_returned,
    AuthorityAcknowledged: _say_acknowledged,
    AuthorityInformed: _say_informed,
    AuthorityDecided: _say_decided,
    AuthorityReminded: _say_reminded,
    CourtSeized: _say_court,
    Snoozed: _say_snoozed,
    CaseClosed: _say_closed,
}
"""Events that need more than their kind to be told."""
