"""Packets for the page and the API: made by a child process, one at a time, and kept encrypted until they are fetched.

How far a packet is stands in its own folder, so that any process of the program can tell. A packet whose process died is begun again when
somebody looks, three times at most.
"""

import contextlib
import fcntl
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from app.complaints.packet.shelf import NONE, PacketShelf, Progress, swept
from app.platform.errors import NotFound
from app.platform.settings import Settings, to_environment

TRIES = 3
PURPOSE = "packet"
"""What the key of a case's packet is derived for."""

ROOT = Path(__file__).parents[3]


@dataclass(frozen=True, kw_only=True)
class Wish:
    """The packet that was asked for: of a case, as of a day, in PDFs of at most `max_bytes`, None for one."""

    dossier: str
    case: str
    on: date
    max_bytes: int | None = None
    confidential: bool = False

    def to_json(self) -> str:
        """What `from_json` reads."""
        return json.dumps({**self.__dict__, "on": self.on.isoformat()})

    @classmethod
    def from_json(cls, text: str) -> "Wish":
        """The wish again."""
        plain: dict[str, Any] = json.loads(text)
        return cls(**{**plain, "on": date.fromisoformat(plain["on"])})


class PacketDesk:
    """Takes wishes, tells how far they are, hands out what was made."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self.folder = settings.data_dir / "packets"
        self._one_at_a_time = threading.Lock()
        self._guard = threading.Lock()
        self._threads: dict[str, threading.Thread] = {}
        self._child: subprocess.Popen[bytes] | None = None
        self._closed = False

    def shelf(self, case_id: str) -> PacketShelf:
        """Where the packet of a case lies."""
        return PacketShelf(self.folder, case_id)

    def wish(self, wish: Wish) -> None:
        """Begin to make a packet; one that was there goes. Asked again while it is being made, nothing changes."""
        shelf = self.shelf(wish.case)
        with self._guard:
            if self._closed or self._busy(wish.case):
                return
            shelf.clear()
            shelf.tell(Progress(state="working"))
            self._begin(wish)

    def progress(self, wish: Wish) -> Progress:
        """How far the packet of that case is. One that nobody makes any more is begun again, as `wish` says."""
        found = self.shelf(wish.case).progress()
        if found.state != "working":
            return found
        with self._guard:
            if not self._closed and not self._busy(wish.case):
                if found.tries >= TRIES:
                    found = Progress(state="failed")
                    self.shelf(wish.case).tell(found)
                else:
                    self._begin(wish)
        return found

    def result(self, key: bytes, case_id: str) -> dict[str, Any]:
        """What is to be told of a packet that is done or failed."""
        return self.shelf(case_id).result(key)

    def document(self, key: bytes, case_id: str, name: str) -> tuple[int, Iterator[bytes]]:
        """Size and content of a file of the packet. Raises NotFound."""
        for number, document in enumerate(self.result(key, case_id).get("documents", [])):
            if document["file"] == name:
                return int(document["size"]), self.shelf(case_id).get(key, number)
        raise NotFound("no such file")

    def discard(self, case_id: str) -> None:
        """Remove the packet of a case; one that is not there is no error."""
        self.shelf(case_id).clear()

    def sweep(self) -> None:
        """Remove what was kept long enough."""
        swept(self.folder)

    def wait(self) -> None:
        """Return once nothing is being made."""
        with self._guard:
            threads = list(self._threads.values())
        for thread in threads:
            thread.join()

    def close(self) -> None:
        """End the child; what it was at is begun again when somebody looks."""
        with self._guard:
            self._closed = True
            if self._child is not None:
                self._child.kill()
        self.wait()

    def _busy(self, case_id: str) -> bool:
        """Whether somebody is at it: a thread of this process, or another process that holds the lock."""
        thread = self._threads.get(case_id)
        return (thread is not None and thread.is_alive()) or locked(self.shelf(case_id).folder)

    def _begin(self, wish: Wish) -> None:
        thread = threading.Thread(target=self._make, args=(wish,), name="packet", daemon=True)
        self._threads[wish.case] = thread
        thread.start()

    def _make(self, wish: Wish) -> None:
        with self._one_at_a_time:
            with self._guard:
                if self._closed:
                    return
                shelf = self.shelf(wish.case)
                found = shelf.progress()
                if found == NONE:
                    return  # it was taken back meanwhile
                shelf.tell(Progress(state="working", tries=found.tries + 1))
                self._child = _started(self._settings)
            with contextlib.suppress(BrokenPipeError):
                self._child.communicate(wish.to_json().encode())


def locked(folder: Path) -> bool:
    """Whether a process is making the packet of that folder."""
    try:
        with (folder / "lock").open("ab") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return False
    except FileNotFoundError:
        return False
    except OSError:
        return True


@contextlib.contextmanager
def at_work(folder: Path) -> Iterator[None]:
    """Hold the folder's lock. Raises OSError when another process has it."""
    with (folder / "lock").open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield


def _started(settings: Settings) -> "subprocess.Popen[bytes]":
    """A process with the data and keys of these settings."""
    return subprocess.Popen(
        [sys.executable, "-m", "app.commands.packet_child"],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,  # what went wrong is told by the shelf
        cwd=ROOT,
        env=to_environment(settings, os.environ),
    )
