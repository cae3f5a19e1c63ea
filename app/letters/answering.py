"""What the letter `answer` says of a reply: each limit with the controller's own words and the counter-argument, each gap as a question.

Only what a person confirmed is answered, and only what she found missing is asked for.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from app.cases.parties import Request
from app.cases.sentences.items import ITEMS
from app.law import limits
from app.law.completeness import gaps
from app.law.events import FindingConfirmed, Recorded, ReplyReceived, RequestRefused
from app.law.facts import Fact, facts_on
from app.law.finding_events import ItemState
from app.law.limits import Limit, NextMove
from app.law.rights import Right
from app.letters.requests import is_clearview

PARTIAL = "partial_answer"
"""The limit that the questions put in other words: where there are any, its own paragraph is left out."""

FIRM = (NextMove.MISE_EN_DEMEURE, NextMove.COMPLAINT)
FIRM_DAYS = 15
"""Days that the answer leaves where a limit calls for a formal notice. Like the shorter time of the template, a policy and no law."""

Said = Mapping[str, object]
Findings = Sequence[Fact[FindingConfirmed]]


def answered(request: Request, records: Sequence[Recorded], missing: Sequence[str], on: date, language: str) -> dict[str, object]:
    """The facts of the letter. `records` are those that stand on its day, `missing` the codes that the person ticked besides her checks.

    `met` are the limits in the order of their files, `questions` the items to ask for, `replies` the days of the messages that it answers.
    `unjudged` says that nobody found anything wanting: then every item is asked for, and the letter says of none that it is missing.
    """
    found = facts_on(records, on)
    questions = _questions(request.right, records, missing, on)
    entries = _met(found.findings)
    unjudged = not questions and (not entries or (request.right is Right.ERASURE and any(entry.label == PARTIAL for entry, _ in entries)))
    if unjudged:
        questions = [{"item": code, "partly": False, "quotes": ()} for code in ITEMS[request.right]]
    plain = [entry for entry in entries if entry[0].label != PARTIAL or not questions]
    days = {record.id: record.on for record in records if isinstance(record.event, ReplyReceived | RequestRefused)}
    named = {finding.event.reply for _, all_ in entries for finding in all_} | {check.event.reply for check in found.checks}
    return {
        "met": tuple(_limit(entry, all_, days, request, language) for entry, all_ in plain),
        "incomplete_quotes": tuple(q for e, all_ in entries if e.label == PARTIAL and questions for q in _quotes(all_, days)),
        "questions": tuple(questions),
        "unjudged": unjudged,
        "replies": tuple(sorted({days[reply] for reply in named if reply in days})),
    }


def days_left(records: Sequence[Recorded], usual: int) -> int:
    """The days that the letter leaves: the template's own, more where what they wrote is grave."""
    moves = {limits.move_of(r.event.label) for r in records if isinstance(r.event, FindingConfirmed)}
    return FIRM_DAYS if moves.intersection(FIRM) else usual


def _met(findings: Findings) -> list[tuple[Limit, Findings]]:
    """Each confirmed limit once, with all its findings, the earliest first. Labels that nobody described have no paragraph."""
    by_label: dict[str, list[Fact[FindingConfirmed]]] = {}
    for finding in findings:
        by_label.setdefault(finding.event.label, []).append(finding)
    return [(entry, by_label[entry.label]) for entry in limits.all_limits() if entry.label in by_label]


def _limit(entry: Limit, findings: Findings, days: Mapping[str, date], request: Request, language: str) -> Said:
    counter = entry.answered(language, clearview=is_clearview(request.controller))
    return {"label": entry.label, "quotes": _quotes(findings, days), "counter": counter}


def _quotes(findings: Findings, days: Mapping[str, date]) -> tuple[Said, ...]:
    """The controller's words, each once, with the day on which it wrote them."""
    said = [(days.get(f.event.reply or "", f.on), one_line(f.event.quote)) for f in findings]
    return tuple({"on": on, "quote": quote} for on, quote in dict.fromkeys(sorted(said)) if quote)


def _questions(right: Right, records: Sequence[Recorded], missing: Sequence[str], on: date) -> list[Said]:
    """What the checks found wanting, and what was ticked besides, in the order of the letter."""
    wanting = {gap.item.code: gap for gap in gaps(right, facts_on(records, on).checks)}
    found: list[Said] = []
    for code in ITEMS[right]:
        gap = wanting.get(code)
        if gap or code in missing:
            quotes = tuple(one_line(quote) for _, quote in gap.passages) if gap and gap.state is ItemState.PARTLY else ()
            found.append({"item": code, "partly": bool(gap and gap.state is ItemState.PARTLY), "quotes": quotes})
    return found


def one_line(text: str) -> str:
    """A quotation runs on in its sentence, without the full stop of its own; no-break spaces stay."""
    return " ".join(part for part in text.replace("\n", " ").replace("\t", " ").split(" ") if part).rstrip(" .")
