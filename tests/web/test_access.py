"""Every address of a case, found by its route: closed without a code, and for another's code as if the case had never been."""

import re

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from app.law.events import ReplyReceived
from app.web.main import create_app
from app.wiring import Wiring
from tests.web.conftest import NewBrowser
from tests.web.dossiers import Person, enter
from tests.web.test_guard import routes

NEVER = "a" * 26
"""The name of a case that never was."""

FORM = {"kind": "nothing", "on": "2026-03-01", "corrects": "", "sure": "", "text": "No.", "nature": "other", "own_day": "2026-03-01"}


@pytest.fixture
def person(wired: Wiring, browser: TestClient) -> Person:
    """Camille, with a record, a file and a letter in her case."""
    someone = enter(wired, browser)
    someone.record("reply", files=[("a.txt", b"x")], on="2026-03-01", nature="other")
    return someone


@pytest.fixture
def addresses(wired: Wiring, person: Person) -> list[tuple[str, str]]:
    """Method and path of every route of a case, with names of things that are there."""
    view = wired.store.case(person.dossier, person.cases[0])
    names = {"/record/x": "/record/sent", "/files/x": f"/files/{view.files[0].id}", "/letter/x": "/letter/complaint.txt"}
    waiting = person.browser.post(f"{person.case}/reply", data=FORM).headers["location"].removeprefix(person.case)
    names |= {"/reply/x": waiting, "/reply/x/discard": f"{waiting}/discard"}
    names |= {"/replies/x/originals/x/x": f"/replies/x/originals/{view.files[0].id}/p1"}
    names |= {f"/{step}/x": f"/{step}/{view.records[-1].id}" for step in ("correct", "withdraw")}
    found = [(method, path.removeprefix("/case/x")) for method, path in routes(create_app(wired)) if path.startswith("/case/x")]
    reply = next(record.id for record in view.records if isinstance(record.event, ReplyReceived))
    return [(method, names.get(below, below).replace("/replies/x", f"/replies/{reply}")) for method, below in found]


def ask(browser: TestClient, method: str, path: str) -> Response:
    return browser.post(path, data=FORM) if method == "POST" else browser.request(method, path)


def test_the_owner_gets_something_at_every_address(person: Person, addresses: list[tuple[str, str]]) -> None:
    assert len(addresses) >= 8
    for method, below in addresses:
        if below == "/packet/x" or "/findings/x/" in below:
            continue  # there must first be a packet, or a finding: both have tests of their own
        assert ask(person.browser, method, person.case + below).status_code in (200, 303, 422), (method, below)


def test_without_a_code_no_address_tells_a_case_that_is_from_one_that_is_not(
    person: Person, addresses: list[tuple[str, str]], new_browser: NewBrowser
) -> None:
    nobody = new_browser()
    for method, below in addresses:
        real, unreal = ask(nobody, method, person.case + below), ask(nobody, method, f"/case/{NEVER}{below}")
        assert real.status_code == unreal.status_code == (403 if method == "POST" else 303), (method, below)
        assert told(real, person.cases[0]) == told(unreal, NEVER), (method, below)


def test_another_s_code_finds_nothing_at_any_address(
    person: Person, addresses: list[tuple[str, str]], new_browser: NewBrowser, wired: Wiring
) -> None:
    stranger, before = enter(wired, new_browser()).browser, wired.store.case(person.dossier, person.cases[0])
    for method, below in addresses:
        foreign, unknown = ask(stranger, method, person.case + below), ask(stranger, method, f"/case/{NEVER}{below}")
        assert foreign.status_code == unknown.status_code == 404, (method, below)
        assert told(foreign, person.cases[0]) == told(unknown, NEVER), (method, below)
    assert wired.store.case(person.dossier, person.cases[0]) == before


def told(answer: Response, case: str) -> str:
    """All that an answer says, but for the name that was asked for."""
    return re.sub(re.escape(case), "", answer.headers.get("location", "") + answer.text)
