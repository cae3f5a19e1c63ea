"""Odd and hostile input: kept as harmless text, or refused with the field named and the form intact; never an error of the server."""

import json

import pytest
from httpx2 import Response
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from app.web.forms import journey
from tests.web.visit import CAMILLE, form_of, heading, mistakes, photograph, press, to_review

MEGABYTE = 1024 * 1024
ODD = {
    "control": "Camille\x01\x07 Exemple",
    "nul": "Cam\x00ille Exemple",
    "encoded-word": "=?utf-8?q?a=0D=0ABcc:_evil@example.org?=",
    "line break": "Camille\r\nBcc: evil@example.org",
    "override": "Camille \u202eelpmexE",
    "isolate": "\u2066Camille Exemple\u2069",
    "zero width": "Cam\u200bille Ex\ufeffemple",
    "template": "{{7*7}}{% for x in ().__class__.__mro__ %}x{% endfor %}",
    "html": "<script>alert(1)</script><img src=x onerror=alert(1)>\"'>",
    "format": "{name.__class__} %(x)s %s {0}",
    "combining": "C" + "\u0301" * 500 + "amille",
    "arabic": "محمد العربي",
    "vietnamese": "Nguyễn Thị Ví Dụ",
    "emoji": "Camille 👩‍🎤 Exemple",
    "non-character": "Camille\ufffe\uffff Exemple",
}


@pytest.mark.parametrize("text", ODD.values(), ids=ODD.keys())
@pytest.mark.parametrize("field", ["name", "paragraph"])
def test_odd_text_reaches_the_letter_as_harmless_text_or_is_refused(field: str, text: str, browser: TestClient) -> None:
    page = to_review(browser, **{field: text})
    assert page.status_code in (200, 422)
    assert mistakes(page) in ([], [field])
    for never in ("<script>alert", "<img src=x", "\x00", "\u202e", "\u2066", "49{%"):
        assert never not in page.text
    if page.status_code == 200:
        assert press(browser, page, "/request/letter", {"as": "text"}).status_code in (200, 422)


@pytest.mark.parametrize("text", ["=?utf-8?q?x?=@example.org", "a@example.org\r\nBcc: b@example.org", "a b@example.org"])
def test_an_address_that_no_header_can_carry_is_refused(text: str, browser: TestClient) -> None:
    page = to_review(browser, email=text)
    assert page.status_code == 422
    assert mistakes(page) == ["email"]


@pytest.mark.parametrize("field", ["name", "address", "email"])
def test_a_megabyte_in_one_field_is_named_and_the_others_stay(field: str, browser: TestClient) -> None:
    page = press(browser, browser.get("/request"), "/request/who", {"controller": "criteo"})
    page = press(browser, page, "/request/what", {"right": "access"})
    page = press(browser, page, "/request/you", {**CAMILLE, field: "x" * MEGABYTE})
    assert page.status_code == 422
    assert mistakes(page) == [field]
    kept = {name: value.replace("\n", "") for name, (value,) in form_of(page).items() if name in CAMILLE and name != field}
    assert kept == {name: value.replace("\n", "") for name, value in CAMILLE.items() if name != field}
    assert form_of(page)[field][0].startswith("xxxx")


@pytest.mark.parametrize("field", ["paragraph", "urls"])
def test_a_megabyte_of_additions_is_named(field: str, browser: TestClient) -> None:
    page = press(browser, to_review(browser), "/request/review", {"go": "attach"})
    page = press(browser, page, "/request/attach", {field: "é" * MEGABYTE})
    assert (page.status_code, mistakes(page)) == (422, [field])


def test_an_address_longer_than_the_window_is_laid_out_below_it(browser: TestClient) -> None:
    lines = "\n".join(f"Bâtiment {n}, escalier de l’Exemple, porte {n}" for n in range(7))
    page = press(browser, to_review(browser), "/request/review", {"go": "who"})
    typed = {"controller": "other", "controller.name": "Société " * 12, "controller.address": lines, "controller.country": "FR"}
    review = press(browser, page, "/request/who", {**typed, "controller.email": "dpo@example.org"})
    assert heading(review) == "Check your letter"
    assert "porte 6" in review.text


PARTS = "multipart/form-data; boundary=x"
PLAIN = "application/x-www-form-urlencoded"
PART = b'--x\r\nContent-Disposition: form-data; name="controller"\r\n\r\n'
BODIES: dict[str, tuple[str, bytes]] = {
    "json": ("application/json", b'{"controller": "clearview-ai"}'),
    "deep json": ("application/json", b"[" * 100_000),
    "json with half a pair": ("application/json", json.dumps({"name": "\ud800"}).encode()),
    "json as text": ("text/plain", b'{"a": 1}'),
    "no type": ("", b"a=b"),
    "broken type": ("multipart/form-data; boundary=\xff", b"--\xff"),
    "no boundary": ("multipart/form-data", b"--x\r\n"),
    "empty multipart": (PARTS, b""),
    "cut multipart": (PARTS, PART + b"clear"),
    "cut file": (PARTS, PART + b'a\r\n--x\r\nContent-Disposition: form-data; name="photo"; filename="a.jpg"\r\n\r\n' + b"z" * 9_000),
    "cut before its end": (PARTS, PART + b"criteo\r\n--x\r\n"),
    "nameless part": (PARTS, b"--x\r\nContent-Disposition: form-data\r\n\r\na\r\n--x--\r\n"),
    "broken part": (PARTS, b"--x\r\nContent-Disposition form-data\r\n\r\na\r\n--x--\r\n"),
    "endless header": (PARTS, b"--x\r\nX: " + b"y" * 200_000),
    "odd charset": (f"{PARTS}; charset=punycode", PART + b"\xff\r\n--x--\r\n"),
    "undecodable": (PARTS, PART + b"\xff\xfe\r\n--x--\r\n"),
    "bad escapes": (PLAIN, b"controller=%zz%%%u0041%ff%ed%a0%80&%=&=&&;;"),
    "raw bytes": (PLAIN, b"controller=\xff\x00\xed\xa0\x80"),
    "too many fields": (PLAIN, b"a=b&" * 5000),
    "too many parts": (PARTS, (PART + b"b\r\n") * 500 + b"--x--\r\n"),
}


