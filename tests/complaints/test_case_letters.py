"""The letters of a case: the request, the notice and the complaint always, the others when a next step names them."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings

from app.cases.views import CaseView
from app.complaints.case_letters import LetterLine, Posting, case_draft, letter_lines
from app.law.events import (
    Channel,
    ComplaintFiled,
    Event,
    ExtensionNotified,
    IdentityAsked,
    LetterDrafted,
    ReplyNature,
    ReplyReceived,
    RequestReceived,
    RequestSent,
    standing,
)
from app.letters.drafts import Draft
from app.letters.formats import to_text
from app.platform.errors import InvalidInput, NotFound
from tests.complaints.cases import CAMILLE, SHOP, assessed, records, request
from tests.letters.histories import DAYS, EVENTS

DRAFTED = LetterDrafted(on=date(2026, 3, 2), letter="access")
SENT = RequestSent(on=date(2026, 3, 2), channel=Channel.EMAIL)
RECEIVED = RequestReceived(on=date(2026, 3, 2))
MARCH, MAY, NOVEMBER = date(2026, 3, 20), date(2026, 5, 20), date(2026, 11, 25)


def view(*events: Event) -> CaseView:
    """A case with these records."""
    asked = request(SHOP)
    return CaseView(public_id="a" * 26, request=asked, records=records(asked, *events), files=(), linked=None, intact=True)


def lines(*events: Event, on: date = MAY) -> dict[str, LetterLine]:
    """The letters by kind, in their order."""
    case = view(*events)
    return {line.kind: line for line in letter_lines(case, assessed(case.records, on), on)}


def draft(kind: str, *events: Event, on: date = MAY, missing: tuple[str, ...] = (), channel: Channel | None = None) -> Draft:
    """The letter of that case."""
    case = view(*events)
    return case_draft(case, assessed(case.records, on), on, kind, missing=missing, posting=Posting(channel=channel))


def test_the_request_the_notice_and_the_complaint_are_always_there() -> None:
    assert list(lines(DRAFTED)) == ["request", "mise_en_demeure", "complaint"]
    assert "request" not in lines(SENT)


@pytest.mark.parametrize(
    ("kind", "events", "on"),
    [
        ("identity_answer", (IdentityAsked(on=date(2026, 3, 9)),), MARCH),
        ("contest_extension", (ExtensionNotified(on=date(2026, 3, 9)),), MARCH),
        ("missing_items", (ReplyReceived(on=date(2026, 3, 9), nature=ReplyNature.PARTIAL),), MARCH),
        ("reminder", (), MAY),
        ("withdrawal", (), MARCH),
        ("authority_reminder", (ComplaintFiled(on=date(2026, 9, 1), authority="fr-cnil"),), NOVEMBER),
    ],
)
def test_a_letter_that_a_next_step_names_is_offered_and_can_be_written(kind: str, events: tuple[Event, ...], on: date) -> None:
    line = lines(DRAFTED, SENT, RECEIVED, *events, on=on)[kind]
    assert line.ready
    assert line.available_from is None
    assert draft(kind, DRAFTED, SENT, RECEIVED, *events, on=on).kind == kind


def test_letters_stand_in_the_order_in_which_they_are_used() -> None:
    found = list(lines(DRAFTED, SENT, RECEIVED, IdentityAsked(on=date(2026, 3, 9)), ExtensionNotified(on=date(2026, 3, 10)), on=MARCH))
    assert found == ["request", "identity_answer", "contest_extension", "mise_en_demeure", "complaint", "withdrawal"]


def test_a_line_says_how_many_days_its_letter_leaves() -> None:
    found = lines(DRAFTED, SENT, RECEIVED)
    assert (found["reminder"].days, found["mise_en_demeure"].days, found["complaint"].days) == (8, 15, 0)


def test_what_was_ticked_and_the_way_reach_the_letter() -> None:
    reply = ReplyReceived(on=date(2026, 3, 9), nature=ReplyNature.PARTIAL)
    text = to_text(draft("missing_items", SENT, RECEIVED, reply, missing=("source",), channel=Channel.REGISTERED_POST))
    assert "Lettre recommandée avec avis de réception" in text
    assert "source des données" in text
    assert "durée de conservation" not in text


@pytest.mark.parametrize("kind", ["nothing", "../complaint", "", "_follow_up", "erasure", "request"])
def test_a_letter_that_the_case_does_not_have_is_not_found(kind: str) -> None:
    with pytest.raises(NotFound):
        draft(kind, SENT)


def test_a_letter_about_what_was_never_recorded_says_what_to_record() -> None:
    with pytest.raises(InvalidInput) as refused:
        draft("contest_extension", SENT, RECEIVED)
    assert "record first that it was announced" in str(refused.value)


@pytest.mark.parametrize(
    ("country", "seat", "offered"),
    [("FR", False, {"request", "mise_en_demeure"}), ("GB", False, set()), ("CH", False, set()), ("FR", True, set())],
)
def test_the_representative_is_offered_where_article_27_applies(country: str, seat: bool, offered: set[str]) -> None:
    faces = replace(SHOP, country="US", union_establishment=seat, representative=("Représentants Exemple", "Paris"))
    asked = request(faces, subject=replace(CAMILLE, country=country))
    case = replace(view(), request=asked, records=records(asked, DRAFTED))
    found = letter_lines(case, assessed(case.records, MAY), MAY)
    assert {line.kind for line in found if line.representative} == offered


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(events=EVENTS, today=DAYS)
def test_every_letter_that_a_next_step_names_can_be_written_that_day(events: list[Event], today: date) -> None:
    case = view(DRAFTED, *events)
    found = assessed(case.records, today)
    open_now = {step.letter for step in found.next_steps if step.letter and (step.available_from is None or step.available_from <= today)}
    offered = {line.kind for line in letter_lines(case, found, today)}
    known = not any(isinstance(event, ComplaintFiled) and event.authority == "odd" for event in events)
    ours = any(isinstance(record.event, LetterDrafted) and record.event.letter == "access" for record in standing(case.records))
    for kind in open_now - (set() if ours else {"request"}):
        assert kind in offered
        assert not known or case_draft(case, found, today, kind).html
