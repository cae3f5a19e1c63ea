"""The list of a dossier's cases as its page prints it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.cases import wording
from app.cases.views import CaseSummary
from app.law.assessment import Status
from app.law.rights import Right
from app.platform.i18n import Translator

TONES: dict[Status, str] = {
    Status.REFUSED: "alarm",
    Status.OVERDUE: "alarm",
    Status.REMINDED: "care",
    Status.QUESTION_OPEN: "care",
    Status.TO_READ: "care",
    Status.AUTHORITY_SILENT: "alarm",
    Status.DECIDED: "care",
    Status.COMPLAINT: "good",
    Status.CLOSED: "quiet",
}
"""How loudly a status speaks; the others are calm."""

AFTERWARDS = frozenset({Status.COMPLAINT, Status.AUTHORITY_SILENT, Status.DECIDED, Status.CLOSED})
"""Statuses in which the controller's own date counts no longer."""


@dataclass(frozen=True, kw_only=True)
class CaseLine:
    """One case. `asked` says what is asked of whom; `due` is the date that counts, None while there is none."""

    case_id: str
    asked: str
    reference: str
    status: str
    tone: str
    explained: str
    due: date | None
    away: str


def listed(cases: Sequence[CaseSummary], today: date, t: Translator) -> list[CaseLine]:
    """The lines of the list, in the order of the dossier."""
    return [_line(case, today, t) for case in cases]


def asked(right: Right, controller: str, t: Translator) -> str:
    """What is asked of whom, as a heading."""
    _ = t.gettext
    sentence = _("{controller}: a copy of my data") if right is Right.ACCESS else _("{controller}: erasing my data")
    return sentence.format(controller=controller)


def away(day: date, today: date, t: Translator) -> str:
    """How far a day is: "in 12 days", "today", "3 days ago"."""
    days = (day - today).days
    if days == 0:
        return t.gettext("today")
    if days > 0:
        return t.ngettext("in {n} day", "in {n} days", days).format(n=days)
    return t.ngettext("{n} day ago", "{n} days ago", -days).format(n=-days)


def _line(case: CaseSummary, today: date, t: Translator) -> CaseLine:
    due = None if case.status in AFTERWARDS else case.due_strict
    return CaseLine(
        case_id=case.public_id,
        asked=asked(case.right, case.controller, t),
        reference=case.reference,
        status=wording.status_text(case.status, t),
        tone=TONES.get(case.status, "calm"),
        explained=wording.status_explained(case.status, t),
        due=due,
        away=away(due, today, t) if due else "",
    )
