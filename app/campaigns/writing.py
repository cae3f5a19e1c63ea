"""The work of a batch: its letters are written in parts, each a durable job, by as many printing processes as the machine has cores.

The ledger says what is left to do, before and after any crash: a job looks there first, writes what is missing and enters it, a few letters
at a time. A kill costs the few under way, which are then written again under the same names, with the same bytes.
"""

import hashlib
import queue
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice

from app.campaigns.ledger import TRANSLITERATED, Batch, Ledger, Letter, Progress, Written
from app.campaigns.orders import drafted, file_name
from app.campaigns.shelves import FolderUnusable, Shelf
from app.letters.formats import to_pdf
from app.platform.errors import InvalidInput, SaisineError
from app.platform.jobs import Hopeless, JobEngine
from app.platform.printing import Press, PrinterUnavailable, PrintShop, RenderingRefused, RenderingTimedOut

GROUP = 10
"""Letters that are entered in the ledger at once."""

LOOK = 0.25
"""Seconds between two looks at the ledger."""

PATIENCE = 20
"""Looks without any progress after which the engine is asked whether it still has the jobs."""

ROUNDS = 3
"""Times that jobs which ended with letters left are submitted anew before the batch is given up."""


class GaveUp(SaisineError):
    """The letters cannot be written now; what is written is kept, and starting again goes on."""


class Presses:
    """A few print shops, each lent to one job at a time."""

    def __init__(self, count: int) -> None:
        self._all = [PrintShop() for _ in range(count)]
        self._free: queue.Queue[PrintShop] = queue.Queue()
        for shop in self._all:
            self._free.put(shop)

    @contextmanager
    def borrowed(self) -> Iterator[Press]:
        """A press of one's own, once one is free."""
        shop = self._free.get()
        try:
            yield shop
        finally:
            self._free.put(shop)

    def close(self) -> None:
        """End all printing processes, each after the letter it is at."""
        for shop in self._all:
            shop.close()


class Writer:
    """Writes the letters of one batch. `stopping` ends it between two letters; `trouble` is what keeps it from writing at all."""

    def __init__(self, ledger: Ledger, batch: Batch, shelf: Shelf, presses: Presses) -> None:
        self._ledger = ledger
        self._batch = batch
        self._shelf = shelf
        self._presses = presses
        self.stopping = threading.Event()
        self.trouble: SaisineError | None = None

    def write_part(self, batch_id: str, part: int) -> int:
        """Write what is left of a part; returns how many letters that was. Raises Hopeless when no letter can be written here."""
        if batch_id != self._batch.id or self.stopping.is_set():
            return 0
        letters, count = iter(self._ledger.queued(self._batch, part)), 0
        with self._presses.borrowed() as press:
            while not self.stopping.is_set() and (group := list(islice(letters, GROUP))):
                try:
                    written = list(self._written(group, press))
                except (PrinterUnavailable, FolderUnusable) as trouble:
                    self.trouble = trouble
                    raise Hopeless from trouble
                self._shelf.sync()
                self._ledger.settle(batch_id, written)
                count += len(written)
        return count

    def _written(self, group: list[Letter], press: Press) -> Iterator[Written]:
        for letter in group:
            if self.stopping.is_set():
                return
            yield self._write(letter, press)

    def _write(self, letter: Letter, press: Press) -> Written:
        order = self._batch.order
        try:
            draft = drafted(order, letter.person, letter.reference)
            pdf = _printed(lambda: to_pdf(draft, press))
        except (InvalidInput, RenderingRefused):
            return Written(letter.number, failure="refused")
        except RenderingTimedOut:
            return Written(letter.number, failure="timed_out")
        self._shelf.put(file_name(order, draft.language, letter.reference), pdf)
        return Written(letter.number, hashlib.sha256(pdf).hexdigest(), len(pdf), remark=TRANSLITERATED if draft.uncovered else "")


def write_batch(
    writer: Writer, ledger: Ledger, batch_id: str, engine: JobEngine, report: Callable[[Progress], None], stop: threading.Event
) -> Progress:
    """Run the jobs of a batch until no letter is waiting, or until `stop`. Raises GaveUp, or what keeps the writer from writing."""
    engine.start(writer.write_part)
    try:
        _until_written(writer, ledger, batch_id, engine, report, stop)
        progress = ledger.progress(batch_id)
        if not progress.queued:
            engine.forget(f"{batch_id}-")
        return progress
    finally:
        writer.stopping.set()
        engine.stop()


def _until_written(
    writer: Writer, ledger: Ledger, batch_id: str, engine: JobEngine, report: Callable[[Progress], None], stop: threading.Event
) -> None:
    rounds, before, still = 0, -1, 0
    _submitted(ledger, batch_id, engine)
    while not stop.is_set():
        progress = ledger.progress(batch_id)
        report(progress)
        if writer.trouble is not None:
            raise writer.trouble
        if not progress.queued:
            return
        if progress.queued != before:
            rounds, before, still = 0, progress.queued, 0
        elif (still := still + 1) % PATIENCE == 0:
            rounds += _submitted(ledger, batch_id, engine)
        if rounds > ROUNDS:
            raise GaveUp("the letters cannot be written at the moment; what is written is kept, and starting again goes on from there")
        stop.wait(LOOK)


def _submitted(ledger: Ledger, batch_id: str, engine: JobEngine) -> int:
    """Submit a job for every part with letters left that has none; 1 if there was such a part."""
    running = {_part(job) for job in engine.unfinished(f"{batch_id}-")}
    missing = [part for part in ledger.open_parts(batch_id) if part not in running]
    if missing:
        times: dict[int, int] = {}
        for job in engine.known(f"{batch_id}-"):
            times[_part(job)] = times.get(_part(job), 0) + 1
        for part in missing:
            engine.submit(f"{batch_id}-{part:06d}-{times.get(part, 0)}", batch_id, part)
    return int(bool(missing))


def _part(job_id: str) -> int:
    return int(job_id.split("-")[1])


def _printed(print_it: Callable[[], bytes]) -> bytes:
    """What is printed, at the second try if need be: on a busy machine a sound letter can run out of time once."""
    try:
        return print_it()
    except RenderingTimedOut:
        return print_it()
