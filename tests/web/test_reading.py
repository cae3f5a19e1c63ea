"""The reading page over plain HTTP: what a browser without scripts sends, and what nobody's browser would."""

import re
from datetime import date

import pytest
from starlette.testclient import TestClient

from app.law.events import CompletenessChecked, FindingConfirmed, standing
from app.wiring import Wiring
from tests.web.conftest import Clock
from tests.web.dossiers import Person, enter

WORDS = "We give data of the last twelve months. You may ask twice a year."


@pytest.fixture
def person(wired: Wiring, browser: TestClient, clock: Clock) -> Person:
    """Camille, to whom an answer came on 20 March 2026."""
    camille = enter(wired, browser)
    camille.record("sent", on="2026-03-02", channel="registered_post")
    camille.come_back(clock, date(2026, 5, 20))
    camille.record("reply", on="2026-03-20", nature="partial", text=WORDS)
    return camille


def address(person: Person) -> str:
    found = re.search(r'href="(/case/\w+/replies/\w+)"', person.page())
    assert found
    return found[1]


def findings(wired: Wiring, person: Person) -> list[FindingConfirmed]:
    records = standing(wired.store.case(person.dossier, person.cases[0]).records)
    return [r.event for r in records if isinstance(r.event, FindingConfirmed)]


def test_a_sentence_is_marked_by_its_place(wired: Wiring, person: Person) -> None:
    answer = person.browser.post(f"{address(person)}/findings", data={"passage": "0-39", "label": "temporal_limit"})
    assert answer.status_code == 303
    (event,) = findings(wired, person)
    assert (event.quote, event.start, event.end, event.on) == (WORDS[:39], 0, 39, date(2026, 3, 20))


def test_the_same_form_twice_marks_once_and_a_mark_is_removed_once(wired: Wiring, person: Person) -> None:
    form = {"words": "twice a year", "label": "frequency_limit", "submit_token": "a-token-of-the-page"}
    for _ in range(2):
        person.browser.post(f"{address(person)}/findings", data=form)
    assert len(findings(wired, person)) == 1
    remove = re.findall(r'action="([^"]+/remove)"', person.browser.get(address(person)).text)[0]
    assert [person.browser.post(remove, data={"go": "1"}).status_code for _ in range(2)] == [303, 303]
    assert findings(wired, person) == []


@pytest.mark.parametrize("passage", ["", "x-y", "5-900", "9-3", "-1-4", "0-99999999999999999999", "٣-٤"])
def test_a_place_that_no_page_of_ours_sent_is_a_mistake_to_mend(passage: str, person: Person) -> None:
    answer = person.browser.post(f"{address(person)}/findings", data={"passage": passage, "label": "temporal_limit"})
    assert answer.status_code == 422
    assert 'id="problems"' in answer.text


def test_a_label_or_a_reply_that_there_is_not_is_refused(person: Person) -> None:
    where = address(person)
    assert person.browser.post(f"{where}/findings", data={"passage": "0-39", "label": "made_up"}).status_code == 422
    assert person.browser.get(where[:-3] + "zzz").status_code == 404
    assert person.browser.post(f"{where}/findings/{'a' * 26}/remove", data={"go": "1"}).status_code == 404


def test_a_check_is_saved_and_corrected_by_the_next(wired: Wiring, person: Person) -> None:
    for state in ("missing", "answered"):
        form = {"state_source": state, "state_recipients": "partly", "words_recipients": "twice a year"}
        assert person.browser.post(f"{address(person)}/check", data=form).status_code == 303
    records = standing(wired.store.case(person.dossier, person.cases[0]).records)
    (check,) = [r.event for r in records if isinstance(r.event, CompletenessChecked)]
    assert {item.code: item.state for item in check.items} == {"source": "answered", "recipients": "partly"}
    assert 'value="twice a year"' in person.browser.get(f"{address(person)}/check").text


def test_words_that_are_not_there_bring_the_check_back(person: Person) -> None:
    answer = person.browser.post(f"{address(person)}/check", data={"state_source": "partly", "words_source": "nowhere"})
    assert answer.status_code == 422
    assert 'value="nowhere"' in answer.text
    assert person.browser.post(f"{address(person)}/check", data={}).status_code == 422


def test_the_letter_is_at_hand_once_something_is_marked(person: Person) -> None:
    assert "letter/answer.pdf" not in person.browser.get(address(person)).text
    person.browser.post(f"{address(person)}/findings", data={"passage": "0-39", "label": "temporal_limit"})
    assert "letter/answer.pdf" in person.browser.get(address(person)).text
    assert "last twelve months" in person.browser.get(f"{person.case}/letter/answer.txt").text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (
            "We extend the period by two months: your file has 214 calls in which other voices must be masked.",
            "The extension was announced after the first month. Its reasons do not matter then. (Article 12(3) GDPR)",
        ),
        ("We charge an administration fee of £25. Nothing will be sent before it is paid.", "· CJEU, C-307/22"),
    ],
)
def test_a_suggestion_names_its_decision_and_the_rule_that_the_dates_bring(person: Person, text: str, shown: str) -> None:
    earlier = address(person)
    person.record("reply", on="2026-05-19", nature="partial", text=text)
    later = next(one for one in re.findall(r'href="(/case/\w+/replies/\w+)"', person.page()) if one != earlier)
    assert shown in person.browser.get(later).text


def test_the_check_is_filled_in_with_proposals_until_it_is_saved(wired: Wiring, person: Person) -> None:
    earlier = address(person)
    person.record("reply", on="2026-05-19", nature="partial", text="We retain your data for two years. It came from Exemple Media.")
    later = next(one for one in re.findall(r'href="(/case/\w+/replies/\w+)"', person.page()) if one != earlier)
    shown = person.browser.get(f"{later}/check").text
    assert shown.count("Proposal, to be checked:") == 2
    assert 'value="We retain your data for two years."' in shown
    records = standing(wired.store.case(person.dossier, person.cases[0]).records)
    assert not [r for r in records if isinstance(r.event, CompletenessChecked)]
    person.browser.post(f"{later}/check", data={"state_source": "missing"})
    assert "Proposal" not in person.browser.get(f"{later}/check").text


def test_what_was_confirmed_in_an_answer_is_offered_when_it_comes_again(wired: Wiring, person: Person) -> None:
    text = "We regret that nothing can be sent to you by our registry before the sum of {n} euros has reached our account, case {n}."
    earlier = address(person)
    person.record("reply", on="2026-05-18", nature="partial", text=text.format(n=25))
    first = next(one for one in re.findall(r'href="(/case/\w+/replies/\w+)"', person.page()) if one != earlier)
    person.browser.post(f"{first}/findings", data={"words": "the sum of 25 euros", "label": "waiver_or_nda"})
    person.record("reply", on="2026-05-19", nature="partial", text=text.format(n=31))
    second = next(one for one in re.findall(r'href="(/case/\w+/replies/\w+)"', person.page()) if one not in (earlier, first))
    assert "in an answer of the same organisation that is 100 % alike" in person.browser.get(second).text
    assert (
        person.browser.post(f"{second}/suggestions/reject", data={"label": "waiver_or_nda", "passage": f"0-{len(text) - 2}"}).status_code
        == 303
    )
