"""Fetching the public list over https: streamed, limited in size and time, and not at all when the server says that nothing changed."""

import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

import httpx2

from app.directory.imports import MAX_ARCHIVE, NOT_HTTPS, TOO_LARGE
from app.platform.errors import InvalidInput, SaisineError

SILENCE = 30.0
LONGEST = 300.0
"""Seconds without a byte, and in all, after which fetching is given up."""

MAX_REDIRECTS = 5
MAX_ETAG = 400

Progress = Callable[[int, int | None], None]
"""Called with the bytes that have come and, where the server said it, those that there are."""


class DownloadFailed(SaisineError):
    """The archive did not arrive whole. What was imported before is untouched, and trying again is safe."""


@dataclass(frozen=True)
class Fetched:
    """How a fetch ended: whether there is a new archive, and what the server calls it."""

    new: bool
    etag: str


def fetch(url: str, target: BinaryIO, *, etag: str = "", progress: Progress | None = None, trust: ssl.SSLContext | None = None) -> Fetched:
    """Writes what is at `url` into `target`, unless the server says that it is still the one called `etag`.

    `trust` replaces the certificates of the system. Raises InvalidInput for an address that is not https or too much data, DownloadFailed
    for anything that goes wrong on the way.
    """
    headers = {"Accept-Encoding": "identity", "User-Agent": "saisine", **({"If-None-Match": etag} if etag else {})}
    hooks = {"request": [_only_https]}
    try:
        with (
            httpx2.Client(
                timeout=SILENCE, follow_redirects=True, max_redirects=MAX_REDIRECTS, event_hooks=hooks, verify=trust or True
            ) as client,
            client.stream("GET", url, headers=headers) as response,
        ):
            if response.status_code == httpx2.codes.NOT_MODIFIED and etag:
                return Fetched(new=False, etag=etag)
            if response.status_code != httpx2.codes.OK:
                raise DownloadFailed(f"the server of the list answered {response.status_code}")
            _receive(response, target, progress)
            return Fetched(new=True, etag=_etag(response))
    except (httpx2.HTTPError, httpx2.InvalidURL, httpx2.StreamError) as problem:
        raise DownloadFailed(f"the list could not be fetched ({type(problem).__name__}); nothing was changed") from problem


def _only_https(request: httpx2.Request) -> None:
    """For every request, those that follow a redirection included."""
    if request.url.scheme != "https":
        raise InvalidInput("archive", NOT_HTTPS)


def _receive(response: httpx2.Response, target: BinaryIO, progress: Progress | None) -> None:
    announced = response.headers.get("content-length", "")
    total = int(announced) if announced.isascii() and announced.isdigit() else None
    ends = time.monotonic() + LONGEST
    for chunk in response.iter_raw():
        if max(response.num_bytes_downloaded, total or 0) > MAX_ARCHIVE:
            raise InvalidInput("archive", TOO_LARGE, limit=MAX_ARCHIVE)
        if time.monotonic() > ends:
            raise DownloadFailed("the list took too long to arrive; nothing was changed")
        target.write(chunk)
        if progress:
            progress(response.num_bytes_downloaded, total)


def _etag(response: httpx2.Response) -> str:
    etag = str(response.headers.get("etag", ""))
    return etag if len(etag) <= MAX_ETAG and etag.isascii() and etag.isprintable() else ""
