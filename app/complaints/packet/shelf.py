"""Where a packet that the page or the API asked for lies until it is fetched: encrypted, in the program's own folder, for a day.

Its key is derived from the key of the case: a packet of a case that was erased can be read by nobody, and goes with the next sweep.
"""

import json
import os
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from struct import Struct
from typing import Any

from app.platform.encryption import DecryptionFailed, decrypt, encrypt, place
from app.platform.errors import NotFound

STATE, RESULT = "state.json", "result"
PORTION = 4 << 20
"""Bytes that are encrypted at once: a packet is larger than what should lie in memory."""

LENGTH = Struct(">I")
KEPT_SECONDS = 24 * 3600


@dataclass(frozen=True, kw_only=True)
class Progress:
    """How far a packet is. `state` is "none", "working", "done" or "failed"; `done` of `total` parts are made. It is in the clear, and
    says nothing of whose case it is."""

    state: str
    done: int = 0
    total: int = 0
    tries: int = 0


NONE = Progress(state="none")


class PacketShelf:
    """The packet of one case."""

    def __init__(self, folder: Path, case_id: str) -> None:
        self.folder = folder / case_id
        self._case = case_id

    def progress(self) -> Progress:
        """How far it is; one that was never asked for, or went, is "none"."""
        try:
            return Progress(**json.loads((self.folder / STATE).read_text(encoding="ascii")))
        except (OSError, ValueError, TypeError):
            return NONE

    def tell(self, progress: Progress) -> None:
        """Write down how far it is, whole or not at all."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = self.folder / f".{STATE}-{os.getpid()}"
        draft.write_text(json.dumps(progress.__dict__), encoding="ascii")
        draft.replace(self.folder / STATE)

    def put(self, key: bytes, number: int, file: Path) -> None:
        """Encrypt a finished file under its number."""
        with file.open("rb") as source, (self.folder / f"{number}.sealed").open("wb") as target:
            index, portion = 0, source.read(PORTION)
            while portion or not index:
                following = source.read(PORTION)
                sealed = encrypt(key, portion, self._place(number, index, last=not following))
                target.write(LENGTH.pack(len(sealed)) + sealed)
                index, portion = index + 1, following

    def get(self, key: bytes, number: int) -> Iterator[bytes]:
        """The file again, portion by portion. Raises NotFound, DecryptionFailed for one that was changed or cut short."""
        path = self.folder / f"{number}.sealed"
        if not path.is_file():
            raise NotFound("no such file")
        return self._opened(path, key, number)

    def put_result(self, key: bytes, result: dict[str, Any]) -> None:
        """What is to be told of the packet: names, sizes, remarks; or why it could not be made."""
        text = json.dumps(result, ensure_ascii=True).encode("ascii")
        (self.folder / RESULT).write_bytes(encrypt(key, text, place("packet", RESULT, self._case)))

    def result(self, key: bytes) -> dict[str, Any]:
        """The same again; empty where there is none."""
        try:
            text = decrypt(key, (self.folder / RESULT).read_bytes(), place("packet", RESULT, self._case))
            return dict(json.loads(text))
        except (OSError, DecryptionFailed):
            return {}

    def clear(self) -> None:
        """Remove everything."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def _opened(self, path: Path, key: bytes, number: int) -> Iterator[bytes]:
        with path.open("rb") as file:
            index, head = 0, file.read(LENGTH.size)
            while head:
                sealed = file.read(LENGTH.unpack(head)[0]) if len(head) == LENGTH.size else b""
                head = file.read(LENGTH.size)
                yield decrypt(key, sealed, self._place(number, index, last=not head))
                index += 1

    def _place(self, number: int, index: int, *, last: bool) -> str:
        """Binds a portion to its case, its file and its place in it: none can be left out, moved or taken for the last one."""
        return place("packet", f"{number}.{index}{'.last' if last else ''}", self._case)


def swept(folder: Path) -> int:
    """Remove packets older than a day: how many."""
    if not folder.is_dir():
        return 0
    before = time.time() - KEPT_SECONDS
    old = [path for path in folder.iterdir() if path.is_dir() and path.stat().st_mtime < before]
    for path in old:
        shutil.rmtree(path, ignore_errors=True)
    return len(old)
