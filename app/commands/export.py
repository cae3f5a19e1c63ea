"""`saisine export`: everything that is kept of a case, or of all cases of a dossier, as files in a new folder."""

import argparse
import os
import secrets
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path

from app.cases.archive import CaseArchive
from app.cases.export import exported
from app.cases.store import CaseStore
from app.commands.code import dossier_of_code, located
from app.platform.errors import InvalidInput, SaisineError, msg, reason_of
from app.platform.i18n import LANGUAGES, Translator, terminal_language, translator
from app.platform.settings import load_settings
from app.wiring import build

NOT_EMPTY = msg("{folder} exists already and is not empty. Name a new folder.")


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Describes `saisine export [CASE] --out DIR`."""
    parser = commands.add_parser(
        "export",
        help="write everything that is kept of a case into a folder",
        description="Writes all of a case into a new folder: in words, as JSON with the chain of records, every file, and their checksums."
        " With the public id of a case or dossier the server's key opens it; with the seven words, or without an id, those do.",
    )
    parser.add_argument("case", metavar="CASE", nargs="?", help="public id of a case or of a dossier (default: all cases of the code)")
    parser.add_argument("--out", required=True, metavar="DIR", help="folder to make; it may exist if it is empty")
    parser.add_argument("--code-file", metavar="FILE", help="file with the seven words; - for standard input")
    parser.add_argument(
        "--lang", dest="reads", choices=sorted(LANGUAGES), help="language of the summary (default: that of the environment, else en)"
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Writes the folder; 1 when a case of the dossier cannot be read any more, and is named.

    Raises InvalidInput for an unknown case, a wrong code or a folder in use, SaisineError when writing fails.
    """
    t = translator(arguments.reads or terminal_language(os.environ))
    wiring = build(load_settings(os.environ))
    try:
        archives, lost = wanted(wiring.store, arguments.case, arguments.code_file, t)
        count = write_folder(Path(arguments.out), exported(archives, wiring.store.today(), t, lost))
    finally:
        wiring.close()
    print(t.gettext("{count} files written to {folder}.").format(count=count, folder=arguments.out), file=sys.stderr)
    for case in lost:
        print(t.gettext("Not here: the request {id}, which cannot be read any more.").format(id=case), file=sys.stderr)
    return 1 if lost else 0


def wanted(store: CaseStore, public_id: str | None, code_file: str | None, t: Translator) -> tuple[list[CaseArchive], tuple[str, ...]]:
    """The cases that the arguments name, and the ids of those that cannot be read. A code opens the cases of its own dossier
    only. Raises InvalidInput."""
    opened = dossier_of_code(store, code_file, t) if code_file is not None or public_id is None else None
    dossier, cases = located(store, public_id, opened)
    return store.archives(dossier, cases)


def write_folder(folder: Path, files: Iterable[tuple[str, bytes]]) -> int:
    """Write the files, private to this user, aside first, so that the folder is there whole or not at all: how many.

    Raises InvalidInput when the folder is in use, SaisineError when it cannot be written.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InvalidInput("--out", NOT_EMPTY, folder=str(folder))
    aside = folder.absolute().with_name(f".{folder.absolute().name}-{secrets.token_hex(4)}")
    count = 0
    try:
        for count, (path, content) in enumerate(files, start=1):  # noqa: B007 -- the last number is how many
            _write(aside / path, content)
        aside.replace(folder)
    except OSError as error:
        raise SaisineError(f"{folder}: cannot be written ({reason_of(error)})") from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return count


def _write(path: Path, content: bytes) -> None:
    """The folders and the file, readable by this user only."""
    for folder in reversed(path.parents):
        if not folder.exists():
            folder.mkdir(mode=0o700)
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
