"""A database that refuses and content that was damaged are problems with a status of their own, not faults of the program."""

import pytest

from app.wiring import Wiring
from tests.api.client import Program, program
from tests.databases import on_both
from tests.failing import FULL, LOST_PARTICULARS, READ_ONLY, change_the_particulars, damage, database_with, remove_the_key, sql


@pytest.mark.parametrize("pragma", [FULL, READ_ONLY])
def test_a_disk_that_refuses_is_told_and_the_same_request_does_later(pragma: str, user: Program, wiring: Wiring) -> None:
    again = {"kind": "reply_received", "on": "2026-03-10", "key": "key-of-a-program-0123456789", "nature": "other", "text": "word " * 4_000}
    with database_with(wiring.engine, pragma):
        refused = user.record(**again)
        assert user.get("").status_code == 200
    assert (refused.status_code, refused.headers["content-type"]) == (503, "application/problem+json")
    assert refused.json()["title"] == "We cannot read or write anything at the moment"
    assert user.record(**again).status_code == 201


def test_damaged_content_is_told(user: Program, wiring: Wiring) -> None:
    change_the_particulars(wiring)
    assert user.get("").json()["title"] == "Something that is stored here was damaged"
    remove_the_key(wiring)
    answer = user.get("/documents/request")
    assert (answer.status_code, answer.json()["title"]) == (409, "This request is sealed")


def test_nothing_is_added_to_a_broken_chain(user: Program, wiring: Wiring) -> None:
    sql(wiring, "DROP TRIGGER event_goes_with_its_case")
    sql(wiring, "DELETE FROM event WHERE sequence = 2")
    assert user.record("nothing_came", "2026-03-10").status_code == 409


@on_both
def test_a_damaged_case_is_named_in_the_list_beside_the_others(wiring: Wiring) -> None:
    user = program(wiring, rights=["access", "erasure"])
    damage(wiring, user.case, LOST_PARTICULARS)
    listed = user.http.get("/api/v1/cases", headers=user.headers).json()
    assert [each["right"] for each in listed["items"]] == ["erasure"]
    (lost,) = listed["unreadable"]
    assert (lost["id"], lost["reason"]) == (user.case, "damaged")
    assert lost["controller"].startswith("Clearview AI")
