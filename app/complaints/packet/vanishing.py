"""Private folders that go when whoever made them ends, even if it is killed: what lies in them is not encrypted, or half made.

A small process of its own waits for that end and removes the folder. Where it was killed as well, the next folder of that kind takes the
dead one with it: the living hold a lock in theirs.
"""

import fcntl
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

LOCK = ".of-saisine"
"""The file that tells our folders from others of that name; its lock says that somebody uses the folder."""

REMOVE = "import shutil, sys; sys.stdin.read(); shutil.rmtree(sys.argv[1], ignore_errors=True)"
"""What the remover does: its input ends with the process that holds the other end."""


@contextmanager
def vanishing_folder(prefix: str, place: Path | None = None) -> Iterator[Path]:
    """A folder to work in, inside one of that prefix in `place` (default: where temporary files lie). Raises OSError."""
    place = place or Path(tempfile.gettempdir())
    _remove_dead(prefix, place)
    root = Path(tempfile.mkdtemp(prefix=prefix, dir=place)).absolute()
    with (root / LOCK).open("ab") as lock, _remover(root):
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        inside = root / "work"
        inside.mkdir(mode=0o700)
        try:
            yield inside
        finally:
            shutil.rmtree(root, ignore_errors=True)


@contextmanager
def _remover(root: Path) -> Iterator[None]:
    """Waits for this process to end, apart from it: what ends the one by its group or its terminal does not end the other."""
    waiting = subprocess.Popen(  # noqa: S603 (the name of the folder is ours)
        [sys.executable, "-I", "-S", "-c", REMOVE, str(root)],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        cwd="/",
    )
    try:
        yield
    finally:
        waiting.communicate()


def _remove_dead(prefix: str, place: Path) -> None:
    """Folders of that prefix which are ours and which nobody uses any more."""
    for root in [path for path in place.iterdir() if path.name.startswith(prefix)]:
        try:
            with (root / LOCK).open("rb") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(root, ignore_errors=True)
        except OSError:  # not ours, not there, or in use
            continue
