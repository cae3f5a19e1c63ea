"""Odd, broken and hostile input on the pages of a case: kept as harmless text or refused with its field named, and no form is ever lost."""

import html
import re
from collections.abc import Mapping

import pytest
from starlette.testclient import TestClient

from app.wiring import Wiring
from tests.web.conftest import NewBrowser
from tests.web.dossiers import Person, enter

HOSTILE = {
    "nul": "a\0b",
    "reordering": "abc\u202egpj.exe",
    "encoded word": "=?utf-8?q?a=0D=0ABcc:x@example.org?=",
    "template": "{{ 7*7 }}{% include '/etc/passwd' %}${7*7}",
    "format": "{0.__class__}{date}%s%(x)s",
    "markup": "<script>alert(1)</script><img src=x onerror=alert(1)>'\"&lt;",
    "sql": "'; DROP TABLE event; --",
    "zero width": "\u200b\u2060\ufeff",
    "zalgo": "z" + "\u0301" * 200,
    "arabic": "كاميليا مثال",
}
FIELDS = [
    ("sent", {"on": "2026-03-01", "channel": "email"}, "proof"),
    ("reply", {"on": "2026-03-01", "nature": "partial"}, "text"),
    ("reply", {"on": "2026-03-01", "nature": "partial", "limits": ["temporal_limit"]}, "quote_temporal_limit"),
    ("refused", {"on": "2026-03-01"}, "text"),
    ("extension", {"on": "2026-03-01"}, "reasons"),
    ("complaint", {"on": "2026-03-01"}, "number"),
    ("reminder", {"on": "2026-03-01", "letter": "reminder", "channel": "post"}, "proof"),
]
NAMES = ["", "..", "a" * 500 + ".pdf", "con\r\nSet-Cookie: x=y.txt", 'a";b.pdf', "été à Nîmes.pdf", "=?utf-8?q?x?=.eml"]
MEGABYTE = "a" * 1_000_000


@pytest.fixture
def person(wired: Wiring, browser: TestClient) -> Person:
    """Camille, with one request to Clearview AI that she sent and that arrived."""
    someone = enter(wired, browser)
    someone.record("sent", on="2026-03-01", channel="email")
    someone.record("received", on="2026-03-01")
    return someone


@pytest.mark.parametrize(("kind", "others", "field"), FIELDS)
def test_hostile_text_is_kept_as_harmless_text(kind: str, others: Mapping[str, str | list[str]], field: str, person: Person) -> None:
    for text in HOSTILE.values():
        assert person.fill(kind, {**others, field: text}).status_code == 303
    page = person.page()
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "\u202e" not in page
    assert "\0" not in page


@pytest.mark.parametrize("kind", ["request", "mise_en_demeure", "complaint"])
def test_letters_stand_whatever_was_typed(kind: str, person: Person) -> None:
    for text in HOSTILE.values():
        person.record("reply", on="2026-03-01", nature="partial", text=text, limits=["temporal_limit"], quote_temporal_limit=text)
    for ending in ("pdf", "txt", "eml"):
        assert person.browser.get(f"{person.case}/letter/{kind}.{ending}").status_code == 200


@pytest.mark.parametrize(("kind", "others", "field"), FIELDS)
def test_a_megabyte_in_a_field_is_refused_with_everything_else_kept(
    kind: str, others: Mapping[str, str | list[str]], field: str, person: Person
) -> None:
    answer = person.fill(kind, {**others, field: MEGABYTE})
    assert answer.status_code == 422
    assert "This is too long" in answer.text
    assert 'value="2026-03-01"' in answer.text
    assert "a" * 20_000 in answer.text


@pytest.mark.parametrize("typed", ["", "31/02/2026", "2026-13-01", "tomorrow", "2031-01-01", "2010-01-01", "\0", "٢٠٢٦-٠٣-٠٩", "9" * 5_000])
def test_a_date_that_cannot_be_is_refused_and_the_rest_stays(typed: str, person: Person) -> None:
    answer = person.record("reply", on=typed, nature="complete", text="My <own> words")
    assert answer.status_code == 422
    assert 'id="on-error"' in answer.text
    assert html.escape("My <own> words") in answer.text
    assert re.search(r'value="complete" checked', answer.text)


def test_a_date_may_be_typed_as_people_write_it(person: Person) -> None:
    assert person.record("nothing", on="01/03/2026").status_code == 303
    assert "1 March 2026" in person.page()


def test_collected_before_presented_is_refused(person: Person) -> None:
    answer = person.record("received", on="2026-03-02", latest="2026-03-01")
    assert answer.status_code == 422
    assert 'id="latest-error"' in answer.text


