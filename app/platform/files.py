"""Where encrypted files lie: content under the SHA-256 of its ciphertext, so that it never changes silently."""

import hashlib
import re
import secrets
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from app.platform.durable import sync_folder, write_new
from app.platform.errors import SaisineError

BLOB_ID = re.compile(r"[0-9a-f]{64}")
INCOMING = "incoming"


class BlobMissing(SaisineError):
    """No content is stored under this id."""


class BlobDamaged(SaisineError):
    """What is stored under this id is not what was put there."""


class BlobStore(Protocol):
    """Keeps ciphertexts. Called by the case store."""

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
        self._incoming.mkdir(mode=0o700, parents=True, exist_ok=True)

    def put(self, ciphertext: bytes) -> str:
        """Store durably: when this returns, a power cut does not lose it."""
        blob_id = hashlib.sha256(ciphertext).hexdigest()
        target = self._path(blob_id)
        draft = self._incoming / secrets.token_hex(16)
        try:
            write_new(draft, ciphertext)
            if not target.parent.exists():
                target.parent.mkdir(mode=0o700, exist_ok=True)
                sync_folder(self._folder)
            draft.replace(target)
        except OSError:
            draft.unlink(missing_ok=True)
            raise
        sync_folder(target.parent)
        return blob_id

    def get(self, blob_id: str) -> bytes:
        """The ciphertext, checked against its id. Raises BlobMissing, BlobDamaged."""
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
        if path.exists():
            path.unlink(missing_ok=True)
            sync_folder(path.parent)

    def stored(self) -> Iterator[tuple[str, datetime]]:
        """Every id with the instant (UTC) it was stored."""
        for path in self._folder.glob("??/*"):
            if BLOB_ID.fullmatch(path.name) and (at := _stored_at(path)):
                yield path.name, at

    def discard_unfinished(self, before: datetime) -> None:
        """Remove what a crash left half written before that instant."""
        for path in self._incoming.iterdir():
            if (at := _stored_at(path)) and at < before:
                path.unlink(missing_ok=True)

    def _path(self, blob_id: str) -> Path:
        if not BLOB_ID.fullmatch(blob_id):
            raise BlobMissing("not the id of stored content")
        return self._folder / blob_id[:2] / blob_id


def _stored_at(path: Path) -> datetime | None:
    """When the file was written, or None when another thread removed it meanwhile."""
    try:
        return datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except FileNotFoundError:
        return None
