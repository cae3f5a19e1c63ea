"""What there is to tell about the cases of a dossier, as its pages print it, and what became of the mails about it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.cases.recompute import DATES_CHANGED
from app.cases.views import CaseSummary
from app.cases.wording import alert_title
from app.platform.errors import msg
from app.platform.i18n import Translator
from app.watching.alerts import current
from app.watching.ledger import REPLY_WAITING
from app.watching.views import NoticeLine, NoticeState, Rhythm, Urgency
from app.watching.watch import line_of, urgent_first
from app.watching.words import notice_text
from app.web.case_list import asked

TONES = {Urgency.LATE: "alarm", Urgency.SOON: "care", Urgency.TO_DO: "calm"}

URGENCIES = {Urgency.LATE: msg("Late"), Urgency.SOON: msg("Soon"), Urgency.TO_DO: msg("To do")}

RHYTHMS = (
    (Rhythm.AT_ONCE, msg("At once, when there is something")),
    (Rhythm.DAILY, msg("Once a day, in one mail")),
    (Rhythm.WEEKLY, msg("Once a week, on Monday")),
)

STATES = {
    NoticeState.PAGE: "",
    NoticeState.WAITING: msg("A mail about this is on its way."),
    NoticeState.SENT: msg("The mail about this left on {date}."),
    NoticeState.UNCERTAIN: msg(
        "Nobody knows whether the mail about this arrived: the line broke after it was handed over. It is not sent again by itself."
    ),
    NoticeState.FAILED: msg("The mail about this was not taken."),
}

EARLIER = msg("An earlier reminder")
TITLES = {DATES_CHANGED: msg("The dates were worked out anew"), REPLY_WAITING: msg("An answer came by mail")}


@dataclass(frozen=True, kw_only=True)
class Notice:
    """One thing to tell. `about` says of which case; `again` names the mail that may be sent again, "" for none."""

    case_id: str
    title: str
    text: str
    about: str
    tone: str
    urgency: str
    mail: str
    again: str


def names_of(cases: Iterable[CaseSummary], t: Translator) -> dict[str, str]:
    """What is asked of whom, by the public id of the case."""
    return {case.public_id: asked(case.right, case.controller, t) for case in cases}


def notices(lines: Iterable[NoticeLine], cases: Iterable[CaseSummary], t: Translator) -> list[Notice]:
    """The lines in their order, late things first; those of cases that cannot be read are left out."""
    names = names_of(cases, t)
    return [_notice(line, names, t) for line in lines if line.case_id in names]


def on_the_list(cases: Sequence[CaseSummary], today: date, t: Translator) -> list[Notice]:
    """What the list of cases begins with: everything that is current today, late things first."""
    lines = [line_of(case.public_id, alert) for case in cases for alert in current(case.alerts, today)]
    return notices(sorted(lines, key=urgent_first), cases, t)


def _notice(line: NoticeLine, names: Mapping[str, str], t: Translator) -> Notice:
    return Notice(
        case_id=line.case_id,
        title=_title(line, t),
        text=notice_text(line, t),
        about=names[line.case_id],
        tone=TONES[line.urgency],
        urgency=t.gettext(URGENCIES[line.urgency]),
        mail=_mail(line, t),
        again=line.notice_id or "" if line.state in (NoticeState.UNCERTAIN, NoticeState.FAILED) else "",
    )


def _title(line: NoticeLine, t: Translator) -> str:
    if line.alert is not None:
        return alert_title(line.alert, t)
    return t.gettext(TITLES.get(line.code, EARLIER))


def _mail(line: NoticeLine, t: Translator) -> str:
    """What became of the mail, "" where there is none."""
    if line.state is NoticeState.SENT and line.told_at is None:
        return ""
    return t.gettext(STATES[line.state]).format(date=t.format_date(line.told_at.date()) if line.told_at else "")
