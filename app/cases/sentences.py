"""English sentences for the codes of the law, as message ids. `wording` fills them; the French is in the catalogue `wording`.

One table for each kind of code. Lawyers read and mend this file; it holds no logic.
"""

from app.law.assessment import Action, Status
from app.law.events import Channel, Outcome, ReplyNature
from app.platform.errors import msg

STEPS: dict[str, str] = {
    "receipt": msg("The request was received on {earliest}. The time runs from receipt, whether or not anybody has read the request."),
    "receipt_earliest": msg("{earliest} is the first day on which the request may count as received."),
    "receipt_latest": msg("{latest} is the last day on which the request may count as received."),
    "receipt_not_counted": msg("The day of receipt is not counted: the period begins with the following day."),
    "foreign_holidays_ignored": msg(
        "The controller acts outside the European Economic Area: the public holidays there are not those of a Member State and move"
        " nothing."
    ),
    "place_unknown": msg("It is not known where the controller acts: no public holiday could be taken into account."),
    "same_day_1": msg("A period of one month ends on the day of the next month that bears the same number: {date}."),
    "same_day_3": msg("A period of three months ends on the day of the third month that bears the same number: {date}."),
    "last_day_of_month_1": msg("The next month has no day with that number: the period of one month ends on its last day, {date}."),
    "last_day_of_month_3": msg("The third month has no day with that number: the period of three months ends on its last day, {date}."),
    "pause": msg(
        "From {start} to {end} the controller was waiting for an answer to its question about identity or scope. These days may be"
        " left out of the count ({days} in all), which leads to {date}."
    ),
    "saturday": msg("{date} is a Saturday: the period goes on until the end of the next working day."),
    "sunday": msg("{date} is a Sunday: the period goes on until the end of the next working day."),
    "holiday_controller": msg(
        "{date} is a public holiday where the controller acts{name}: the period goes on until the end of the next working day."
    ),
    "holiday_region": msg(
        "{date} is a regional holiday where the controller acts{name}. Whether such a day counts is unsettled; the later date respects it."
    ),
    "holiday_subject": msg(
        "{date} is a public holiday in the State of the data subject{name}. Whether it counts for a controller outside the European"
        " Economic Area is unsettled; the later date respects it."
    ),
    "holiday_doubtful": msg(
        "{date} is treated like a public holiday by some law of the State where the controller acts{name}, without surely being one;"
        " the later date respects it."
    ),
    "due_both": msg("The controller must have acted by the end of {date}."),
    "due_strict": msg("Earliest defensible reading: the controller must have acted by the end of {date}."),
    "due_safe": msg("Most generous reading: the controller must have acted by the end of {date}."),
    "extension_possible": msg(
        "Until {last_day} the controller may announce, with its reasons, that it needs up to two further months. They are counted"
        " from receipt, not from the end of the first month."
    ),
    "extension_valid": msg(
        "On {date}, within the first month, the controller announced two further months and gave reasons: the period becomes three"
        " months from receipt. Whether the reasons are good remains to be judged."
    ),
    "extension_void": msg(
        "On {date} the controller announced two further months, but the first month had ended on {last_day}: the announcement has no"
        " effect."
    ),
    "extension_defective": msg(
        "On {date} the controller announced two further months without the reasons that the law requires: the first date stands. Only"
        " the later date allows for three months, in case an authority should be lenient."
    ),
    "extension_uncertain": msg(
        "On {date} the controller announced two further months, between the two dates on which the first month may have ended. Nobody"
        " can be sure that this was in time: only the later date allows for it."
    ),
    "due_if_extended_both": msg("With a valid extension, the controller would have until the end of {date}."),
    "due_if_extended_strict": msg(
        "With a valid extension and on the earliest defensible reading, the controller would have until the end of {date}."
    ),
    "due_if_extended_safe": msg(
        "With a valid extension and on the most generous reading, the controller would have until the end of {date}."
    ),
    "due_extended_both": msg("With the extension, the controller must have acted by the end of {date}."),
    "due_extended_strict": msg(
        "With the extension and on the earliest defensible reading, the controller must have acted by the end of {date}."
    ),
    "due_extended_safe": msg("With the extension and on the most generous reading, the controller must have acted by the end of {date}."),
}

