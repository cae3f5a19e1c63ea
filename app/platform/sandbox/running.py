"""The sandbox as the program sees it: it hands over a file and a task, and gets an outcome or a reason."""

import errno
import logging
import os
import signal
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from threading import BoundedSemaphore, Lock
from typing import Any, BinaryIO

from app.platform.frames import BrokenFrame, Frame, write_frame
from app.platform.sandbox.answers import collected, outcome
from app.platform.sandbox.confining import active_layers
from app.platform.sandbox.folders import scratch_folder
from app.platform.sandbox.nursery import Ending, Nursery, NurseryGone
from app.platform.sandbox.outcomes import LIMITS, CouldNotRead, Limits, Outcome, Profile, Reason

log = logging.getLogger("saisine.sandbox")

PROGRAMS = ("tesseract",)


class Sandbox:
    """Runs tasks, each in a child of its own. Any thread may call it; `at_once` run side by side, others wait for their turn.

    `tasks` are all that it will run, as "package.module:function"; `programs` those that a task with the profile OCR may start.
    """

    def __init__(
        self,
        tasks: Iterable[str],
        *,
        programs: Iterable[str] = PROGRAMS,
        limits: Mapping[Profile, Limits] | None = None,
        at_once: int = 2,
    ) -> None:
        self._tasks = frozenset(tasks)
        self._programs = tuple(programs)
        self._limits = {**LIMITS, **(limits or {})}
        self._turn = BoundedSemaphore(at_once)
        self._lock = Lock()
        self._nursery: Nursery | None = None
        self._told = False

    def warm(self) -> None:
        """Start the warm process, without waiting until it is ready. Raises CouldNotRead."""
        try:
            self._ready_nursery()
        except OSError as error:
            raise CouldNotRead(Reason.UNAVAILABLE, errno.errorcode.get(error.errno or 0, "")) from error

    def run(self, task: str, content: bytes, *, options: Mapping[str, Any] | None = None, profile: Profile = Profile.PARSE) -> Outcome:
        """What the task finds in the file. Raises CouldNotRead, and ValueError for a task that is not on the list."""
        return self.measured(task, content, options=options, profile=profile)[0]

    def measured(
        self, task: str, content: bytes, *, options: Mapping[str, Any] | None = None, profile: Profile = Profile.PARSE
    ) -> tuple[Outcome, Ending]:
        """As `run`, with what it took."""
        if task not in self._tasks:
            raise ValueError(f"the sandbox was not built for {task}")
        head = {"task": task, "options": dict(options or {}), "profile": profile, "programs": self._programs}
        order = Frame({**head, "limits": asdict(self._limits[profile])}, (content,))
        with self._turn:
            try:
                return self._answered(order, self._limits[profile])
            except NurseryGone:  # it had ended since the last file
                return self._answered(order, self._limits[profile])

    def close(self) -> None:
        """End the warm process and whatever runs. The sandbox may be used again: it then starts another."""
        with self._lock:
            if self._nursery is not None:
                self._nursery.close()
            self._nursery = None

    def __enter__(self) -> "Sandbox":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _answered(self, order: Frame, limits: Limits) -> tuple[Outcome, Ending]:
        try:
            nursery = self._ready_nursery()
            with scratch_folder(nursery.folder) as scratch, _written(order, scratch) as file, _pipe() as (answer, theirs):
                child = nursery.bear(file.fileno(), theirs.fileno())
                theirs.close()  # or the answer would never end
                return _taken(nursery, child, answer.fileno(), scratch, limits)
        except OSError as error:  # no room for the folder, no pipe, no process left
            raise CouldNotRead(Reason.UNAVAILABLE, errno.errorcode.get(error.errno or 0, "")) from error

    def _ready_nursery(self) -> Nursery:
        with self._lock:
            if self._nursery is not None and self._nursery.gone:
                self._nursery.close()
                self._nursery = None
            if self._nursery is None:
                self._tell()
                self._nursery = Nursery(sorted(self._tasks))
            return self._nursery

    def _tell(self) -> None:
        """Say once what confines the children; louder if the kernel lacks what keeps them from files and the network."""
        layers = active_layers()
        complete = "seccomp" in layers and any(layer.startswith("Landlock") for layer in layers)
        if not self._told:
            log.log(logging.INFO if complete else logging.WARNING, "foreign files are read behind: %s", ", ".join(layers))
        self._told = True


def _taken(nursery: Nursery, child: int, answer: int, scratch: Path, limits: Limits) -> tuple[Outcome, Ending]:
    """The child's answer, if it gave one in time; the child is buried either way."""
    ending = Ending(0, 0.0, 0)
    try:
        try:
            received = collected(answer, scratch, limits)
        finally:
            ending = _buried(nursery, child)
        return outcome(received), ending
    except BrokenFrame as error:
        refusal = CouldNotRead(*_cause(ending, limits))
        refusal.peak = ending.peak
        raise refusal from error
    except CouldNotRead as refusal:
        refusal.peak = ending.peak
        raise


def _buried(nursery: Nursery, child: int) -> Ending:
    """If the warm process is gone, so is the child, and nobody knows how."""
    try:
        return nursery.bury(child)
    except NurseryGone:
        return Ending(0, 0.0, 0)


def _cause(ending: Ending, limits: Limits) -> tuple[Reason, str]:
    """Why a child ended without an answer that makes sense."""
    if ending.cpu >= limits.cpu_seconds or ending.code == -signal.SIGXCPU:
        return Reason.TOO_LONG, "processor"
    if ending.code == -signal.SIGSYS:
        return Reason.FORBIDDEN, "SIGSYS"
    names = {-each.value: each.name for each in signal.Signals}
    return Reason.CRASHED, names.get(ending.code, "")


@contextmanager
def _written(order: Frame, scratch: Path) -> Iterator[BinaryIO]:
    """The order as an open file that has no name: in memory where the system can."""
    whole = Frame({**order.head, "scratch": str(scratch)}, order.parts)
    with open(os.memfd_create("order"), "w+b") if hasattr(os, "memfd_create") else tempfile.TemporaryFile() as file:
        write_frame(file, whole)
        file.seek(0)
        yield file


@contextmanager
def _pipe() -> Iterator[tuple[BinaryIO, BinaryIO]]:
    """The end to read from, and the one to write to."""
    ours, theirs = os.pipe()
    with open(ours, "rb", buffering=0) as reading, open(theirs, "wb", buffering=0) as writing:
        yield reading, writing
