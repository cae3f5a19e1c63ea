"""A reply taken in on two screens: files are read, looked at, and only then recorded; whatever is not confirmed leaves nothing behind."""

import re
from collections.abc import Sequence
from dataclasses import replace

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from app.law.events import ReplyReceived
from app.platform.limiting import Limiter
from app.web.main import create_app
from app.wiring import Wiring
from tests.failing import READ_ONLY, database_with
from tests.replies import mails
from tests.web.conftest import ORIGIN, Clock, NewBrowser
from tests.web.dossiers import Person, enter

LETTER = mails.with_letter("reponse.txt", "Nous ne détenons rien.".encode(), "text", "plain")


@pytest.fixture
def person(wired: Wiring, browser: TestClient, clock: Clock) -> Person:
    """Camille, on 20 March 2026, with a request under way."""
    found = enter(wired, browser)
    found.come_back(clock, clock.day.replace(day=20))
    return found


def hand_in(person: Person, files: Sequence[tuple[str, bytes]] = (), text: str = "") -> Response:
    """Sends files and text to be read."""
    sent = [("files", (name, content)) for name, content in files] or {"files": ("", b"")}
    return person.browser.post(f"{person.case}/reply", data={"text": text}, files=sent)


def replies(wired: Wiring, person: Person) -> list[ReplyReceived]:
    """What is recorded."""
    view = wired.store.case(person.dossier, person.cases[0])
    return [record.event for record in view.records if isinstance(record.event, ReplyReceived)]


def kept(wired: Wiring, person: Person) -> list[str]:
    """Names of the files of the case."""
    return [file.name for file in wired.store.case(person.dossier, person.cases[0]).files]


def test_a_mail_is_read_shown_and_recorded_with_its_original(person: Person, wired: Wiring) -> None:
    screen = hand_in(person, [("reply.eml", LETTER)]).headers["location"]
    page = person.browser.get(screen).text
    assert "Nous ne détenons rien." in page
    assert 'value="2026-03-11" checked' in page
    assert not replies(wired, person)
    assert person.browser.post(screen, data={"on": "2026-03-11", "nature": "complete"}).headers["location"] == f"{person.case}?saved"
    (reply,) = replies(wired, person)
    assert (reply.on.isoformat(), reply.message_id) == ("2026-03-11", "<reply-1@example.org>")
    assert wired.store.file(person.dossier, person.cases[0], reply.files[0])[1] == LETTER
    assert kept(wired, person) == ["reply.eml"]


def test_confirming_twice_records_once(person: Person, wired: Wiring) -> None:
    screen = hand_in(person, text="Nous refusons.").headers["location"]
    answers = [person.browser.post(screen, data={"on": "other", "own_day": "2026-03-10", "nature": "other"}) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]
    assert [reply.text for reply in replies(wired, person)] == ["Nous refusons."]


def test_what_is_put_away_leaves_nothing(person: Person, wired: Wiring) -> None:
    screen = hand_in(person, [("reply.eml", LETTER)]).headers["location"]
    assert person.browser.post(f"{screen}/discard", data={"": ""}).status_code == 303
    assert (kept(wired, person), replies(wired, person)) == ([], [])
    assert person.browser.get(screen).status_code == 404


def test_what_waits_is_named_and_read_again_only_once(person: Person, wired: Wiring) -> None:
    screens = {hand_in(person, [("reply.eml", LETTER)]).headers["location"] for _ in range(2)}
    assert len(screens) == 1
    assert screens.pop() in person.browser.get(f"{person.case}/reply").text
    assert len(kept(wired, person)) == 2


def test_a_file_that_cannot_be_read_is_named_and_can_be_recorded(person: Person, wired: Wiring) -> None:
    screen = hand_in(person, [("torn.pdf", b"%PDF-1.7 nothing")]).headers["location"]
    page = person.browser.get(screen).text
    assert "It is damaged, or not what its name says." in page
    assert "The original is kept." in page
    person.browser.post(screen, data={"on": "other", "own_day": "2026-03-10", "nature": "other"})
    assert [len(reply.files) for reply in replies(wired, person)] == [1]


