"""What a program needs besides its case: labels of limits, ids of authorities, the sheets of the next steps, everything as an archive."""

from io import BytesIO
from zipfile import ZipFile

import pytest

from app.law.competence import authorities
from app.law.limits import all_limits
from app.wiring import Wiring
from tests.api.client import Program, visitor
from tests.databases import on_both


def test_every_limit_is_listed_under_the_label_that_an_event_takes(user: Program) -> None:
    listed = user.http.get("/api/v1/limits").json()
    assert [each["label"] for each in listed] == [limit.label for limit in all_limits()]
    (reply,) = user.record("reply_received", "2026-03-10", nature="partial").json()["records"]
    assert user.record("finding_confirmed", "2026-03-10", label=listed[0]["label"], reply=reply["id"]).status_code == 201


def test_limits_are_told_in_the_reader_s_language(wiring: Wiring) -> None:
    english, french = (visitor(wiring, language).get("/api/v1/limits").json()[0] for language in ("en", "fr"))
    assert english["title"] != french["title"]


@pytest.mark.parametrize(("place", "ids"), [("FR-67", ["fr-cnil"]), ("gb", ["gb-ico"]), ("US", [])])
def test_an_authority_is_found_by_the_place_where_one_lives(place: str, ids: list[str], wiring: Wiring) -> None:
    found = visitor(wiring).get("/api/v1/authorities", params={"place": place}).json()
    assert [each["id"] for each in found] == ids


def test_every_authority_is_listed(wiring: Wiring) -> None:
    listed = visitor(wiring).get("/api/v1/authorities").json()
    assert [each["id"] for each in listed] == [authority.id for authority in authorities()]


def test_every_next_step_has_its_sheet(user: Program) -> None:
    actions = [step["action"] for step in user.get("").json()["assessment"]["next_steps"]]
    assert "complaint" in actions
    for action in actions:
        told = user.get(f"/next-steps/{action}").json()
        assert told["sections"][0]["paragraphs"], action
    assert user.get("/next-steps/complaint?by=post").json()["authority"] == "fr-cnil"
    assert user.get("/next-steps/nothing").status_code == 404


@on_both
def test_everything_that_is_kept_can_be_taken_away(user: Program) -> None:
    user.keep("slip.pdf", b"%PDF-1.7")
    answer = user.http.get("/api/v1/dossiers/current/archive", headers=user.headers)
    assert answer.headers["content-type"] == "application/zip"
    with ZipFile(BytesIO(answer.content)) as archive:
        assert archive.testzip() is None
        assert any(name.endswith("slip.pdf") for name in archive.namelist())
