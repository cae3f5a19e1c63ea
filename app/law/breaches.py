"""Duties that the controller broke, each with its articles and the records that prove it. Codes only: a person decides what to claim."""

from collections.abc import Callable, Iterable
from datetime import date

from app.law.assessment import Breach, Warning_
from app.law.clock import Clock
from app.law.completeness import gaps
from app.law.deadlines import ExtensionStatus
from app.law.events import FindingConfirmed, NothingCame, ReplyNature
from app.law.facts import Fact, Facts
from app.law.limits import UnknownLimit
from app.law.periods import Param
from app.law.rights import ARTICLES, Right

ArticlesOf = Callable[[str], tuple[str, ...]]

ART_12_2, ART_12_3, ART_12_4 = "GDPR Art. 12(2)", "GDPR Art. 12(3)", "GDPR Art. 12(4)"
INSISTENCE = 3
"""Letters on different days from which on a controller counts as answering only when pressed (CNIL, MED-2021-134: seven)."""


PARTIAL = {Right.ACCESS: "partial_answer", Right.ERASURE: "partial"}
"""What an answer in part is called: for access it is a limit that has its own file, for erasure there is none."""

SAME_AS = {
    "extension_unjustified": "bad_extension",
    "holding_reply": "holding",
    "repeat_required": "insistence",
}
"""Labels of replies that say what the dates may say already: where they do, both are one breach."""


def breaches(facts: Facts, clock: Clock, today: date, articles_of: ArticlesOf) -> tuple[tuple[Breach, ...], tuple[Warning_, ...]]:
    """Every breach on `today`: those of time first, then those of the answer.

    `articles_of` gives the articles that a label offends: none for an answer without limit; UnknownLimit for a label nobody described.
    """
    found = [*_of_time(facts, clock, today), *_extension(facts, clock), *_refusal(facts), *_incomplete(facts, clock, today)]
    if not (facts.findings or facts.checks):
        return tuple(found), ()
    limits, warnings = _limits(facts, articles_of)
    return (*_merged([*found, *limits]),), warnings


def _of_time(facts: Facts, clock: Clock, today: date) -> list[Breach]:
    """Silence, lateness, a holding reply, a part left out, and having to insist: all begin when the claimable date is past."""
    due = clock.claim
    if due is None or today <= due:
        return []
    article = ARTICLES[facts.right]
    decisive = facts.complete or facts.refusal or (facts.answers[0] if facts.answers else None)
    in_time = [d for d in facts.decisions if d.on <= due]
    found = []
    if decisive is None:
        found.append(Breach("silence", (ART_12_3, ART_12_4, article), due, _requests(facts), {"due": due, **_arrival(clock)}))
        found += _holding(facts, due)
    elif not in_time:
        first = facts.decisions[0]
        days = (first.on - due).days
        found.append(Breach("late", (ART_12_3,), first.on, (first.id,), {"due": due, "replied": first.on, "days": days}))
    if facts.answers and not facts.complete and not facts.refusal:
        ids = tuple(a.id for a in facts.answers)
        replied = facts.answers[0].on
        found.append(Breach(PARTIAL[facts.right], (ART_12_3, article), replied, ids, {"due": due, "replied": replied}))
    answered = any(d.on <= due for d in (facts.complete, facts.refusal) if d)
    return found if answered else [*found, *_insistence(facts)]


def _incomplete(facts: Facts, clock: Clock, today: date) -> list[Breach]:
    """An answer in part, as its check item by item shows, once the claimable date is past (GDPR Art. 15(1)(a)-(h), (2), (3); Arts 17-19).

    `items` are the codes that no answer holds in full. A refusal denies the whole: what it lacks besides is no breach of its own.
    """
    due = clock.claim
    if not facts.checks or due is None or today <= due or facts.refusal:
        return []
    found = gaps(facts.right, facts.checks)
    if not found:
        return []
    named = {check.event.reply for check in facts.checks}
    replies = [r for r in facts.replies if r.id in named]
    on = min((r.on for r in replies), default=facts.checks[0].on)
    about: dict[str, Param] = {"due": due, "replied": on, "items": tuple(gap.item.code for gap in found)}
    ids = (*(r.id for r in replies), *(check.id for check in facts.checks))
    return [Breach(PARTIAL[facts.right], tuple(dict.fromkeys(gap.item.article for gap in found)), on, ids, about)]


def _requests(facts: Facts) -> tuple[str, ...]:
    """What proves the request and that nothing came: sendings, receipts, and the days on which the person looked."""
    looked = tuple(f.id for f in facts.all(NothingCame))
    return (*(f.id for f in facts.sends), *(f.id for f in facts.receipts), *looked)


