"""Time stamps: asked of a real authority, checked without it."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.platform.timestamps import StampAuthority, StampFailed, StampInvalid, reachable_address, stamped_at
from tests.tsa import Authority, authority


@pytest.fixture(scope="module")
def tsa(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Authority]:
    with authority(tmp_path_factory.mktemp("tsa")) as found:
        yield found


def test_a_token_proves_the_bytes_at_a_moment(tsa: Authority) -> None:
    token = StampAuthority(tsa.address, tsa.ca).stamp(b"manifest")
    assert abs(stamped_at(token, b"manifest", tsa.ca) - datetime.now(UTC)) < timedelta(minutes=5)


def test_the_authority_sees_a_hash_only(tsa: Authority) -> None:
    StampAuthority(tsa.address).stamp(b"Camille Exemple")
    assert b"Camille" not in tsa.asked[-1]


def test_other_bytes_another_root_and_a_changed_token_are_refused(tsa: Authority, tmp_path: Path) -> None:
    token = StampAuthority(tsa.address, tsa.ca).stamp(b"manifest")
    with authority(tmp_path) as stranger:
        other = stranger.ca
    for bad in (
        (token, b"Manifest", tsa.ca),
        (token, b"manifest", other),
        (token[:-9] + b"\0" * 9, b"manifest", tsa.ca),
        (b"", b"", tsa.ca),
        (token, b"manifest", b"no"),
    ):
        with pytest.raises(StampInvalid):
            stamped_at(*bad)


def test_an_authority_that_answers_nonsense_or_not_at_all_is_told(tsa: Authority) -> None:
    tsa.broken = True
    with pytest.raises(StampFailed):
        StampAuthority(tsa.address).stamp(b"x")
    tsa.broken = False
    with pytest.raises(StampFailed):
        StampAuthority("http://127.0.0.1:9/nobody").stamp(b"x")


@pytest.mark.parametrize("address", ["http://example.org/tsr", "ftp://127.0.0.1/", "no address", "file:///etc/passwd"])
def test_an_address_that_is_not_encrypted_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        reachable_address(address)
    assert reachable_address("https://example.org/tsr") == "https://example.org/tsr"
