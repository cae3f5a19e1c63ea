"""Taking a child's answer: within its time and size, and believing nothing of it."""

import errno
import io
import json
import os
import re
import select
import time
from pathlib import Path
from typing import Any

from app.platform.frames import BrokenFrame, Frame, read_frame
from app.platform.sandbox.outcomes import CouldNotRead, Limits, Outcome, Reason
from app.platform.sandbox.task import MAX_DATA

MAX_BLOBS = 2_000
MAX_HEAD = MAX_DATA + 1_000
"""Longest JSON of an answer, in bytes: the data and what is said around it."""

CHUNK = 1 << 18
LOOK = 0.25
"""Seconds between two looks into the child's folder."""
MAX_ENTRIES = 5_000
"""Most files and folders in it."""

HARMLESS = re.compile(r"[A-Za-z0-9_. -]{0,80}")


def collected(answer: int, scratch: Path, limits: Limits) -> bytes:
    """What the child writes until it ends. Raises CouldNotRead when it takes too long or writes too much."""
    deadline = time.monotonic() + limits.wall_seconds
    received = bytearray()
    ready = select.poll()
    ready.register(answer, select.POLLIN | select.POLLHUP)
    looked = time.monotonic()
    while (left := deadline - time.monotonic()) > 0:
        if ready.poll(1000 * min(left, LOOK)):
            chunk = os.read(answer, CHUNK)
            if not chunk:
                return bytes(received)
            received += chunk
        if len(received) > limits.output:
            raise CouldNotRead(Reason.TOO_MUCH_OUTPUT, "answer")
        if time.monotonic() - looked > LOOK:
            _look_into(scratch, limits)
            looked = time.monotonic()
    raise CouldNotRead(Reason.TOO_LONG, "wall clock")


def outcome(answer: bytes) -> Outcome:
    """What the child says. Raises CouldNotRead with its reason if it says that it could not, BrokenFrame if it talks nonsense."""
    frame = read_frame(io.BytesIO(answer), longest_head=MAX_HEAD)
    if frame is None:
        raise BrokenFrame("no answer")
    if "refused" in frame.head:
        raise CouldNotRead(*_refusal(frame))
    data = frame.head.get("data")
    if not isinstance(data, dict) or len(frame.parts) > MAX_BLOBS:
        raise BrokenFrame("not an answer")
    _speak(data)
    return Outcome(data, frame.parts)


def _refusal(frame: Frame) -> tuple[Reason, str]:
    told, detail = frame.head["refused"], frame.head.get("detail")
    if told not in list(Reason):
        raise BrokenFrame("an unknown reason")
    return Reason(told), detail if isinstance(detail, str) and HARMLESS.fullmatch(detail) else ""


def _speak(data: dict[str, Any]) -> None:
    """Raises BrokenFrame for what would fail later, where text is stored or shown: halves of characters, numbers that are none."""
    try:
        json.dumps(data, ensure_ascii=False, allow_nan=False).encode()
    except (ValueError, RecursionError) as error:
        raise BrokenFrame(type(error).__name__) from error


def _look_into(scratch: Path, limits: Limits) -> None:
    """Raises CouldNotRead when there are too many files, or too large ones together."""
    folders, entries, size = [os.fspath(scratch)], 0, 0
    while folders:
        try:
            with os.scandir(folders.pop()) as listing:
                for entry in listing:
                    entries += 1
                    size += entry.stat(follow_symlinks=False).st_size
                    if entry.is_dir(follow_symlinks=False):
                        folders.append(entry.path)
                    if entries > MAX_ENTRIES or size > limits.folder_size:
                        raise CouldNotRead(Reason.TOO_MUCH_OUTPUT, "folder")
        except OSError as error:
            if error.errno == errno.ENAMETOOLONG:
                raise CouldNotRead(Reason.TOO_MUCH_OUTPUT, "folder") from error
