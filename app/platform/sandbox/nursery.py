"""This program's end of the warm process that children of the sandbox are forked from."""

import contextlib
import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any

from app.platform.printing import ENVIRONMENT
from app.platform.sandbox.folders import new_folder, remove

START = 60.0
"""Seconds until the modules of the tasks must be loaded."""
REPLY = 20.0
"""Seconds until the warm process must have done a thing: forking, or burying a child with a gigabyte."""


class NurseryGone(Exception):
    """The warm process ended, cannot be started, or does not answer. Its children ended with it."""


@dataclass(frozen=True)
class Ending:
    """How a child ended: its exit code (minus the number of a signal), its seconds of processor time, its most bytes of memory."""

    code: int
    cpu: float
    peak: int


class Nursery:
    """One warm process, and the folder that its children's lie in. Any thread may call it. Once it is `gone` another has to be made.
    Raises OSError if it cannot be started."""

    def __init__(self, tasks: Iterable[str]) -> None:
        self._lock = Lock()
        self._ready = False
        self.gone = False
        self.folder = new_folder()
        self._socket, theirs = socket.socketpair()
        self._socket.settimeout(START)
        try:
            with theirs:
                self._process = _started(theirs.fileno(), self.folder, tasks)
        except BaseException:
            self._socket.close()
            remove(self.folder)
            raise

    def bear(self, order: int, answer: int) -> int:
        """The number of a new child, which reads its order from one descriptor and writes its answer to the other. Raises
        NurseryGone; OSError when the system has no process left."""
        told = self._asked(b"born", [order, answer])
        if "child" not in told:
            raise OSError(told.get("refused"), "no child")
        return int(told["child"])

    def bury(self, child: int) -> Ending:
        """How the child ended, if need be by our hand, and every process of its group. To be called once for every child.
        Raises NurseryGone."""
        return Ending(**self._asked(str(child).encode(), []))

    def close(self) -> None:
        """End it and its children. Calling it twice is harmless."""
        self.gone = True
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)  # it then buries its children, and ends
        with self._lock:
            self._socket.close()
            try:
                self._process.wait(REPLY)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        remove(self.folder)  # in case it was killed and could not

    def _asked(self, message: bytes, descriptors: list[int]) -> dict[str, Any]:
        with self._lock:
            try:
                if not self._ready:
                    self._line()
                    self._ready = True
                    self._socket.settimeout(REPLY)
                socket.send_fds(self._socket, [message], descriptors)
                return self._line()
            except (OSError, ValueError) as error:
                self.gone = True
                raise NurseryGone(type(error).__name__) from error

    def _line(self) -> dict[str, Any]:
        """The next answer. Raises OSError or ValueError when there is none."""
        received = b""
        while not received.endswith(b"\n"):
            more = self._socket.recv(4096)
            if not more:
                raise ConnectionResetError
            received += more
        told: dict[str, Any] = json.loads(received)
        return told


def _started(descriptor: int, folder: Path, tasks: Iterable[str]) -> "subprocess.Popen[bytes]":
    kept = {name: os.environ[name] for name in ENVIRONMENT if name in os.environ and name != "HOME"}
    return subprocess.Popen(  # noqa: S603 (the program is our own)
        [sys.executable, "-s", "-m", "app.platform.sandbox.zygote", str(descriptor), str(folder), *tasks],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,  # what a parser complains about may quote the file
        cwd=Path(__file__).parents[3],
        env={**kept, "TMPDIR": str(folder), "PYTHONUTF8": "1", "OMP_THREAD_LIMIT": "2", "OPENBLAS_NUM_THREADS": "1"},
        pass_fds=(descriptor,),
        start_new_session=True,  # Ctrl-C at the terminal is for the program, which then ends it
    )
