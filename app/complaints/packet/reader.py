"""Reads foreign files outside this process: the program's side of `app.complaints.packet.foreign`."""

import contextlib
import os
import subprocess
import sys
from pathlib import Path
from threading import Lock, Timer
from typing import BinaryIO, cast

from app.complaints.packet.foreign.reading import Reading, unpacked
from app.platform.frames import BrokenFrame, Frame, read_frame, write_frame
from app.platform.printing import ENVIRONMENT

LONGEST = 20.0
"""Seconds of wall clock for one file."""


class ForeignReader:
    """Keeps one child warm that reads files; any thread may call it. A file that ends the child is one that cannot be shown."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._child: subprocess.Popen[bytes] | None = None

    def read(self, name: str, content: bytes) -> Reading:
        """What there is to show of the file; a remark for what takes too much, or cannot be read."""
        with self._lock:
            try:
                answer = self._asked(Frame({"name": name[:500]}, (content,)))
                return unpacked(answer.head, answer.parts)
            except (BrokenFrame, OSError, KeyError, TypeError, ValueError):
                self._dismiss()
                return Reading(remarks=("exceeded",))

    def close(self) -> None:
        """End the child."""
        with self._lock:
            self._dismiss()

    def _asked(self, order: Frame) -> Frame:
        if self._child is None or self._child.poll() is not None:
            self._dismiss()
            self._child = _started()
        timer = Timer(LONGEST, self._child.kill)
        timer.daemon = True
        timer.start()
        try:
            write_frame(cast(BinaryIO, self._child.stdin), order)
            answer = read_frame(cast(BinaryIO, self._child.stdout))
        finally:
            timer.cancel()
        if answer is None:
            raise BrokenFrame("the child ended")
        return answer

    def _dismiss(self) -> None:
        if self._child is None:
            return
        self._child.kill()
        self._child.wait()
        for pipe in (self._child.stdin, self._child.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):  # what was still in the buffer for a dead child is lost, and should be
                    pipe.close()
        self._child = None


def _started() -> "subprocess.Popen[bytes]":
    kept = {name: os.environ[name] for name in ENVIRONMENT if name in os.environ}
    return subprocess.Popen(
        [sys.executable, "-m", "app.complaints.packet.foreign.worker"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # what a decoder complains about may quote the file
        cwd=Path(__file__).parents[3],
        env={**kept, "PYTHONUTF8": "1"},
        start_new_session=True,
    )
