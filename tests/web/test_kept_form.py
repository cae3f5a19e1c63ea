"""A form sent after the documents closed by themselves: what was typed travels through the page of the code and comes back, unrecorded."""

import html
import re
from datetime import timedelta

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from app.cases.recovery import RecoveryCode
from app.wiring import Wiring
from tests.web.conftest import ORIGIN, Clock, NewBrowser
from tests.web.dossiers import Person, enter

TYPED = "<script>alert(1)</script> «  deux  »\nand a second line"
REPLY: dict[str, str | list[str]] = {
    "on": "2026-03-01",
    "nature": "partial",
    "text": TYPED,
    "limits": ["temporal_limit", "fee_demanded"],
    "quote_fee_demanded": "Twenty euros",
}
WRONG = ["", "abc", "acid " * 6, RecoveryCode.generate().text, "\0<b>"]


@pytest.fixture
def person(wired: Wiring, browser: TestClient) -> Person:
    """Camille, with a request that was sent."""
    someone = enter(wired, browser)
    someone.record("sent", on="2026-03-01", channel="email")
    return someone


def sent_too_late(person: Person, clock: Clock, values: dict[str, str | list[str]], kind: str = "reply", file: str = "") -> Response:
    """The answer to a form that was opened in time and sent on the next day."""
    form = person.browser.get(f"{person.case}/record/{kind}")
    token = re.findall(r'name="submit_token" value="([^"]+)"', form.text)[0]
    clock.day += timedelta(days=1)
    return person.send({"kind": kind, "corrects": "", "submit_token": token, **values}, [(file, b"%PDF")] if file else [])


def hidden(page: Response) -> dict[str, list[str]]:
    """What the page carries on."""
    found: dict[str, list[str]] = {}
    main = page.text[page.text.index("<main") : page.text.index("</main>")]
    for name, value in re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', main):
        found.setdefault(name, []).append(html.unescape(value))
    return found


def type_code(browser: TestClient, page: Response, code: str) -> Response:
    """Type a code on that page."""
    return browser.post("/dossier", data={**hidden(page), "code": code})


def records(wired: Wiring, person: Person) -> int:
    return len(wired.store.case(person.dossier, person.cases[0]).records)


def test_what_was_typed_comes_back_after_the_code_and_is_not_recorded(person: Person, wired: Wiring, clock: Clock) -> None:
    before = records(wired, person)
    asked = sent_too_late(person, clock, REPLY)
    assert (asked.status_code, 'name="code"' in asked.text) == (403, True)
    assert "<script>alert" not in asked.text
    shown = type_code(person.browser, asked, person.code.text)
    assert shown.status_code == 200
    assert html.escape("<script>alert(1)</script>") in shown.text
    assert "and a second line</textarea>" in shown.text
    assert all(each in shown.text for each in ('value="2026-03-01"', 'value="partial" checked', 'value="Twenty euros"'))
    assert [bool(re.search(rf'value="{label}" checked', shown.text)) for label in REPLY["limits"]] == [True, True]
    assert records(wired, person) == before


def test_the_form_that_came_back_can_be_sent_and_counts_once(person: Person, wired: Wiring, clock: Clock) -> None:
    before = records(wired, person)
    asked = sent_too_late(person, clock, REPLY)
    token = hidden(type_code(person.browser, asked, person.code.text))["submit_token"]
    for _ in range(2):
        answer = person.send({"kind": "reply", "submit_token": token[0], **REPLY})
        assert answer.headers["location"] == f"{person.case}?saved"
    assert records(wired, person) == before + 3


@pytest.mark.parametrize("wrong", WRONG, ids=range(len(WRONG)))
def test_a_wrong_code_keeps_it_too(wrong: str, person: Person, clock: Clock) -> None:
    asked = sent_too_late(person, clock, REPLY)
    again = type_code(person.browser, asked, wrong)
    assert again.status_code == 422
    assert hidden(again)["kept.text"] == hidden(asked)["kept.text"]
    assert "and a second line</textarea>" in type_code(person.browser, again, person.code.text).text


def test_the_code_of_other_documents_keeps_it_and_opens_nothing(
    person: Person, wired: Wiring, clock: Clock, new_browser: NewBrowser
) -> None:
    other = enter(wired, new_browser())
    again = type_code(person.browser, sent_too_late(person, clock, REPLY), other.code.text)
    assert (again.status_code, "set-cookie" in again.headers) == (422, False)
    assert "open other documents" in again.text
    assert "and a second line</textarea>" in type_code(person.browser, again, person.code.text).text


def test_files_must_be_chosen_again_and_both_pages_say_so(person: Person, clock: Clock) -> None:
    asked = sent_too_late(person, clock, REPLY, file="scan.pdf")
    assert "choose your files again" in asked.text
    assert "choose your files once more" in type_code(person.browser, asked, person.code.text).text
    without = sent_too_late(person, clock, {"on": "2026-03-01"}, "nothing")
    assert "choose your files" not in without.text