@pytest.mark.parametrize(("kind", "body"), BODIES.values(), ids=BODIES.keys())
@pytest.mark.parametrize("path", ["/request/who", "/request/how", "/request/follow", "/request/letter", "/dossier"])
def test_what_is_no_form_is_told_so(path: str, kind: str, body: bytes, browser: TestClient) -> None:
    answer = browser.post(path, content=body, headers={b"Content-Type": kind.encode("latin-1")})
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "text/html; charset=utf-8"


FILES: dict[str, tuple[str, bytes]] = {
    "empty": ("x.jpg", b""),
    "text": ("x.jpg", b"not a photo"),
    "svg": ("x.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
    "postscript": ("x.eps", b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n"),
    "cut": ("x.jpg", photograph()[:200]),
    "pdf": ("x.pdf", b"%PDF-1.7"),
    "heavy": ("x.jpg", b"\xff\xd8\xff" + b"\x00" * (32 * MEGABYTE)),
    "odd name": ("../../x\u202egpj.exe\x00", b"x"),
}


def attached(browser: TestClient, name: str, content: bytes) -> Response:
    """The answer to a photo on the page that takes one."""
    page = press(browser, to_review(browser), "/request/review", {"go": "attach"})
    return press(browser, page, "/request/attach", {"paragraph": "Bonjour."}, [("photo", (name, content, "image/jpeg"))])


@pytest.mark.parametrize(("name", "content"), FILES.values(), ids=FILES.keys())
def test_what_is_no_photo_is_named_and_the_form_stays(name: str, content: bytes, browser: TestClient) -> None:
    page = attached(browser, name, content)
    assert (page.status_code, mistakes(page)) == (422, ["photo"])
    assert form_of(page)["paragraph"] == ["Bonjour."]


@pytest.mark.parametrize("kept", ["!!!", "QQ", "/9j/4AAQ" * 20, "x" * (2 * MEGABYTE), "\ud83d".encode("utf-16-le", "surrogatepass").hex()])
def test_a_kept_photo_that_was_changed_on_the_way_is_questioned(kept: str, browser: TestClient) -> None:
    page = press(browser, to_review(browser), "/request/letter", {"photo_kept": kept, "as": "text"})
    assert (page.status_code, mistakes(page)) == (422, ["photo"])


def test_a_file_where_text_belongs_counts_as_missing(browser: TestClient) -> None:
    page = browser.post("/request/you", files={"name": ("x.txt", b"Camille", "text/plain"), "country": (None, "FR")})
    assert (page.status_code, mistakes(page)) == (422, ["name"])


TAMPERED = [
    "draft_token",
    "reference",
    "second_reference",
    "controller",
    "right",
    "channel",
    "country",
    "grounds",
    "place",
    "already",
    "editing",
]


@pytest.mark.parametrize("field", TAMPERED)
@pytest.mark.parametrize("value", ["", "'\"><script>", "../../x", "\u0000", "9" * 5000])
def test_no_hidden_answer_breaks_the_page_that_comes_back(field: str, value: str, browser: TestClient) -> None:
    review = to_review(browser, right="both")
    for path in ("/request/review", "/request/follow", "/request/letter"):
        answer = press(browser, review, path, {field: value, "as": "text"})
        assert answer.status_code in (200, 422), path
        assert "<script>" not in answer.text


TEXT = st.text(st.characters(codec="utf-8"), max_size=80)
FIELDS = st.sampled_from(sorted({*journey.CARRIED_ALWAYS, *(name for names in journey.FIELDS.values() for name in names), "lang", "go"}))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(answers=st.dictionaries(FIELDS, TEXT, max_size=8), step=st.sampled_from(["who", "what", "you", "attach", "how", "review", "letter"]))
def test_any_text_in_any_field_gives_a_page(answers: dict[str, str], step: str, browser: TestClient) -> None:
    answer = browser.post(f"/request/{step}", data=answers)
    assert answer.status_code in (200, 422)
    answer.content.decode("utf-8")


ODD_HEADERS = [
    {b"Accept-Language": b"\xff\xfe;q=x," * 500},
    {b"Accept-Language": b"fr;q=" + b"9" * 5000},
    {b"Cookie": b"lang=\xff; lang=../../etc; =;;=", b"Accept-Language": b"*"},
]


@pytest.mark.parametrize("headers", ODD_HEADERS)
def test_odd_headers_are_no_reason_to_fail(headers: dict[bytes, bytes], browser: TestClient) -> None:
    assert browser.get("/", headers=headers).status_code == 200
