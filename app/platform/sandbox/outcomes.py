"""What a run in the sandbox may take, and how it ends."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from app.platform.errors import SaisineError


class Profile(StrEnum):
    """What a task may do besides computing."""

    PARSE = "parse"
    """Nothing: no program, no process, no connection."""
    OCR = "ocr"
    """Run the programs that the sandbox was built with, and nothing else."""


class Reason(StrEnum):
    """Why a file could not be read."""

    TOO_LONG = "too_long"
    TOO_MUCH_MEMORY = "too_much_memory"
    TOO_MUCH_OUTPUT = "too_much_output"
    CRASHED = "crashed"
    FORBIDDEN = "forbidden"
    BROKEN = "broken"
    ENCRYPTED = "encrypted"
    UNSUPPORTED = "unsupported"
    NOT_INSTALLED = "not_installed"
    UNAVAILABLE = "unavailable"
    """The sandbox itself could not be had: no process left, or a protection that this system has and then refused."""


class CouldNotRead(SaisineError):
    """A file could not be read; its original is untouched. `detail` is a type of error or a signal: nothing out of the file. `peak` is the
    most memory that the child took, in bytes; 0 where there was none."""

    def __init__(self, reason: Reason, detail: str = "") -> None:
        super().__init__(f"{reason} ({detail})" if detail else str(reason))
        self.reason = reason
        self.detail = detail
        self.peak = 0


@dataclass(frozen=True)
class Outcome:
    """What a task found: JSON-ready data and the byte strings that go with it."""

    data: dict[str, Any]
    blobs: tuple[bytes, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Limits:
    """What one run may take. Seconds of wall clock and of processor (all threads together); bytes of address space of each process, of
    all its output, of one file and of everything in its folder; open files of each process."""

    wall_seconds: float = 12.0
    cpu_seconds: int = 12
    memory: int = 1 << 30
    output: int = 64 << 20
    file_size: int = 128 << 20
    folder_size: int = 256 << 20
    open_files: int = 64


LIMITS = {
    Profile.PARSE: Limits(),
    Profile.OCR: Limits(wall_seconds=60.0, cpu_seconds=60, output=256 << 20, folder_size=1 << 30, open_files=256),
}
"""What the program gives to each."""
