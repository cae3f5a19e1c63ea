"""What a task that runs in the sandbox needs of it.

A task is a module's function `task(content, options, scratch)`: the file's bytes, JSON-ready options, a private folder that is removed
afterwards. It returns JSON-ready data (at most `MAX_DATA` bytes; longer texts are blobs) and byte strings.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from app.platform.sandbox.outcomes import Reason

Task = Callable[[bytes, dict[str, Any], Path], tuple[dict[str, Any], list[bytes]]]

MAX_DATA = 8 << 20
"""Longest data as ASCII JSON, in bytes: parsed it takes some twenty times as much of the program's memory."""


class Unreadable(Exception):
    """A task cannot read the file, and says why. Whoever asked for it gets CouldNotRead."""

    def __init__(self, reason: Reason = Reason.BROKEN, detail: str = "") -> None:
        super().__init__(reason, detail)
        self.reason = reason
        self.detail = detail