def test_mistakes_are_named_and_nothing_is_recorded(person: Person, wired: Wiring) -> None:
    assert "Choose at least one file, or paste the text of the answer." in hand_in(person).text
    screen = hand_in(person, text="Nous refusons.").headers["location"]
    answer = person.browser.post(screen, data={"on": "other", "own_day": "2026-12-24"})
    assert answer.status_code == 422
    assert {'id="own_day-error"', 'id="nature-error"'} <= set(re.findall(r'id="\w+-error"', answer.text))
    assert not replies(wired, person)


def test_nobody_else_sees_what_waits(person: Person, wired: Wiring, new_browser: NewBrowser) -> None:
    screen = hand_in(person, text="Nous refusons.").headers["location"]
    stranger = enter(wired, new_browser())
    assert stranger.browser.get(screen).status_code == 404
    assert stranger.browser.post(f"{screen}/discard", data={"": ""}).status_code == 404


def test_a_correction_keeps_what_the_headers_said(person: Person, wired: Wiring) -> None:
    screen = hand_in(person, [("reply.eml", LETTER)]).headers["location"]
    person.browser.post(screen, data={"on": "2026-03-11", "nature": "complete"})
    record = next(r for r in wired.store.case(person.dossier, person.cases[0]).records if isinstance(r.event, ReplyReceived))
    person.send({"kind": "reply", "corrects": record.id, "on": "2026-03-12", "nature": "partial", "text": "Nous refusons."})
    assert replies(wired, person)[-1].message_id == "<reply-1@example.org>"


def test_text_sent_too_late_comes_back_after_the_code(person: Person) -> None:
    person.browser.cookies.clear()
    answer = person.browser.post(f"{person.case}/reply", data={"kind": "reply", "text": "Nous refusons."})
    assert answer.status_code == 403
    assert 'name="kept.text" value="Nous refusons."' in answer.text


def test_a_pasted_text_of_any_usual_length_is_recorded_whole_and_can_be_corrected(person: Person, wired: Wiring) -> None:
    text = "Nous refusons. " * 4_000
    screen = hand_in(person, text=text).headers["location"]
    person.browser.post(screen, data={"on": "other", "own_day": "2026-03-10", "nature": "other"})
    record = next(r for r in wired.store.case(person.dossier, person.cases[0]).records if isinstance(r.event, ReplyReceived))
    assert replies(wired, person)[0].text == text.strip()
    answer = person.send({"kind": "reply", "corrects": record.id, "on": "2026-03-12", "nature": "partial", "text": text})
    assert answer.status_code == 303


def test_what_was_typed_with_files_comes_back_when_an_address_asked_too_often(person: Person, wired: Wiring) -> None:
    hurried = replace(person, browser=beside(person, wired, Limiter({"replies": 1})))
    answers = [hand_in(hurried, [("reply.eml", LETTER)], "Nous refusons.") for _ in range(2)]
    assert [answer.status_code for answer in answers] == [303, 429]
    assert "Files cannot be kept on the way" in answers[1].text
    carried = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', answers[1].text))
    again = person.browser.post(f"{person.case}/reply", data=carried, files={"none": ("", b"")})
    assert (again.status_code, "choose your files once more" in again.text) == (200, True)
    assert "Nous refusons.</textarea>" in again.text


def beside(person: Person, wired: Wiring, limiter: Limiter) -> TestClient:
    """The same person's browser, with another count of what it asks for."""
    app = create_app(replace(wired, limiter=limiter))
    return TestClient(app, base_url=ORIGIN, headers=dict(person.browser.headers), cookies=person.browser.cookies, follow_redirects=False)


def test_what_cannot_be_written_comes_back(person: Person, wired: Wiring) -> None:
    screen = hand_in(person, text="Nous refusons.").headers["location"]
    chosen = {"on": "other", "own_day": "2026-03-10", "nature": "partial"}
    with database_with(wired.engine, READ_ONLY):
        upload, confirmed = hand_in(person, [("reply.eml", LETTER)], "Voici."), person.browser.post(screen, data=chosen)
    assert (upload.status_code, "Voici.</textarea>" in upload.text) == (503, True)
    assert "choose your files once more" in upload.text
    assert (confirmed.status_code, 'value="2026-03-10"' in confirmed.text) == (503, True)
    assert not replies(wired, person)
    assert person.browser.post(screen, data=chosen).status_code == 303
