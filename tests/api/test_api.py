"""The API around its events: letters, deadlines, dossiers, files, pages of lists, problems, and its own description."""

import json
import re
from typing import Any

import pytest
from starlette.testclient import TestClient

from app.api.bodies import MAX_BODY
from app.wiring import Wiring
from tests.api.client import CAMILLE, DOSSIER, LETTER, Program, entered, visitor
from tests.databases import on_both

KEY = {"Idempotency-Key": "key-of-a-program-0123456789"}


@pytest.fixture
def http(wiring: Wiring) -> TestClient:
    """Somebody without a token, who reads English."""
    return visitor(wiring)


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("*/*", "application/pdf"),
        ("text/plain", "text/plain; charset=utf-8"),
        ("image/png, text/*;q=0.5", "text/plain; charset=utf-8"),
        ("application/*", "application/pdf"),
        ("text/plain;q=0, message/rfc822", "message/rfc822"),
    ],
)
def test_a_letter_comes_in_the_form_that_is_accepted(accept: str, media_type: str, http: TestClient) -> None:
    answer = http.post("/api/v1/letters", json=LETTER, headers={"Accept": accept})
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == media_type
    assert answer.headers["content-disposition"].startswith('attachment; filename="')


def test_the_form_named_in_the_address_wins(http: TestClient) -> None:
    answer = http.post("/api/v1/letters?format=txt", json=LETTER, headers={"Accept": "application/pdf"})
    assert "Camille Exemple" in answer.text


def test_what_cannot_be_had_is_not_acceptable(http: TestClient) -> None:
    assert http.post("/api/v1/letters", json=LETTER, headers={"Accept": "image/png"}).status_code == 406


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"kind": "complaint"}, "kind"),
    ({"subject": {"name": "Camille Exemple"}}, "subject.country"),
    ({"subject": {**CAMILLE, "country": "ZZ"}}, "subject.country"),
    ({"subject": {**CAMILLE, "minor": "no"}}, "subject.minor"),
    ({"subject": {**CAMILLE, "name": "\ud800"}}, "subject.name"),
    ({"subject": {**CAMILLE, "email": "nobody"}}, "subject.email"),
    ({"controller": {"slug": "nobody"}}, "controller.slug"),
    ({"controller": {"slug": "clearview-ai", "name": "Exemple SA"}}, "controller.slug"),
    ({"controller": {"name": "Exemple SA"}}, "controller.country"),
    ({"controller": {"name": "Police nationale", "country": "FR"}}, "controller.name"),
    ({"photo": "AAAA"}, "photo"),
    ({"language": "tl"}, "kind"),
    ({"paragraph": "x" * 4_001}, "paragraph"),
    ({"urls": ["javascript:alert(1)"]}, "urls"),
]


@pytest.mark.parametrize(("change", "field"), WRONG)
def test_a_letter_that_cannot_be_written_names_the_field(change: dict[str, Any], field: str, http: TestClient) -> None:
    content = json.dumps({**LETTER, **change})
    answer = http.post("/api/v1/letters", content=content, headers={"Content-Type": "application/json"})
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert [each["field"] for each in answer.json()["errors"]] == [field]


def test_problems_are_in_the_reader_s_language(wiring: Wiring) -> None:
    answer = visitor(wiring, "fr").post("/api/v1/letters", json={})
    assert answer.headers["content-language"] == "fr"
    assert "Une partie de ce que vous avez envoyé" in answer.json()["title"]


@pytest.mark.parametrize("content", [b"{", b"\xff", b"[" * 100_000, b'{"a": ' + b"1" * 5_000 + b"}"])
def test_what_is_no_json_is_not_understood(content: bytes, http: TestClient) -> None:
    answer = http.post("/api/v1/letters", content=content, headers={"Content-Type": "application/json"})
    assert answer.status_code in (400, 422)
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("declared", ["text/plain", "application/x-www-form-urlencoded", "application/json; charset=utf-16", ""])
def test_a_body_that_is_not_declared_as_json_is_refused(declared: str, http: TestClient) -> None:
    assert http.post("/api/v1/letters", content=b"{}", headers={"Content-Type": declared}).status_code == 415


def test_too_large_a_body_is_refused(http: TestClient) -> None:
    answer = http.post("/api/v1/letters", content=b" " * (MAX_BODY + 1), headers={"Content-Type": "application/json"})
    assert answer.status_code == 413
    assert answer.json()["status"] == 413


def test_another_method_learns_which_there_are(http: TestClient) -> None:
    answer = http.put("/api/v1/deadline")
    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET, POST"


@pytest.mark.parametrize("path", ["/api", "/api/v1/nowhere", "/api/v1/controllers/nobody", "/api/%00"])
def test_what_is_not_there_is_a_problem_with_all_headers(path: str, http: TestClient) -> None:
    answer = http.get(path)
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
    assert answer.headers["cache-control"] == "no-store"


def test_a_deadline_is_the_same_by_either_method(http: TestClient) -> None:
    asked = {"received": "2026-03-05", "place": "FR"}
    assert http.get("/api/v1/deadline", params=asked).json() == http.post("/api/v1/deadline", json=asked).json()


