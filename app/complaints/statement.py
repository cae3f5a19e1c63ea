"""What the complaint's template is told: who, why the authority is competent, why now, what happened. Every choice of law is made here."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date

from babel import Locale

from app.cases.lodging import competence_of, ground_of
from app.cases.parties import Request
from app.complaints.chronology import FROM_CONTROLLER, chronology
from app.complaints.clock import explain
from app.complaints.exhibits import Exhibit, Exhibits
from app.complaints.grounds import argue
from app.complaints.readiness import NotYet, readiness
from app.law.assessment import Assessment
from app.law.events import (
    Event,
    LetterDrafted,
    MandateFor,
    MandateHolder,
    Recorded,
    ReplyNature,
    ReplyReceived,
    RequestRefused,
    RequestSent,
)
from app.law.mandates import mandate_on
from app.law.places import state_of
from app.law.rights import ErasureGround, Right
from app.letters.lodgers import address_of
from app.letters.requests import grounds_invoked, is_clearview

Facts = dict[str, object]

FACE_SEARCH = "face_search"
SANCTIONED = date(2022, 10, 17)
"""The day of SAN-2022-019: only facts after it can show that what was fined went on."""

OF_TIME = {"late", "holding", "insistence", "bad_extension"}
"""Breaches that a complete answer, come late, leaves behind."""

LIMITS_OF_EXTENT = ("temporal_limit", "frequency_limit")


def parties(request: Request, records: Sequence[Recorded], language: str) -> Facts:
    """The two parties, and the reasons for which the authority is competent."""
    subject, controller = request.subject, request.controller
    return {
        "right": request.right.value,
        "person": {
            "birthdate": subject.birthdate,
            "address": ", ".join(subject.address),
            "country": _country(subject.country, language),
            "email": subject.email,
            "phone": subject.phone,
            "minor": subject.minor,
        },
        "controller": {
            "name": controller.name,
            "address": ", ".join(controller.address),
            "country": _country(controller.country, language),
            "email": controller.email,
            "webform": controller.webform,
            "siren": " ".join(controller.siren[n : n + 3] for n in range(0, len(controller.siren), 3)),
            "union_establishment": controller.union_establishment,
            "representative": ", ".join(controller.representative),
        },
        "competence": [reason.code for reason in competence_of(request, records).reasons],
        "forum": _forum(request, records, language),
        "face_search": FACE_SEARCH in controller.traits,
        "clearview": is_clearview(controller),
        "linked_reference": request.linked_reference,
        "child": request.right is Right.ERASURE and (subject.minor or ErasureGround.CHILD in request.grounds),
        "child_of_service": ErasureGround.CHILD in request.grounds,
    }


def _forum(request: Request, records: Sequence[Recorded], language: str) -> Facts | None:
    """Why the person turns to another authority than that of her habitual residence; None where she does not."""
    ground, place = ground_of(request, records)
    return {"ground": ground.value, "place": _country(state_of(place), language)} if ground else None


def mandates(records: Sequence[Recorded], exhibits: Exhibits, today: date) -> Facts:
    """Who acts for the person: in the complaint, and apart from it in the request. None for each that nobody has a mandate for."""
    return {f"mandate_{purpose.value}": _mandate(records, exhibits, purpose, today) for purpose in MandateFor}


def _mandate(records: Sequence[Recorded], exhibits: Exhibits, purpose: MandateFor, today: date) -> Facts | None:
    found = mandate_on(records, purpose, today)
    if found is None or not found.given.holder.strip():
        return None
    given = found.given
    return {
        "holder": given.holder,
        "address": ", ".join(address_of(given)),
        "listed": given.body is not MandateHolder.OTHER,
        "on": given.on,
        "courts_too": given.courts_too is True,
        "exhibits": exhibits.of(found.record),
    }


def admissibility(request: Request, records: Sequence[Recorded], assessment: Assessment, today: date) -> Facts:
    """Why the complaint may be lodged: the prior request, and a refusal, silence or a reply that falls short; or why not yet."""
    ready = readiness(assessment, today)
    codes = {b.code for b in assessment.breaches}
    refusals = [r.event.on for r in records if isinstance(r.event, RequestRefused)]
    if refusals:
        admissible = "refusal"
    elif isinstance(ready, NotYet):
        admissible = "pending"
    else:
        admissible = "silence" if "silence" in codes else "insufficient"
    return {
        "admissible": admissible,
        "not_before": ready.available_from if isinstance(ready, NotYet) else None,
        "refused_on": refusals[0] if refusals else None,
        "sendings": _sendings(records),
        "since_sanction": all(day > SANCTIONED for day in _sendings(records)),
        "remedied": _remedied(records, codes),
        "silent": "silence" in codes,
        "limits_extent": bool(codes.intersection(LIMITS_OF_EXTENT)),
    }


def story(
    request: Request,
    records: Sequence[Recorded],
    assessment: Assessment,
    exhibits: Exhibits,
    language: str,
    today: date,
    *,
    british: bool = False,
) -> Facts:
    """The dated facts, the reckoning of the month and the breaches; `british` argues them under the UK GDPR."""
    clock = explain(assessment, records, today)
    clock_facts = asdict(clock) if clock else None
    messages = [r.event for r in records if isinstance(r.event, FROM_CONTROLLER)]
    return {
        "chronology": [asdict(fact) for fact in chronology(records, exhibits, language)],
        "clock": clock_facts,
        "grounds": [asdict(ground) for ground in argue(request, records, assessment, exhibits, language, british=british)],
        "to_date": _to_date(messages),
        "decided_on": _decided_on(records),
        "me": {
            "right": request.right.value,
            "sendings": _sendings(records),
            "answered": _to_date(messages) == "answered",
            "points": [ground.value for ground in _grounds(request, records)],
            "clock": clock_facts,
        },
    }


def missing(exhibits: Exhibits) -> list[Facts]:
    """The missing papers, those of one kind together with all their dates and what the person noted about them."""

    def kind(exhibit: Exhibit) -> tuple[str, str]:
        return exhibit.kind, exhibit.letter

    order = list(dict.fromkeys(kind(e) for e in exhibits.missing))
    grouped = [(key, [e for e in exhibits.missing if kind(e) == key]) for key in order]
    return [
        {"kind": key[0], "letter": key[1], "dates": [e.on for e in same if e.dated], "details": [e.detail for e in same if e.detail]}
        for key, same in grouped
    ]


def _decided_on(records: Sequence[Recorded]) -> date | None:
    """The day of the first refusal or complete answer: it ended the time, whatever it is worth."""
    refusals = [r.event.on for r in records if isinstance(r.event, RequestRefused)]
    answers = [r.event.on for r in records if isinstance(r.event, ReplyReceived) and r.event.nature is ReplyNature.COMPLETE]
    return min([*refusals, *answers], default=None)


def _to_date(messages: Sequence[Event]) -> str:
    """What had come by the day of the complaint: nothing, no answer on the substance, or an answer."""
    if not messages:
        return "nothing"
    substantive = (ReplyNature.PARTIAL, ReplyNature.COMPLETE)
    answers = (isinstance(m, RequestRefused) or (isinstance(m, ReplyReceived) and m.nature in substantive) for m in messages)
    return "answered" if any(answers) else "no_answer"


def _grounds(request: Request, records: Sequence[Recorded]) -> tuple[ErasureGround, ...]:
    """What the erasure letter invoked: as chosen, or as this program wrote it; of a letter written elsewhere nothing more is known."""
    ours = any(isinstance(r.event, LetterDrafted) and r.event.letter == Right.ERASURE for r in records)
    return grounds_invoked(request) if ours else request.grounds


def _remedied(records: Sequence[Recorded], codes: set[str]) -> bool:
    """Whether the person got a complete answer in the end, so that only its lateness is left to complain of."""
    complete = any(isinstance(r.event, ReplyReceived) and r.event.nature is ReplyNature.COMPLETE for r in records)
    return complete and codes <= OF_TIME


def _sendings(records: Sequence[Recorded]) -> list[date]:
    """Days on which the request left, each once: two ways of sending on one day are one request."""
    return sorted({r.event.on for r in records if isinstance(r.event, RequestSent)})


def _country(code: str, language: str) -> str:
    return str(Locale.parse(language).territories.get(code, code))
