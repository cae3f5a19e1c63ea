"""What the controller broke, and what does not fit in the records."""

from app.platform.errors import msg

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
    "returned_unsettled": msg(
        "A letter presented on {presented} came back on {on}, refused or not fetched. Whether it counts as received is unsettled: the"
        " earlier date supposes the day on which it was presented, the later one the day on which it came back. Send it again to be safe."
    ),
    "returned": msg("A request came back on {on}: it reached nobody and starts no clock."),
    "return_without_sending": msg("A return is dated {on}, but no sending before it is recorded: it was left out of account."),
    "received_and_returned": msg("A request came back on {on}, and a receipt of it is recorded as well: the receipt counts."),
    "replied_before_sent": msg("Something came back on {on}, before the request was sent on {sent}. Check both dates."),
    "replied_before_received": msg(
        "A reply is dated {on}, before the request was received on {received}. Check both dates; the time is counted from the receipt as"
        " recorded."
    ),
    "question_long_open": msg(
        "The question of {on} has waited for an answer for months, and moves the later date on with every day. Answer it, or say that it"
        " is answered."
    ),
    "extension_before_receipt": msg("Two further months were announced on {on}, before the request was received on {received}."),
    "repeated": msg("The same thing is recorded twice for {on}: it counts once."),
    "authority_without_complaint": msg("A letter of the authority is recorded on {on}, but no complaint before it."),
    "authority_received_early": msg(
        "The authority is said to have received the complaint on {on}, before it was filed on {filed}: that day was left out of account."
    ),
    "another_authority": msg("Some records of a complaint name another authority than the one it was filed with."),
    "decided_again": msg("The authority decided more than once: the latest decision counts."),
    "snoozed_backwards": msg("A pause of the alerts ends on {until}, before it begins: it was left out of account."),
    "reply_without_request": msg("Something came back, but no request is recorded: record when it was sent."),
    "unknown_limit": msg("The limit “{label}” is not described in this version of the program."),
}
