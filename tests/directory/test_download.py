"""Fetching the list from a real https server: streamed, limited, and only when it changed."""

import io
import ssl

import pytest

from app.directory import download, imports
from app.directory.download import DownloadFailed, Fetched, fetch
from app.platform.errors import InvalidInput
from tests.directory.conftest import CONTENT, ETAG


@pytest.mark.parametrize("path", ["/archive", "/moved"])
def test_the_archive_arrives_whole_with_its_name(server: str, trust: ssl.SSLContext, path: str) -> None:
    target, seen = io.BytesIO(), []
    assert fetch(server + path, target, trust=trust, progress=lambda done, total: seen.append((done, total))) == Fetched(
        new=True, etag=ETAG
    )
    assert target.getvalue() == CONTENT
    assert seen[-1] == (len(CONTENT), len(CONTENT))


def test_what_did_not_change_is_not_sent_again(server: str, trust: ssl.SSLContext) -> None:
    target = io.BytesIO()
    assert fetch(f"{server}/archive", target, etag=ETAG, trust=trust) == Fetched(new=False, etag=ETAG)
    assert target.getvalue() == b""


def test_a_name_beyond_reason_is_forgotten(server: str, trust: ssl.SSLContext) -> None:
    assert fetch(f"{server}/odd-etag", io.BytesIO(), trust=trust).etag == ""


@pytest.mark.parametrize("path", ["/short", "/absent", "/circle"])
def test_a_download_that_goes_wrong_says_so(server: str, trust: ssl.SSLContext, path: str) -> None:
    with pytest.raises(DownloadFailed):
        fetch(server + path, io.BytesIO(), trust=trust)


def test_a_certificate_that_nobody_vouches_for_is_refused(server: str) -> None:
    with pytest.raises(DownloadFailed):
        fetch(f"{server}/archive", io.BytesIO())


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/archive", "ftp://list.example/a.zip"])
def test_only_https_is_fetched(url: str) -> None:
    with pytest.raises(InvalidInput):
        fetch(url, io.BytesIO())


def test_a_redirection_away_from_https_is_not_followed(server: str, trust: ssl.SSLContext) -> None:
    with pytest.raises(InvalidInput) as caught:
        fetch(f"{server}/to-http", io.BytesIO(), trust=trust)
    assert caught.value.message == imports.NOT_HTTPS


@pytest.mark.parametrize("limit", [100, len(CONTENT) - 1])
def test_too_much_data_is_not_read_to_its_end(server: str, trust: ssl.SSLContext, limit: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(download, "MAX_ARCHIVE", limit)
    target = io.BytesIO()
    with pytest.raises(InvalidInput):
        fetch(f"{server}/archive", target, trust=trust)
    assert len(target.getvalue()) <= limit
