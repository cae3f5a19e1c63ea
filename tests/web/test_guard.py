"""What every request must pass and every answer carries, for every route there is."""

import re
from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from httpx2 import Response
from starlette.routing import Route
from starlette.testclient import TestClient

from app.web.bodies import MAX_BODY
from app.web.main import create_app
from app.web.security import ONE_CLICK
from app.wiring import Wiring
from tests.web.conftest import ORIGIN

HEADERS = {
    "content-security-policy": "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    "x-content-type-options": "nosniff",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    "referrer-policy": "same-origin",
    "cache-control": "no-store",
}
FILLED = {"{version}": "x", "{name}": "x", "{step}": "who"}


def exactly_guarded(answer: Response) -> bool:
    """Whether the answer carries each header once, with its exact value."""
    return {name: answer.headers.get_list(name) for name in HEADERS} == {name: [value] for name, value in HEADERS.items()}


def routes(app: FastAPI) -> list[tuple[str, str]]:
    """Every method and path, with something in the place of parameters."""
    found = [(method, route.path) for route in _flat(app) for method in (route.methods or ())]
    return [(method, re.sub(r"\{\w+\}", lambda m: FILLED.get(m[0], "x"), path)) for method, path in found]


def _flat(app: FastAPI) -> Iterator[Route]:
    for route in app.routes:
        if isinstance(route, Route):
            yield route
        else:
            for context in route.effective_route_contexts():  # type: ignore[attr-defined]
                yield context.original_route


def test_all_routes_are_seen(wired: Wiring) -> None:
    seen = set(routes(create_app(wired)))
    assert {("GET", "/"), ("GET", "/request"), ("POST", "/request/who"), ("POST", "/request/follow"), ("GET", "/dossier")} <= seen


def test_every_route_answers_with_exactly_these_headers(wired: Wiring, browser: TestClient) -> None:
    for method, path in routes(create_app(wired)):
        answer = browser.request(method, path)
        assert exactly_guarded(answer), (method, path)
        assert answer.status_code < 500, (method, path)


@pytest.mark.parametrize("path", ["/nowhere", "/static/x/saisine.css", "/request/%ff%fe", "/%00", "/..%2f..%2fetc", "/a" * 2000])
def test_errors_carry_the_same_headers(path: str, browser: TestClient) -> None:
    answer = browser.get(path)
    assert answer.status_code == 404
    assert exactly_guarded(answer)


def test_a_bug_is_a_plain_page_and_a_line_without_its_message(
    browser: TestClient, wired: Wiring, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken() -> None:
        raise RuntimeError("Camille Exemple")

    monkeypatch.setattr(wired.store, "today", broken)
    answer = browser.get("/request")
    assert answer.status_code == 500
    assert exactly_guarded(answer)
    assert "Camille" not in answer.text + caplog.text
    assert "RuntimeError at test_guard.py" in caplog.text


def test_static_files_may_be_kept_for_ever_under_the_hash_in_their_address(browser: TestClient) -> None:
    addresses = re.findall(r'"(/static/[^"]+)"', browser.get("/").text)
    assert len(addresses) == 4
    for address in addresses:
        answer = browser.get(address)
        assert answer.status_code == 200
        assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert answer.headers["x-content-type-options"] == "nosniff"


def test_the_style_sheet_names_only_our_own_files(browser: TestClient) -> None:
    (address,) = re.findall(r'"(/static/[^"]+\.css)"', browser.get("/").text)
    named = re.findall(r"url\(\"([^\"]+)\"\)", browser.get(address).text)
    assert named
    assert all(browser.get(name).status_code == 200 for name in named)


def test_transport_security_is_promised_only_over_https(wired: Wiring, browser: TestClient) -> None:
    assert "strict-transport-security" not in browser.get("/").headers
    secure = TestClient(create_app(wired), base_url="https://127.0.0.1")
    assert secure.get("/").headers["strict-transport-security"] == "max-age=31536000"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": ORIGIN}, 303),
        ({"Origin": ORIGIN, "Sec-Fetch-Site": "same-origin"}, 303),
        ({"Sec-Fetch-Site": "same-origin"}, 303),
        ({}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": ""}, 403),
        ({"Origin": "http://127.0.0.1:8001"}, 403),
        ({"Origin": "http://127.0.0.1"}, 403),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "http://127.0.0.1:8000.evil.example"}, 403),
        ({"Origin": "http://evil.example/127.0.0.1:8000"}, 403),
        ({"Origin": "http://[broken"}, 403),
        ({"Origin": "file://127.0.0.1:8000"}, 403),
        ({"Origin": ORIGIN, "Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Sec-Fetch-Site": "none"}, 403),
    ],
)
def test_forms_are_taken_only_from_our_own_pages(headers: dict[str, str], status: int, wired: Wiring) -> None:
    client = TestClient(create_app(wired), base_url=ORIGIN, follow_redirects=False)
    answer = client.post("/language", data={"lang": "en", "next": "/"}, headers=headers)
    assert answer.status_code == status
    assert ("set-cookie" in answer.headers) is (status == 303)
    assert exactly_guarded(answer)


