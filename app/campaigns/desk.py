"""Batches of the page: small ones, kept encrypted by the program itself, found again by a capability that the page's visitor holds.

The letters are written by a child process (`saisine worker`), which the desk starts when there is something to write. What it writes
survives any crash of either: the next start goes on. A batch is erased when its visitor asks, an hour after its letters were fetched, or
after a week.
"""

import io
import os
import re
import secrets
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from pathlib import Path

from app.campaigns import packing
from app.campaigns.ledger import Batch, Entry, Ledger, Progress
from app.campaigns.orders import Order
from app.campaigns.people import Person
from app.campaigns.shelves import SealedShelf, discard
from app.platform.errors import NotFound
from app.platform.settings import PREFIX, Settings

MOST_PEOPLE = 500
GRACE = timedelta(hours=1)
"""What is left to a batch once its letters were fetched: time to see that the download is whole."""

TRIES = 3
"""Times that a worker is started in a row without a single letter coming of it."""

CAPABILITY = re.compile(r"[A-Za-z0-9_-]{43}")
ROOT = Path(__file__).parents[2]


class Desk:
    """Takes orders, gives out letters, and sees to it that somebody writes them."""

    def __init__(self, ledger: Ledger, settings: Settings) -> None:
        self._ledger = ledger
        self._settings = settings
        self._folder = settings.data_dir / "batches"
        self._lock = threading.Lock()
        self._writing: threading.Thread | None = None
        self._child: subprocess.Popen[bytes] | None = None
        self._closed = False

    @staticmethod
    def new_capability() -> str:
        """Whoever holds it has the batch: 256 random bits."""
        return secrets.token_urlsafe(32)

    @staticmethod
    def is_capability(text: str) -> bool:
        """Whether it could have come from here. Anything else may be too short, known to others, or no text for a cookie."""
        return CAPABILITY.fullmatch(text) is not None

    def open(self, order: Order, people: Iterable[tuple[int, Person]], capability: str) -> None:
        """Begin a batch. The same capability again changes nothing."""
        self._ledger.open(order, people, capability)
        self.wake()

    def progress(self, capability: str) -> Progress:
        """How far the batch is. Raises NotFound, for one whose time is over as well."""
        return self._ledger.progress(self._found(capability).id)

    def entries(self, capability: str) -> list[Entry]:
        """Its lines in the ledger. Raises NotFound."""
        return list(self._ledger.entries(self._found(capability).id))

    def zipped(self, capability: str) -> bytes:
        """All letters with the manifest. Raises NotFound while there are letters still to be written."""
        batch, archive = self._finished(capability), io.BytesIO()
        packing.write_zip(archive, batch, self.shelf(batch), lambda: self._ledger.entries(batch.id))
        self._ledger.expire_within(batch.id, GRACE)
        return archive.getvalue()

    def printed(self, capability: str, *, two_sided: bool) -> bytes:
        """One PDF of all letters. Raises NotFound while there are letters still to be written."""
        batch = self._finished(capability)
        pdf = packing.print_pdf(batch, self.shelf(batch), lambda: self._ledger.entries(batch.id), two_sided=two_sided)
        self._ledger.expire_within(batch.id, GRACE)
        return pdf

    def erase(self, capability: str) -> None:
        """Delete the batch for good, with its key and its letters; one that is not there is no error."""
        found = self._ledger.find(capability)
        if found is not None:
            self._erase(found)

    def sweep(self) -> None:
        """Erase what has expired. Batches of commands have their letters elsewhere: only their lines go."""
        for batch_id in self._ledger.expired():
            self._erase(batch_id)

    def waiting(self) -> Iterator[Batch]:
        """The page's batches with letters still to be written, oldest first."""
        for batch_id in self._ledger.unfinished():
            batch = self._ledger.batch(batch_id)
            if not batch.order.folder:
                yield batch

    def shelf(self, batch: Batch) -> SealedShelf:
        """Where its letters lie."""
        return SealedShelf(self._folder, batch.id, batch.key)

    def wake(self) -> None:
        """See to it that somebody writes, if there is anything to be written."""
        with self._lock:
            if not self._closed and (self._writing is None or not self._writing.is_alive()):
                self._writing = threading.Thread(target=self._see_to_it, name="batches", daemon=True)
                self._writing.start()

    def wait(self) -> None:
        """Return once nobody is writing."""
        with self._lock:
            writing = self._writing
        if writing is not None:
            writing.join()

    def close(self) -> None:
        """End the worker; what it was at is written at the next start."""
        with self._lock:
            self._closed = True
            if self._child is not None:
                self._child.kill()
        self.wait()

    def _found(self, capability: str) -> Batch:
        self.sweep()
        found = self._ledger.find(capability)
        if found is None:
            raise NotFound("no such batch")
        return self._ledger.batch(found)

    def _finished(self, capability: str) -> Batch:
        batch = self._found(capability)
        if self._ledger.progress(batch.id).queued:
            raise NotFound("not yet")
        return batch

    def _erase(self, batch_id: str) -> None:
        self._ledger.erase(batch_id)
        discard(self._folder, batch_id)

    def _see_to_it(self) -> None:
        """Run workers until nothing is waiting, or nothing comes of it any more."""
        fruitless, before = 0, -1
        while fruitless < TRIES and (left := sum(self._ledger.progress(batch.id).queued for batch in self.waiting())):
            fruitless = fruitless + 1 if left == before else 0
            before = left
            with self._lock:
                if self._closed:
                    return
                self._child = _started(self._settings)
            self._child.wait()
            if self._child.stdin is not None:
                self._child.stdin.close()


def _started(settings: Settings) -> "subprocess.Popen[bytes]":
    """A worker with the data and keys of these settings. It ends when its standard input does, however this process may end."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}
    return subprocess.Popen(
        [sys.executable, "-m", "app.cli", "worker", "--child"],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        cwd=ROOT,
        env={**inherited, **_environment(settings)},
    )


def _environment(settings: Settings) -> Mapping[str, str]:
    """The variables from which another process of the program has the same data and keys."""
    return {
        f"{PREFIX}DATA_DIR": str(settings.data_dir),
        f"{PREFIX}DATABASE_URL": settings.database_url,
        f"{PREFIX}MASTER_KEY_FILE": str(settings.master_key_file),
        f"{PREFIX}TIME_ZONE": settings.time_zone,
    }
