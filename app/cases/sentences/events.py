"""What happened, in one line each, and the words for its choices."""

from app.law.events import AuthorityOutcome, Channel, Outcome, ReplyNature, ReturnReason
from app.platform.errors import msg

LETTERS: dict[str, str] = {
    "access": msg("access request"),
    "erasure": msg("erasure request"),
    "reminder": msg("reminder"),
    "mise_en_demeure": msg("formal notice"),
    "contest_extension": msg("objection to the extension"),
    "identity_answer": msg("answer about identity"),
    "missing_items": msg("request for what is missing"),
    "answer": msg("answer to the reply"),
    "authority_reminder": msg("reminder to the authority"),
    "withdrawal": msg("withdrawal"),
    "complaint": msg("complaint"),
}

SOME_LETTER = msg("letter")

EVENTS: dict[str, str] = {
    "case_opened_access": msg("Access request opened"),
    "case_opened_erasure": msg("Erasure request opened"),
    "letter_drafted": msg("Letter written: {letter}"),
    "mandate_given_complaint": msg("Mandate for the complaint given to {holder}"),
    "mandate_given_request": msg("Mandate for the request given to {holder}"),
    "mandate_revoked_complaint": msg("Mandate for the complaint taken back"),
    "mandate_revoked_request": msg("Mandate for the request taken back"),
    "places_told": msg("Places told that open other authorities"),
    "places_told_authority": msg("Authority chosen for the complaint: {authority}"),
    "request_sent": msg("Request sent {channel}"),
    "request_received": msg("Request received by the controller"),
    "request_received_between": msg("Request received by the controller, at the latest on {latest}"),
    "request_returned_unclaimed": msg("The letter came back: nobody had fetched it"),
    "request_returned_refused": msg("The letter came back: the controller refused it"),
    "request_returned_wrong_address": msg("The letter came back: wrong address"),
    "request_returned_undeliverable": msg("The request came back: it could not be delivered"),
    "identity_asked": msg("The controller asked about identity or scope"),
    "identity_given": msg("Question of the controller answered"),
    "extension_notified": msg("The controller announced two further months"),
    "extension_notified_bare": msg("The controller announced two further months, without reasons"),
    "reply_received_acknowledgement": msg("Acknowledgement received"),
    "reply_received_partial": msg("Partial reply received"),
    "reply_received_complete": msg("Complete reply received"),
    "reply_received_other": msg("Message of the controller received"),
    "request_refused": msg("The controller refused"),
    "request_refused_bare": msg("The controller refused, without reasons"),
    "nothing_came": msg("Nothing had come"),
    "finding_confirmed": msg("Limit confirmed: {limit}"),
    "finding_confirmed_answer": msg("Found in the answer: {limit}"),
    "finding_rejected": msg("Suggestion turned down: {limit}"),
    "completeness_checked": msg("Answer checked item by item: {answered} answered, {partly} in part, {missing} missing"),
    "reminder_sent": msg("Sent {channel}: {letter}"),
    "reminder_sent_until": msg("Sent {channel}: {letter}, giving until {until}"),
    "complaint_filed": msg("Complaint filed with {authority}"),
    "complaint_filed_number": msg("Complaint filed with {authority}, number {number}"),
    "authority_acknowledged": msg("{authority} confirmed receipt of the complaint"),
    "authority_acknowledged_number": msg("{authority} confirmed receipt of the complaint, number {number}"),
    "authority_informed": msg("{authority} told of the progress of the complaint"),
    "authority_decided_upheld": msg("{authority} upheld the complaint"),
    "authority_decided_partly": msg("{authority} upheld the complaint in part"),
    "authority_decided_rejected": msg("{authority} rejected the complaint"),
    "authority_decided_closed": msg("{authority} closed the complaint"),
    "authority_reminded": msg("{authority} reminded {channel}"),
    "court_seized": msg("Court seized"),
    "court_seized_number": msg("Court seized, number {number}"),
    "snoozed": msg("Alerts paused until {until}"),
    "case_closed": msg("Case closed: {outcome}"),
    "event_withdrawn": msg("Record withdrawn"),
}

CHANNELS: dict[Channel, str] = {
    Channel.REGISTERED_POST: msg("by registered post"),
    Channel.POST: msg("by ordinary post"),
    Channel.EMAIL: msg("by e-mail"),
    Channel.WEB_FORM: msg("by web form"),
}

NATURES: dict[ReplyNature, str] = {
    ReplyNature.ACKNOWLEDGEMENT: msg("only an acknowledgement"),
    ReplyNature.PARTIAL: msg("an answer to part of the request"),
    ReplyNature.COMPLETE: msg("an answer to the whole request"),
    ReplyNature.OTHER: msg("something else, or not read yet"),
}

OUTCOMES: dict[Outcome, str] = {
    Outcome.SATISFIED: msg("request satisfied"),
    Outcome.PARTLY: msg("request satisfied in part"),
    Outcome.REFUSED: msg("request refused"),
    Outcome.WITHDRAWN: msg("request given up"),
}

RETURN_REASONS: dict[ReturnReason, str] = {
    ReturnReason.UNCLAIMED: msg("nobody fetched it at the post office"),
    ReturnReason.REFUSED: msg("the controller refused to take it"),
    ReturnReason.WRONG_ADDRESS: msg("the address is wrong"),
    ReturnReason.UNDELIVERABLE: msg("it could not be delivered"),
}

AUTHORITY_OUTCOMES: dict[AuthorityOutcome, str] = {
    AuthorityOutcome.UPHELD: msg("the authority agreed with you"),
    AuthorityOutcome.PARTLY: msg("the authority agreed with you in part"),
    AuthorityOutcome.REJECTED: msg("the authority rejected the complaint"),
    AuthorityOutcome.CLOSED: msg("the authority closed the file without deciding"),
}
