"""How a complaint stands, over the API: what is missing, how to mend it, and every authority with its reasons."""

from typing import Any

import pytest

from app.wiring import Wiring
from tests.api.client import CAMILLE, Program, program, visitor


def standing(user: Program, **headers: str) -> dict[str, list[dict[str, object]]]:
    answer = user.get("/standing", **headers)
    assert answer.status_code == 200, answer.text
    found: dict[str, list[dict[str, object]]] = answer.json()
    return found


def mandate_codes(user: Program) -> list[object]:
    return [check["code"] for check in standing(user)["checks"] if check["point"] == "mandate"]


def test_what_is_missing_comes_with_its_code_its_sentence_and_its_articles(user: Program) -> None:
    found = {check["point"]: check for check in standing(user)["checks"]}
    assert found["prior_request"]["state"] == "met"
    sending = found["proof_of_sending"]
    assert (sending["state"], sending["code"]) == ("missing", "sending_unproved")
    assert "posting slip" in str(sending["text"])
    assert found["month_or_refusal"]["articles"] == ["GDPR Art. 12(3)", "GDPR Art. 12(4)"]


def test_it_speaks_the_reader_s_language(user: Program) -> None:
    checks = standing(user, **{"Accept-Language": "fr"})["checks"]
    assert any("RGPD" in str(check["cited"]) for check in checks)


def test_a_mandate_is_checked_as_soon_as_it_is_recorded(user: Program) -> None:
    kept = user.keep("mandat.pdf", b"%PDF-1.7 signed").json()["id"]
    told: dict[str, Any] = {"purpose": "complaint", "holder": "Syndicat Exemple", "body": "union", "files": [kept]}
    told |= dict.fromkeys(("parties_named", "statutes_fit", "scope_fits"), True)
    (made,) = user.record("mandate_given", "2026-03-01", **told).json()["records"]
    assert mandate_codes(user) == ["mandate_unsigned"]
    user.record("mandate_given", "2026-03-01", corrects=made["id"], **told, signed=True)
    assert mandate_codes(user) == ["mandate_valid"]


def test_a_mandate_for_nobody_is_refused_by_field(user: Program) -> None:
    answer = user.record("mandate_given", "2026-03-01", purpose="complaint", holder=" ")
    assert answer.status_code == 422
    assert "holder" in answer.text


def test_places_open_authorities_and_one_can_be_chosen(user: Program) -> None:
    assert [forum["authority"] for forum in standing(user)["forums"]] == ["fr-cnil"]
    assert user.record("places_told", "2026-03-01", workplace="BE", other_home="DE-BE", authority="be-apd").status_code == 201
    forums = standing(user)["forums"]
    assert [(forum["authority"], forum["ground"], forum["chosen"]) for forum in forums] == [
        ("fr-cnil", "residence", False),
        ("de-be", "residence", False),
        ("be-apd", "workplace", True),
    ]
    assert "because you work there (Belgium)" in str(forums[2]["text"])


def test_unsettled_points_are_shown_as_such(user: Program) -> None:
    user.record("places_told", "2026-03-01", other_home="BE")
    settled = {remark["code"]: remark["settled"] for remark in standing(user)["remarks"]}
    assert settled["several_residences"] is False
    assert settled["no_lead_authority"] is True


@pytest.mark.parametrize(
    ("places", "field"),
    [({"workplace": "Belgium"}, "workplace"), ({"other_home": "XX"}, "other_home"), ({"authority": "odd"}, "authority")],
)
def test_a_place_that_is_none_is_refused_by_field(user: Program, places: dict[str, str], field: str) -> None:
    answer = user.record("places_told", "2026-03-01", **places)
    assert answer.status_code == 422
    assert field in answer.text


def test_a_land_of_residence_opens_its_own_authority(wiring: Wiring) -> None:
    berlin = program(wiring, subject={**CAMILLE, "country": "DE", "place": "DE-BE"})
    found = standing(berlin)
    assert [forum["authority"] for forum in found["forums"]] == ["de-be"]
    assert "land_of_residence" in {remark["code"] for remark in found["remarks"]}


def test_a_child_s_parent_is_kept_and_one_of_an_adult_refused(wiring: Wiring) -> None:
    child = program(wiring, subject={**CAMILLE, "minor": True, "guardian": "Dominique Exemple"})
    assert child.get("").json()["subject"]["guardian"] == "Dominique Exemple"
    letter = {"kind": "access", "controller": {"slug": "clearview-ai"}, "subject": {**CAMILLE, "guardian": "Dominique Exemple"}}
    answer = visitor(wiring).post("/api/v1/letters", json=letter)
    assert answer.status_code == 422
    assert "guardian" in answer.text


def test_nobody_else_sees_it(user: Program, wiring: Wiring) -> None:
    path = f"/api/v1/cases/{user.case}/standing"
    assert program(wiring).http.get(path, headers=program(wiring).headers).status_code == 404
    assert visitor(wiring).get(path).status_code == 401
