"""One address gets its share of a minute, and nobody passes for another address by a header."""

from ipaddress import ip_network

import pytest
from starlette.requests import HTTPConnection

from app.platform.limiting import Limiter, TooMany, client_address

PROXIES = (ip_network("127.0.0.1"), ip_network("10.0.0.0/8"))


def asking(peer: str | None, *forwarded: str) -> HTTPConnection:
    headers = [(b"x-forwarded-for", line.encode()) for line in forwarded]
    return HTTPConnection({"type": "http", "client": (peer, 5000) if peer is not None else None, "headers": headers})


@pytest.mark.parametrize(
    ("peer", "forwarded", "address"),
    [
        ("203.0.113.7", (), "203.0.113.7"),
        ("203.0.113.7", ("198.51.100.1",), "203.0.113.7"),
        ("127.0.0.1", ("198.51.100.1",), "198.51.100.1"),
        ("127.0.0.1", ("192.0.2.66, 198.51.100.1",), "198.51.100.1"),
        ("127.0.0.1", ("192.0.2.66", "198.51.100.1, 10.1.2.3"), "198.51.100.1"),
        ("127.0.0.1", (), "127.0.0.1"),
        ("127.0.0.1", ("",), "127.0.0.1"),
        ("127.0.0.1", ("198.51.100.1, unknown",), "127.0.0.1"),
        ("127.0.0.1", ("10.0.0.1, 10.0.0.2",), "10.0.0.1"),
        ("::ffff:127.0.0.1", ("198.51.100.1",), "198.51.100.1"),
        ("2001:db8:1:2:3::4", (), "2001:db8:1:2::/64"),
        ("fe80::1%eth0", (), "fe80::/64"),
        ("testclient", (), "testclient"),
        (None, (), ""),
    ],
)
def test_only_the_word_of_our_own_proxies_counts(peer: str | None, forwarded: tuple[str, ...], address: str) -> None:
    assert client_address(asking(peer, *forwarded), PROXIES) == address


def test_without_proxies_the_header_is_not_read() -> None:
    assert client_address(asking("127.0.0.1", "198.51.100.1"), ()) == "127.0.0.1"


def test_an_address_gets_its_share_and_takes_nothing_from_others() -> None:
    limiter, person = Limiter({"codes": 2, "letters": 1}), asking("203.0.113.7")
    for _ in range(2):
        limiter.count("codes", person)
    with pytest.raises(TooMany) as refused:
        limiter.count("codes", person)
    assert 1 <= refused.value.wait <= 60
    limiter.count("letters", person)
    limiter.count("codes", asking("203.0.113.8"))


def test_what_has_no_limit_is_not_counted() -> None:
    limiter = Limiter({})
    for _ in range(1_000):
        limiter.count("codes", asking("203.0.113.7"))


def test_the_next_minute_is_a_new_one(monkeypatch: pytest.MonkeyPatch) -> None:
    limiter, person, now = Limiter({"codes": 1}), asking("203.0.113.7"), 1_800_000_000.0
    monkeypatch.setattr("time.time", lambda: now)
    limiter.count("codes", person)
    with pytest.raises(TooMany):
        limiter.count("codes", person)
    now += 61
    limiter.count("codes", person)