STATUS: dict[Status, str] = {
    Status.DRAFT: msg("To be sent"),
    Status.SENT: msg("Sent"),
    Status.RECEIVED: msg("Received, time running"),
    Status.QUESTION_OPEN: msg("A question awaits your answer"),
    Status.EXTENDED: msg("Time extended"),
    Status.REPLIED: msg("A reply came"),
    Status.REFUSED: msg("Refused"),
    Status.OVERDUE: msg("Overdue"),
    Status.REMINDED: msg("Overdue, formal notice sent"),
    Status.COMPLAINT: msg("With the authority"),
    Status.CLOSED: msg("Closed"),
}

STATUS_EXPLAINED: dict[Status, str] = {
    Status.DRAFT: msg("The request has not left yet: no time is running."),
    Status.SENT: msg("The request has left. The time runs from the day it arrives."),
    Status.RECEIVED: msg("The request has arrived and the controller’s time is running."),
    Status.QUESTION_OPEN: msg(
        "The controller asked who you are or what you are asking for. Until you answer, the later date moves on with every day."
    ),
    Status.EXTENDED: msg("The controller announced that it is taking two further months."),
    Status.REPLIED: msg("The controller has answered. Check whether the answer is complete and sets no limits that the law does not know."),
    Status.REFUSED: msg("The controller refused. You may complain at once."),
    Status.OVERDUE: msg("The time is over, on any reading, and the controller has not fully answered."),
    Status.REMINDED: msg("The time is over, you reminded the controller, and it has still not fully answered."),
    Status.COMPLAINT: msg("The complaint is with the supervisory authority, whose own time is running."),
    Status.CLOSED: msg("You closed this case."),
}

ACTIONS: dict[Action, str] = {
    Action.SEND: msg("Send the request"),
    Action.RECORD_RECEIPT: msg("Record when it arrived"),
    Action.WAIT: msg("Wait"),
    Action.ANSWER_IDENTITY: msg("Answer the question"),
    Action.READ_REPLY: msg("Read the reply"),
    Action.MISE_EN_DEMEURE: msg("Send a formal notice (mise en demeure)"),
    Action.COMPLAINT: msg("Complain to the authority"),
    Action.FILE_COMPLAINT: msg("File the complaint"),
    Action.AWAIT_AUTHORITY: msg("Follow the complaint"),
    Action.CLOSE: msg("Close the case"),
    Action.NONE: msg("Nothing to do"),
}

