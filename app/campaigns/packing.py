"""What a finished batch is handed over as: manifest, ZIP, one file for the printer.

Manifest and ZIP are streamed: neither grows with the batch in memory. The file for the printer takes some eighty kilobytes a letter while
it is joined, for the tables of its fonts.

The manifest names row, reference, file and SHA-256 of every letter, and nobody: together with the table it came from it tells who is who.
"""

import csv
import io
import json
import unicodedata
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from app.campaigns.ledger import Batch, Entry, State
from app.campaigns.orders import file_name
from app.campaigns.shelves import UNFINISHED, FolderUnusable, Shelf

MANIFEST_JSON, MANIFEST_CSV, ZIP, PRINT = "manifest.json", "manifest.csv", "letters.zip", "letters.pdf"
OUTPUTS = (MANIFEST_JSON, MANIFEST_CSV, ZIP, PRINT)
COLUMNS = ("row", "reference", "file", "language", "bytes", "sha256", "failure", "remark")
FORMULAS = ("=", "+", "-", "@", "|", "\t", "\r", "\n")
BUNDLE = 100
"""Letters that are joined at a time; the bundles are then joined. One long row of additions takes ever longer for each."""

A4 = (595, 842)
"""Points; the size of a page that is left blank."""

Entries = Callable[[], Iterable[Entry]]


def line(batch: Batch, entry: Entry) -> dict[str, object]:
    """One letter of the manifest, by COLUMNS; one that is not written has no file, but a failure."""
    written = entry.state is State.DONE
    name = file_name(batch.order, entry.language, entry.reference) if written else ""
    failure = entry.failure or ("" if written else "not written")
    cells = (entry.number, entry.reference, name, entry.language, entry.size, entry.sha256, failure, entry.remark)
    return dict(zip(COLUMNS, cells, strict=True))


def manifest_json(batch: Batch, entries: Entries) -> Iterator[str]:
    """The manifest as pieces of one JSON document."""
    order = batch.order
    head = {"batch": batch.id, "kind": order.kind, "controller": order.controller.name, "date": order.on.isoformat()}
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "letters": ['
    separator = "\n"
    for entry in entries():
        yield separator + json.dumps(line(batch, entry), ensure_ascii=False)
        separator = ",\n"
    yield "\n]}\n"


def manifest_csv(batch: Batch, entries: Entries) -> Iterator[str]:
    """The manifest as lines of CSV."""
    yield csv_line(COLUMNS)
    for entry in entries():
        yield csv_line(line(batch, entry).values())


def csv_line(cells: Iterable[object]) -> str:
    """One line that every spreadsheet reads alike; what it would take for a formula gets an apostrophe before it."""
    text = io.StringIO()
    csv.writer(text).writerow([f"'{cell}" if _like_a_formula(str(cell)) else cell for cell in cells])
    return text.getvalue()


def _like_a_formula(cell: str) -> bool:
    """Whether a spreadsheet may take it for one: some pass over what cannot be seen before it, and read a wide sign as the plain one."""
    seen = cell.lstrip(" \u00a0\u200b\u202f\ufeff")
    return cell.startswith(FORMULAS) or unicodedata.normalize("NFKC", seen[:1]).startswith(FORMULAS)


def write_zip(file: IO[bytes], batch: Batch, shelf: Shelf, entries: Entries) -> None:
    """All letters and both manifests, stored as they are: PDFs are compressed already. Equal batches give equal bytes."""
    day = batch.order.on
    moment = (max(day.year, 1980), day.month, day.day, 0, 0, 0)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        for name, pieces in ((MANIFEST_JSON, manifest_json(batch, entries)), (MANIFEST_CSV, manifest_csv(batch, entries))):
            with archive.open(_info(name, moment), "w", force_zip64=True) as member:
                member.writelines(piece.encode() for piece in pieces)
        for name, pdf in _letters(batch, shelf, entries):
            archive.writestr(_info(name, moment), pdf)


def write_print_file(file: Path, batch: Batch, shelf: Shelf, entries: Entries, *, two_sided: bool = False) -> int:
    """One PDF of all letters in the order of the table, for the printer; returns its pages.

    With `two_sided` each letter has an even number of pages, so that none begins on the back of another person's.
    """
    bundles: list[Path] = []
    try:
        for count, bundle in enumerate(_bundles(_letters(batch, shelf, entries))):
            part = file.with_name(f".{file.name}.{count}{UNFINISHED}")
            bundles.append(part)
            _join(bundle, part, two_sided=two_sided)
        return _join_files(bundles, file)
    finally:
        for part in bundles:
            part.unlink(missing_ok=True)


def print_pdf(batch: Batch, shelf: Shelf, entries: Entries, *, two_sided: bool = False) -> bytes:
    """The same in memory, for a batch of a few hundred."""
    joined = io.BytesIO()
    _join((pdf for _, pdf in _letters(batch, shelf, entries)), joined, two_sided=two_sided)
    return joined.getvalue()


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A place to write in, which becomes the file once it is complete. Raises FolderUnusable."""
    draft = path.with_name(f".{path.name}{UNFINISHED}")
    try:
        draft.unlink(missing_ok=True)
        draft.touch(mode=0o600)
        yield draft
        draft.replace(path)
    except OSError as error:
        raise FolderUnusable(f"{path}: cannot be written ({error.strerror})") from error
    finally:
        draft.unlink(missing_ok=True)


def _letters(batch: Batch, shelf: Shelf, entries: Entries) -> Iterator[tuple[str, bytes]]:
    for entry in entries():
        if entry.state is State.DONE:
            name = file_name(batch.order, entry.language, entry.reference)
            yield name, shelf.get(name)


def _bundles(letters: Iterator[tuple[str, bytes]]) -> Iterator[list[bytes]]:
    bundle: list[bytes] = []
    for _, pdf in letters:
        bundle.append(pdf)
        if len(bundle) == BUNDLE:
            yield bundle
            bundle = []
    if bundle:
        yield bundle


def _join(letters: Iterable[bytes], target: Path | io.BytesIO, *, two_sided: bool) -> None:
    import pikepdf  # noqa: PLC0415 -- a tenth of a second that the program's start need not wait for

    with pikepdf.new() as joined:
        for letter in letters:
            with pikepdf.open(io.BytesIO(letter)) as source:
                joined.pages.extend(source.pages)
                if two_sided and len(source.pages) % 2:
                    joined.add_blank_page(page_size=A4)
        joined.save(target)


def _join_files(parts: Iterable[Path], target: Path) -> int:
    import pikepdf  # noqa: PLC0415 -- as in `_join`

    with pikepdf.new() as joined:
        for part in parts:
            with pikepdf.open(part) as source:
                joined.pages.extend(source.pages)
        joined.save(target)
        return len(joined.pages)


def _info(name: str, moment: tuple[int, int, int, int, int, int]) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, moment)
    info.external_attr = 0o600 << 16
    return info
