"""Suggestions and marks put right on the reading page: another label, other limits, turned down after all; always undone by one button."""

import re
from datetime import date

import pytest
from starlette.testclient import TestClient

from app.law.events import FindingRejected, standing
from app.wiring import Wiring
from tests.web.conftest import Clock
from tests.web.dossiers import Person, enter
from tests.web.test_reading import address, findings

WORDS = "We give data of the last twelve months. You may submit an access request twice a year. Nothing else applies."
SUGGESTED = {"suggested": "frequency_limit", "passage": "40-86"}


@pytest.fixture
def person(wired: Wiring, browser: TestClient, clock: Clock) -> Person:
    """Camille, to whom an answer came on 20 March 2026."""
    camille = enter(wired, browser)
    camille.record("sent", on="2026-03-02", channel="registered_post")
    camille.come_back(clock, date(2026, 5, 20))
    camille.record("reply", on="2026-03-20", nature="partial", text=WORDS)
    return camille


def rejected(wired: Wiring, person: Person) -> list[FindingRejected]:
    records = standing(wired.store.case(person.dossier, person.cases[0]).records)
    return [r.event for r in records if isinstance(r.event, FindingRejected)]


def offered(person: Person) -> list[str]:
    """Labels that are suggested."""
    return re.findall(r'name="suggested" value="(\w+)"', person.browser.get(address(person)).text)


def send(person: Person, below: str, **form: str) -> str:
    """Sends a form of the page: where the answer leads."""
    answer = person.browser.post(f"{address(person)}/{below}", data=form or {"go": "1"})
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def mark(person: Person, **form: str) -> str:
    """Marks a passage: the id of the finding."""
    return send(person, "findings", **form).rpartition("-")[2]


def test_another_label_turns_the_suggestion_down_and_confirms_the_chosen_one(wired: Wiring, person: Person) -> None:
    assert "frequency_limit" in offered(person)
    send(person, "suggestions/correct", **SUGGESTED, label="repeat_required", extent="as_is")
    (found,), (turned_down,) = findings(wired, person), rejected(wired, person)
    assert (found.label, found.quote) == ("repeat_required", WORDS[40:86])
    assert (turned_down.label, turned_down.quote) == ("frequency_limit", WORDS[40:86])
    assert "frequency_limit" not in offered(person)


def test_one_button_undoes_the_correction_whole(wired: Wiring, person: Person) -> None:
    corrected = send(person, "suggestions/correct", **SUGGESTED, label="repeat_required")
    page = person.browser.get(corrected).text
    undo = re.findall(r'action="([^"]+/remove)"><button class="link-button">Undo the correction</button>', page)
    assert person.browser.post(undo[0], data={"go": "1"}).status_code == 303
    assert (findings(wired, person), rejected(wired, person)) == ([], [])
    assert "frequency_limit" in offered(person)


def test_a_suggestion_is_confirmed_with_the_sentence_after_it(wired: Wiring, person: Person) -> None:
    send(person, "suggestions/correct", **SUGGESTED, label="frequency_limit", extent="after")
    (found,) = findings(wired, person)
    assert (found.label, found.quote, rejected(wired, person)) == ("frequency_limit", WORDS[40:], [])


def test_a_suggestion_that_is_gone_is_no_mistake_and_a_label_that_is_none_is(wired: Wiring, person: Person) -> None:
    for _ in range(2):
        send(person, "suggestions/correct", **SUGGESTED, label="repeat_required")
    assert len(findings(wired, person)) == 1
    mark(person, passage="0-39", label="temporal_limit")
    answer = person.browser.post(
        f"{address(person)}/findings/{mark(person, passage='0-39', label='partial_answer')}/change", data={"label": "x"}
    )
    assert (answer.status_code, 'id="problems"' in answer.text) == (422, True)


def test_a_confirmed_finding_is_turned_down_by_a_correcting_record(wired: Wiring, person: Person) -> None:
    finding = mark(person, passage="40-86", label="frequency_limit")
    for _ in range(2):
        send(person, f"findings/{finding}/reject")
    assert (findings(wired, person), [event.label for event in rejected(wired, person)]) == ([], ["frequency_limit"])
    records = wired.store.case(person.dossier, person.cases[0]).records
    assert [isinstance(r.event, FindingRejected) for r in records if r.corrects == finding] == [True]
    assert re.search(r"<s>[^<]*A quota of requests", person.page())
    assert "frequency_limit" not in offered(person)


def test_what_was_turned_down_is_taken_back(wired: Wiring, person: Person) -> None:
    send(person, f"findings/{mark(person, passage='40-86', label='frequency_limit')}/reject")
    page = person.browser.get(address(person)).text
    (back,) = re.findall(r'action="([^"]+/remove)"><button class="link-button">Take this back', page)
    assert person.browser.post(back, data={"go": "1"}).status_code == 303
    assert (rejected(wired, person), "frequency_limit" in offered(person)) == ([], True)


@pytest.mark.parametrize(
    ("extent", "quote"), [("before", WORDS[:86]), ("after", WORDS[40:]), ("around", WORDS), ("last_less", WORDS[40:86])]
)
def test_a_mark_is_given_other_limits(wired: Wiring, person: Person, extent: str, quote: str) -> None:
    finding = mark(person, passage="40-86", label="frequency_limit")
    send(person, f"findings/{finding}/change", label="frequency_limit", extent=extent)
    (found,) = findings(wired, person)
    assert found.quote == quote == WORDS[found.start : found.end]


def test_several_sentences_are_marked_without_scripts(wired: Wiring, person: Person) -> None:
    for number, (further, quote) in enumerate([("0", WORDS[:39]), ("1", WORDS[:86]), ("9", WORDS), ("x", WORDS[:39])]):
        mark(person, passage="0-39", further=further, label="temporal_limit")
        assert len(findings(wired, person)) == number + 1
        assert findings(wired, person)[-1].quote == quote


def test_nobody_changes_what_is_no_finding(person: Person) -> None:
    for below in ("change", "reject"):
        answer = person.browser.post(f"{address(person)}/findings/{'a' * 26}/{below}", data={"label": "temporal_limit"})
        assert answer.status_code == 404
