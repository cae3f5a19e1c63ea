"""Looks into PDFs that may be hostile: the program's side of `app.complaints.packet.inspecting`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.complaints.packet.finishing import TOKEN
from app.complaints.packet.manifest import CHAIN, MANIFEST
from app.platform.sandbox import CouldNotRead, Limits, Profile, Reason, Sandbox

TASK = "app.complaints.packet.inspecting:look"
"""What the sandbox must have been built with."""

LIMITS = {Profile.PARSE: Limits(wall_seconds=120, cpu_seconds=120, memory=2 << 30)}
"""A packet of some hundred megabytes is read whole, every page of it."""

LARGEST = 500_000_000
"""Bytes of a PDF that is looked into."""

NOT_THE_FILE = (Reason.UNAVAILABLE, Reason.NOT_INSTALLED)

Parts = Sequence[tuple[int, int]]


@dataclass(frozen=True, kw_only=True)
class Inside:
    """What is in a PDF: names of the files inside, the hash of each that can be read, the content of those that every packet has, and for
    each volume that was asked about the fingerprints of its parts. `opened` is False for one that is too damaged or takes too much."""

    opened: bool = False
    names: frozenset[str] = frozenset()
    hashes: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)
    shown: tuple[tuple[str, ...], ...] = ()


class Inspector:
    """Looks into one PDF after another, each in a child of its own that cannot do anything else."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox

    def look(self, file: Path, volumes: Sequence[Parts] = ()) -> Inside:
        """What is in the file. Raises CouldNotRead when there is no sandbox to look in, OSError for what cannot be read at all."""
        if file.stat().st_size > LARGEST:
            return Inside()
        try:
            options = {"wanted": [MANIFEST, CHAIN, TOKEN], "volumes": [[list(part) for part in parts] for parts in volumes]}
            outcome = self._sandbox.run(TASK, file.read_bytes(), options=options)
            return _told(outcome.data, outcome.blobs)
        except CouldNotRead as failure:
            if failure.reason in NOT_THE_FILE:
                raise
            return Inside()
        except (KeyError, TypeError, ValueError, AttributeError):  # an answer that no look of ours gives
            return Inside()


def _told(data: dict[str, Any], blobs: Sequence[bytes]) -> Inside:
    return Inside(
        opened=bool(data["opened"]),
        names=frozenset(map(str, data["names"])),
        hashes={str(name): str(value) for name, value in data["hashes"].items()},
        files=dict(zip(map(str, data["given"]), blobs, strict=True)),
        shown=tuple(tuple(map(str, parts)) for parts in data["shown"]),
    )
