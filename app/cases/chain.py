"""The chain of a case's records: each hash takes in the one before, so that a changed, missing or moved record shows.

The salt and the facts lie only inside the ciphertext: a hash tells nothing of what it stands for, and still proves it once opened.
"""

import hashlib
import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.law.events import Recorded, from_payload, to_payload

START = bytes(32)
SALT_BYTES = 16


@dataclass(frozen=True, kw_only=True)
class Link:
    """A record as it lies in the chain. `submitted` marks the form that recorded it, if it came from one."""

    recorded: Recorded
    salt: bytes
    hash: bytes
    submitted: str | None = None


def extend(previous: bytes, recorded: Recorded, submitted: str | None = None) -> Link:
    """The next link after the one with the hash `previous` (START for the first)."""
    salt = secrets.token_bytes(SALT_BYTES)
    return Link(recorded=recorded, salt=salt, hash=link_hash(previous, salt, recorded), submitted=submitted)


def link_hash(previous: bytes, salt: bytes, recorded: Recorded) -> bytes:
    """SHA-256 over the previous hash, the salt and the record as canonical JSON."""
    return hashlib.sha256(previous + salt + _canonical(_facts(recorded))).digest()


def unbroken(links: Sequence[Link], length: int, head: bytes) -> bool:
    """Whether these links are all `length` of the chain that ends in `head`, in order and unchanged."""
    previous = START
    for sequence, link in enumerate(links, start=1):
        if link.recorded.sequence != sequence or link.hash != link_hash(previous, link.salt, link.recorded):
            return False
        previous = link.hash
    return len(links) == length and previous == head


def to_bytes(link: Link) -> bytes:
    """What is encrypted into the record's row: everything but the hash, which lies beside it."""
    return _canonical({**_facts(link.recorded), "salt": link.salt.hex(), "submitted": link.submitted})


def from_bytes(content: bytes, hash_: bytes) -> Link:
    """The inverse of `to_bytes`. Raises KeyError, TypeError or ValueError for what this program did not write."""
    facts: dict[str, Any] = json.loads(content)
    recorded = Recorded(
        id=facts["id"],
        sequence=facts["sequence"],
        recorded_at=datetime.fromisoformat(facts["recorded_at"]),
        event=from_payload(facts["kind"], facts["payload"]),
        corrects=facts["corrects"],
    )
    return Link(recorded=recorded, salt=bytes.fromhex(facts["salt"]), hash=hash_, submitted=facts["submitted"])


def _facts(recorded: Recorded) -> dict[str, Any]:
    return {
        "id": recorded.id,
        "sequence": recorded.sequence,
        "recorded_at": recorded.recorded_at.isoformat(),
        "kind": recorded.event.kind,
        "payload": to_payload(recorded.event),
        "corrects": recorded.corrects,
    }


def _canonical(facts: dict[str, Any]) -> bytes:
    """One spelling for the same facts: keys in order, no spaces, ASCII only (which also lets through what is no valid Unicode)."""
    return json.dumps(facts, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode("ascii")
