"""A ZIP made while it is sent: only one of its files is in memory at a time, and nothing of it touches the disk."""

import io
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

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
