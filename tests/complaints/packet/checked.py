"""Checks packets as `saisine verify` does, with one sandbox for all tests: starting one takes longer than looking."""

import atexit
from functools import cache
from pathlib import Path

from app.complaints.packet.inspector import LIMITS, TASK, Inspector
from app.complaints.packet.verify import Verdict, checked
from app.platform.sandbox import Sandbox


def verify(packet: Path, ca: bytes = b"") -> Verdict:
    """As `app.complaints.packet.verify.verify`."""
    return checked(packet, inspector(), ca)


@cache
def inspector() -> Inspector:
    """The one for all."""
    sandbox = Sandbox([TASK], limits=LIMITS)
    atexit.register(sandbox.close)
    return Inspector(sandbox)
