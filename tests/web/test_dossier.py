"""The way in with seven words, the list, the way out, taking everything away, and deleting it."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from starlette.testclient import TestClient

from app.cases.recovery import RecoveryCode
from app.law.rights import Right
from app.wiring import Wiring
from tests.web.conftest import NewBrowser
from tests.web.dossiers import CAMILLE, enter, request

GUARDED = ["/dossier/cases", "/dossier/delete", "/case/x", "/case/x/record/sent", "/case/x/correct/y", "/case/x/withdraw/y"]
ELSEWHERE = ["//evil.example", "https://evil.example/", "/\\evil.example", "/case/\nSet-Cookie: a=b", "javascript:x", "/request"]
NONSENSE = ["", "seven", "\0\0", "a" * 100_000, "\u202eabc", "{{ 7*7 }}", "=?utf-8?q?x?=", "<script>alert(1)</script>"]
DOWNLOADS = ["/dossier/everything.zip", "/case/x/files/y", "/case/x/letter/complaint.pdf", "/case/x/next"]


@pytest.mark.parametrize("path", GUARDED + DOWNLOADS)
def test_without_a_code_every_page_leads_to_the_code_and_back(path: str, browser: TestClient) -> None:
    answer = browser.get(path)
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/dossier?next={path}"
    assert f'name="next" value="{path}"' in browser.get(answer.headers["location"]).text


@pytest.mark.parametrize(("path", "back"), [("/case/x/events", "/case/x/record/nothing"), ("/dossier/delete", "/dossier/delete")])
def test_a_form_sent_without_a_code_is_asked_for_the_code(path: str, back: str, browser: TestClient) -> None:
    answer = browser.post(path, data={"kind": "nothing"})
    assert answer.status_code == 403
    assert f'name="next" value="{back}"' in answer.text


def test_the_code_opens_the_page_that_was_wanted(wired: Wiring, browser: TestClient) -> None:
    person = enter(wired, browser)
    browser.post("/dossier/leave")
    answer = browser.post("/dossier", data={"code": person.code.text, "next": person.case})
    assert answer.headers["location"] == person.case


@pytest.mark.parametrize("wanted", ELSEWHERE)
def test_only_pages_of_a_dossier_are_led_back_to(wanted: str, wired: Wiring, browser: TestClient) -> None:
    person = enter(wired, browser)
    answer = browser.post("/dossier", data={"code": person.code.text, "next": wanted})
    assert answer.headers["location"] == "/dossier/cases"


def test_the_code_may_be_typed_with_capitals_commas_and_line_breaks(wired: Wiring, browser: TestClient) -> None:
    person = enter(wired, browser)
    typed = ",\r\n ".join(word.upper() for word in person.code.words)
    assert browser.post("/dossier", data={"code": typed}).status_code == 303


def test_the_session_cookie_is_out_of_reach_of_scripts_and_other_sites(wired: Wiring, browser: TestClient) -> None:
    person = enter(wired, browser)
    cookie = browser.post("/dossier", data={"code": person.code.text}).headers["set-cookie"].lower()
    assert all(part in cookie for part in ("session=", "httponly", "samesite=strict", "path=/"))
    assert "max-age" not in cookie
    assert "expires" not in cookie


def test_a_wrong_code_and_the_code_of_a_deleted_dossier_get_the_same_answer(wired: Wiring, browser: TestClient) -> None:
    person = enter(wired, browser)
    wired.store.erase_dossier(person.dossier)
    codes = (person.code, RecoveryCode.generate())
    answers = [browser.post("/dossier", data={"code": code.text}) for code in codes]
    assert [answer.status_code for answer in answers] == [422, 422]
    pages = {answer.text.replace(code.text, "") for answer, code in zip(answers, codes, strict=True)}
    assert len(pages) == 1


@pytest.mark.parametrize("typed", NONSENSE)
def test_nonsense_for_a_code_is_answered_with_the_form(typed: str, browser: TestClient) -> None:
    answer = browser.post("/dossier", data={"code": typed})
    assert answer.status_code == 422
    assert 'name="code"' in answer.text
    assert "<script>alert" not in answer.text


def test_leaving_ends_the_session_on_the_server(wired: Wiring, browser: TestClient, new_browser: NewBrowser) -> None:
    person = enter(wired, browser)
    thief = new_browser()
    thief.cookies.set("session", browser.cookies["session"])
    browser.post("/dossier/leave")
    assert thief.get(person.case).status_code == 303


def test_the_list_shows_each_request_with_its_state(wired: Wiring, browser: TestClient) -> None:
    person = enter(wired, browser, request(), request(Right.ERASURE, reference="SAI-TEST-0002"))
    page = browser.get("/dossier/cases").text
    assert all(f'href="/case/{case}"' in page for case in person.cases)
    assert "Clearview AI" in page


def test_titles_and_addresses_never_name_the_matter(wired: Wiring, browser: TestClient) -> None:
    person = enter(wired, browser)
    for path in ("/dossier", "/dossier/cases", "/dossier/delete", "/dossier/done", person.case):
        page = browser.get(path).text
        title = page.partition("<title>")[2].partition("</title>")[0]
        assert title in ("Documents", "Done")


def test_deleting_needs_the_box_to_be_ticked(wired: Wiring, browser: TestClient) -> None:
    person = enter(wired, browser)
    answer = browser.post("/dossier/delete", data={})
    assert answer.status_code == 422
    assert wired.store.cases(person.dossier)


def test_deleting_leaves_nothing_behind(wired: Wiring, browser: TestClient) -> None:
    person = enter(wired, browser)
    person.record("reply", files=[("reponse.pdf", b"%PDF-canary")], on="2026-03-01", nature="partial", text="canary")
    answer = browser.post("/dossier/delete", data={"sure": "yes"})
    assert answer.headers["location"] == "/dossier/done"
    assert browser.get(person.case).status_code == 303
    assert browser.post("/dossier", data={"code": person.code.text}).status_code == 422
    assert [path for path in (wired.settings.data_dir / "files").rglob("*") if path.is_file()] == []


def test_nothing_of_a_person_is_readable_on_disk(wired: Wiring, browser: TestClient) -> None:
    person = enter(wired, browser)
    person.record("reply", files=[("canary-name.pdf", b"canary-content")], on="2026-03-01", nature="other", text="canary-text")
    found = b"".join(path.read_bytes() for path in wired.settings.data_dir.rglob("*") if path.is_file())
    assert found
    assert not [word for word in (b"canary", CAMILLE.name.encode(), person.code.text.encode()) if word in found]


def test_typing_a_code_again_ends_the_session_before(wired: Wiring, browser: TestClient, new_browser: NewBrowser) -> None:
    person = enter(wired, browser)
    earlier = new_browser()
    earlier.cookies.set("session", browser.cookies["session"])
    browser.post("/dossier", data={"code": person.code.text})
    assert earlier.get(person.case).status_code == 303
    assert browser.get(person.case).status_code == 200


def test_whoever_is_in_is_told_so_instead_of_asked_again(wired: Wiring, browser: TestClient) -> None:
    enter(wired, browser)
    assert "Your documents are open in this browser." in browser.get("/dossier").text


def test_everything_can_be_downloaded_under_a_name_that_says_nothing(wired: Wiring, browser: TestClient, new_browser: NewBrowser) -> None:
    enter(wired, browser)
    assert "/dossier/everything.zip" in browser.get("/dossier/cases").text
    answer = browser.get("/dossier/everything.zip")
    assert 'filename="documents.zip"' in answer.headers["content-disposition"]
    assert answer.headers["cache-control"] == "no-store"
    with ZipFile(BytesIO(answer.content)) as archive:
        assert archive.testzip() is None
        assert {"README.txt", "manifest.sha256"} < set(archive.namelist())
    assert new_browser().get("/dossier/everything.zip").status_code == 303
