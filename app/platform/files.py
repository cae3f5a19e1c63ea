"""Where encrypted files lie: content under the SHA-256 of its ciphertext, so that it never changes silently."""

import contextlib
import errno
import hashlib
import re
import secrets
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from app.platform.durable import sync_folder, write_new
from app.platform.errors import Damaged, StorageFailed

BLOB_ID = re.compile(r"[0-9a-f]{64}")
INCOMING = "incoming"


class BlobMissing(Damaged):
    """No content is stored under this id."""


class BlobDamaged(Damaged):
    """What is stored under this id is not what was put there."""


class BlobStore(Protocol):
    """Keeps ciphertexts. Called by the case store. Each of its methods may raise StorageFailed."""

    def put(self, ciphertext: bytes) -> str:
        """Store durably; the id is the hex SHA-256 of the ciphertext."""
        ...

    def get(self, blob_id: str) -> bytes:
        """The ciphertext. Raises BlobMissing, BlobDamaged."""
        ...

    def delete(self, blob_id: str) -> None:
        """Remove it; what is not there is no error."""
        ...

    def stored(self) -> Iterator[tuple[str, datetime]]:
        """Every id with the instant (UTC) it was stored."""
        ...

    def discard_unfinished(self, before: datetime) -> None:
        """Remove what a crash left half written before that instant."""
        ...


class FolderStore:
    """A BlobStore in a local folder, private to the program's user: `ab/abcd…`, written aside, synced, then moved into place."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._incoming = folder / INCOMING
        try:
            self._incoming.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise StorageFailed(f"{self._incoming} cannot be made: {error.strerror}") from error

    def put(self, ciphertext: bytes) -> str:
        """Store durably: when this returns, a power cut does not lose it."""
        blob_id = hashlib.sha256(ciphertext).hexdigest()
        target = self._path(blob_id)
        draft = self._incoming / secrets.token_hex(16)
        with _failures_named():
            try:
                self._move_in(draft, target, ciphertext)
            except OSError:
                with contextlib.suppress(OSError):  # what cannot even be removed is for `discard_unfinished`
                    draft.unlink(missing_ok=True)
                raise
        return blob_id

    def _move_in(self, draft: Path, target: Path, ciphertext: bytes) -> None:
        write_new(draft, ciphertext)
        if not target.parent.exists():
            target.parent.mkdir(mode=0o700, exist_ok=True)
            sync_folder(self._folder)
        draft.replace(target)
        sync_folder(target.parent)

    def get(self, blob_id: str) -> bytes:
        """The ciphertext, checked against its id. Raises BlobMissing, BlobDamaged."""
        with _failures_named():
            try:
                ciphertext = self._path(blob_id).read_bytes()
            except FileNotFoundError as error:
                raise BlobMissing(blob_id) from error
        if hashlib.sha256(ciphertext).hexdigest() != blob_id:
            raise BlobDamaged(blob_id)
        return ciphertext

    def delete(self, blob_id: str) -> None:
        """Remove it for good; what is not there is no error."""
        path = self._path(blob_id)
        with _failures_named():
            if path.exists():
                path.unlink(missing_ok=True)
                sync_folder(path.parent)

    def stored(self) -> Iterator[tuple[str, datetime]]:
        """Every id with the instant (UTC) it was stored."""
        with _failures_named():
            for path in self._folder.glob("??/*"):
                if BLOB_ID.fullmatch(path.name) and (at := _stored_at(path)):
                    yield path.name, at

    def discard_unfinished(self, before: datetime) -> None:
        """Remove what a crash left half written before that instant."""
        with _failures_named():
            for path in self._incoming.iterdir():
                if (at := _stored_at(path)) and at < before:
                    path.unlink(missing_ok=True)

    def _path(self, blob_id: str) -> Path:
        if not BLOB_ID.fullmatch(blob_id):
            raise BlobMissing("not the id of stored content")
        return self._folder / blob_id[:2] / blob_id


@contextlib.contextmanager
def _failures_named() -> Iterator[None]:
    """Raises StorageFailed for whatever the disk refuses."""
    try:
        yield
    except OSError as error:
        raise StorageFailed(errno.errorcode.get(error.errno or 0, type(error).__name__)) from error


def _stored_at(path: Path) -> datetime | None:
    """When the file was written, or None when another thread removed it meanwhile."""
    try:
        return datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except FileNotFoundError:
        return None
