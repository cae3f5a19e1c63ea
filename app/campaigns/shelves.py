"""Where the letters of a batch lie: in the folder that a command was given, or encrypted in the program's own.

A letter has one name, whatever happens: written twice, it lies there once. It appears whole, under its name, or not at all.
"""

import hashlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from app.platform.durable import sync_folder, write_new
from app.platform.encryption import decrypt, encrypt, place
from app.platform.errors import SaisineError

UNFINISHED = ".part"


class FolderUnusable(SaisineError):
    """The folder cannot be made, read or written; the message names it."""


class Shelf(Protocol):
    """Keeps the PDFs of one batch by their names."""

    def put(self, name: str, pdf: bytes) -> None:
        """Store it, replacing what is there; durable after `sync`."""
        ...

    def sync(self) -> None:
        """Return once all that was put is safe from a power cut."""
        ...

    def get(self, name: str) -> bytes:
        """The PDF. Raises FolderUnusable."""
        ...

    def holds(self, name: str, sha256: str) -> bool:
        """Whether the PDF of that hash lies there."""
        ...


class OpenShelf:
    """PDFs in a folder, readable by this user."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise FolderUnusable(f"{folder}: cannot be made ({error.strerror})") from error

    def put(self, name: str, pdf: bytes) -> None:
        """As in Shelf. Raises FolderUnusable."""
        draft = self.folder / f".{name}{UNFINISHED}"
        try:
            draft.unlink(missing_ok=True)  # What a kill left half written.
            write_new(draft, pdf)
            draft.replace(self.folder / name)
        except OSError as error:
            raise FolderUnusable(f"{self.folder}: cannot be written ({error.strerror})") from error

    def sync(self) -> None:
        """As in Shelf."""
        sync_folder(self.folder)

    def get(self, name: str) -> bytes:
        """As in Shelf."""
        try:
            return (self.folder / name).read_bytes()
        except OSError as error:
            raise FolderUnusable(f"{self.folder}: cannot be read ({error.strerror})") from error

    def holds(self, name: str, sha256: str) -> bool:
        """As in Shelf."""
        path = self.folder / name
        return path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == sha256

    def files(self) -> Iterator[str]:
        """Names of everything in the folder."""
        yield from sorted(os.listdir(self.folder))


class SealedShelf:
    """PDFs encrypted under the batch's key, in the program's own folder."""

    def __init__(self, folder: Path, batch_id: str, key: bytes) -> None:
        self._shelf = OpenShelf(folder / batch_id)
        self._batch = batch_id
        self._key = key

    def put(self, name: str, pdf: bytes) -> None:
        """As in Shelf."""
        self._shelf.put(name, encrypt(self._key, pdf, self._place(name)))

    def sync(self) -> None:
        """As in Shelf."""
        self._shelf.sync()

    def get(self, name: str) -> bytes:
        """As in Shelf. Raises DecryptionFailed for what was changed."""
        return decrypt(self._key, self._shelf.get(name), self._place(name))

    def holds(self, name: str, sha256: str) -> bool:
        """As in Shelf."""
        return (self._shelf.folder / name).is_file() and hashlib.sha256(self.get(name)).hexdigest() == sha256

    def _place(self, name: str) -> str:
        return place("batch", name, self._batch)


def discard(folder: Path, batch_id: str) -> None:
    """Remove the sealed letters of a batch for good."""
    if (folder / batch_id).is_dir():
        shutil.rmtree(folder / batch_id)
        sync_folder(folder)
