"""The worker of a program that serves pages: a process of its own beside it, started anew should it end, gone when the program goes."""

import os
import subprocess
import sys
import threading
from pathlib import Path

from app.platform.settings import Settings, to_environment

ROOT = Path(__file__).parents[2]
LONGEST_GOODBYE = 5.0  # seconds that a mail under way gets to end
SHORTEST_PAUSE, LONGEST_PAUSE = 1.0, 60.0


class EmbeddedWorker:
    """Keeps one `saisine worker` running."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._lock = threading.Lock()
        self._closed = threading.Event()
        self._thread: threading.Thread | None = None
        self._child: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Begin; starting twice is starting once."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._keep, name="worker", daemon=True)
            self._thread.start()

    def close(self) -> None:
        """End the worker. Closing what was never started is no error."""
        self._closed.set()
        with self._lock:
            child = self._child
        if child is not None:
            child.terminate()
            try:
                child.wait(LONGEST_GOODBYE)
            except subprocess.TimeoutExpired:
                child.kill()
        if self._thread is not None:
            self._thread.join()

    def _keep(self) -> None:
        pause = SHORTEST_PAUSE
        while True:
            with self._lock:
                if self._closed.is_set():
                    return
                child = self._child = _started(self._settings)
            child.wait()
            if child.stdin is not None:
                child.stdin.close()
            if self._closed.wait(pause):
                return
            pause = min(2 * pause, LONGEST_PAUSE)


def _started(settings: Settings) -> "subprocess.Popen[bytes]":
    """A worker with these settings. It ends when its standard input does, however this process may end."""
    return subprocess.Popen(
        [sys.executable, "-m", "app.cli", "worker", "--child", "watch"],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        cwd=ROOT,
        env=to_environment(settings, os.environ),
    )
