"""Runs one batch to its end in this process: job engine, printing processes, writer. Loading it loads the job engine."""

import threading
from collections.abc import Callable
from typing import Protocol

from app.campaigns.ledger import Batch, Ledger, Progress
from app.campaigns.shelves import Shelf
from app.campaigns.writing import Presses, Writer, write_batch
from app.platform.jobs import JobEngine
from app.platform.settings import Settings


class Parts(Protocol):
    """What it takes of a wired program."""

    @property
    def settings(self) -> Settings:
        """Settings of this process."""

    @property
    def ledger(self) -> Ledger:
        """The ledger of batches."""


def write_all(parts: Parts, batch: Batch, shelf: Shelf, width: int, report: Callable[[Progress], None], stop: threading.Event) -> Progress:
    """Write what is left of a batch, `width` letters at a time. Raises GaveUp, PrinterUnavailable or FolderUnusable.

    The engine's name is the batch's: started again after a crash, on whichever machine, it takes up what was begun.
    """
    presses = Presses(width)
    writer = Writer(parts.ledger, batch, shelf, presses)
    engine = JobEngine(parts.settings.database_url, f"batch-{batch.id}", width=width)
    try:
        return write_batch(writer, parts.ledger, batch.id, engine, report, stop)
    finally:
        presses.close()
