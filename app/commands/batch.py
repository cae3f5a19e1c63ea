"""`saisine batch`: a letter for each person of a table. Killed or interrupted, the same command goes on where it was."""

import argparse
import contextlib
import fcntl
import hashlib
import json
import os
import sys
import threading
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from app.campaigns import packing
from app.campaigns.census import Census, people, taken
from app.campaigns.ledger import PART, Batch, Ledger, Progress, State
from app.campaigns.orders import Order, checked, file_name
from app.campaigns.people import Table
from app.campaigns.shelves import FolderUnusable, OpenShelf
from app.commands.letter import read_controller
from app.letters.languages import letter_language
from app.platform.errors import InvalidInput, msg
from app.platform.i18n import Translator, terminal_language, translator
from app.platform.settings import load_settings

OTHER_LETTERS = msg("The folder {folder} holds the letters of another batch. Choose another folder, or empty this one.")
WRONG_ROWS = msg("Nothing was written. Mend the rows above and run the command again.")
RESUMED = msg("Going on with a batch that was begun: {done} of {total} letters are written.")
WRITING = msg("{done} of {total} letters written")
INTERRUPTED = msg("Interrupted. What is written is kept; the same command goes on from there.")
COUNTED = msg("People: {people}. Problems: {problems}.")
FAILED_ROW = msg("Row {row}: no letter could be written ({failure}).")
WRITTEN = msg("{done} letters written to {folder}, {failed} failed.")
BUSY = "another saisine batch is writing to {folder}"

BLOCK = 1 << 20


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Describes `saisine batch` and its arguments."""
    parser = commands.add_parser(
        "batch",
        help="write a letter for each person of a CSV file",
        description="Writes one letter for each row of a CSV file. Interrupted, the same command goes on where it stopped.",
        epilog="Columns: name, country (both required), address1 to address4, email, phone, birthdate, minor (yes or no), "
        "guardian (the holder of parental authority who acts for a minor and signs), language, and any id:LABEL.",
    )
    parser.add_argument("csv", metavar="CSV", help="the table of people")
    parser.add_argument("--controller", required=True, metavar="SLUG|FILE.json", help="a controller that Saisine knows, or your own file")
    parser.add_argument("--kind", required=True, metavar="KIND", help="access or erasure")
    parser.add_argument("--out", required=True, metavar="DIR", help="folder for the letters, one PDF per person")
    parser.add_argument("--lang", metavar="LANGUAGE", help="language of the letters whose row names none (default: the controller's)")
    parser.add_argument("--zip", action="store_true", help="also one ZIP with all letters and the manifest")
    parser.add_argument("--merged", action="store_true", help="also one PDF of all letters, for the printer")
    parser.add_argument("--two-sided", action="store_true", help="in the merged PDF, begin every letter on a new sheet")
    parser.add_argument("--dry-run", action="store_true", help="read and count only; write nothing")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Writes the batch. 0 when every letter is there, 1 when some could not be written, 2 for a wrong table; InvalidInput for the rest."""
    t = translator(terminal_language(os.environ))
    path, out = Path(arguments.csv), Path(arguments.out).absolute()
    table = Table.of(path)
    controller = read_controller(arguments.controller)
    order = checked(
        Order(
            kind=arguments.kind,
            controller=controller,
            language=arguments.lang or letter_language(controller),
            on=date.today(),  # noqa: DTZ011 (a letter bears the date of the calendar on the writer's wall)
            folder=str(out),
        )
    )
    census = taken(table, table.named(), order)
    for notice in census.notices:
        _say(notice.text(t))
    if census.problems or arguments.dry_run:
        return _told(arguments, census, t)
    settings = load_settings(os.environ)
    from app.wiring import build  # noqa: PLC0415 -- a table with mistakes is told at once

    wiring = build(settings)
    try:
        return _written(arguments, table, order, census, wiring, t)
    finally:
        wiring.close()


def _told(arguments: argparse.Namespace, census: Census, t: Translator) -> int:
    counts = {"languages": dict(census.languages), "countries": dict(census.countries), "repeated": census.repeated}
    if arguments.json:
        errors = ({"row": p.row, "column": p.column, "message": p.error.text(t)} for p in census.problems)
        head = {"dry_run": arguments.dry_run, "people": census.people, **counts, "written": 0}
        _print_json(head, warnings=_warnings(census, t), errors=errors)
    for problem in census.problems:
        _say(problem.text(t))
    _say(t.gettext(COUNTED).format(people=census.people, problems=len(census.problems)))
    if not census.problems and not arguments.json:
        sys.stdout.write("".join(f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in counts.items()))
    if census.problems and not arguments.dry_run:
        _say(t.gettext(WRONG_ROWS))
    return 2 if census.problems else 0


def _warnings(census: Census, t: Translator) -> Iterator[dict[str, object]]:
    for notice in census.notices:
        yield {"row": notice.row, "code": notice.code, "message": notice.message(t)}


def _written(arguments: argparse.Namespace, table: Table, order: Order, census: Census, wiring: Any, t: Translator) -> int:
    ledger: Ledger = wiring.ledger
    shelf = OpenShelf(Path(order.folder))
    with _alone(shelf.folder):
        batch = _opened(ledger, table, order, shelf, t)
        progress = _work(wiring, batch, shelf, t)
        if progress.queued:
            _say(t.gettext(INTERRUPTED))
            return 130
        made = _packed(arguments, batch, ledger, shelf)
    failed = [entry for entry in ledger.entries(batch.id) if entry.state is State.FAILED] if progress.failed else []
    for entry in failed:
        _say(t.gettext(FAILED_ROW).format(row=entry.number, failure=entry.failure))
    _say(t.gettext(WRITTEN).format(done=progress.done, folder=shelf.folder, failed=progress.failed))
    if arguments.json:
        errors = [{"row": entry.number, "column": "", "message": entry.failure} for entry in failed]
        totals = {"people": progress.total, "written": progress.done, "failed": progress.failed}
        head = {"dry_run": False, "batch": batch.id, **totals, "out": str(shelf.folder), **made}
        _print_json(head, warnings=_warnings(census, t), errors=errors)
    return 1 if progress.failed else 0


