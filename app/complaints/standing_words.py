"""The standing of a complaint in sentences: each point that an authority looks for, each authority one may choose, what bears on it."""

from babel import Locale

from app.law.admissibility import Check
from app.law.forums import Forum, Ground, Remark
from app.platform.errors import msg
from app.platform.i18n import Translator

CHECKS = {
    "controller_unnamed": msg("The organisation is not named: say who decides about your data, as its privacy notice tells."),
    "controller_known": msg("The organisation is named and can be reached."),
    "controller_without_address": msg("No address of the organisation is known: look for one in its legal notice and add it."),
    "request_sent": msg("You asked the organisation first."),
    "request_not_sent": msg("No request is recorded as sent: send it, and record the day."),
    "sending_proved": msg("A paper shows that you sent the request."),
    "sending_unproved": msg(
        "Nothing on file shows that you sent the request: add the posting slip, the sent e-mail or a picture of the form’s confirmation."
    ),
    "receipt_proved": msg("A paper shows that the request arrived."),
    "receipt_shown_by_reply": msg("They took a position on the request: it arrived."),
    "receipt_presumed": msg(
        "Nothing on file shows the day of arrival: it is presumed, and the complaint says so. An acknowledgement makes it certain."
    ),
    "position_taken": msg("They refused, limited or answered: you need not wait for the month."),
    "no_time_runs": msg("No time runs yet: it begins when the request arrives. An express refusal may be complained of at once."),
    "month_over": msg("Their time is over on every reading."),
    "month_running": msg("Their time is not over on every reading. If they refuse or set a limit, you may complain at once."),
    "mandate_valid": msg("A valid mandate is on file."),
    "mandate_not_on_file": msg("The signed mandate is not on file: correct its entry and add the paper, scanned or photographed."),
    "mandate_unsigned": msg("The mandate is not signed, or nobody looked: sign it, then correct its entry."),
    "mandate_parties": msg(
        "The mandate does not name everybody, or nobody looked: it must name you, the one who acts for you, and the organisation "
        "complained of."
    ),
    "mandate_scope": msg(
        "The mandate does not cover a complaint to a supervisory authority, or nobody looked: make a new one that says so. One for the "
        "request alone is not enough."
    ),
    "mandate_statutes": msg(
        "Nobody confirmed that the one who acts for you may: it must be non-profit, have statutes with an aim in the public interest, and "
        "work for the protection of data. Ask for its statutes."
    ),
    "mandate_ended": msg("The mandate has ended: sign a new one, or lodge the complaint yourself."),
    "mandate_address": msg(
        "They lodge the complaint, but their address is not known: the authority would not know where to write. Correct the entry."
    ),
    "mandate_body_unlisted": msg(
        "French law lists who may act: an association declared for five years whose statutes name privacy, an approved association of "
        "consumers, a union, and some others. Whether a body outside that list may rely on the GDPR alone is not settled."
    ),
}
"""How each point stands and how a gap is mended, by the codes of `law.admissibility`."""

GROUNDS = {
    Ground.RESIDENCE: msg("because you live there ({places})"),
    Ground.WORKPLACE: msg("because you work there ({places})"),
    Ground.INFRINGEMENT: msg("because the infringement is alleged to have happened there ({places})"),
}

REMARKS = {
    "reaches_here": msg("The GDPR may bind an organisation outside the Union that offers something to, or monitors, persons in it."),
    "no_lead_authority": msg(
        "The organisation has no establishment in the Union: there is no one-stop-shop, and each authority acts on its own territory."
    ),
    "lead_authority_of_main_establishment": msg(
        "The authority you choose takes the complaint; the one of the organisation’s main establishment in the Union leads the "
        "investigation if the processing crosses a border."
    ),
    "lead_authority_elsewhere": msg(
        "The authority you choose takes the complaint; that of the organisation’s main establishment leads if the processing crosses a "
        "border."
    ),
    "own_territory": msg("The organisation is established in the State where you live: the authority there is competent by itself."),
    "representative_is_addressee": msg(
        "Its representative in the Union is somebody to write to. It is no establishment: it makes no authority the lead."
    ),
    "several_forums": msg("You may choose among these authorities; one complaint is enough."),
    "several_residences": msg(
        "You live in more than one State. The text names the habitual residence; which one that is, and how several authorities share the "
        "matter, is not settled."
    ),
    "which_land": msg("In Germany each Land has an authority for companies. Give the Land in which you live to turn to the one near you."),
    "land_of_residence": msg(
        "In Germany you may also turn to the authority of the Land where you live; that of the organisation’s seat may decide."
    ),
    "procedure_applies": msg(
        "For complaints that cross a border, Regulation (EU) 2025/2518 fixes what a complaint must contain; the prior request is required."
    ),
    "procedure_to_come": msg(
        "From 2 April 2027, Regulation (EU) 2025/2518 fixes what a complaint that crosses a border must contain; the prior request will be "
        "required."
    ),
    "procedure_not_without_establishment": msg(
        "Regulation (EU) 2025/2518 (from 2 April 2027) is, as we read it, not made for organisations without establishment in the Union."
    ),
}
"""What bears on the choice, by the codes of `law.forums`."""


def check_text(check: Check, t: Translator) -> str:
    """How a point stands, and how a gap is mended."""
    return t.gettext(CHECKS[check.code])


def forum_text(forum: Forum, t: Translator) -> str:
    """Why this authority may be turned to: "because you live there (France)"."""
    return t.gettext(GROUNDS[forum.ground]).format(places=t.format_list([place_name(place, t) for place in forum.places]))


def remark_text(remark: Remark, t: Translator) -> str:
    """What bears on the choice."""
    return t.gettext(REMARKS[remark.reason.code])


def place_name(code: str, t: Translator) -> str:
    """The name of a country; of a part of one, with its code."""
    state, _, part = code.partition("-")
    name = str(Locale.parse(t.language).territories.get(state, state))
    return f"{name} ({part})" if part else name
