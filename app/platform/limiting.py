"""How often one address may ask for what is guessable or costly. Counted in this process, by the minute, and forgotten with it."""

import threading
from collections.abc import Collection, Mapping
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from math import ceil
from time import time
from typing import TYPE_CHECKING

from starlette.requests import HTTPConnection

from app.platform.errors import SaisineError

if TYPE_CHECKING:
    from limits.strategies import FixedWindowRateLimiter

Network = IPv4Network | IPv6Network

HOME_BITS = 64
"""Of an IPv6 address: a household has all that begin alike."""

LONGEST_CHAIN = 20
"""Entries of X-Forwarded-For that are looked at, from the end."""


class TooMany(SaisineError):
    """One address asked for more than its share. `wait` is the number of seconds until it may ask again."""

    def __init__(self, wait: int) -> None:
        super().__init__(f"too many requests; again in {wait} s")
        self.wait = wait


class Limiter:
    """Counts requests of a kind by address. `per_minute` says how many of each kind; a kind that is not named has no limit.

    `proxies` are the networks whose word about who asks is taken. Safe to share between threads.
    """

    def __init__(self, per_minute: Mapping[str, int], proxies: Collection[Network] = ()) -> None:
        self._per_minute = per_minute
        self._proxies = proxies
        self._lock = threading.Lock()
        self._made: FixedWindowRateLimiter | None = None

    def count(self, kind: str, request: HTTPConnection) -> None:
        """Count a request. Raises TooMany when its address has had its share of this minute."""
        share = self._per_minute.get(kind)
        if share is None:
            return
        from limits import RateLimitItemPerMinute  # noqa: PLC0415 -- read for the first one counted, not for every start

        counts, minute, address = self._counts(), RateLimitItemPerMinute(share), client_address(request, self._proxies)
        if not counts.hit(minute, kind, address):
            raise TooMany(max(1, ceil(counts.get_window_stats(minute, kind, address).reset_time - time())))

    def _counts(self) -> "FixedWindowRateLimiter":
        from limits.storage import MemoryStorage  # noqa: PLC0415 -- as above
        from limits.strategies import FixedWindowRateLimiter  # noqa: PLC0415 -- as above

        with self._lock:
            self._made = self._made or FixedWindowRateLimiter(MemoryStorage())
            return self._made


def client_address(request: HTTPConnection, proxies: Collection[Network]) -> str:
    """Who asks: the other end of the connection. Where that is one of our proxies, the last in X-Forwarded-For that is none.

    What anybody else writes into that header counts for nothing. IPv6 addresses of one household are one.
    """
    peer = request.client.host if request.client else ""
    if not _within(peer, proxies):
        return _household(peer)
    told = [part.strip() for line in request.headers.getlist("x-forwarded-for") for part in line.split(",")]
    for hop in reversed(told[-LONGEST_CHAIN:]):
        if not _is_address(hop):
            break  # the proxy wrote what we cannot read: everything before it may be invented
        peer = hop
        if not _within(hop, proxies):
            break
    return _household(peer)


def _within(address: str, networks: Collection[Network]) -> bool:
    return _is_address(address) and any(_plain(address) in network for network in networks)


def _household(address: str) -> str:
    if not _is_address(address):
        return address
    plain = _plain(address)
    return str(plain) if plain.version == 4 else str(ip_network((plain, HOME_BITS), strict=False))


def _plain(address: str) -> IPv4Address | IPv6Address:
    """An IPv4 address in the form of IPv6 is the same address."""
    found = ip_address(address)
    return (found.ipv4_mapped or found) if isinstance(found, IPv6Address) else found


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
