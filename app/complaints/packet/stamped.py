"""What the time stamp of a packet proves."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class StampState:
    """`state` is "none" (no authority was set), "failed" (it gave none when the packet was made), "unchecked" (no certificates), "missing",
    "invalid" or "proved"; then `at` is the moment, in UTC."""

    state: str
    at: datetime | None = None


def stamp_state(manifest: Mapping[str, Any], text: bytes, token: bytes, ca: bytes) -> StampState:
    """The state of the token over the manifest's bytes."""
    told = manifest.get("time_stamp")
    if not isinstance(told, dict):
        return StampState("none")
    if "failed" in told:
        return StampState("failed")
    if not token:
        return StampState("missing")
    if not ca:
        return StampState("unchecked")
    from app.platform.timestamps import StampInvalid, stamped_at  # noqa: PLC0415 -- most packets have no stamp

    try:
        return StampState("proved", stamped_at(token, text, ca))
    except StampInvalid:
        return StampState("invalid")
