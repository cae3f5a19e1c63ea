"""The complaint’s standing on the page of its file: each point an authority looks for, each authority one may choose."""

from dataclasses import dataclass
from datetime import date

from babel import Locale

from app.cases import wording
from app.law.admissibility import Admissibility, Check
from app.law.competence import authority
from app.law.forums import Forum, Forums, Ground, Remark
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
    "mandate_missing": msg("Whoever acts for you needs a signed mandate: add it."),
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


@dataclass(frozen=True, kw_only=True)
class StandingLine:
    """One point of admissibility: `state` is met, weak or missing."""

    state: str
    text: str
    articles: str
    possible_on: date | None


@dataclass(frozen=True, kw_only=True)
class ForumLine:
    """One authority that may be turned to."""

    slug: str
    name: str
    why: str
    articles: str


@dataclass(frozen=True, kw_only=True)
class RemarkLine:
    """What bears on the choice."""

    text: str
    articles: str
    settled: bool


@dataclass(frozen=True, kw_only=True)
class StandingPart:
    """The two sections of the page."""

    ready: bool
    checks: tuple[StandingLine, ...]
    forums: tuple[ForumLine, ...]
    remarks: tuple[RemarkLine, ...]


def standing_part(found: Admissibility, where: Forums, t: Translator) -> StandingPart:
    """Both in the reader's language."""
    return StandingPart(
        ready=found.ready,
        checks=tuple(_check(check, t) for check in found.checks),
        forums=tuple(_forum(forum, t) for forum in where.open),
        remarks=tuple(_remark(remark, t) for remark in where.remarks),
    )


def _check(check: Check, t: Translator) -> StandingLine:
    text = t.gettext(CHECKS[check.code])
    return StandingLine(
        state=check.state.value, text=text, articles=wording.articles_text(check.articles, t), possible_on=check.possible_on
    )


def _forum(forum: Forum, t: Translator) -> ForumLine:
    why = t.gettext(GROUNDS[forum.ground]).format(places=t.format_list([_place(place, t) for place in forum.places]))
    name = authority(forum.authority).said(t.language).name
    return ForumLine(slug=forum.authority, name=name, why=why, articles=wording.articles_text(forum.articles, t))


def _remark(remark: Remark, t: Translator) -> RemarkLine:
    return RemarkLine(
        text=t.gettext(REMARKS[remark.reason.code]), articles=wording.articles_text(remark.reason.articles, t), settled=remark.settled
    )


def _place(code: str, t: Translator) -> str:
    state, _, part = code.partition("-")
    name = str(Locale.parse(t.language).territories.get(state, state))
    return f"{name} ({part})" if part else name