REASONS: dict[str, str] = {
    "not_sent": msg("Send the request and keep the proof, then record the day here: the time runs from the day it arrives."),
    "sending_not_recorded": msg("Something came back, but no sending is recorded here. Record when and how you sent the request."),
    "unread": msg(
        "A message came on {on} that nobody has classified yet. It stops no clock, but it may hold an answer, a question or a refusal."
    ),
    "question_open": msg(
        "The controller asked a question on {asked}. Answer the same day if you can, with as little data as needed: until you do, the"
        " later date moves on."
    ),
    "dates_unusable": msg("With the dates recorded here no time limit can be reckoned. Check when the request was sent and received."),
    "time_running": msg("The controller’s time runs until {until}. Nothing to do before that, unless a reply comes."),
    "strict_date_past": msg(
        "On the earliest defensible reading the time was over on {claim}; on the most generous one it runs until {until}. Waiting"
        " until then leaves the controller no excuse."
    ),
    "receipt_presumed": msg(
        "No receipt is recorded. It is presumed for {earliest}. If you have a proof of delivery, record it: you must be able to prove"
        " that date."
    ),
    "receipt_presumed_between": msg(
        "No receipt is recorded. It is presumed between {earliest} and {latest}. If you have a proof of delivery, record it: you must"
        " be able to prove that date."
    ),
    "silence_later": msg("Possible from {from}, if nothing sufficient has come by the end of {due}."),
    "silence": msg("The time was over on {due} and no answer on the substance has come."),
    "rest_missing": msg("Possible from {from}, if what is missing has not come by the end of {due}."),
    "rest_overdue": msg("The time was over on {due} and the rest of the answer has not come."),
    "extension_defective": msg("The announcement of two further months gave no reasons: the first date, {due}, stands."),
    "notice_optional": msg(
        "The time was over on {due}. A formal notice is optional: it often helps, and shows good faith, but the authority does not"
        " require it."
    ),
    "reminded": msg("The time was over on {due} and you reminded the controller on {sent}. Nothing obliges you to wait longer."),
    "reminder_running": msg("Your formal notice gave the controller until {until}. You may wait until then, but you need not."),
    "rest_due": msg("The rest of the answer is due by {until}."),
    "check_limits": msg("A reply came on {on}. Check what it leaves out and which limits it sets, and tick them here."),
    "limits": msg(
        "Limits confirmed in what the controller wrote: {count}. A limit without legal ground is a refusal in part, and may be"
        " complained of at once."
    ),
    "limits_notice": msg("Limits confirmed in what the controller wrote: {count}. A formal notice can contest them; it is optional."),
    "reply_insufficient": msg("If the reply of {on} is not sufficient, you may complain of it at once."),
    "refused": msg("An express refusal, as on {on}, may be complained of at once."),
    "refused_notice": msg("You may also first give formal notice to the controller that refused on {on}. It is optional."),
    "satisfied": msg("If you have what you asked for, close the case."),
    "done": msg("If you no longer pursue the request, close the case."),
    "complaint_drafted": msg("The complaint is written. Send it with its exhibits, then record the day and the number here."),
    "authority_working": msg(
        "The complaint was filed on {filed}. If no news has come by {remind_on}, remind the authority; it must inform you within"
        " three months, by {silent_on}."
    ),
    "authority_undated": msg("The complaint was filed on {filed}."),
    "authority_reminder_due": msg(
        "Ten weeks have passed since {filed}. Ask the authority what has become of the complaint, before {silent_on}."
    ),
    "authority_silent": msg(
        "Three months without news ended on {silent_on}: you may go to court against the authority (GDPR Article 78(2)). The time"
        " to do so depends on its law; take advice."
    ),
    "cnil_silent": msg(
        "If you heard nothing on the substance for three months, your complaint has counted as rejected since {silent_on}. You can"
        " go to the Conseil d’État, without a lawyer, until {act_by}."
    ),
    "court_time_past": msg(
        "The two months to go to the Conseil d’État ended on {act_by}, unless the CNIL informed you, went on with the matter or never"
        " told you of the remedies. Take advice before you give up."
    ),
    "minor_pending": msg("The data of a minor are to be erased: the CNIL is to decide within three weeks, by {by} (LIL Article 51, II)."),
    "minor_overdue": msg(
        "The three weeks in which the CNIL is to decide on the data of a minor ended on {by} (LIL Article 51, II). Remind it."
    ),
    "authority_decided": msg("Once the authority has decided or the controller has complied, close the case."),
    "tell_authority": msg(
        "A message of the controller came on {on}, after the complaint. Tell the authority, whether it satisfies you or not."
    ),
}

NOTICE_REASONS = {"silence": "notice_optional", "rest_overdue": "notice_optional", "limits": "limits_notice", "refused": "refused_notice"}
"""Reasons that read otherwise where the action is a formal notice."""

BREACH_TITLES: dict[str, str] = {
    "silence": msg("No answer within the time limit"),
    "late": msg("Late answer"),
    "holding": msg("Mere acknowledgement"),
    "partial": msg("Incomplete erasure"),
    "insistence": msg("One request was not enough"),
    "bad_extension": msg("Invalid extension"),
    "refusal": msg("Express refusal"),
    "no_remedies": msg("Remedies not stated"),
}