@pytest.mark.parametrize(
    "values",
    [
        {"kind": "sent", "on": "2026-03-01", "channel": "pigeon"},
        {"kind": "sent", "on": "2026-03-01"},
        {"kind": "reply", "on": "2026-03-01", "nature": "other", "limits": ["no_such_limit"]},
        {"kind": "finding", "reply": "nobody", "limits": ["temporal_limit"]},
        {"kind": "reminder", "on": "2026-03-01", "channel": "email", "letter": "ransom"},
    ],
)
def test_answers_that_no_form_offers_are_refused(values: Mapping[str, str | list[str]], person: Person) -> None:
    answer = person.send({**values, "submit_token": "some-token"})
    assert answer.status_code == 422
    assert "Choose one of the answers" in answer.text


@pytest.mark.parametrize(
    "values",
    [
        {"kind": "no_such_kind"},
        {"kind": "case_opened", "on": "2026-03-01"},
        {},
        {"kind": "withdraw", "corrects": "nobody"},
        {"kind": "sent", "corrects": "nobody", "on": "2026-03-01", "channel": "email"},
    ],
)
def test_what_cannot_be_recorded_is_not_found(values: Mapping[str, str | list[str]], person: Person) -> None:
    assert person.send(values).status_code == 404


def test_the_opening_of_a_case_is_neither_corrected_nor_taken_back(person: Person, wired: Wiring) -> None:
    opened = wired.store.case(person.dossier, person.cases[0]).records[0].id
    assert person.browser.get(f"{person.case}/correct/{opened}").status_code == 404
    assert person.browser.get(f"{person.case}/withdraw/{opened}").status_code == 404


def test_a_strangers_case_looks_like_one_that_never_was(person: Person, wired: Wiring, new_browser: NewBrowser) -> None:
    person.record("reply", files=[("a.txt", b"x")], on="2026-03-01", nature="other")
    view = wired.store.case(person.dossier, person.cases[0])
    stranger = enter(wired, new_browser())
    below = ["", "/record/sent", f"/correct/{view.records[2].id}", f"/withdraw/{view.records[2].id}", f"/files/{view.files[0].id}"]
    for path in [*below, "/letter/complaint.pdf", "/next"]:
        foreign, unknown = stranger.browser.get(person.case + path), stranger.browser.get("/case/nothing" + path)
        assert (foreign.status_code, unknown.status_code) == (404, 404), path
        assert foreign.text.replace(person.case, "") == unknown.text.replace("/case/nothing", ""), path


def test_a_stranger_cannot_write_into_a_case(person: Person, wired: Wiring, new_browser: NewBrowser) -> None:
    stranger = enter(wired, new_browser())
    answer = stranger.browser.post(f"{person.case}/events", data={"kind": "nothing", "on": "2026-03-01"})
    assert answer.status_code == 404
    assert len(wired.store.case(person.dossier, person.cases[0]).records) == 4


def test_a_file_comes_back_byte_for_byte_and_only_as_a_download(person: Person, wired: Wiring) -> None:
    content = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>\0\xff"
    person.record("reply", files=[("../../x\u202efdp.svg", content)], on="2026-03-01", nature="other")
    (kept,) = wired.store.case(person.dossier, person.cases[0]).files
    answer = person.browser.get(f"{person.case}/files/{kept.id}")
    assert answer.content == content
    assert answer.headers["content-disposition"].startswith('attachment; filename="xfdp.svg"')
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-type"] == "application/octet-stream"


def test_a_file_over_the_limit_is_refused_and_the_text_stays(person: Person) -> None:
    large = b"x" * (15 * 1024 * 1024 + 1)
    answer = person.record("reply", files=[("scan.pdf", large)], on="2026-03-01", nature="other", text="my words")
    assert answer.status_code == 422
    assert "larger than 15 MB" in answer.text
    assert "my words" in answer.text
    assert "choose your files once more" in answer.text


def test_an_empty_file_is_named(person: Person) -> None:
    answer = person.record("reply", files=[("empty.pdf", b"")], on="2026-03-01", nature="other")
    assert answer.status_code == 422
    assert "empty.pdf" in answer.text


@pytest.mark.parametrize("name", NAMES)
def test_any_file_name_becomes_a_safe_one(name: str, person: Person, wired: Wiring) -> None:
    person.record("reply", files=[(name or " ", b"content")], on="2026-03-01", nature="other")
    (kept,) = wired.store.case(person.dossier, person.cases[0]).files
    answer = person.browser.get(f"{person.case}/files/{kept.id}")
    assert answer.status_code == 200
    assert "set-cookie" not in answer.headers
    assert 0 < len(kept.name) <= 80
    assert not set(kept.name) & set('/\\"\r\n')