def _arrival(clock: Clock) -> dict[str, Param]:
    """The receipt that the claimed date rests on, and whether it is only presumed."""
    if clock.receipt is None:
        return {}
    return {"received": clock.receipt.earliest, "receipt": "presumed" if clock.presumed else "recorded"}


def _holding(facts: Facts, due: date) -> list[Breach]:
    acknowledged = [r for r in facts.replies if r.event.nature is ReplyNature.ACKNOWLEDGEMENT]
    if not acknowledged:
        return []
    ids = tuple(r.id for r in acknowledged)
    return [Breach("holding", (ART_12_3,), due, ids, {"due": due, "acknowledged": acknowledged[0].on})]


def _insistence(facts: Facts) -> list[Breach]:
    """Two ways of sending on one day are one letter."""
    if len(facts.sends) < INSISTENCE:
        return []
    days = tuple(sorted({s.on for s in facts.sends}))
    if len(days) < INSISTENCE:
        return []
    about: dict[str, Param] = {"count": len(days), "first": days[0], "last": days[-1], "dates": days}
    return [Breach("insistence", (ART_12_2, ART_12_3), days[-1], tuple(s.id for s in facts.sends), about)]


def _extension(facts: Facts, clock: Clock) -> list[Breach]:
    """A notice that came too late or without reasons (GDPR Art. 12(3); EDPB 01/2022 §162-164)."""
    due, notice = clock.deadlines, clock.notice
    if due is None or notice is None or due.extension is ExtensionStatus.VALID:
        return []
    about: dict[str, Param] = {"notified": notice.on, "due": due.due_safe, "kind": due.extension.value}
    return [Breach("bad_extension", (ART_12_3,), notice.on, tuple(n.id for n in facts.notices), about)]


def _refusal(facts: Facts) -> list[Breach]:
    """An express refusal; without reasons or without naming the remedies it also offends Art. 12(4)."""
    refusal = facts.refusal
    if refusal is None:
        return []
    article = ARTICLES[facts.right]
    reasons = refusal.event.reasons_given
    articles = (ART_12_4, article) if reasons is False else (article,)
    about: dict[str, Param] = {"refused": refusal.on, "reasons": {None: "unknown", True: "given", False: "missing"}[reasons]}
    found = [Breach("refusal", articles, refusal.on, (refusal.id,), about)]
    if refusal.event.remedies_given is False:
        found.append(Breach("no_remedies", (ART_12_4,), refusal.on, (refusal.id,), {"refused": refusal.on}))
    return found


def _limits(facts: Facts, articles_of: ArticlesOf) -> tuple[list[Breach], tuple[Warning_, ...]]:
    """One breach for each label that was confirmed, however many replies it was found in."""
    by_label: dict[str, list[Fact[FindingConfirmed]]] = {}
    for fact in facts.findings:
        by_label.setdefault(fact.event.label, []).append(fact)
    found, warnings = [], []
    for label, confirmed in by_label.items():
        try:
            articles = articles_of(label)
            found += [_limit(label, articles, confirmed, facts)] if articles else []
        except UnknownLimit:
            warnings.append(Warning_("unknown_limit", {"label": label}, tuple(f.id for f in confirmed)))
    return found, tuple(warnings)


def _limit(label: str, articles: tuple[str, ...], confirmed: list[Fact[FindingConfirmed]], facts: Facts) -> Breach:
    named = {f.event.reply for f in confirmed}
    replies = [r for r in (*facts.replies, *((facts.refusal,) if facts.refusal else ())) if r.id in named]
    on = min((r.on for r in replies), default=confirmed[0].on)
    quote = next((f.event.quote.strip() for f in confirmed if f.event.quote.strip()), "")
    ids = (*(r.id for r in replies), *(f.id for f in confirmed))
    return Breach(label, articles, on, ids, {"label": label, "replied": on, "quote": quote})


def _merged(found: Iterable[Breach]) -> list[Breach]:
    """One breach for each code: a limit that the person confirmed adds its records to what the dates already show."""
    merged: dict[str, Breach] = {}
    for breach in found:
        code = SAME_AS.get(breach.code, breach.code)
        known = merged.get(code)
        if known is None:
            merged[breach.code] = breach
            continue
        articles = tuple(dict.fromkeys((*known.articles, *breach.articles)))
        records = tuple(dict.fromkeys((*known.records, *breach.records)))
        items = {"items": breach.params["items"]} if "items" in breach.params else {}
        merged[code] = Breach(known.code, articles, known.on, records, {**known.params, **items})
    return list(merged.values())