BREACHES: dict[str, str] = {
    "silence": msg("The request was received on {received}; by the end of {due} the controller had neither acted on it nor said why not."),
    "silence_presumed": msg(
        "The request is presumed to have been received on {received}; by the end of {due} the controller had neither acted on it nor"
        " said why not."
    ),
    "late": msg("The answer came on {replied}, when the time had ended on {due}: {days} days late."),
    "late_one": msg("The answer came on {replied}, when the time had ended on {due}: one day late."),
    "holding": msg(
        "On {acknowledged} the controller merely acknowledged the request. An acknowledgement is no answer and extends no time; it"
        " ended on {due}."
    ),
    "partial": msg("The reply of {replied} answered in part only; the rest was due by {due} and has not come."),
    "insistence": msg(
        "The request had to be sent {count} times between {first} and {last}: {dates}. The controller must make the exercise of the"
        " right easier, not harder."
    ),
    "bad_extension_void": msg("Two further months were announced on {notified}, after the first month had ended on {due}."),
    "bad_extension_defective": msg("Two further months were announced on {notified} without any reasons."),
    "refusal_unknown": msg("On {refused} the controller expressly refused the request."),
    "refusal_given": msg("On {refused} the controller expressly refused the request, giving reasons."),
    "refusal_missing": msg("On {refused} the controller expressly refused the request without giving reasons."),
    "no_remedies": msg("The refusal of {refused} mentions neither the complaint to a supervisory authority nor the judicial remedy."),
}

WARNINGS: dict[str, str] = {
    "not_opened": msg("The opening of the case is missing: its right and its places are not known."),
    "opened_twice": msg("The case was opened more than once: the earliest opening counts."),
    "unknown_place": msg("No place has the code “{place}”: its public holidays could not be taken into account."),
    "future_record": msg("This record is dated {on}, in the future: it counts from that day on."),
    "received_before_sent": msg("A receipt is dated {on}, before the request was sent on {sent}: it was left out of account."),
    "receipt_of_later_request": msg("A receipt belongs to a repeated request: the time runs from the first one, received on {earliest}."),
    "answer_without_question": msg("An answer of {on} stands without a question of the controller before it: it pauses nothing."),
    "question_after_due": msg("The question of {on} came when the time was already over: it pauses nothing."),
    "extended_again": msg("Two further months were announced more than once: they count once."),
    "recorded_after_closing": msg("Something was recorded after the case was closed. To reopen the case, withdraw its closing."),
    "finding_without_reply": msg("A limit refers to a reply that is no longer recorded."),
    "dates_out_of_range": msg("A date is too far away for a time limit to be reckoned: check the dates."),
    "reply_without_request": msg("Something came back, but no request is recorded: record when it was sent."),
    "unknown_limit": msg("The limit “{label}” is not described in this version of the program."),
}

LETTERS: dict[str, str] = {
    "access": msg("access request"),
    "erasure": msg("erasure request"),
    "reminder": msg("reminder"),
    "mise_en_demeure": msg("formal notice"),
    "complaint": msg("complaint"),
}

SOME_LETTER = msg("letter")

EVENTS: dict[str, str] = {
    "case_opened_access": msg("Access request opened"),
    "case_opened_erasure": msg("Erasure request opened"),
    "letter_drafted": msg("Letter written: {letter}"),
    "request_sent": msg("Request sent {channel}"),
    "request_received": msg("Request received by the controller"),
    "request_received_between": msg("Request received by the controller, at the latest on {latest}"),
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
    "reminder_sent": msg("Sent {channel}: {letter}"),
    "reminder_sent_until": msg("Sent {channel}: {letter}, giving until {until}"),
    "complaint_filed": msg("Complaint filed with {authority}"),
    "complaint_filed_number": msg("Complaint filed with {authority}, number {number}"),
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

TRACKS: dict[str, str] = {
    "strict": msg("Strict date: {text}"),
    "safe": msg("Safe date: {text}"),
}
