"""`saisine directory`: import the public list of organisations, and search in all that are known."""

import argparse
import hashlib
import json
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

from sqlalchemy import make_url

from app.directory.directory import SHIPPED, Directory, Lookup
from app.directory.imported import Report
from app.directory.imports import MAX_ARCHIVE, NOT_HTTPS, TOO_LARGE, Skipped, read_archive
from app.directory.search import Hit
from app.platform.database import make_engine, migrate
from app.platform.errors import InvalidInput, msg
from app.platform.i18n import Translator, terminal_language, translator
from app.platform.settings import load_settings

NO_FILE = msg("The archive cannot be read: {reason}.")
NOTHING_TO_SEARCH = msg("Give at least one word to search for.")
BAR = 30
NAMED = 20
"""Names that the report lists of each kind; --json lists all."""

HEADINGS = (
    ("added", msg("New: {n}")),
    ("changed", msg("Changed: {n}")),
    ("removed", msg("No longer in the list: {n}")),
    ("kept", msg("Kept as last read, since the list’s own file is damaged: {n}")),
)
UNCHANGED = msg("Unchanged: {n}")
SKIPPED = msg("Left out: {n}")
REMARKS = msg("Taken over in part: {n}")
STILL_THE_SAME = msg("The list has not changed since it was last imported.")
NOW = msg("The directory now holds {controllers} organisations, {obsolete} that no longer exist, {authorities} authorities, {packs} packs.")
NOTHING_FOUND = msg("Nothing was found.")


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Describes `saisine directory` and its two actions."""
    parser = commands.add_parser("directory", help="import and search the list of organisations", description="The list of organisations.")
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True)
    importing = actions.add_parser(
        "import",
        help="import the public list",
        description="Imports an archive of the public list datenanfragen/data. Importing it again, or after an interruption, is harmless.",
    )
    importing.add_argument("archive", metavar="PATH|URL", help="a ZIP file, or an https address of one")
    importing.add_argument("--json", action="store_true", help="print the report as one JSON document")
    importing.set_defaults(run=run_import)
    searching = actions.add_parser("search", help="find an organisation", description="Finds organisations by name, trade name or site.")
    searching.add_argument("words", metavar="WORDS", nargs="+", help="what you remember of the name; small slips do not matter")
    searching.add_argument("--limit", type=int, default=10, metavar="N", help="how many to show (default: 10)")
    searching.add_argument("--json", action="store_true", help="print the result as one JSON document")
    searching.set_defaults(run=run_search)


def run_import(arguments: argparse.Namespace) -> int:
    """Imports, prints the report and returns 0. Raises InvalidInput for an archive that cannot be used: then nothing is changed."""
    with directory() as known:
        report = import_from(known, arguments.archive)
    print(json.dumps(report_mapping(report), ensure_ascii=False) if arguments.json else report_text(report, _reader()))
    return 0


def run_search(arguments: argparse.Namespace) -> int:
    """Prints what was found, the likeliest first, and returns 0."""
    words = " ".join(arguments.words)
    if not words.strip():
        raise InvalidInput("WORDS", NOTHING_TO_SEARCH)
    with directory() as known:
        hits = known.search(words, max(1, min(arguments.limit, 100)))
    if arguments.json:
        print(json.dumps({"query": words, "results": [hit_mapping(hit) for hit in hits]}, ensure_ascii=False))
    else:
        print("\n".join(map(hit_line, hits)) or _reader().gettext(NOTHING_FOUND))
    return 0


@contextmanager
def directory() -> Iterator[Directory]:
    """The directory of this installation, its database brought up to date first."""
    settings = load_settings(os.environ)
    engine = make_engine(settings.database_url)
    try:
        migrate(engine)
        yield Directory(engine)
    finally:
        engine.dispose()


@contextmanager
def directory_if_any() -> Iterator[Lookup]:
    """The directory for a command that stores nothing: where there is no database yet, none is made, and the curated entries are all."""
    database = make_url(load_settings(os.environ).database_url)
    if database.get_backend_name() == "sqlite" and not (database.database and Path(database.database).is_file()):
        yield SHIPPED
        return
    with directory() as known:
        yield known


def import_from(known: Directory, source: str) -> Report:
    """Imports from a file or an https address. An address that did not change is not fetched again."""
    today = date.today()  # noqa: DTZ011 (the day on the calendar of whoever imports)
    if "://" not in source:
        with _opened(source) as file:
            return _import_file(known, file, today)
    if not source.startswith("https://"):
        raise InvalidInput("archive", NOT_HTTPS)
    from app.directory.download import fetch  # noqa: PLC0415 -- an HTTP client, which a file and a search need not wait for

    with tempfile.TemporaryFile() as file:
        bar = Bar() if sys.stderr.isatty() else None
        fetched = fetch(source, file, etag=known.etag(source), progress=bar.show if bar else None)
        if bar:
            bar.end()
        return known.replace(read_archive(file) if fetched.new else None, source=source, etag=fetched.etag, today=today)


def _import_file(known: Directory, file: BinaryIO, today: date) -> Report:
    """Imports a file, unless it is byte for byte the one imported last and nothing of that was left out: then there is nothing to say."""
    if file.seek(0, os.SEEK_END) > MAX_ARCHIVE:
        raise InvalidInput("archive", TOO_LARGE, limit=MAX_ARCHIVE)
    file.seek(0)
    name = f"sha256:{hashlib.sha256(file.read()).hexdigest()}"
    if known.etag(name) == name:
        return known.replace(None, source=name, etag=name, today=today)
    archive = read_archive(file)
    clean = not (archive.skipped or archive.remarks)
    return known.replace(archive, source=name, etag=name if clean else "", today=today)


class Bar:
    """A line on standard error that grows while the archive arrives."""

    def show(self, done: int, total: int | None) -> None:
        """Bytes so far, of how many if that is known."""
        part = min(done / total, 1.0) if total else 0.0
        filled = "█" * int(part * BAR)
        share = f"{part:4.0%}" if total else "    "
        print(f"\r{filled:░<{BAR}} {share} {done / 1e6:.1f} MB", end="", file=sys.stderr, flush=True)

    def end(self) -> None:
        """Leaves the line."""
        print(file=sys.stderr)


def _opened(path: str) -> BinaryIO:
    try:
        if not Path(path).is_file():
            reason = "is no file" if Path(path).exists() else "does not exist"
            raise InvalidInput("archive", NO_FILE, reason=f"{path[:200]!r} {reason}")
        return Path(path).open("rb")
    except (OSError, ValueError) as refused:
        raise InvalidInput("archive", NO_FILE, reason=type(refused).__name__) from refused


def report_mapping(report: Report) -> dict[str, Any]:
    """The report as one JSON object: all names, and the reason of each record that was left out."""
    return {
        "generation": report.generation,
        "not_modified": report.not_modified,
        "added": list(report.added),
        "changed": list(report.changed),
        "removed": list(report.removed),
        "kept": list(report.kept),
        "unchanged": report.unchanged,
        "skipped": list(map(_skipped_mapping, report.skipped)),
        "remarks": list(map(_skipped_mapping, report.remarks)),
        "counts": dict(report.counts),
    }


def report_text(report: Report, t: Translator) -> str:
    """The report for a person."""
    if report.not_modified:
        return f"{t.gettext(STILL_THE_SAME)}\n{_now(report, t)}"
    lines = []
    for name, heading in HEADINGS:
        slugs: tuple[str, ...] = getattr(report, name)
        if name == "kept" and not slugs:
            continue
        lines.append(t.gettext(heading).format(n=len(slugs)))
        if slugs and name != "added":
            lines.append("  " + ", ".join(slugs[:NAMED]) + (" …" if len(slugs) > NAMED else ""))
    lines.append(t.gettext(UNCHANGED).format(n=report.unchanged))
    for heading, entries in ((SKIPPED, report.skipped), (REMARKS, report.remarks)):
        lines.append(t.gettext(heading).format(n=len(entries)))
        lines.extend(f"  {entry.file}: {entry.reason.text(t)}" for entry in entries)
    return "\n".join([*lines, _now(report, t)])


def hit_mapping(hit: Hit) -> dict[str, Any]:
    """One result as a JSON object."""
    return {
        "slug": hit.slug,
        "name": hit.name,
        "country": hit.country,
        "site": hit.site,
        "run": hit.run,
        "quality": hit.quality,
        "regime": hit.regime,
        "curated": hit.curated,
    }


def hit_line(hit: Hit) -> str:
    """One result as a line: slug, name, trade name that matched, country and site."""
    name = f"{hit.name} ({hit.run})" if hit.run else hit.name
    return "  ".join(filter(None, (f"{hit.slug:<30}", name, hit.country, hit.site)))


def _now(report: Report, t: Translator) -> str:
    counts = {"controllers": "controller", "obsolete": "obsolete", "authorities": "authority", "packs": "pack"}
    return t.gettext(NOW).format(**{name: report.counts.get(kind, 0) for name, kind in counts.items()})


def _skipped_mapping(entry: Skipped) -> dict[str, str]:
    wrong = entry.reason
    return {"file": entry.file, "field": wrong.field, "reason": wrong.text(translator("en"))}


def _reader() -> Translator:
    return translator(terminal_language(os.environ))
