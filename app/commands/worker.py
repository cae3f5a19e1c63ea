"""`saisine worker`: writes the letters of the batches that were ordered on the page, then ends."""

import argparse
import os
import threading

from app.campaigns.running import write_all
from app.commands.batch import workers
from app.platform.logs import log_to_stderr
from app.platform.settings import load_settings
from app.wiring import build


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Describes `saisine worker`."""
    parser = commands.add_parser(
        "worker",
        help="write the letters of waiting batches",
        description="Writes the letters of the batches that were ordered on the page, then ends. `saisine serve` starts one by itself.",
    )
    parser.add_argument("--child", action="store_true", help="end at once when standard input ends")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Writes what is waiting, batch by batch, and returns 0. Raises what keeps the letters from being written."""
    log_to_stderr()
    if arguments.child:
        threading.Thread(target=_end_with_parent, daemon=True).start()
    settings = load_settings(os.environ)
    wiring = build(settings)
    try:
        for batch in wiring.batches.waiting():
            left = wiring.ledger.progress(batch.id).queued
            write_all(wiring, batch, wiring.batches.shelf(batch), workers(left), lambda _: None, threading.Event())
    finally:
        wiring.close()
    return 0


def _end_with_parent() -> None:
    """A worker may end at any moment: what it was at is written by the next.

    Not through `sys.stdin`: a thread that still waits there keeps its lock, which Python wants for itself when it ends.
    """
    while os.read(0, 1_024):
        continue
    os._exit(1)
