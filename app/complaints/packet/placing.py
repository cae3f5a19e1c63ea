"""Where a packet is put: into a new folder, or one ZIP. It appears there whole or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.complaints.packet.vanishing import vanishing_folder
from app.platform.errors import InvalidInput, SaisineError, msg, reason_of
from app.platform.zipped import zipped_as_is

NOT_EMPTY = msg("{folder} exists already and is not empty. Name a new folder.")


@contextmanager
def new_folder(folder: Path) -> Iterator[Path]:
    """A private folder beside `folder` to write in, which becomes it when all is written. What is half made goes, even if we are killed.

    Raises InvalidInput when `folder` is in use, SaisineError when it cannot be written.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InvalidInput("--out", NOT_EMPTY, folder=str(folder))
    place = folder.absolute().parent
    try:
        place.mkdir(parents=True, exist_ok=True)
        with vanishing_folder(f".{folder.absolute().name}-", place) as aside:
            yield aside
            for path in aside.rglob("*"):
                path.chmod(0o700 if path.is_dir() else 0o600)
            aside.replace(folder)
    except OSError as error:
        raise SaisineError(f"{folder}: cannot be written ({reason_of(error)})") from error


def zip_folder(folder: Path) -> Path:
    """All files of the folder as one ZIP beside it, of the same bytes every time and private to this user. Raises SaisineError."""
    files = sorted((path.relative_to(folder).as_posix(), path) for path in folder.rglob("*") if path.is_file())
    target = folder.absolute().with_name(f"{folder.absolute().name}.zip")
    try:
        with vanishing_folder(f".{target.name}-", target.parent) as aside:
            draft = aside / target.name
            with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as archive:
                archive.writelines(zipped_as_is(files))
            draft.replace(target)
    except OSError as error:
        raise SaisineError(f"{target}: cannot be written ({reason_of(error)})") from error
    return target
