"""Writing to disk so that a power cut loses nothing that was acknowledged."""

import os
from pathlib import Path


def write_new(path: Path, content: bytes) -> None:
    """Write a new file that only this user can read, and wait for the disk. Raises FileExistsError when there is one."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Wait for the disk to know the folder's names: a new or moved file is durable only after that."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
