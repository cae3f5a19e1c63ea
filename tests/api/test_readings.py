"""Replies read over the API: kept, read, then recorded as an event like any other."""

from tests.api.client import Program
from tests.replies import mails


def kept(user: Program, name: str, content: bytes) -> str:
    """The id of a file kept with the case."""
    path = f"/api/v1/cases/{user.case}/files"
    headers = {**user.headers, "Content-Type": "application/octet-stream"}
    answer = user.http.post(path, params={"name": name, "purpose": "reply"}, content=content, headers=headers)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


def test_a_reply_is_read_and_then_recorded(user: Program) -> None:
    file = kept(user, "reply.eml", mails.gmail())
    read = user.post("/readings", {"files": [file]}).json()
    said = [read["text"][span["start"] : span["end"]] for span in read["newest"]]
    assert said == ["Bonjour,\nvoici vos données."]
    assert read["dates"][0] == {"on": "2026-03-11", "place": "received", "span": None}
    facts = {name: read[name] for name in ("text", "sender", "subject", "message_id")}
    (made,) = user.record("reply_received", "2026-03-11", nature="complete", files=[file], **facts).json()["records"]
    assert made["event"].items() >= facts.items()


def test_what_cannot_be_read_is_no_error(user: Program) -> None:
    answer = user.post("/readings", {"files": [kept(user, "torn.pdf", b"%PDF-1.7 nothing")], "text": "Nous refusons."})
    assert answer.status_code == 200
    assert answer.json()["problems"] == [{"code": "part_broken", "text": "It is damaged, or not what its name says."}]


def test_an_unknown_file_and_an_empty_reply_are_named(user: Program) -> None:
    for body, field in (({"files": ["a" * 26]}, "files"), ({}, "files"), ({"file": []}, "file")):
        answer = user.post("/readings", body)
        assert answer.status_code == 422
        assert [error["field"] for error in answer.json()["errors"]] == [field]
