"""What the next-step sheets say, as English message ids: for each action how to do it, what it costs, which proof to keep, what follows.

Prices are named by whoever sets them, never here. `next_sheet` chooses the sentences and fills their placeholders.
"""

from app.law.assessment import Action
from app.law.events import Channel
from app.platform.errors import msg

HOW = msg("How to do it")
COST = msg("What it costs")
PROOF = msg("What proof to keep")
THEN = msg("What happens then, and by when")

TITLES: dict[Action, str] = {
    Action.SEND: msg("Sending your request"),
    Action.SEND_AGAIN: msg("Sending your request again"),
    Action.RECORD_RECEIPT: msg("Finding out when your request arrived"),
    Action.WAIT: msg("Waiting for the answer"),
    Action.ANSWER_IDENTITY: msg("Answering the question you were asked"),
    Action.READ_REPLY: msg("Reading the reply"),
    Action.ANSWER: msg("Answering their reply"),
    Action.ASK_MISSING: msg("Asking for what is missing"),
    Action.CONTEST_EXTENSION: msg("Contesting the extension"),
    Action.REMINDER: msg("Sending a friendly reminder"),
    Action.MISE_EN_DEMEURE: msg("Sending the formal notice"),
    Action.COMPLAINT: msg("Complaining to the supervisory authority"),
    Action.FILE_COMPLAINT: msg("Complaining to the supervisory authority"),
    Action.AWAIT_AUTHORITY: msg("While the authority works"),
    Action.REMIND_AUTHORITY: msg("Reminding the authority"),
    Action.GO_TO_COURT: msg("Going to court"),
    Action.WITHDRAW: msg("Withdrawing the request"),
    Action.CLOSE: msg("Closing the case"),
    Action.NONE: msg("Nothing to do"),
}

PRINT_AND_SIGN = msg(
    "Print the letter, read it once more and sign it. Folded in three, it shows the address in the window of the envelope."
)

SENDING: dict[Channel, tuple[str, ...]] = {
    Channel.REGISTERED_POST: (
        PRINT_AND_SIGN,
        msg(
            "At the post office, ask for a registered letter with acknowledgement of receipt. La Poste also prints and "
            "sends such letters for you from its website."
        ),
    ),
    Channel.POST: (
        PRINT_AND_SIGN,
        msg("A simple stamp will do, but it proves nothing. If you may need proof later, prefer a registered letter or an e-mail."),
    ),
    Channel.EMAIL: (
        msg("Download the e-mail file, open it in your mail program, check it and send it. The letter is attached as a PDF."),
        msg("Without a mail program: copy the text into a new message, attach the PDF, and keep the reference in the subject."),
    ),
    Channel.WEB_FORM: (
        msg("Copy the text of the letter into the form and attach the PDF if it lets you."),
        msg(
            "If the form insists on more than it needs (an identity document, a telephone number), send the letter by "
            "e-mail or by post instead."
        ),
    ),
}

TO_EMAIL = msg("Send it to {email}.")
TO_WEBFORM = msg("The form is here: {webform}")
ABROAD = msg("The letter goes abroad: ask for an international registered letter with acknowledgement of receipt.")
ABROAD_TOO = msg("The letter goes abroad and may take long: send the same letter to {email} on the same day.")

COSTS: dict[Channel, str] = {
    Channel.REGISTERED_POST: msg(
        "Postage at La Poste’s current tariff for registered letters, by weight and country; it is shown at the counter and on its website."
    ),
    Channel.POST: msg("The postage of an ordinary letter."),
    Channel.EMAIL: msg("Nothing."),
    Channel.WEB_FORM: msg("Nothing."),
}
ANSWER_IS_FREE = msg("The answer itself must be free of charge (GDPR Article 12(5)).")

PROOFS: dict[Channel, str] = {
    Channel.REGISTERED_POST: msg(
        "The posting receipt with its number, then the signed acknowledgement of receipt. Photograph or scan both and "
        "add them to your case."
    ),
    Channel.POST: msg("Ordinary post leaves none. Write down the day of posting and keep a copy of the signed letter."),
    Channel.EMAIL: msg("The sent message, saved as a file with its headers, and any automatic reply. Add them to your case."),
    Channel.WEB_FORM: msg("A screenshot before and after sending, with date and time, and the confirmation e-mail. Add them to your case."),
}

