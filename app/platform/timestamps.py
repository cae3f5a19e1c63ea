"""Time stamps (RFC 3161): proof by a third party that some bytes existed at a moment. The authority sees a hash and nothing else.

Asking is one of the program's few outbound calls: to the address that was set, and only there. Checking makes none: it takes the token, the
bytes and the authority's certificates.
"""

from dataclasses import dataclass, field
from datetime import datetime
from ipaddress import ip_address
from typing import Protocol

import httpx2
from cryptography import x509
from rfc3161_client import (
    HashAlgorithm,
    TimestampRequestBuilder,
    TimeStampResponse,
    VerificationError,
    VerifierBuilder,
    decode_timestamp_response,
)

from app.platform.der import in_order
from app.platform.errors import SaisineError

LONGEST = 20.0
"""Seconds for an authority to answer."""

LARGEST = 100_000
"""Bytes of an answer."""

GRANTED = 0


class StampFailed(SaisineError):
    """The authority gave no usable stamp. The message says why, and nothing of what was to be stamped."""


class StampInvalid(SaisineError):
    """The token is not one of that authority's over these bytes."""


class Stamper(Protocol):
    """A time-stamping authority. `address` is its own, `ca` its certificates as PEM, b"" where none are known."""

    @property
    def address(self) -> str:
        """Where it is asked."""

    @property
    def ca(self) -> bytes:
        """The certificates that its tokens are checked with."""

    def stamp(self, content: bytes) -> bytes:
        """Its answer with the token over the content. Raises StampFailed."""
        ...


@dataclass(frozen=True)
class StampAuthority:
    """The authority that an installation has set."""

    address: str
    ca: bytes = field(default=b"", repr=False)

    def stamp(self, content: bytes) -> bytes:
        """Ask for a token; it is checked where the certificates are known. Raises StampFailed."""
        asked = TimestampRequestBuilder().data(content).hash_algorithm(HashAlgorithm.SHA256).build()
        answer = self._ask(asked.as_bytes())
        try:
            found = decode_timestamp_response(in_order(answer))
            if found.status != GRANTED:
                raise StampFailed("the time-stamping authority refused")
            if found.tst_info.nonce != asked.nonce:
                raise StampFailed("the time-stamping authority answered another question")
            if self.ca:
                _check(found, content, self.ca)
        except (ValueError, StampInvalid) as error:
            raise StampFailed("the time-stamping authority's answer is no valid token") from error
        return answer

    def _ask(self, query: bytes) -> bytes:
        headers = {"Content-Type": "application/timestamp-query", "User-Agent": "saisine"}
        try:
            with (
                httpx2.Client(timeout=LONGEST, follow_redirects=False) as client,
                client.stream("POST", self.address, content=query, headers=headers) as response,
            ):
                if response.status_code != httpx2.codes.OK:
                    raise StampFailed(f"the time-stamping authority answered {response.status_code}")
                return _received(response)
        except (httpx2.HTTPError, httpx2.InvalidURL, httpx2.StreamError) as problem:
            raise StampFailed(f"the time-stamping authority could not be reached ({type(problem).__name__})") from problem


def stamped_at(token: bytes, content: bytes, ca: bytes) -> datetime:
    """The moment (UTC) that the token proves for these bytes, by the authority whose certificates (PEM) are given.

    Raises StampInvalid for anything else, and for certificates that are none.
    """
    try:
        found = decode_timestamp_response(in_order(token))
        _check(found, content, ca)
    except ValueError as error:
        raise StampInvalid("the token or the certificates cannot be read") from error
    return found.tst_info.gen_time


def reachable_address(text: str) -> str:
    """The address of an authority, as the settings may name it: https, or http on this very machine. Raises ValueError."""
    try:
        url = httpx2.URL(text)
    except httpx2.InvalidURL as error:
        raise ValueError(text) from error
    if url.host and (url.scheme == "https" or (url.scheme == "http" and _here(url.host))):
        return text
    raise ValueError(text)


def _check(found: TimeStampResponse, content: bytes, ca: bytes) -> None:
    verifier = VerifierBuilder()
    for certificate in x509.load_pem_x509_certificates(ca):
        own = certificate.issuer == certificate.subject
        verifier = verifier.add_root_certificate(certificate) if own else verifier.add_intermediate_certificate(certificate)
    try:
        verifier.build().verify_message(found, content)
    except VerificationError as error:
        raise StampInvalid(str(error)) from error


def _received(response: httpx2.Response) -> bytes:
    answer = b""
    for chunk in response.iter_raw():
        answer += chunk
        if len(answer) > LARGEST:
            raise StampFailed("the time-stamping authority's answer is too long")
    return answer


def _here(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
