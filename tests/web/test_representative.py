"""The representative in the Union on the pages: it can be typed in, and every letter to the controller can be had for it."""

import re
from dataclasses import replace
from datetime import date

import pytest
from starlette.testclient import TestClient

from app.directory.controllers import Controller
from app.wiring import Wiring
from tests.web.conftest import Clock
from tests.web.dossiers import Person, enter, request
from tests.web.visit import form_of, press

FACES = Controller(
    name="Faces Example Inc.",
    country="US",
    email="dpo@faces.example",
    union_establishment=False,
    representative=("Représentants Exemple", "5 rue du Modèle", "75002 Paris"),
)


@pytest.fixture
def person(wired: Wiring, browser: TestClient) -> Person:
    return enter(wired, browser, request(controller=FACES))


def offered(page: str) -> set[str]:
    """The letters that the page offers for the representative, with their endings."""
    return set(re.findall(r"/letter/([a-z_.]+)\?to=representative", page))


def test_it_is_typed_in_with_the_company(browser: TestClient) -> None:
    typed = {
        "controller": "other",
        "controller.name": "Faces Example Inc.",
        "controller.country": "US",
        "controller.email": "a@faces.example",
    }
    page = press(
        browser, browser.get("/request"), "/request/who", {**typed, "controller.representative": "Représentants Exemple\n75002 Paris"}
    )
    assert form_of(page)["controller.representative"] == ["Représentants Exemple\n75002 Paris"]


def test_letters_to_the_company_are_offered_for_it_and_others_are_not(person: Person) -> None:
    assert {name.partition(".")[0] for name in offered(person.page())} == {"request", "mise_en_demeure"}


def test_the_letter_is_addressed_to_it(person: Person) -> None:
    answer = person.browser.get(f"{person.case}/letter/mise_en_demeure.txt?to=representative")
    assert answer.status_code == 200
    assert "Représentants Exemple" in answer.text.split("Paris, le")[0]


def test_the_e_mail_is_offered_where_its_address_is_known(wired: Wiring, browser: TestClient, person: Person) -> None:
    assert not any(name.endswith(".eml") for name in offered(person.page()))
    known = enter(wired, browser, request(controller=replace(FACES, representative=(*FACES.representative, "rep@exemple.example"))))
    assert {name for name in offered(known.page()) if name.endswith(".eml")} == {"request.eml", "mise_en_demeure.eml"}
    answer = known.browser.get(f"{known.case}/letter/mise_en_demeure.eml?to=representative")
    assert "To: rep@exemple.example" in answer.text


def test_one_that_does_not_go_to_the_company_is_refused(person: Person) -> None:
    assert person.browser.get(f"{person.case}/letter/complaint.txt?to=representative").status_code == 422


def test_a_company_without_one_offers_nothing(wired: Wiring, browser: TestClient) -> None:
    alone = enter(wired, browser)
    assert not offered(alone.page())
    assert alone.browser.get(f"{alone.case}/letter/mise_en_demeure.txt?to=representative").status_code == 422


def test_what_is_missing_can_be_asked_of_it_too(person: Person, clock: Clock) -> None:
    person.record("sent", on="2026-03-02", channel="registered_post")
    person.come_back(clock, date(2026, 5, 20))
    person.record("reply", on="2026-03-20", nature="partial", text="Here is a part.")
    page = person.browser.get(f"{person.case}/missing?whole").text
    assert 'name="to" value="representative"' in page
    answer = person.browser.get(f"{person.case}/letter/missing_items.txt?to=representative&missing=copy")
    assert answer.status_code == 200
    assert "Représentants Exemple" in answer.text
