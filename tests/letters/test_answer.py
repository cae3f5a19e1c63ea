"""The answer to a reply: each confirmed limit with its words and counter-argument, each gap as a question, the date that follows."""

from datetime import date
from itertools import combinations
from typing import Any

import pytest

from app.law.events import (
    Channel,
    CompletenessChecked,
    Event,
    FindingConfirmed,
    FindingRejected,
    ItemChecked,
    ItemState,
    LetterDrafted,
    Recorded,
    ReplyNature,
    ReplyReceived,
    RequestReceived,
    RequestSent,
)
from app.law.limits import all_limits, limit
from app.law.rights import Right
from app.letters.drafts import Draft, draft_letter
from app.letters.formats import to_pdf, to_text
from app.platform.printer import Printer
from tests.letters.paper import texts
from tests.letters.people import case, request

WORDS = "We provide data collected in the preceding twelve months only"
BEFORE, AFTER = date(2026, 3, 25), date(2026, 4, 20)
LABELS = [entry.label for entry in all_limits()]
TRIPLES = [(LABELS[n], LABELS[(n + 7) % 32], LABELS[(n * 5 + 3) % 32]) for n in range(30)]


def found(label: str, quote: str = "", reply: str = "r4") -> FindingConfirmed:
    return FindingConfirmed(on=date(2026, 3, 20), label=label, quote=quote, reply=reply)


def check(**items: str) -> CompletenessChecked:
    judged = tuple(ItemChecked(code=c, state=ItemState(s.split(":")[0]), quote=s.partition(":")[2]) for c, s in items.items())
    return CompletenessChecked(on=date(2026, 3, 20), items=judged, reply="r4")


def draft(*read: Event, on: date = AFTER, language: str = "fr", missing: tuple[str, ...] = (), **changes: Any) -> Draft:
    """The answer to a reply of 20 March; the request arrived on the 5th, so that its month ends on 7 April."""
    about = request(on=date(2026, 3, 2), language=language, **changes)
    events = (
        LetterDrafted(on=date(2026, 3, 2), letter="access"),
        RequestSent(on=date(2026, 3, 2), channel=Channel.REGISTERED_POST),
        RequestReceived(on=date(2026, 3, 5)),
        ReplyReceived(on=date(2026, 3, 20), nature=ReplyNature.PARTIAL, text=WORDS),
        *read,
    )
    facts = case(list(events), about, on)
    numbered = tuple(Recorded(id=f"r{n}", sequence=n, recorded_at=r.recorded_at, event=r.event) for n, r in enumerate(facts.records))
    return draft_letter("answer", about, language=language, case=type(facts)(**{**facts.__dict__, "records": numbered, "missing": missing}))


def said(*read: Event, **more: Any) -> str:
    return " ".join(to_text(draft(*read, **more)).split())


def test_a_limit_is_answered_with_its_own_words_and_the_counter_argument() -> None:
    text = said(found("temporal_limit", WORDS + "."))
    assert f"Votre courrier du 20 mars 2026 appelle de ma part les observations suivantes. 3. Vous m’écrivez : « {WORDS} »." in text
    assert " ".join(limit("temporal_limit").answered("fr", clearview=False).replace("\u00a0", " ").replace("\u202f", " ").split()) in text


def test_without_a_quotation_nothing_is_put_into_their_mouth() -> None:
    text = said(found("frequency_limit"))
    assert "«" not in text
    assert "Vous m’opposez un nombre maximal de demandes" in text


def test_missing_items_are_numbered_questions_and_what_was_said_is_quoted() -> None:
    text = said(check(recipients="partly:our partners", source="missing", purposes="answered"), language="en")
    assert "not answered, or only in part" in text
    assert "1) To whom, by name," in text
    assert "says no more than: “our partners”. 2) What do you know about the source" in text
    assert "purposes do you process" not in text


def test_items_ticked_besides_are_asked_for_too() -> None:
    assert "1) À quelles dates et à quelles fins" in said(check(source="answered"), missing=("logs",))


def test_a_partial_answer_gives_way_to_its_questions_but_keeps_its_words() -> None:
    text = said(found("partial_answer", "The rest is not disclosed"), check(source="missing"))
    assert "Vous m’écrivez : « The rest is not disclosed ». Il n’est pas répondu" in text
    assert "Votre réponse est incomplète." not in text


def test_before_the_date_the_letter_claims_it_and_opens_no_new_period() -> None:
    text = said(found("policy_pointer"), on=BEFORE)
    assert "au plus tard le 7 avril 2026. La présente n’ouvre aucun délai nouveau." in text


@pytest.mark.parametrize(("label", "days"), [("policy_pointer", "huit"), ("temporal_limit", "quinze"), ("gdpr_denied", "quinze")])
def test_after_the_date_the_days_it_leaves_are_said_to_be_no_law(label: str, days: str) -> None:
    assert f"Aucun texte ne prévoit ces {days} jours" in said(found(label))


def test_two_replies_are_told_apart_by_their_days() -> None:
    later = ReplyReceived(on=date(2026, 4, 2), nature=ReplyNature.OTHER, text="Twice a year.")
    text = said(later, found("temporal_limit", WORDS), found("frequency_limit", "Twice a year.", reply="r5"))
    assert "Vos courriers des 20 mars et 2 avril 2026" in text
    assert "Le 2 avril 2026, vous m’écrivez : « Twice a year »." in text


def test_what_was_turned_down_or_is_no_limit_is_not_answered() -> None:
    rejected = FindingRejected(on=date(2026, 3, 20), label="fee_demanded", quote="a fee", reply="r4")
    text = said(rejected, found("compliant"), check(source="answered"))
    assert "a fee" not in text
    assert "Veuillez reprendre votre réponse point par point" in text
    assert "Il n’est pas répondu" not in text


def test_a_partial_erasure_is_asked_about_point_by_point() -> None:
    text = said(found("partial_answer"), right=Right.ERASURE)
    assert "1) Toutes les données me concernant sont-elles effacées" in text


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("labels", TRIPLES, ids="-".join)
def test_any_three_limits_make_one_whole_letter(labels: tuple[str, ...], language: str) -> None:
    text = said(*[found(label, f"words of {label}") for label in labels], language=language)
    assert all(f"words of {label}" in text for label in labels)
    assert not {"{", "None", "  ", ".."} & {part for part in ("{", "None", "  ", "..") if part in text}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_typical_answer_takes_two_pages_at_most_and_signs_with_text(printer: Printer, language: str) -> None:
    limits = [found(label, WORDS) for label in ("temporal_limit", "frequency_limit", "policy_pointer")]
    pages = texts(
        to_pdf(draft(*limits, check(source="missing", recipients="partly:partners", storage="missing"), language=language), printer)
    )
    assert len(pages) <= 2
    assert ("réclamation" if language == "fr" else "complaint") in pages[-1] or ("copie" if language == "fr" else "copy") in pages[-1]


def test_pairs_of_limits_are_answered_in_the_order_of_their_files() -> None:
    for one, other in list(combinations(["temporal_limit", "frequency_limit", "policy_pointer"], 2)):
        text = said(found(other, f"second {other}"), found(one, f"first {one}"))
        assert text.index(f"first {one}") < text.index(f"second {other}")
