"""`saisine worker`: watches over cases beside the program that serves pages, on this machine or on another."""

import argparse
import logging
import os
import signal
import sys
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from app.commands.batch import workers
from app.platform.logs import log_to_stderr
from app.platform.mailbox_settings import MailboxSettings
from app.platform.settings import load_settings
from app.wiring import Wiring, build

if TYPE_CHECKING:
    from app.mailbox.reader import MailboxReader

LESS_URGENT = 5
"""Niceness beside a program that serves pages: those come first."""

LONGEST_GOODBYE = 4.0
"""Seconds that a mail being read gets to end; one that needs more is read again at the next start."""

log = logging.getLogger("saisine.worker")


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Describes `saisine worker [--once]`."""
    parser = commands.add_parser(
        "worker",
        help="watch over cases: sweeps, reminders, digests",
        description="Looks at cases on which something changes by itself, enters what there is to tell and sends the mails, until Ctrl+C or"
        " SIGTERM. `saisine serve` starts one by itself; with PostgreSQL, as many as you like may run, on any machines that have the"
        " database and the master key: nothing is sent twice.",
    )
    parser.add_argument(
        "--once", action="store_true", help="look at what is due, send what waits, write the letters of waiting batches, then end"
    )
    parser.add_argument("--child", nargs="?", const="batches", choices=("batches", "watch"), help=argparse.SUPPRESS)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Works until a signal asks to stop, or until what there is to do is done; 0. Raises what keeps it from working at all."""
    log_to_stderr()
    if arguments.child:
        threading.Thread(target=_end_with_parent, daemon=True).start()
    if arguments.child == "watch":
        os.nice(LESS_URGENT)
    wiring = build(load_settings(os.environ))
    try:
        if arguments.child == "batches":
            _write_batches(wiring)
        elif arguments.once:
            _watch_once(wiring)
            _write_batches(wiring)
        else:
            if not arguments.child:
                _greet(mails=wiring.watch.mail_possible)
            _watch(wiring)
    finally:
        wiring.close()
    return 0


def _greet(*, mails: bool) -> None:
    note = "" if mails else "; no mail is sent, because SAISINE_SMTP_URL is not set"
    print(f"Saisine watches over cases (Ctrl+C stops it){note}", file=sys.stderr, flush=True)


def _watch(wiring: Wiring) -> None:
    from app.watching.rounds import Rounds  # noqa: PLC0415 -- the job engine is slow to load, and most commands do without it

    stop = threading.Event()
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, _stopping(stop))
    reading = _reading(wiring, stop)
    try:
        Rounds(wiring, stop).run()
    finally:
        stop.set()
        if reading is not None:
            reading.join(LONGEST_GOODBYE)


def _reading(wiring: Wiring, stop: threading.Event) -> threading.Thread | None:
    """A thread that reads the mailbox while the rounds go on; None where there is no mailbox."""
    mailbox = wiring.settings.mailbox
    if mailbox is None:
        return None
    reader = _reader(wiring, mailbox, stop)
    thread = threading.Thread(target=reader.run, name="mailbox", daemon=True)
    thread.start()
    return thread


def _watch_once(wiring: Wiring) -> None:
    from app.watching.delivery import once  # noqa: PLC0415

    if wiring.settings.mailbox is not None:
        _read_mailbox(wiring, wiring.settings.mailbox)
    once(wiring)


def _read_mailbox(wiring: Wiring, mailbox: MailboxSettings) -> None:
    from app.platform.imap import MailboxFailed  # noqa: PLC0415

    try:
        _reader(wiring, mailbox, threading.Event()).once()
    except MailboxFailed as failure:
        log.warning("the mailbox cannot be read (%s)", failure.why)


def _reader(wiring: Wiring, mailbox: MailboxSettings, stop: threading.Event) -> "MailboxReader":
    """Who reads the mailbox, and tells the operator of what waits in the inbox."""
    from app.mailbox.operator import remind  # noqa: PLC0415 -- the mail libraries are for installations with a mailbox
    from app.mailbox.reader import MailboxReader  # noqa: PLC0415
    from app.platform.mail import Mailer  # noqa: PLC0415

    settings = wiring.settings
    mailer = Mailer(settings.mail) if settings.mail else None
    return MailboxReader(mailbox, wiring.arrivals, stop, lambda: remind(wiring.inbox, wiring.review.now(), settings.operator_mail, mailer))


def _write_batches(wiring: Wiring) -> None:
    """The letters of the page's batches lie in this machine's data folder: only a worker on it writes them."""
    from app.campaigns.running import write_all  # noqa: PLC0415

    for batch in wiring.batches.waiting():
        left = wiring.ledger.progress(batch.id).queued
        write_all(wiring, batch, wiring.batches.shelf(batch), workers(left), lambda _: None, threading.Event())


def _stopping(stop: threading.Event) -> Callable[[int, object], None]:
    return lambda _signal, _frame: stop.set()


def _end_with_parent() -> None:
    """A worker may end at any moment: what it was at is taken up by the next.

    Not through `sys.stdin`: a thread that still waits there keeps its lock, which Python wants for itself when it ends.
    """
    while os.read(0, 1_024):
        continue
    os._exit(1)