RECORD_SENDING = msg("Come back here and record the day on which you sent it: the reminders and dates of your case depend on it.")
ONE_MONTH = msg("The controller has one month from the day it receives your request. A mere acknowledgement does not stop this time.")
KNOWN_DATES = msg("According to your case, it must have answered by {claim}. From {after} you can complain of its silence.")
REFUSED_EARLIER = msg("If it refuses expressly, you need not wait: you can complain at once.")

LETTERS: dict[Action, tuple[str, ...]] = {
    Action.SEND: (),
    Action.SEND_AGAIN: (
        msg("Check the address in the controller’s privacy notice, then send the letter again, by another way if you can."),
    ),
    Action.ANSWER_IDENTITY: (
        msg("Answer the same day if you can: the clock may stop until you do."),
        msg("Give as little as possible: a code sent to the address they know, a login, a detail that only you know."),
        msg(
            "An identity document may be asked for only where there is a reasonable doubt, which the controller must "
            "state (GDPR Article 12(6)). If you send a copy, hide what is not needed and write across it what it is for."
        ),
        msg("The letter gives what you gave already, says that no more is needed, and keeps the date."),
    ),
    Action.ANSWER: (
        msg("One letter answers everything that you marked: their own words, what the law says to them, and what is missing as questions."),
        msg("It leaves eight days, or fifteen where what they wrote calls for a formal notice: a usual time, which no law fixes."),
    ),
    Action.ASK_MISSING: (
        msg("Say item by item what is missing. The letter does it for you, from what you ticked."),
        msg("Anything that is refused must be refused with reasons (GDPR Article 12(4))."),
    ),
    Action.CONTEST_EXTENSION: (
        msg("The letter says why the extension does not hold, and which date stands. It is optional, and moves no date."),
    ),
    Action.REMINDER: (
        msg("A few polite lines with the dates. It is optional, and moves no date."),
        msg("It leaves eight days: a courtesy, which no law fixes. An e-mail is enough."),
    ),
    Action.MISE_EN_DEMEURE: (
        msg("This letter is optional: the authority does not require it. It often brings an answer, and it shows good faith."),
        msg("Registered post suits it best. It leaves fifteen days: a usual time, which no law fixes."),
    ),
    Action.WITHDRAW: (msg("The letter says that you no longer want an answer. You owe nobody a reason. Then close the case."),),
}
"""What is to be known before a letter to the controller leaves; how it travels is said after it."""

RECORD_LETTER = msg("Record the day of sending.")
AFTER: dict[Action, tuple[str, ...]] = {
    Action.SEND: (RECORD_SENDING, ONE_MONTH, REFUSED_EARLIER),
    Action.SEND_AGAIN: (msg("Record the day of the new sending: the time runs from the day on which it arrives."), REFUSED_EARLIER),
    Action.ANSWER_IDENTITY: (msg("Record the day of your answer, and keep a copy."),),
    Action.ANSWER: (RECORD_LETTER, msg("It moves no date. If they do not give way, complain to the authority.")),
    Action.ASK_MISSING: (RECORD_LETTER, msg("It moves no date: the time for a full answer goes on running.")),
    Action.CONTEST_EXTENSION: (RECORD_LETTER, msg("If the first date passes without an answer, you can complain to the authority.")),
    Action.REMINDER: (
        RECORD_LETTER,
        msg("If nothing comes within eight days, send the formal notice or complain: you need not wait longer."),
    ),
    Action.MISE_EN_DEMEURE: (msg("Record the day of sending. If nothing comes within the time it leaves, complain to the authority."),),
    Action.WITHDRAW: (msg("Close the case. You can make the same request again at any time: a withdrawal gives up no right."),),
}
"""What follows when such a letter has left."""

COMPLAINT_ONLINE = (
    msg("Open the authority’s complaint page: {url}"),
    msg(
        "Choose the subject nearest to yours, give the controller’s name and the dates of your request, and attach the complaint as a PDF."
    ),
    msg("Attach the exhibits under the numbers they bear in the list at its end."),
)
COMPLAINT_BY_POST = (
    msg("Print the complaint, read it once more and sign it. Put the exhibits behind it in the order of the list at its end."),
    msg("Send it to: {address}. A registered letter is wise, not obligatory."),
)
COMPLAINT_CHECK = msg(
    "Look at the papers it names as missing: what you still find (a sent message, a posting receipt) makes the "
    "complaint stronger. Add it to your case, then download the complaint again."
)
COMPLAINT_COST = msg("Complaining is free, and no lawyer is needed. By post you pay the postage only.")
COMPLAINT_PROOF = msg(
    "The confirmation with the file number, or the posting receipt and the acknowledgement. Record the day and the number in your case."
)
COMPLAINT_THEN = (
    msg("The authority must tell you within three months how far it has got or what it has decided (GDPR Article 78(2))."),
    msg("It examines the case in the public interest: it does not act as your lawyer, and it awards no damages."),
)

