"""What comes after the first letter, through the pages: letters that come back, reminders, the authority, the court, peace and quiet."""

import re
from datetime import date

import pytest
from starlette.testclient import TestClient

from app.law.events import (
    AuthorityAcknowledged,
    AuthorityDecided,
    AuthorityOutcome,
    CaseClosed,
    ComplaintFiled,
    Event,
    Outcome,
    ReminderSent,
    RequestReturned,
    ReturnReason,
    Snoozed,
    standing,
)
from app.wiring import Wiring
from tests.web.conftest import Clock
from tests.web.dossiers import Person, enter
from tests.web.visit import mistakes


@pytest.fixture
def person(wired: Wiring, browser: TestClient, clock: Clock) -> Person:
    """Camille, who wrote on 2 March 2026 by registered post; it is 20 May."""
    camille = enter(wired, browser)
    assert camille.record("sent", on="2026-03-02", channel="registered_post").status_code == 303
    camille.come_back(clock, date(2026, 5, 20))
    return camille


def complained(person: Person) -> Person:
    """The same, once the complaint is filed."""
    assert person.record("complaint", on="2026-05-19").status_code == 303
    return person


def events(wired: Wiring, person: Person) -> list[Event]:
    """What counts in the first case."""
    return [record.event for record in standing(wired.store.case(person.dossier, person.cases[0]).records)]


def test_a_letter_that_came_back_is_recorded_with_its_reason(wired: Wiring, person: Person) -> None:
    answer = person.record("returned", on="2026-03-25", reason="unclaimed", presented="2026-03-06", proof="1A 000 000 0000 0")
    assert answer.status_code == 303
    assert RequestReturned(
        on=date(2026, 3, 25), reason=ReturnReason.UNCLAIMED, presented=date(2026, 3, 6), proof="1A 000 000 0000 0"
    ) in events(wired, person)


def test_the_post_cannot_have_tried_after_it_gave_up(person: Person) -> None:
    page = person.record("returned", on="2026-03-25", reason="unclaimed", presented="2026-03-26")
    assert page.status_code == 422
    assert mistakes(page) == ["presented"]


@pytest.mark.parametrize("kind", ["returned", "authority_decided"])
def test_a_choice_that_was_not_made_is_named(person: Person, kind: str) -> None:
    page = person.record(kind, on="2026-05-19")
    assert mistakes(page) == ["reason" if kind == "returned" else "outcome"]


@pytest.mark.parametrize("letter", ["reminder", "mise_en_demeure", "contest_extension", "missing_items", "identity_answer"])
def test_every_follow_up_letter_can_be_recorded(wired: Wiring, person: Person, letter: str) -> None:
    assert person.record("reminder", on="2026-05-19", channel="email", letter=letter, until="2026-06-03").status_code == 303
    assert any(isinstance(event, ReminderSent) and event.letter == letter for event in events(wired, person))


def test_the_link_of_a_step_begins_with_its_letter(person: Person) -> None:
    page = person.page()
    assert f'href="{person.case}/record/reminder?letter=prepared"' in page
    form = person.browser.get(f"{person.case}/record/reminder?letter=prepared").text
    assert 'value="prepared" checked' in form


def test_a_letter_that_no_form_knows_is_simply_not_chosen(person: Person) -> None:
    form = person.browser.get(f"{person.case}/record/reminder?letter=%22%3E%3Cscript%3E")
    assert form.status_code == 200
    assert "<script>" not in form.text


def test_taking_the_request_back_closes_the_case(wired: Wiring, person: Person) -> None:
    assert person.record("withdrawal", on="2026-05-20", channel="email").status_code == 303
    recorded = events(wired, person)
    assert any(isinstance(event, ReminderSent) and event.letter == "withdrawal" for event in recorded)
    assert CaseClosed(on=date(2026, 5, 20), outcome=Outcome.WITHDRAWN) in recorded


def test_a_withdrawal_is_corrected_with_its_own_form(wired: Wiring, person: Person) -> None:
    person.record("withdrawal", on="2026-05-20", channel="email")
    records = wired.store.case(person.dossier, person.cases[0]).records
    record = next(record for record in records if isinstance(record.event, ReminderSent))
    page = person.browser.get(f"{person.case}/correct/{record.id}").text
    assert "I took the request back" in page
    assert 'name="letter"' not in page


