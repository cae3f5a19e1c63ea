"""A mandate over the API: the paper that the page writes, with the same limits, for the case of whoever asks."""

from datetime import date
from typing import Any

import pytest

from app.wiring import Wiring
from tests.api.client import CAMILLE, Program, program, visitor

WISH: dict[str, Any] = {
    "purpose": "complaint",
    "holder": "Association Exemple",
    "address": ["5 place de l’Essai", "75002 PARIS"],
    "body": "association",
    "statutes": "déclarée le 2 mai 2016",
    "signatory": "Dominique Exemple, présidente",
    "courts_too": True,
    "to_holder": True,
    "ends_on": date(date.today().year + 2, 6, 30).isoformat(),  # noqa: DTZ011 (the program here goes by the calendar on the wall)
}


def written(user: Program, language: str = "fr", **changes: Any) -> str:
    """The text of a mandate."""
    answer = user.post("/mandate?format=txt", {**WISH, "language": language, **changes})
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/plain; charset=utf-8"), answer.text
    return answer.text


def of_the_page(user: Program, language: str, purpose: str) -> str:
    """The text that the page gives for the same wishes, typed."""
    typed = {**WISH, "address": "\n".join(WISH["address"]), "courts_too": "1", "to_holder": "1", "language": language, "purpose": purpose}
    headers = {"Origin": str(user.http.base_url)}
    assert user.http.post("/dossier", data={"code": user.code}, headers=headers, follow_redirects=False).status_code == 303
    answer = user.http.post(f"/case/{user.case}/mandate", data={**typed, "ending": "txt"}, headers=headers)
    assert answer.status_code == 200, answer.text
    return answer.text


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("purpose", ["complaint", "request"])
def test_its_text_is_the_page_s(user: Program, purpose: str, language: str) -> None:
    told = written(user, language, purpose=purpose)
    assert told == of_the_page(user, language, purpose)
    for said in ("Camille Exemple", "Association Exemple", "5 place de l’Essai", "30 juin" if language == "fr" else "30 June"):
        assert said in told


def test_every_wish_reaches_the_paper(user: Program) -> None:
    complaint, request = (" ".join(written(user, purpose=purpose).split()) for purpose in ("complaint", "request"))
    for said in ("déclarée le 2 mai 2016", "Dominique Exemple, présidente", "articles 78 et 79", "régulièrement déclarée depuis cinq ans"):
        assert said in complaint
    assert "recevoir la réponse et les données du mandant" in request
    assert "adressées directement au mandant" in written(user, purpose="request", to_holder=False)


def test_little_need_be_said(user: Program) -> None:
    answer = user.post("/mandate?format=txt", {"purpose": "request", "holder": "Dominique Exemple"})
    assert answer.status_code == 200, answer.text
    assert "Dominique Exemple" in answer.text


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [("*/*", "application/pdf"), ("text/plain", "text/plain; charset=utf-8"), ("message/rfc822, application/json", "application/json")],
)
def test_it_comes_in_the_form_that_is_accepted(user: Program, accept: str, media_type: str) -> None:
    answer = user.post("/mandate", WISH, Accept=accept)
    assert (answer.status_code, answer.headers["content-type"]) == (200, media_type)
    assert answer.content.startswith(b"%PDF-") is (media_type == "application/pdf")
    assert "mandat" not in answer.headers.get("content-disposition", "")


def test_json_has_its_text_and_whom_it_names(user: Program) -> None:
    told = user.post("/mandate?format=json", {**WISH, "holder": "Association \ue000", "language": "fr"}).json()
    assert (told["kind"], told["language"], told["recipient"]["name"]) == ("mandate_complaint", "fr", "Association \ue000")
    assert "Association \ue000" in told["text"]
    assert [notice["code"] for notice in told["notices"]] == ["no_glyph"]


def test_paper_is_no_mail(user: Program) -> None:
    assert user.post("/mandate", WISH, Accept="message/rfc822").status_code == 406
    answer = user.post("/mandate?format=eml", WISH)
    assert (answer.status_code, [each["field"] for each in answer.json()["errors"]]) == (422, ["format"])


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"holder": " "}, "holder"),
    ({"holder": "x" * 201}, "holder"),
    ({"holder": "\u200b"}, "holder"),
    ({"purpose": "all"}, "purpose"),
    ({"purpose": None}, "purpose"),
    ({"body": "church"}, "body"),
    ({"address": list("abcdefg")}, "address"),
    ({"address": ["x" * 201]}, "address.0"),
    ({"address": "5 place de l’Essai"}, "address"),
    ({"statutes": "x" * 301}, "statutes"),
    ({"signatory": "x" * 201}, "signatory"),
    ({"courts_too": "1"}, "courts_too"),
    ({"to_holder": 1}, "to_holder"),
    ({"ends_on": "2020-01-01"}, "ends_on"),
    ({"ends_on": "2999-01-01"}, "ends_on"),
    ({"ends_on": "30/06/2028"}, "ends_on"),
    ({"language": "tl"}, "language"),
    ({"language": "français"}, "language"),
    ({"colour": "red"}, "colour"),
]


@pytest.mark.parametrize(("wrong", "field"), WRONG)
def test_what_cannot_be_names_the_field(user: Program, wrong: dict[str, Any], field: str) -> None:
    answer = user.post("/mandate", {**WISH, **wrong})
    assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")
    assert [each["field"] for each in answer.json()["errors"]] == [field]


def test_every_mistake_is_told_at_once_in_the_reader_s_language(user: Program) -> None:
    answer = user.post("/mandate", {**WISH, "holder": "", "ends_on": "2020-01-01"}, **{"Accept-Language": "fr"})
    told = {each["field"]: each["message"] for each in answer.json()["errors"]}
    assert list(told) == ["holder", "ends_on"]
    assert told["ends_on"] == "Ce jour est passé. Choisissez-en un qui est encore à venir."


def test_its_language_is_the_case_s_unless_another_is_wished(wiring: Wiring) -> None:
    english = program(wiring, language="en")
    answer = english.post("/mandate?format=txt", WISH, **{"Accept-Language": "fr"})
    assert "the representative" in answer.text
    assert "le mandataire" in written(english, "fr")


def test_a_child_s_mandate_is_given_through_the_parent(wiring: Wiring) -> None:
    child = program(wiring, subject={**CAMILLE, "minor": True, "guardian": "Dominique Exemple"})
    assert "agissant par Dominique Exemple" in " ".join(written(child, signatory="").split())


def test_nothing_is_kept_of_it(user: Program) -> None:
    before = user.get("").json()
    written(user)
    assert user.get("").json() == before


def test_nobody_else_gets_one(user: Program, wiring: Wiring) -> None:
    path, other = f"/api/v1/cases/{user.case}/mandate", program(wiring)
    assert other.http.post(path, json=WISH, headers=other.headers).status_code == 404
    assert visitor(wiring).post(path, json=WISH).status_code == 401


@pytest.mark.parametrize("address", ["x" * 201, "\n".join("abcdefghijkl")])
def test_an_address_that_no_letter_holds_is_refused_when_it_is_recorded(user: Program, address: str) -> None:
    answer = user.record("mandate_given", "2026-03-01", purpose="complaint", holder="Association Exemple", holder_address=address)
    assert answer.status_code == 422
    assert [each["field"] for each in answer.json()["errors"]] == ["event.holder_address"]
