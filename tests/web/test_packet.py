"""The page of a complaint packet: it says what is in it and what is missing, makes it, and gives it out."""

import io
import os
import re
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from app.complaints.packet.desk import PURPOSE, Wish
from app.complaints.packet.shelf import Progress, swept
from app.complaints.packet.verify import verify
from app.platform.errors import NotFound
from app.wiring import Wiring
from tests.web.conftest import Clock, NewBrowser
from tests.web.dossiers import CAMILLE, Person, enter, request


@pytest.fixture
def person(wired: Wiring, browser: TestClient, clock: Clock) -> Person:
    """Camille, who wrote to Clearview AI in March and got a partial answer in July."""
    found = enter(wired, browser)
    assert found.record("sent", on="2026-03-02", channel="email").status_code == 303
    found.come_back(clock, date(2026, 7, 20))
    assert found.record("reply", [("reponse.txt", b"See our policy.")], on="2026-07-20", nature="partial").status_code == 303
    return found


def page(person: Person) -> str:
    answer = person.browser.get(f"{person.case}/packet")
    assert answer.status_code == 200
    return answer.text


def made(person: Person, wired: Wiring, **wishes: str) -> str:
    """The page once the packet was made."""
    assert person.browser.post(f"{person.case}/packet", data={"max_mb": "0", **wishes}).headers["location"] == f"{person.case}/packet"
    wired.packets.wait()
    return page(person)


def documents(text: str) -> list[str]:
    return re.findall(r'/packet/([\w.-]+\.(?:pdf|zip))"', text)


def test_it_says_what_is_in_it_and_what_is_missing(person: Person) -> None:
    text = page(person)
    assert "reponse.txt" in text
    assert "Proof that it was received" in text
    assert f'href="{person.case}/packet"' in person.page()


def test_the_packet_is_made_fetched_and_whole(person: Person, wired: Wiring, tmp_path: Path) -> None:
    names = documents(made(person, wired))
    assert len(names) == 2
    for name in names:
        answer = person.browser.get(f"{person.case}/packet/{name}")
        assert answer.status_code == 200
        assert "attachment" in answer.headers["content-disposition"]
        (tmp_path / name).write_bytes(answer.content)
        assert verify(tmp_path / name).whole


def test_the_zip_has_the_originals(person: Person, wired: Wiring) -> None:
    made(person, wired)
    answer = person.browser.get(f"{person.case}/packet/packet.zip")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        originals = [archive.read(name) for name in archive.namelist() if name.startswith("pieces/")]
    assert b"See our policy." in originals


def test_it_lies_encrypted(person: Person, wired: Wiring) -> None:
    made(person, wired)
    lying = b"".join(path.read_bytes() for path in wired.packets.folder.rglob("*") if path.is_file())
    assert b"%PDF" not in lying
    assert b"Camille" not in lying
    assert b"dossier-" not in lying


def test_it_is_deleted_when_asked_and_nobody_else_gets_it(person: Person, wired: Wiring, new_browser: NewBrowser) -> None:
    name = documents(made(person, wired))[0]
    stranger = enter(wired, new_browser(), request(reference="SAI-TEST-0002"))
    assert stranger.browser.get(f"{person.case}/packet/{name}").status_code == 404
    assert stranger.browser.get(f"{person.case}/packet").status_code == 404
    assert person.browser.post(f"{person.case}/packet/delete").status_code == 303
    assert person.browser.get(f"{person.case}/packet/{name}").status_code == 404


def test_the_fields_of_the_form_can_be_selected(person: Person) -> None:
    text = page(person)
    assert 'data-copy="field-name"' in text
    assert re.search(r'<dd id="field-name" lang="fr" tabindex="0">Camille Exemple</dd>', text)


def test_before_its_day_the_page_says_when(wired: Wiring, browser: TestClient) -> None:
    person = enter(wired, browser)
    assert "Nothing was sent yet" in page(person)


def test_where_no_complaint_can_be_written_the_page_says_why(wired: Wiring, browser: TestClient) -> None:
    person = enter(wired, browser, replace(request(), subject=replace(CAMILLE, country="US", address=())))
    assert "supervisory authority for the place where you live is not known" in page(person)


def test_a_packet_whose_process_died_is_begun_again(person: Person, wired: Wiring) -> None:
    case = person.cases[0]
    wired.packets.shelf(case).tell(Progress(state="working", done=3, total=9, tries=1))
    assert "being made" in page(person)
    wired.packets.wait()
    assert documents(page(person))


def test_one_that_dies_every_time_is_given_up(person: Person, wired: Wiring) -> None:
    wired.packets.shelf(person.cases[0]).tell(Progress(state="working", tries=3))
    assert "could not be made" in page(person)


def test_a_portion_that_was_changed_is_not_handed_out(person: Person, wired: Wiring) -> None:
    name = documents(made(person, wired))[0]
    file = wired.packets.shelf(person.cases[0]).folder / "0.sealed"
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)
    assert person.browser.get(f"{person.case}/packet/{name}").content == b""


def test_what_was_kept_for_a_day_goes(person: Person, wired: Wiring) -> None:
    made(person, wired)

    os.utime(wired.packets.shelf(person.cases[0]).folder, (0, 0))
    assert swept(wired.packets.folder) == 1
    assert not documents(page(person))


def test_a_packet_of_an_erased_case_opens_for_nobody(person: Person, wired: Wiring) -> None:
    made(person, wired)
    wired.store.erase_case(person.dossier, person.cases[0])
    with pytest.raises(NotFound):
        wired.store.key_for(person.dossier, person.cases[0], PURPOSE)


def test_a_wish_travels_unchanged() -> None:
    wish = Wish(dossier="d", case="c", on=date(2026, 7, 20), max_bytes=5, confidential=True)
    assert Wish.from_json(wish.to_json()) == wish


def test_deleting_after_the_session_ended_leads_to_the_case_not_to_a_missing_page(person: Person) -> None:
    person.browser.cookies.clear()
    answer = person.browser.post(f"{person.case}/packet/delete")
    assert answer.status_code == 403
    assert f'name="next" value="{person.case}"' in answer.text
