"""How long an import of a given archive takes, the first time and the second, with how much memory; and how quick a search is then.

    python tests/load/directory_import.py ARCHIVE.zip

Each import is a process of its own, as the command line starts it, on a new database.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from app.directory.directory import Directory
from app.platform.database import make_engine

WORDS = ("facebok", "amazn", "société générale", "d", "deutsche bahn", "muenchner", "blabla car", "kirchengemeinde", "visage", "zzzzqqq")


def main(archive: str) -> None:
    """Measures and prints."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"SAISINE_DATA_DIR": f"{folder}/data", "SAISINE_MASTER_KEY_FILE": f"{folder}/key"}
        for name in ("first", "second"):
            _import(name, archive)
        print(f"most memory of an import: {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024:.0f} MB")
        _search(Path(folder) / "data" / "saisine.sqlite3")


def _import(name: str, archive: str) -> None:
    began, spent = time.perf_counter(), _children()
    done = subprocess.run([sys.executable, "-m", "app.cli", "directory", "import", archive, "--json"], check=True, capture_output=True)
    took, report = time.perf_counter() - began, json.loads(done.stdout)
    changes = {key: len(report[key]) for key in ("added", "changed", "removed", "skipped", "remarks")}
    print(f"{name} import: {took:.2f} s, {_children() - spent:.2f} s of CPU, {changes}, unchanged {report['unchanged']}")


def _search(database: Path) -> None:
    engine = make_engine(f"sqlite:///{database}")
    directory = Directory(engine)
    began = time.perf_counter()
    directory.search("first")
    print(f"first search, with the index: {(time.perf_counter() - began) * 1000:.0f} ms")
    times = sorted(_timed(directory, words) for words in WORDS for _ in range(5))
    print(f"searches: median {times[len(times) // 2]:.1f} ms, longest {times[-1]:.1f} ms")
    engine.dispose()


def _timed(directory: Directory, words: str) -> float:
    began = time.perf_counter()
    directory.search(words)
    return (time.perf_counter() - began) * 1000


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main(sys.argv[1])
