"""A program that asks for too much learns when to ask again."""

from dataclasses import replace

import pytest

from app.platform.limiting import Limiter
from app.wiring import Wiring
from tests.api.client import DOSSIER, LETTER, Program, visitor

ONE_EACH = {"codes": 1, "dossiers": 1, "letters": 1}
CODE = {"code": "seven words that are none at all"}


@pytest.mark.parametrize(("path", "body"), [("sessions", CODE), ("dossiers", DOSSIER), ("letters", LETTER)])
def test_the_second_request_of_a_minute_is_told_to_wait(path: str, body: dict[str, object], wiring: Wiring) -> None:
    http = visitor(replace(wiring, limiter=Limiter(ONE_EACH)))
    assert http.post(f"/api/v1/{path}", json=body).status_code != 429
    answer = http.post(f"/api/v1/{path}", json=body)
    assert (answer.status_code, answer.headers["content-type"]) == (429, "application/problem+json")
    assert 1 <= int(answer.headers["retry-after"]) <= 60
    assert "Retry-After" in answer.json()["title"]


def test_the_letters_of_a_case_count_as_letters(user: Program, wiring: Wiring) -> None:
    hurried = replace(user, http=visitor(replace(wiring, limiter=Limiter(ONE_EACH))))
    assert [hurried.get("/documents/complaint?format=txt").status_code for _ in range(2)] == [200, 429]
    assert hurried.get("").status_code == 200


def test_a_mandate_counts_as_a_letter(user: Program, wiring: Wiring) -> None:
    hurried, wish = (
        replace(user, http=visitor(replace(wiring, limiter=Limiter(ONE_EACH)))),
        {"purpose": "request", "holder": "Dominique Exemple"},
    )
    assert [hurried.post("/mandate?format=txt", wish).status_code for _ in range(2)] == [200, 429]
