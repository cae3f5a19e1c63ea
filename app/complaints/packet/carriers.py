"""What a packet to be checked lies in: a folder, a ZIP, or a single PDF with its manifest inside. All are read the same way."""

import hashlib
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from struct import Struct
from tempfile import TemporaryDirectory
from typing import BinaryIO, Protocol
from zipfile import ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from app.complaints.packet.manifest import MANIFEST
from app.platform.errors import InvalidInput, msg
from app.platform.zipped import zipped_as_is

NO_PACKET = msg("“{name}” is no packet: neither a folder nor a ZIP with a manifest, nor a PDF that carries one.")
BLOCK = 1 << 20
LOCAL = Struct("<26x2H")
"""The head of a file inside a ZIP: the lengths of its name and of what follows it are its last fields."""

LARGEST_SMALL = 16_000_000
"""Bytes of a file that is read whole: manifest, chain, form."""

MOST_RATIO = 20
"""How many times its size a file of a ZIP may unpack to on the disk. This program packs files as they are; packed anew they gain little."""


class Unreadable(Exception):
    """A file of the packet is there and cannot be read: damaged inside its archive."""


class Carrier(Protocol):
    """The files of a packet by their paths."""

    def names(self) -> set[str]:
        """All there are."""
        ...

    def read(self, name: str) -> bytes:
        """A small file. Raises KeyError for one that is not there, Unreadable."""
        ...

    def sha256(self, name: str) -> str:
        """The hash of a file of any size. Raises KeyError, Unreadable."""
        ...

    def as_file(self, name: str) -> Path:
        """The file on the disk, for what must be opened there. Raises KeyError, Unreadable."""
        ...

    def altered_around(self) -> bool:
        """Whether what holds the files together is not as this program wrote it."""
        ...


class Folder:
    """A packet in a folder."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def names(self) -> set[str]:
        """As in Carrier."""
        return {path.relative_to(self._root).as_posix() for path in self._root.rglob("*") if path.is_file()}

    def read(self, name: str) -> bytes:
        """As in Carrier."""
        with self.as_file(name).open("rb") as file:
            return file.read(LARGEST_SMALL)

    def sha256(self, name: str) -> str:
        """As in Carrier."""
        with self.as_file(name).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()

    def as_file(self, name: str) -> Path:
        """As in Carrier. A path that leads out of the folder, or that no file can have, names nothing in it."""
        try:
            path = (self._root / name).resolve()
            inside = path.is_relative_to(self._root.resolve()) and path.is_file()
        except (ValueError, OSError):  # a NUL, half a character, without end
            inside = False
        if not inside:
            raise KeyError(name)
        return path

    def altered_around(self) -> bool:
        """A folder adds nothing of its own."""
        return False


class Zip:
    """A packet in a ZIP. `aside` takes what must lie on the disk."""

    def __init__(self, archive: ZipFile, file: Path, aside: Path) -> None:
        self._archive = archive
        self._file = file
        self._aside = aside

    def names(self) -> set[str]:
        """As in Carrier."""
        return {member.filename for member in self._archive.infolist() if not member.is_dir()}

    def read(self, name: str) -> bytes:
        """As in Carrier."""
        return b"".join(self._blocks(name, LARGEST_SMALL))

    def sha256(self, name: str) -> str:
        """As in Carrier."""
        digest = hashlib.sha256()
        for block in self._blocks(name):
            digest.update(block)
        return digest.hexdigest()

    def as_file(self, name: str) -> Path:
        """As in Carrier; of a file that is damaged, as much as there is of it."""
        member, target = self._archive.getinfo(name), self._aside / hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()
        if member.file_size > MOST_RATIO * max(member.compress_size, LARGEST_SMALL):
            raise Unreadable(name)
        with target.open("wb") as file, suppress(Unreadable):
            file.writelines(self._raw(member) if member.compress_type == ZIP_STORED else self._blocks(name))
        return target

    def altered_around(self) -> bool:
        """Compares the archive with the one that this program makes of the same files: no byte of it may differ."""
        names = [member.filename for member in self._archive.infolist()]
        try:
            with self._file.open("rb") as file:
                same = all(part == file.read(len(part)) for part in zipped_as_is((name, self.as_file(name)) for name in names))
                return not same or bool(file.read(1))
        except (KeyError, Unreadable):
            return True

    def _raw(self, member: ZipInfo) -> Iterator[bytes]:
        """What lies in the archive for a file that is not compressed, whatever its checksum says."""
        with self._file.open("rb") as file:
            file.seek(member.header_offset)
            head = file.read(LOCAL.size)
            if len(head) == LOCAL.size:
                name, extra = LOCAL.unpack(head)
                file.seek(name + extra, 1)
                yield file.read(member.file_size)

    def _blocks(self, name: str, longest: int | None = None) -> Iterator[bytes]:
        try:
            with self._archive.open(name) as file:
                left = longest if longest is not None else self._archive.getinfo(name).file_size
                while left > 0 and (block := file.read(min(BLOCK, left))):
                    left -= len(block)
                    yield block
        except (BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
            raise Unreadable(name) from error


@contextmanager
def carrier_of(path: Path) -> Iterator[Carrier]:
    """The packet at that place. Raises InvalidInput for what is none, or not a folder or a ZIP (a PDF is looked at by itself)."""
    if path.is_dir() and (path / MANIFEST).is_file():
        yield Folder(path)
        return
    try:
        with ZipFile(path) as archive, TemporaryDirectory(prefix="saisine-verify-") as aside:
            yield Zip(archive, path, Path(aside))
    except (BadZipFile, OSError, ValueError) as error:
        raise InvalidInput("PACKET", NO_PACKET, name=path.name) from error


def is_pdf(path: Path) -> bool:
    """Whether the file says that it is a PDF."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return _starts_as_pdf(file)


def _starts_as_pdf(file: BinaryIO) -> bool:
    start = file.read(1024)
    return b"%PDF-" in start and not start.startswith(b"PK")  # a ZIP may hold a PDF near its beginning
