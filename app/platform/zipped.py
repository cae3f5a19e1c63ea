"""A ZIP made while it is sent: only one of its files is in memory at a time, and nothing of it touches the disk."""

import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

PRIVATE = 0o600 << 16


class _Outlet(io.RawIOBase):
    """Keeps what is written until it is taken. It cannot be wound back, and ZIP writers respect that."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: "ReadableBuffer", /) -> int:
        part = bytes(data)
        self._parts.append(part)
        return len(part)

    def taken(self) -> bytes:
        """Everything since the last time."""
        parts, self._parts = self._parts, []
        return b"".join(parts)


def zipped(files: Iterable[tuple[str, bytes]]) -> Iterator[bytes]:
    """The parts of a ZIP of these paths and contents, readable by their owner only, without times."""
    outlet = _Outlet()
    with ZipFile(outlet, "w") as archive:
        for path, content in files:
            entry = ZipInfo(path)
            entry.external_attr = PRIVATE
            archive.writestr(entry, content, ZIP_DEFLATED)
            yield outlet.taken()
    yield outlet.taken()


BLOCK = 1 << 20


def zipped_as_is(files: Iterable[tuple[str, Path]]) -> Iterator[bytes]:
    """The parts of a ZIP of files on the disk, not compressed: the same files always give the same bytes, on every machine.

    They are read piece by piece. Raises OSError for one that cannot be read.
    """
    outlet = _Outlet()
    with ZipFile(outlet, "w") as archive:
        for path, file in files:
            entry = ZipInfo(path)
            entry.external_attr = PRIVATE
            entry.compress_type = ZIP_STORED
            entry.file_size = file.stat().st_size
            with file.open("rb") as source, archive.open(entry, "w") as target:
                while block := source.read(BLOCK):
                    target.write(block)
                    yield outlet.taken()
            yield outlet.taken()
    yield outlet.taken()
