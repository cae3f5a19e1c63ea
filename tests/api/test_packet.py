"""The packet over the API: asked for, looked after, fetched."""

from pathlib import Path

from app.complaints.packet.verify import verify
from app.wiring import Wiring
from tests.api.client import Program, program, visitor


def test_it_is_made_and_fetched(user: Program, wiring: Wiring, tmp_path: Path) -> None:
    assert user.get("/packet").json()["state"] == "none"
    answer = user.post("/packet", {"max_mb": 5})
    assert answer.status_code == 202, answer.text
    wiring.packets.wait()
    found = user.get("/packet").json()
    assert found["state"] == "done"
    assert found["pages"] > 0
    for document in found["documents"]:
        content = user.get(f"/packet/{document['name']}").content
        assert len(content) == document["size"]
        (tmp_path / document["name"]).write_bytes(content)
        assert verify(tmp_path / document["name"]).whole


def test_unreadable_exhibits_are_told_by_code(user: Program, wiring: Wiring) -> None:
    kept = user.keep("casse.pdf", b"%PDF-1.7 nothing").json()["id"]
    assert user.record("reply_received", "2026-03-20", nature="partial", text="", files=[kept]).status_code == 201
    user.post("/packet", {})
    wiring.packets.wait()
    remarks = user.get("/packet").json()["remarks"]
    assert [(each["name"], each["code"]) for each in remarks] == [("casse.pdf", "broken")]


def test_wrong_wishes_are_refused_by_field(user: Program) -> None:
    for body, field in (({"max_mb": 0}, "max_mb"), ({"max_mb": "5"}, "max_mb"), ({"colour": "red"}, "colour")):
        answer = user.post("/packet", body)
        assert answer.status_code == 422
        assert field in answer.text


def test_nobody_else_sees_it(user: Program, wiring: Wiring) -> None:
    user.post("/packet", {})
    wiring.packets.wait()
    name = user.get("/packet").json()["documents"][0]["name"]
    other = program(wiring)
    path = f"/api/v1/cases/{user.case}/packet"
    assert other.http.get(path, headers=other.headers).status_code == 404
    assert other.http.get(f"{path}/{name}", headers=other.headers).status_code == 404
    assert visitor(wiring).get(path).status_code == 401


def test_an_unknown_file_is_not_found(user: Program) -> None:
    assert user.get("/packet/nothing.pdf").status_code == 404
