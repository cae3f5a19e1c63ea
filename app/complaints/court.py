"""What to know before going to the Conseil d'État: the dates, and what to have at hand, as a checklist. No draft: one takes advice.

Against the CNIL's decision, or against the rejection that three months of its silence amount to (LAW.md, part B).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from app.complaints import sheet_words as words
from app.law.assessment import Action, Assessment
from app.law.authority_clock import CNIL
from app.platform.errors import msg
from app.platform.i18n import Translator

OUT_OF_TIME = "court_past"
UNSTATED = "court_decided_unstated"

DAYS: Mapping[str, tuple[str, str]] = {
    "filed": (msg("Complaint filed"), ""),
    "informed": (msg("Last news from the CNIL: the three months run anew from it"), msg("Conseil d’État, 24 July 2023, No 465229")),
    "silent_on": (msg("End of the three months: without news, the complaint counts as rejected"), msg("Decree No 2019-536, Article 10")),
    "decided": (msg("The CNIL’s decision"), ""),
    "by": (msg("Last day to go to the Conseil d’État"), msg("Code of administrative justice (CJA), Articles R421-1, R421-2 and R421-7")),
}
"""The dates in their order, each with its rule, "" for a fact."""

IF_UNSTATED: Mapping[str, tuple[str, str]] = {
    "by": (
        msg("Two months after the decision; as it names no remedies they do not run, but do not rely on that"),
        msg("CJA, Article R421-5"),
    ),
    "act_by": (msg("In any case within one year of the decision"), msg("Conseil d’État, Czabaj")),
}
"""The last days after a decision that does not say how to contest it."""

HAND = msg("Have at hand the complaint, the proof of the day on which it arrived, and every letter of the CNIL.")
IF_DECIDED = msg("Note the day on which you received the decision, and keep its envelope or the e-mail.")
IF_SILENT = msg("If the CNIL told you more than that it received your complaint, record it first: such news prevents the rejection.")
TIME = (
    msg("Asking the CNIL within the two months to think again (recours gracieux) interrupts them; keep proof of the day."),
    msg("Living overseas adds one month to the two, living abroad two months; the last day above counts it."),
)
"""Points to check, besides those of the next-step sheet."""

PAST = msg("The last day has passed: unless the time did not run for you, the Conseil d’État will not look at it. Ask a lawyer at once.")


@dataclass(frozen=True, kw_only=True)
class CourtDay:
    """One date: what it is, and the rule that it follows from ("" where it is a fact)."""

    label: str
    on: date
    rule: str
    last: bool


@dataclass(frozen=True, kw_only=True)
class CourtChecklist:
    """The dates in their order and the points to check, in the reader's language; `late` once the last day has passed."""

    days: tuple[CourtDay, ...]
    points: tuple[str, ...]
    late: bool


def court_checklist(assessment: Assessment, t: Translator) -> CourtChecklist | None:
    """The checklist; None as long as there is nothing to attack, and where another court than the Conseil d'État hears it."""
    step = next((step for step in assessment.next_steps if step.action is Action.GO_TO_COURT), None)
    if step is None or step.params.get("authority") != CNIL:
        return None
    late = step.reason == OUT_OF_TIME
    own = IF_DECIDED if "decided" in step.params else IF_SILENT
    points = (words.COURT_ADVICE, HAND, own, *words.COURT_CNIL, *TIME, words.COURT_COST, words.COURT_THEN)
    said = [*([PAST] if late else []), *points]
    return CourtChecklist(
        days=tuple(_days(step.params, step.reason, t)),
        points=tuple(t.gettext(point) for point in said),
        late=late,
    )


def _days(params: Mapping[str, object], reason: str, t: Translator) -> Iterator[CourtDay]:
    decided = "decided" in params
    for name, (label, rule) in {**DAYS, **(IF_UNSTATED if reason == UNSTATED else {})}.items():
        day = params.get(name)
        if isinstance(day, date) and not (decided and name in ("silent_on", "informed")):
            yield CourtDay(label=t.gettext(label), on=day, rule=t.gettext(rule), last=name == "by")
