"""Private folders for children of the sandbox, and removing them whatever was left in them."""

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PREFIX = "saisine-sandbox-"
"""How the name of a sandbox's folder begins, which holds those of its children."""


def new_folder() -> Path:
    """A sandbox's folder, private to this user. Raises OSError."""
    return Path(tempfile.mkdtemp(prefix=PREFIX)).resolve()


@contextmanager
def scratch_folder(inside: Path) -> Iterator[Path]:
    """A folder for one child, removed afterwards with all that is in it. Raises OSError."""
    folder = Path(tempfile.mkdtemp(dir=inside))
    try:
        yield folder
    finally:
        remove(folder)


def remove(folder: Path) -> None:
    """Remove a folder, though it was made not to be removed: without rights, or thousands deep. One that is not there is no error."""
    try:
        shutil.rmtree(folder)
    except FileNotFoundError:
        return
    except (OSError, RecursionError):
        for command in (["chmod", "-R", "u+rwX"], ["rm", "-rf"]):
            subprocess.run([*command, folder], stderr=subprocess.DEVNULL, check=False)  # noqa: S603 (the name of the folder is ours)