def _opened(ledger: Ledger, table: Table, order: Order, shelf: OpenShelf, t: Translator) -> Batch:
    """The batch that this very command began, or a new one. Raises InvalidInput when the folder holds other letters."""
    lookup = fingerprint(table, order)
    known = ledger.find(lookup)
    if known is None:
        _refuse_other_letters(shelf)
        return ledger.batch(ledger.open(order, people(table, table.named(), order), lookup))
    batch = ledger.batch(known)
    lost = {
        entry.number
        for entry in ledger.entries(known)
        if entry.state is State.FAILED
        or (entry.state is State.DONE and not shelf.holds(file_name(batch.order, entry.language, entry.reference), entry.sha256))
    }
    if lost:
        ledger.reopen(batch, people(table, table.named(), order), lost)
    progress = ledger.progress(known)
    _say(t.gettext(RESUMED).format(done=progress.done, total=progress.total))
    return batch


def fingerprint(table: Table, order: Order) -> str:
    """What makes a command the same command: the table's bytes, the letters ordered (whatever the day), the folder."""
    digest = hashlib.sha256()
    with table.source() as file:
        while block := file.read(BLOCK):
            digest.update(block)
    plain = json.loads(order.to_json())
    return json.dumps([digest.hexdigest(), {**plain, "on": ""}], sort_keys=True)


def _refuse_other_letters(shelf: OpenShelf) -> None:
    if any(name.endswith(".pdf") or name in packing.OUTPUTS for name in shelf.files()):
        raise InvalidInput("--out", OTHER_LETTERS, folder=shelf.folder)


def _work(wiring: Any, batch: Batch, shelf: OpenShelf, t: Translator) -> Progress:
    """Write what is left, telling how far it is. Ctrl-C stops it after the letters under way."""
    progress: Progress = wiring.ledger.progress(batch.id)
    if not progress.queued:
        return progress
    from app.campaigns.running import write_all  # noqa: PLC0415 -- the job engine takes half a second to load

    stop, teller = threading.Event(), Teller(t)
    with _interruptible(stop):
        return write_all(wiring, batch, shelf, workers(progress.queued), teller, stop)


class Teller:
    """Tells the progress on stderr: in place on a terminal, else at every tenth."""

    def __init__(self, t: Translator) -> None:
        self._t = t
        self._told = -1

    def __call__(self, progress: Progress) -> None:
        """Say how far it is, if that is news."""
        done, terminal = progress.done + progress.failed, sys.stderr.isatty()
        step = done if terminal else 10 * done // max(progress.total, 1)
        if step == self._told:
            return
        self._told = step
        line = self._t.gettext(WRITING).format(done=done, total=progress.total)
        sys.stderr.write(f"\r{line}" + ("\n" if done == progress.total else "") if terminal else f"{line}\n")
        sys.stderr.flush()


def workers(letters: int) -> int:
    """Printing processes: one per core, and no more than there are parts to write."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(cores, -(-letters // PART)))


def _packed(arguments: argparse.Namespace, batch: Batch, ledger: Ledger, shelf: OpenShelf) -> dict[str, object]:
    """Write the manifest and what else was asked for. Returns the names by kind."""

    def entries() -> Iterator[Any]:
        return ledger.entries(batch.id)

    made: dict[str, object] = {"manifest": packing.MANIFEST_JSON}
    for name, pieces in ((packing.MANIFEST_JSON, packing.manifest_json), (packing.MANIFEST_CSV, packing.manifest_csv)):
        with packing.replacing(shelf.folder / name) as draft, draft.open("w", encoding="utf-8", newline="") as text:
            text.writelines(pieces(batch, entries))
    if arguments.zip:
        with packing.replacing(shelf.folder / packing.ZIP) as draft, draft.open("wb") as file:
            packing.write_zip(file, batch, shelf, entries)
        made["zip"] = packing.ZIP
    if arguments.merged:
        with packing.replacing(shelf.folder / packing.PRINT) as draft:
            made["pages"] = packing.write_print_file(draft, batch, shelf, entries, two_sided=arguments.two_sided)
        made["merged"] = packing.PRINT
    return made


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Nobody else writes to the folder meanwhile. The lock goes with the process, however it ends."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise FolderUnusable(BUSY.format(folder=folder)) from None
        yield
    finally:
        os.close(descriptor)


@contextlib.contextmanager
def _interruptible(stop: threading.Event) -> Iterator[None]:
    """Ctrl-C and SIGTERM ask to stop, instead of breaking in anywhere."""
    import signal  # noqa: PLC0415

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {each: signal.signal(each, lambda *_: stop.set()) for each in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


def _say(text: str) -> None:
    sys.stderr.write(f"{text}\n")


def _print_json(head: Mapping[str, object], **lists: Iterable[Mapping[str, object]]) -> None:
    """One document: the head's values, then the lists, whose items are written one by one, for there may be a hundred thousand."""
    write = sys.stdout.write
    write(json.dumps(head, ensure_ascii=False, indent=1).removesuffix("\n}"))
    for name, items in lists.items():
        write(f',\n "{name}": [')
        for number, item in enumerate(items):
            write((",\n  " if number else "\n  ") + json.dumps(item, ensure_ascii=False))
        write("]")
    write("\n}\n")
