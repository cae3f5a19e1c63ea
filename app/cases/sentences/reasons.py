"""Why each next step may be done, and from when."""

from app.platform.errors import msg

REASONS: dict[str, str] = {
    "not_sent": msg("Send the request and keep the proof, then record the day here: the time runs from the day it arrives."),
    "sending_not_recorded": msg("Something came back, but no sending is recorded here. Record when and how you sent the request."),
    "returned": msg("The request came back on {on} and reached nobody: no time is running. Check the address and send it again."),
    "returned_unsettled": msg(
        "The letter came back on {on}, refused or not fetched. Whether it counts as received is unsettled: send the request again, by"
        " another way if you can."
    ),
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
    "extension_contested": msg(
        "Two further months were announced on {notified} without reasons, or too late. You can contest it: the first date, {due}, stands."
    ),
    "contest_running": msg("Your letter of {sent} gave the controller until {until}. The legal time runs on its own, whatever that day."),
    "reminder_optional": msg(
        "On the earliest defensible reading the time was over on {due}. A friendly reminder often brings an answer; it is optional and"
        " moves no date."
    ),
    "items_missing": msg("The reply of {on} leaves something out. You can ask for it; that moves no date."),
    "withdraw": msg("If you no longer want an answer, you may tell the controller so. You may also simply close the case."),
    "withdraw_complaint": msg("If you no longer pursue the complaint, tell the authority so."),
    "extension_defective": msg("The announcement of two further months gave no reasons: the first date, {due}, stands."),
    "notice_optional": msg(
        "The time was over on {due}. A formal notice is optional: it often helps, and shows good faith, but the authority does not"
        " require it."
    ),
    "reminded": msg("The time was over on {due} and you reminded the controller on {sent}. Nothing obliges you to wait longer."),
    "reminder_running": msg("Your letter gave the controller until {until}. You may wait until then, but you need not."),
    "rest_due": msg("The rest of the answer is due by {until}."),
    "check_limits": msg("A reply came on {on}. Check what it leaves out and which limits it sets, and tick them here."),
    "limits": msg(
        "Limits confirmed in what the controller wrote: {count}. A limit without legal ground is a refusal in part, and may be"
        " complained of at once."
    ),
    "limits_answered": msg(
        "Limits confirmed in what the controller wrote: {count}. One letter answers all of them, with their own words and the"
        " counter-argument."
    ),
    "gaps": msg("Items that the answer does not hold in full: {lacking}. One letter asks for them as numbered questions."),
    "limits_and_gaps": msg(
        "Limits confirmed in what the controller wrote: {count}; items that the answer does not hold in full: {lacking}. One letter answers"
        " all of it."
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
    "authority_informed": msg(
        "The authority gave news on {informed}: three new months began. If no more has come by {remind_on}, remind it; the next news is"
        " due by {silent_on}."
    ),
    "remind_authority": msg("Ten weeks went by without news. Ask in writing what has become of the complaint, before {silent_on}."),
    "remind_silent": msg("Three months without news ended on {silent_on}. You can still ask the authority; that moves no date."),
    "controller_first": msg(
        "The authority wants you to complain to the controller first, which has {days} days to confirm your complaint. A formal notice is"
        " such a complaint."
    ),
    "controller_first_running": msg(
        "You complained to the controller on {sent}; it has until {until} to confirm it. After that, or once it has answered, complain to"
        " the authority."
    ),
    "minor_reminder": msg("The three weeks for a minor’s data ended on {by}. Remind the authority of them."),
    "authority_upheld": msg("The authority agreed with you on {decided}. Watch whether the controller complies, then close the case."),
    "authority_partly": msg("The authority agreed with you in part on {decided}."),
    "authority_rejected": msg("The authority rejected the complaint on {decided}."),
    "authority_closed": msg("The authority closed the file on {decided}."),
    "court_silent": msg(
        "If you heard nothing on the substance for three months, your complaint has counted as rejected since {silent_on}. You can go to"
        " the Conseil d’État, without a lawyer, until {by}."
    ),
    "court_decided": msg("If you disagree with the decision of {decided}, you can go to the Conseil d’État, without a lawyer, until {by}."),
    "court_decided_unstated": msg(
        "The decision of {decided} does not name the court and the time limit: the two months, which would end on {by}, cannot be held"
        " against you. Do not wait longer than one year."
    ),
    "court_elsewhere": msg(
        "You may go to court against the decision of {decided} (GDPR Article 78(1)). The time to do so is set by the law of the authority"
        " and may be short; take advice."
    ),
    "court_elsewhere_silent": msg(
        "You may go to court because of the silence since {silent_on} (GDPR Article 78(2)). The time to do so is set by the law of the"
        " authority; take advice."
    ),
    "court_past": msg("The time to go to the Conseil d’État ended on {by}. Take advice before you give up."),
    "in_court": msg("You went to court on {seized}. Note what comes from there, and close the case when it is over."),
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
