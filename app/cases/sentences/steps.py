"""What each step of the reckoning does, and which date it leads to."""

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
    "thirty_days": msg("Swiss law gives thirty days, counted from the day after receipt: they end on {date}."),
    "long_pauses": msg(
        "The pauses add up to {days} days. Only a necessary question, asked without undue delay, stops the time: check these dates."
    ),
    "pause_uk": msg(
        "From {start} to {end} the controller was waiting for an answer to its question ({days} days). Days of waiting for an answer about"
        " the scope of the request do not count, which leads to {date}. If the question was about identity and justified, the whole"
        " period began anew with the answer and may run until {anew}."
    ),
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
    "extension_not_fixed": msg(
        "Swiss law fixes no length for an extension: until {last_day} the controller may announce by when it will answer."
    ),
    "extension_open": msg(
        "On {date}, within the first thirty days, the controller announced that it needs more time. Swiss law fixes no length: what it"
        " announced counts. The later date allows for three months from receipt, the most that the GDPR would grant."
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

TRACKS: dict[str, str] = {
    "strict": msg("Strict date: {text}"),
    "safe": msg("Safe date: {text}"),
}