AWAIT = (msg("Answer the authority’s questions quickly, and send it what still arrives from the controller, under its file number."),)
AWAIT_COST = msg("Nothing.")
AWAIT_PROOF = msg("Every letter of the authority, above all the one with the file number.")
AWAIT_DATES = msg(
    "Filed on {filed}. If you hear nothing, write to the authority on {remind_on}. Three months without an "
    "answer, on {silent_on}, usually count as a rejection, unless it told you meanwhile that it is handling the "
    "case; you can then go to the Conseil d’État until {act_by}."
)
AWAIT_ELSEWHERE = msg(
    "Filed on {filed}. If you hear nothing, write to the authority on {remind_on}. Three months without news, on {silent_on}, open "
    "the way to a court of its State (GDPR Article 78(2))."
)
AWAIT_UNDATED = msg("The authority must tell you within three months how far it has got or what it has decided (GDPR Article 78(2)).")

REMIND = (
    msg("Write to the authority with the number of your complaint, or use the message box of its website."),
    msg("The letter asks how far the complaint has got, and recalls the articles that oblige the authority to say so."),
)
REMIND_THEN = (
    msg("Record the day, and what the authority answers: each news begins three new months, an acknowledgement does not."),
    msg("Keep a proof of the day: its silence after three months opens the way to the court."),
)
WITHDRAW_COMPLAINT = (
    msg("The letter tells the authority that you no longer pursue the complaint. You owe nobody a reason."),
    msg("It may go on all the same, on its own account. If you have already been answered, say so instead of withdrawing."),
)
WITHDRAW_COMPLAINT_THEN = msg("Then close the case. A withdrawal gives up no right: you can make the same request again at any time.")
TO_AUTHORITY = msg("Its address: {address}.")
TO_AUTHORITY_PAGE = msg("Its page: {url}")

COURT_CNIL = (
    msg("Against the CNIL it is the Conseil d’État, in writing, without a lawyer. Join the complaint and the proof of its date."),
    msg(
        "Ask it to annul the decision, or the rejection that three months of silence amount to. Say who you are, what the decision is and "
        "why it is wrong; sign it. It is lodged at www.telerecours.fr or by registered post."
    ),
)
COURT_ELSEWHERE = (
    msg("The court is one of the authority’s State, in its language and by its law; a lawyer there will know the time limit."),
)
COURT_ADVICE = msg("Take advice first: a bar association, a legal advice centre or a privacy organisation can help, often for free.")
COURT_COST = msg("Lodging it costs nothing at the Conseil d’État; whoever loses may have to pay a part of the other side’s costs.")
COURT_COST_ELSEWHERE = msg("Ask about court fees and costs before you begin.")
COURT_PROOF = msg("The complaint, the proof of the day it arrived, every letter of the authority, and the court’s own receipt.")
COURT_BY = msg("The last day is {by}. Later, the court will not look at it.")
COURT_THEN = msg("Record that you went to court. The judgment may take a year or more.")

OTHERS: dict[Action, tuple[str, ...]] = {
    Action.RECORD_RECEIPT: (
        msg("Registered post: look for the day on the acknowledgement of receipt, or follow the number on the website of the post."),
        msg("E-mail or web form: it counts as received when it arrives, as a rule at once. An automatic reply proves it."),
        msg("If you cannot find out, leave it open: the day is then presumed, and the complaint will say so."),
    ),
    Action.WAIT: (
        msg("Nothing needs to be done now. If a message comes, add it to your case, even if it only acknowledges your request."),
    ),
    Action.READ_REPLY: (
        msg("Compare it with what you asked for: the data themselves, where they come from, who received them, how long they are kept."),
        msg("Tick the limits it sets, and copy the sentence that sets each: these words go into the letters that follow."),
        msg("Keep the message as it came, with its attachments."),
    ),
    Action.CLOSE: (
        msg("Close the case when you have what you asked for, or no longer want to pursue it. You can still read it afterwards."),
        msg("Download what you want to keep. You can delete everything at any time."),
    ),
    Action.NONE: (msg("Nothing needs to be done for now."),),
}
