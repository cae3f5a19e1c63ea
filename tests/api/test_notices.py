"""What a person should know before a letter goes out: characters that no font has, an address that nobody checked."""

from datetime import date

import pytest
from starlette.testclient import TestClient

from app.wiring import Wiring
from tests.api.client import CAMILLE, LETTER, Program, program, visitor
from tests.directory.archive import companies, sample

GOTHIC = "\U00010330"
"""A letter for which no machine has a font by accident."""

ODD = {**LETTER, "controller": {"slug": "by-machine"}, "subject": {**CAMILLE, "name": f"Camille {GOTHIC}{GOTHIC}"}}


@pytest.fixture
def listed(wiring: Wiring) -> Wiring:
    """The program with a list from elsewhere."""
    wiring.directory.replace(sample(companies()), source="list", etag="", today=date(2026, 11, 22))
    return wiring


@pytest.fixture
def http(listed: Wiring) -> TestClient:
    return visitor(listed)


def test_the_json_of_a_letter_has_its_text_and_what_to_know(http: TestClient) -> None:
    told = http.post("/api/v1/letters?format=json", json=ODD).json()
    assert GOTHIC in told["text"]
    assert told["uncovered"] == GOTHIC
    assert [notice["code"] for notice in told["notices"]] == ["no_glyph", "scraped"]
    assert GOTHIC in told["notices"][0]["text"]
    assert (told["recipient"]["name"], told["language"]) == ("Sample Scraped Ltd", "fr")


@pytest.mark.parametrize("form", ["pdf", "txt", "eml"])
def test_a_file_names_what_to_know_in_a_header(form: str, http: TestClient) -> None:
    assert http.post(f"/api/v1/letters?format={form}", json=ODD).headers["letter-notices"] == "no_glyph, scraped"
    assert "letter-notices" not in http.post(f"/api/v1/letters?format={form}", json=LETTER).headers


def test_what_to_know_is_said_in_the_reader_s_language(listed: Wiring) -> None:
    answer = visitor(listed, "fr").post("/api/v1/letters", json=ODD, headers={"Accept": "application/json"})
    assert (answer.headers["content-type"], answer.headers["content-language"]) == ("application/json", "fr")
    assert "caractères latins" in answer.json()["notices"][0]["text"]


def test_the_letters_of_a_case_say_the_same_but_not_of_an_authority(listed: Wiring) -> None:
    user = program(listed, controller=ODD["controller"], subject=ODD["subject"])
    notice, complaint = (user.get(f"/documents/{kind}?format=json").json() for kind in ("mise_en_demeure", "complaint"))
    assert [each["code"] for each in notice["notices"]] == ["no_glyph", "scraped"]
    assert [each["code"] for each in complaint["notices"]] == ["no_glyph"]
    assert user.get("").json()["controller"]["warnings"][0]["code"] == "scraped"


def test_a_controller_comes_with_its_warnings(http: TestClient) -> None:
    (warning,) = http.get("/api/v1/controllers/wants-much").json()["warnings"]
    assert warning["code"] == "asks_for_id"
    assert "identity document" in warning["text"]


def test_what_an_answer_leaves_out_is_named_by_its_code(user: Program) -> None:
    user.record("reply_received", "2026-03-10", nature="partial")
    letter = user.get("/documents/missing_items?format=json&missing=source&missing=logs")
    assert letter.status_code == 200, letter.text
    wrong = user.get("/documents/missing_items?format=json&missing=everything")
    assert (wrong.status_code, wrong.json()["errors"][0]["field"]) == (422, "missing")