def test_a_correction_comes_back_as_a_correction(person: Person, wired: Wiring, clock: Clock) -> None:
    sent = wired.store.case(person.dossier, person.cases[0]).records[-1].id
    clock.day += timedelta(days=1)
    asked = person.send({"kind": "sent", "corrects": sent, "on": "2026-02-27", "channel": "post", "submit_token": "t" * 20})
    assert hidden(asked)["next"] == [f"{person.case}/correct/{sent}"]
    shown = type_code(person.browser, asked, person.code.text)
    assert f'name="corrects" value="{sent}"' in shown.text
    assert all(each in shown.text for each in ('value="2026-02-27"', 'value="post" checked'))


def test_taking_back_and_deleting_are_asked_anew(person: Person, wired: Wiring, clock: Clock) -> None:
    sent = wired.store.case(person.dossier, person.cases[0]).records[-1].id
    for path, form, back in (
        (f"{person.case}/events", {"kind": "withdraw", "corrects": sent}, f"{person.case}/withdraw/{sent}"),
        ("/dossier/delete", {"sure": "yes"}, "/dossier/delete"),
    ):
        clock.day += timedelta(days=1)
        asked = person.browser.post(path, data=form)
        assert (asked.status_code, "nothing was changed" in asked.text) == (403, True)
        assert type_code(person.browser, asked, person.code.text).headers["location"] == back
    assert wired.store.cases(person.dossier)


def test_a_form_of_no_kind_leads_back_to_its_case(person: Person, clock: Clock) -> None:
    for form in ({"kind": "no_such_kind", "text": "x"}, {"kind": ""}, {"kind": "case_opened"}):
        clock.day += timedelta(days=1)
        asked = person.browser.post(f"{person.case}/events", data=form)
        assert (asked.status_code, hidden(asked)["next"]) == (403, [person.case])
        assert type_code(person.browser, asked, person.code.text).headers["location"] == person.case


def test_only_fields_of_the_form_travel_and_none_without_end(person: Person, clock: Clock) -> None:
    many = {f"x{n}": "y" * 1000 for n in range(300)}
    asked = sent_too_late(person, clock, {**REPLY, **many, "text": "z" * 1_000_000, "next": "//evil.example", "code": "w" * 500})
    kept = {name.removeprefix("kept.") for name in hidden(asked) if name.startswith("kept.")}
    assert kept <= {"on", "nature", "text", "limits", "quote_fee_demanded", "kind", "corrects", "submit_token", "case", "cut"}
    assert len(hidden(asked)["kept.text"][0]) == 20_000
    assert "only its beginning is kept" in asked.text
    assert "only its beginning is kept" in type_code(person.browser, asked, person.code.text).text
    assert len(asked.text) < 60_000


@pytest.mark.parametrize("case", ["x", "%2F%2Fevil.example", "..%2F..%2Frequest", "%0d%0aX:y", "é", "a" * 4000, "%00", "x%3Fy%23z"])
def test_no_address_leads_anywhere_else(case: str, person: Person, clock: Clock) -> None:
    clock.day += timedelta(days=1)
    asked = person.browser.post(f"/case/{case}/events", data={"kind": "withdraw", "corrects": "//evil.example"})
    assert asked.status_code in (403, 404)
    if asked.status_code == 403:
        answer = type_code(person.browser, asked, person.code.text)
        assert re.fullmatch(r"/(case|dossier)/[^/\\][!-~]*", answer.headers["location"])


FORGED = ["//evil.example", "/request", "/case/x/record/nothing", "/case//record/sent", "/case/x/correct/../..", ""]


@pytest.mark.parametrize("wanted", FORGED)
def test_a_forged_page_of_the_code_is_harmless(wanted: str, person: Person, wired: Wiring, clock: Clock) -> None:
    before = records(wired, person)
    forged = {"kept.kind": "reply", "kept.corrects": "nobody", "kept.text": "x", "kept.cut": "\0", "next": wanted, "code": person.code.text}
    answer = person.browser.post("/dossier", data=forged)
    assert answer.status_code in (303, 404, 422)
    assert answer.headers.get("location", "/dossier/cases") in ("/dossier/cases", wanted)
    assert records(wired, person) == before


def test_a_form_from_elsewhere_is_refused_before_anything_is_kept(person: Person, wired: Wiring, new_browser: NewBrowser) -> None:
    stranger = new_browser()
    answer = stranger.post(f"{person.case}/events", data=REPLY, headers={"Origin": "http://evil.example"})
    assert (answer.status_code, "kept." in answer.text) == (403, False)
    assert stranger.post(f"{person.case}/events", data=REPLY, headers={"Origin": ORIGIN}).status_code == 403


def test_a_page_that_carries_answers_offers_no_other_language_to_lose_them_in(person: Person, clock: Clock) -> None:
    asked = sent_too_late(person, clock, REPLY)
    shown = type_code(person.browser, asked, person.code.text)
    assert [page.text.count('action="/language"') for page in (asked, shown)] == [0, 0]


def test_the_page_says_it_in_french(person: Person, clock: Clock) -> None:
    person.browser.headers["Accept-Language"] = "fr"
    asked = sent_too_late(person, clock, REPLY)
    assert "ce que vous avez écrit est conservé" in asked.text