def test_no_unsafe_route_answers_a_foreign_form(wired: Wiring) -> None:
    client = TestClient(create_app(wired), base_url=ORIGIN, follow_redirects=False)
    for method, path in routes(create_app(wired)):
        # The link that ends mails is pressed by mail programs, which come from no page: whoever knows the address may.
        if method not in ("GET", "HEAD") and not path.startswith(ONE_CLICK):
            assert client.request(method, path, headers={"Origin": "http://evil.example"}).status_code == 403, path


FOREIGN = ["evil.example", "127.0.0.1.evil.example", "", "127.0.0.1@evil.example", "evil.example/127.0.0.1", "[broken"]


@pytest.mark.parametrize("host", FOREIGN)
def test_another_host_is_not_answered(host: str, browser: TestClient) -> None:
    answer = browser.get("/", headers={"Host": host})
    assert answer.status_code == 400
    assert exactly_guarded(answer)


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:8000", "LOCALHOST:80"])
def test_our_own_names_are_answered(host: str, browser: TestClient) -> None:
    assert browser.get("/", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("path", ["/dossier/", "/request/", "/urgent/", "/case/x/"])
def test_no_answer_names_an_address_with_its_scheme(path: str, browser: TestClient) -> None:
    answer = browser.get(path)
    assert (answer.status_code, "location" in answer.headers) == (404, False)


ELSEWHERE = ["//evil.example", "https://evil.example", "/\\evil.example", "\\\\evil.example", "/\r\nX: y", "", "/é", "/" * 300]


@pytest.mark.parametrize("target", ELSEWHERE)
def test_a_change_of_language_leads_nowhere_else(target: str, browser: TestClient) -> None:
    assert browser.post("/language", data={"lang": "fr", "next": target}).headers["location"] == "/"


def test_the_language_is_remembered_until_the_browser_closes(browser: TestClient) -> None:
    answer = browser.post("/language", data={"lang": "fr", "next": "/urgent"})
    assert answer.headers["location"] == "/urgent"
    assert answer.headers["set-cookie"] == "lang=fr; HttpOnly; Path=/; SameSite=strict"
    assert '<html lang="fr">' in browser.get("/").text


def test_an_unknown_language_changes_nothing(browser: TestClient) -> None:
    assert "set-cookie" not in browser.post("/language", data={"lang": "tlh\r\nX: y", "next": "/"}).headers


def test_too_large_a_body_is_refused_whether_announced_or_not(browser: TestClient) -> None:
    def endless() -> Iterator[bytes]:
        for _ in range(MAX_BODY // 2**20 + 2):
            yield b"x" * 2**20

    form = {"Content-Type": "application/x-www-form-urlencoded"}
    chunked = browser.post("/request/who", content=endless(), headers=form)
    announced = browser.post("/request/who", content=b"x" * (MAX_BODY + 1), headers=form)
    for answer in (chunked, announced):
        assert answer.status_code == 413
        assert exactly_guarded(answer)


@pytest.mark.parametrize("announced", ["9" * 20, str(MAX_BODY * 5)])
def test_nobody_waits_for_a_body_beyond_all_reason(announced: str, browser: TestClient) -> None:
    def never() -> Iterator[bytes]:
        raise AssertionError
        yield

    answer = browser.post("/request/who", content=never(), headers={"Content-Length": announced})
    assert answer.status_code == 413
    assert exactly_guarded(answer)


def test_health_is_one_plain_word(browser: TestClient) -> None:
    assert browser.get("/healthz").text == "ok\n"


@pytest.mark.parametrize("path", ["/", "/request", "/already", "/urgent", "/police", "/what-we-store", "/dossier", "/nowhere"])
def test_every_page_has_a_quick_way_out_and_loads_nothing_from_elsewhere(path: str, browser: TestClient) -> None:
    text = browser.get(path).text
    assert re.search(r'<a class="exit" id="quick-exit" href="https://[^"]+" rel="noreferrer noopener">', text)
    loaded = re.findall(r'<(?:img|script|link|iframe|source)\b[^>]*?(?:src|href)="([^"]+)"', text)
    assert loaded
    assert all(address.startswith("/static/") for address in loaded)
    assert not re.search(r"<style|\sstyle=|\son\w+=|<script>", text)
