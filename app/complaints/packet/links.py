"""The chain of records as `chain.json` tells it, computed anew."""

import hashlib
import json
from typing import Any

FACTS = ("id", "sequence", "recorded_at", "kind", "payload", "corrects")


def broken_link(text: bytes, head: str) -> int | None:
    """The number of the first record that does not follow from the one before it, 0 for a chain that cannot be read or ends elsewhere;
    None for a whole one."""
    try:
        chain = json.loads(text)
        previous = bytes(32)
        for number, record in enumerate(chain["records"], 1):
            previous = _next(previous, record, number)
            if previous == b"":
                return number
        whole = previous.hex() == head or (not chain["records"] and head == "")
        return None if whole and chain["length"] == len(chain["records"]) else 0
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return 0


def _next(previous: bytes, record: dict[str, Any], number: int) -> bytes:
    """The hash of a record, b"" where it is not what it should be."""
    stated = bytes.fromhex(record["hash"])
    if record["sequence"] != number:
        return b""
    if record.get("withheld"):
        return stated
    facts = {key: record[key] for key in FACTS}
    canonical = json.dumps(facts, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode("ascii")
    computed = hashlib.sha256(previous + bytes.fromhex(record["salt"]) + canonical).digest()
    return stated if computed == stated else b""