def test_nothing_is_reminded_of_until_a_day_to_come(wired: Wiring, person: Person) -> None:
    assert mistakes(person.record("snooze", until="2026-05-19")) == ["until"]
    assert mistakes(person.record("snooze")) == ["until"]
    assert mistakes(person.record("snooze", until="2029-05-19")) == ["until"]
    assert person.record("snooze", until="2026-06-01").status_code == 303
    assert Snoozed(on=date(2026, 5, 20), until=date(2026, 6, 1)) in events(wired, person)


def test_what_the_authority_does_can_be_recorded_once_it_has_the_complaint(person: Person) -> None:
    assert "/record/authority_acknowledged" not in person.page()
    page = complained(person).page()
    for kind in ("authority_acknowledged", "authority_informed", "authority_reminded", "authority_decided", "court"):
        assert f'href="{person.case}/record/{kind}"' in page


def test_what_comes_from_the_authority_bears_the_name_of_the_one_that_has_the_complaint(wired: Wiring, person: Person) -> None:
    complained(person)
    (filed,) = [event for event in events(wired, person) if isinstance(event, ComplaintFiled)]
    assert person.record("authority_acknowledged", on="2026-05-20", received_on="2026-05-19", number="26-1").status_code == 303
    known = AuthorityAcknowledged(on=date(2026, 5, 20), authority=filed.authority, number="26-1", received_on=date(2026, 5, 19))
    assert known in events(wired, person)


def test_a_decision_opens_the_time_to_go_to_court(wired: Wiring, person: Person, clock: Clock) -> None:
    complained(person).come_back(clock, date(2026, 7, 2))
    answer = person.record("authority_decided", on="2026-07-01", outcome="rejected", remedies_stated="yes", text="No breach was found.")
    assert answer.status_code == 303
    decided = next(event for event in events(wired, person) if isinstance(event, AuthorityDecided))
    assert (decided.outcome, decided.remedies_stated) == (AuthorityOutcome.REJECTED, True)
    assert "The authority has decided" in person.page()
    assert person.record("court", on="2026-07-02", number="500000").status_code == 303


def test_what_the_check_finds_missing_is_ticked_and_stands_in_the_letter(person: Person) -> None:
    person.record("reply", on="2026-03-20", nature="partial", text="Here is your name.")
    check = person.browser.get(f"{person.case}/missing").headers["location"]
    assert 'action="' + check in person.browser.get(check).text
    judged = {"state_source": "missing", "state_storage": "partly", "state_recipients": "answered"}
    assert person.browser.post(check, data=judged).headers["location"] == f"{person.case}/missing"
    page = person.browser.get(f"{person.case}/missing").text
    assert re.findall(r'name="missing" value="(\w+)" checked', page) == ["storage", "source"]
    letter = person.browser.get(f"{person.case}/letter/missing_items.txt?missing=source&missing=storage").text
    assert ("point g)" in letter, "point h)" in letter) == (True, False)


def test_the_whole_is_asked_for_without_a_check(person: Person) -> None:
    person.record("reply", on="2026-03-20", nature="partial", text="Here is your name.")
    page = person.browser.get(f"{person.case}/missing?whole").text
    assert ('name="missing" value="source"' in page, '" checked' in page) == (True, False)


def test_what_no_right_knows_cannot_be_missing(person: Person) -> None:
    person.record("reply", on="2026-03-20", nature="partial", text="Here is your name.")
    answer = person.browser.get(f"{person.case}/letter/missing_items.txt?missing=everything")
    assert answer.status_code == 422
    assert "everything" in answer.text


def test_every_letter_that_a_step_names_can_be_had_from_the_page(person: Person) -> None:
    page = person.page()
    for letter in ("letter/mise_en_demeure.pdf", "letter/reminder.pdf", "letter/withdrawal.pdf", "letter/complaint.pdf"):
        assert f'href="{person.case}/{letter}"' in page
