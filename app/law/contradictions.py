"""What does not fit together in the records of a case, whatever the dates of the law are. Nothing here changes what counts."""

from datetime import date
from itertools import pairwise

from app.law.assessment import Warning_
from app.law.events import CaseOpened, IdentityAsked, IdentityGiven, LetterDrafted, NothingCame, RequestRefused, RequestSent, Snoozed
from app.law.fact import Fact
from app.law.facts import Facts

OFTEN_TWICE = (CaseOpened, LetterDrafted, NothingCame, Snoozed)
"""Events that may well happen twice a day, or have a warning of their own."""


def contradictions(facts: Facts) -> tuple[Warning_, ...]:
    """The warnings of a case about its records alone."""
    found = [*facts.warnings, *facts.returns.warnings, *_openings(facts)]
    if facts.all(IdentityGiven):
        found += _answers_without_question(facts)
    if facts.findings:
        found += _findings_without_reply(facts)
    if facts.replies or facts.refusal or facts.notices:
        found += _before_sending(facts)
    if facts.all(Snoozed):
        found += [Warning_("snoozed_backwards", {"until": s.event.until}, (s.id,)) for s in facts.all(Snoozed) if s.event.until < s.on]
    if facts.closed:
        found += _after_closing(facts, facts.closed.on)
    return tuple(found) if facts.all_different else (*found, *_repeated(facts))


def _openings(facts: Facts) -> list[Warning_]:
    openings = facts.all(CaseOpened)
    if len(openings) == 1:
        return []
    return [Warning_("opened_twice", records=tuple(f.id for f in openings))] if openings else [Warning_("not_opened")]


def _answers_without_question(facts: Facts) -> list[Warning_]:
    asked = facts.first(IdentityAsked)
    given = [f for f in facts.all(IdentityGiven) if asked is None or f.on < asked.on]
    return [Warning_("answer_without_question", {"on": f.on}, (f.id,)) for f in given]


def _findings_without_reply(facts: Facts) -> list[Warning_]:
    known = {f.id for f in facts.replies} | {f.id for f in facts.all(RequestRefused)}
    lost = tuple(f.id for f in facts.findings if f.event.reply is not None and f.event.reply not in known)
    return [Warning_("finding_without_reply", records=lost)] if lost else []


def _before_sending(facts: Facts) -> list[Warning_]:
    """An answer older than the request: one of the two dates must be wrong. Neither is left out."""
    first: Fact[RequestSent] | None = facts.first(RequestSent)
    if first is None:
        return []
    came: list[tuple[date, str]] = [(f.on, f.id) for facts_ in (facts.replies, facts.all(RequestRefused), facts.notices) for f in facts_]
    return [Warning_("replied_before_sent", {"on": on, "sent": first.on}, (id_,)) for on, id_ in sorted(came) if on < first.on]


def _repeated(facts: Facts) -> list[Warning_]:
    """Facts stand in order, so that two of the same content are neighbours."""
    pairs = [(one, other) for one, other in pairwise(facts.records) if type(one.event) is type(other.event)]
    same = [(one, other) for one, other in pairs if one.event == other.event and not isinstance(one.event, OFTEN_TWICE)]
    return [Warning_("repeated", {"on": one.on}, (one.id, other.id)) for one, other in same]


def _after_closing(facts: Facts, closed: date) -> list[Warning_]:
    later = tuple(r.id for r in facts.records if r.event.on > closed)
    return [Warning_("recorded_after_closing", records=later)] if later else []
