"""Where a case stands, what may be done, and what the person is told of."""

from app.law.assessment import Action, Status
from app.platform.errors import msg

STATUS: dict[Status, str] = {
    Status.DRAFT: msg("To be sent"),
    Status.SENT: msg("Sent"),
    Status.RECEIVED: msg("Received, time running"),
    Status.QUESTION_OPEN: msg("A question awaits your answer"),
    Status.EXTENDED: msg("Time extended"),
    Status.TO_READ: msg("A message to read"),
    Status.REPLIED: msg("A reply came"),
    Status.REFUSED: msg("Refused"),
    Status.CONTESTED: msg("You objected"),
    Status.OVERDUE: msg("Overdue"),
    Status.REMINDED: msg("Overdue, reminder sent"),
    Status.COMPLAINT: msg("With the authority"),
    Status.AUTHORITY_SILENT: msg("The authority is silent"),
    Status.DECIDED: msg("The authority has decided"),
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
    Status.TO_READ: msg("A message came that nobody has classified yet. It stops no clock: the controller’s time goes on running."),
    Status.REPLIED: msg("The controller has answered. Check whether the answer is complete and sets no limits that the law does not know."),
    Status.REFUSED: msg("The controller refused. You may complain at once."),
    Status.CONTESTED: msg("You wrote to the controller about what it answered, and gave it some days more. The legal time is unaffected."),
    Status.OVERDUE: msg("The time is over, on any reading, and the controller has not fully answered."),
    Status.REMINDED: msg("The time is over, you reminded the controller, and it has still not fully answered."),
    Status.COMPLAINT: msg("The complaint is with the supervisory authority, whose own time is running."),
    Status.AUTHORITY_SILENT: msg("Three months went by without news from the supervisory authority: the way to the court is open."),
    Status.DECIDED: msg("The supervisory authority has decided on the complaint. If you disagree, the time to go to court is running."),
    Status.CLOSED: msg("You closed this case."),
}

ACTIONS: dict[Action, str] = {
    Action.SEND: msg("Send the request"),
    Action.SEND_AGAIN: msg("Send the request again"),
    Action.RECORD_RECEIPT: msg("Record when it arrived"),
    Action.WAIT: msg("Wait"),
    Action.ANSWER_IDENTITY: msg("Answer the question"),
    Action.READ_REPLY: msg("Read the reply"),
    Action.ANSWER: msg("Answer their reply"),
    Action.ASK_MISSING: msg("Ask for what is missing"),
    Action.CONTEST_EXTENSION: msg("Contest the extension"),
    Action.REMINDER: msg("Send a friendly reminder"),
    Action.MISE_EN_DEMEURE: msg("Send a formal notice (mise en demeure)"),
    Action.COMPLAINT: msg("Complain to the authority"),
    Action.FILE_COMPLAINT: msg("File the complaint"),
    Action.AWAIT_AUTHORITY: msg("Follow the complaint"),
    Action.REMIND_AUTHORITY: msg("Remind the authority"),
    Action.GO_TO_COURT: msg("Go to court"),
    Action.WITHDRAW: msg("Withdraw the request"),
    Action.CLOSE: msg("Close the case"),
    Action.NONE: msg("Nothing to do"),
}

ALERT_TITLES: dict[str, str] = {
    "not_sent": msg("A letter is written and not sent"),
    "not_acknowledged": msg("No sign that the request arrived"),
    "due_soon": msg("The time to answer ends soon"),
    "strict_passed": msg("The earlier date has passed"),
    "overdue": msg("The time to answer is over"),
    "identity_waiting": msg("A question awaits your answer"),
    "reply_unread": msg("A message is waiting to be read"),
    "extension_void": msg("The extension does not hold"),
    "reminder_lapsed": msg("The time that your letter gave is over"),
    "complaint_drafted": msg("A complaint is written and not filed"),
    "authority_remind": msg("Time to remind the authority"),
    "authority_silent": msg("The authority has been silent for three months"),
    "minor_by": msg("The three weeks for a minor’s data are over"),
    "court_soon": msg("The time to go to court ends soon"),
    "court_last": msg("Last days to go to court"),
}
"""What an alert is about, in a few words that name nobody: for calendars and lists."""

ALERTS: dict[str, str] = {
    "not_sent": msg("A letter has been waiting since {drafted}. No time runs before it is sent; once it has left, record the day."),
    "not_acknowledged": msg(
        "The request left on {sent} and nothing has come back, not even a sign that it arrived. Look for a proof of delivery: the time"
        " runs all the same."
    ),
    "due_soon": msg("The controller must answer by the end of {due}."),
    "strict_passed": msg("On the earliest defensible reading the time ended on {due}; on the most generous one it runs until {until}."),
    "overdue": msg("The time ended on {due}, on any reading, without a full answer. You can now complain to the authority."),
    "identity_waiting": msg("On {asked} the controller asked a question. Until you answer it, the later date moves on with every day."),
    "reply_unread": msg("A message came on {came} and nobody has said what it is. It stops no clock."),
    "extension_void": msg(
        "The two further months announced on {notified} came too late: the time ended on {due}. You can contest the extension."
    ),
    "extension_defective": msg(
        "The two further months announced on {notified} came without reasons: the first date, {due}, stands. You can contest the extension."
    ),
    "reminder_lapsed": msg("Your letter of {sent} gave the controller until {until}. That day has passed."),
    "complaint_drafted": msg("A complaint has been waiting since {drafted}. File it with its exhibits, then record the day."),
    "authority_remind": msg("Ten weeks went by without news. Ask the authority what has become of the complaint, before {silent_on}."),
    "authority_silent": msg("Three months without news ended on {silent_on}: you may go to court against the authority."),
    "minor_by": msg("The three weeks in which the CNIL is to decide on the data of a minor ended on {by}. Remind it."),
    "court_soon": msg("You have until {by} to go to court against the authority."),
    "court_last": msg("You have only until {by} to go to court against the authority."),
}