def test_a_pause_before_the_receipt_is_named(http: TestClient) -> None:
    asked = {"received": "2026-03-05", "place": "FR", "paused": [{"start": "2026-03-01", "end": "2026-03-02"}]}
    assert http.post("/api/v1/deadline", json=asked).json()["errors"][0]["field"] == "paused"


def test_the_pages_of_a_list_hold_every_entry_once(http: TestClient) -> None:
    whole = [each["slug"] for each in http.get("/api/v1/controllers", params={"limit": 100}).json()["items"]]
    seen, following = [], "/api/v1/controllers?limit=3"
    while following:
        answer = http.get(following)
        seen += [each["slug"] for each in answer.json()["items"]]
        following = next(iter(re.findall("<([^>]+)>", answer.headers.get("link", ""))), "")
    assert seen == whole


@pytest.mark.parametrize("query", ["limit=0", "limit=101", "limit=x", "cursor=abc", "other=1"])
def test_a_page_that_there_is_not_is_refused(query: str, http: TestClient) -> None:
    assert http.get(f"/api/v1/controllers?{query}").status_code == 422


@pytest.mark.parametrize("path", ["/cases", "/cases/x", "/cases/x/events", "/cases/x/files", "/cases/x/documents/complaint"])
@pytest.mark.parametrize("header", [{}, {"Authorization": "Bearer nobody"}, {"Authorization": "Basic bm9ib2R5"}])
def test_nothing_of_a_dossier_is_shown_without_its_token(path: str, header: dict[str, str], http: TestClient) -> None:
    answer = http.get(f"/api/v1{path}", headers=header)
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer"


def test_another_dossier_s_case_is_not_there(user: Program) -> None:
    other = user.http.post("/api/v1/dossiers", json=DOSSIER).json()
    assert entered(user.http, other["code"], user.case).get("").status_code == 404


@on_both
def test_opening_twice_under_one_key_gives_one_dossier_until_it_is_entered(http: TestClient) -> None:
    first, second = (http.post("/api/v1/dossiers", json=DOSSIER, headers=KEY).json() for _ in range(2))
    assert http.post("/api/v1/sessions", json={"code": first["code"]}).status_code == 401
    entered(http, second["code"], second["cases"][0])
    assert http.post("/api/v1/dossiers", json=DOSSIER, headers=KEY).status_code == 409


@on_both
def test_two_rights_make_two_linked_cases(http: TestClient) -> None:
    opened = http.post("/api/v1/dossiers", json={**DOSSIER, "rights": ["access", "erasure"]}).json()
    first, second = opened["cases"]
    assert entered(http, opened["code"], first).get("").json()["linked"] == second


@on_both
def test_a_file_is_kept_once_and_comes_back_as_it_went(user: Program) -> None:
    first, second = (user.keep("Nachweis für mich.pdf", b"%PDF-1.7") for _ in range(2))
    assert first.json() == second.json()
    answer = user.get(f"/files/{first.json()['id']}")
    assert answer.content == b"%PDF-1.7"
    assert answer.headers["content-type"] == "application/octet-stream"


def test_an_empty_file_is_named(user: Program) -> None:
    assert user.keep("slip.pdf", b"").json()["errors"][0]["field"] == "file"


@on_both
def test_the_letters_of_a_case_can_be_had(user: Program) -> None:
    assert {"mise_en_demeure", "complaint"} <= {each["kind"] for each in user.get("/documents").json()}
    assert user.get("/documents/complaint", Accept="application/pdf").content.startswith(b"%PDF")
    assert user.get("/documents/nothing").status_code == 404


@on_both
def test_a_session_that_was_left_opens_nothing(user: Program) -> None:
    assert user.http.delete("/api/v1/sessions/current", headers=user.headers).status_code == 204
    assert user.get("").status_code == 401


@on_both
def test_an_erased_dossier_is_gone_with_its_code(user: Program) -> None:
    assert user.http.delete("/api/v1/dossiers/current", headers=user.headers).status_code == 204
    assert user.http.post("/api/v1/sessions", json={"code": user.code}).status_code == 401


def test_the_page_of_the_api_names_every_request_and_loads_only_its_own_style(http: TestClient) -> None:
    page = http.get("/api/docs").text
    assert set(http.get("/api/openapi.json").json()["paths"]) <= set(re.findall("<code>(/api[^<]+)</code>", page))
    assert re.findall(r'<(?:link|script|img)[^>]*(?:href|src)="([^"]+)"', page) == ["/api/docs.css"]
    assert not re.search(r"<style|\sstyle=|\son\w+=|<script", page)
    assert http.get("/api/docs.css").headers["content-type"] == "text/css; charset=utf-8"


def test_a_bug_is_a_problem_without_its_message(http: TestClient, wiring: Wiring, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise RuntimeError("Camille Exemple")

    monkeypatch.setattr(wiring.store, "today", broken)
    answer = http.post("/api/v1/letters", json=LETTER)
    assert answer.status_code == 500
    assert answer.headers["content-type"] == "application/problem+json"
    assert "Camille" not in answer.text


def test_another_host_is_not_answered(http: TestClient) -> None:
    assert http.get("/api/v1/controllers", headers={"Host": "evil.example"}).status_code == 400
