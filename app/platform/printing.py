"""Printing as the rest of the program sees it: a press that turns HTML into PDF, and what can go wrong.

`PrintShop` keeps one warm child process that holds the renderer (`app.platform.printer`), watches its time and memory, and
replaces it when a document exceeds them. `Printer` is the renderer itself, for short-lived commands.
"""

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock, Timer
from typing import BinaryIO, Protocol, cast

from app.platform.errors import SaisineError
from app.platform.frames import BrokenFrame, Frame, read_frame, write_frame

ENVIRONMENT = ("PATH", "HOME", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH", "FONTCONFIG_FILE", "FONTCONFIG_PATH")
"""Variables that the child inherits. The settings and secrets of the program are not among them."""

MAX_HTML = 2_000_000
"""Longest document that is printed, in characters: some three hundred pages."""

FOLDER = "saisine-press-"
"""How the name of a child's temporary folder begins."""

KILLS = (-signal.SIGKILL, -signal.SIGTERM, -signal.SIGHUP, -signal.SIGINT)
"""How a child ends that others end. Its own limits use other signals."""

GOODBYE = 1.0  # seconds between the end of a child's output and its own

EXCEEDED = "the document took more time or memory than a letter may"


class RenderingRefused(SaisineError):
    """The document asked for something that it was not handed, or is too large. Trying again will not help."""


class RenderingTimedOut(SaisineError):
    """The document took more time or memory than a letter may. Trying again will not help."""


class KilledFromOutside(RenderingTimedOut):
    """Somebody else ended the renderer: the system that ran out of memory, or a person."""


class PrinterUnavailable(SaisineError):
    """The renderer does not start on this machine: a system library is missing, or the system has nothing left for it. The message says
    which; whoever runs the program must mend it."""


class Press(Protocol):
    """Whatever prints: a `Printer` in this process or the `PrintShop`."""

    def print_pdf(self, html: str, *, stylesheet: str, images: Mapping[str, bytes] | None = None) -> bytes:
        """The PDF of a complete HTML document; see `app.platform.printer.Printer.print_pdf`."""
        ...


@dataclass(frozen=True, kw_only=True)
class Limits:
    """What one document may take: seconds of wall clock and of processor. After `recycle_after` documents the child is replaced,
    leaks and all."""

    wall_seconds: float = 20.0
    cpu_seconds: int = 10
    start_seconds: float = 60.0
    recycle_after: int = 2_000


class PrintShop:
    """Prints in one warm child process. Any thread may call it; documents are printed one after another.

    The child has no secrets in its environment, a temporary folder of its own, and limits on time and memory. It is started when
    first needed, or by `warm`, and replaced after a document that exceeded them.
    """

    def __init__(self, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()
        self._lock = Lock()
        self._child: _Child | None = None

    def warm(self) -> None:
        """Start the child, without waiting until it is ready."""
        with self._lock:
            self._ready_child()

    def print_pdf(self, html: str, *, stylesheet: str, images: Mapping[str, bytes] | None = None) -> bytes:
        """As `Printer.print_pdf`. Raises RenderingRefused, RenderingTimedOut, or PrinterUnavailable when no child can be started."""
        if len(html) > MAX_HTML:
            raise RenderingRefused("the document is too large")
        pictures = dict(images or {})
        head = {"images": list(pictures), "cpu_seconds": self._limits.cpu_seconds}
        order = Frame(head, (_encoded(html), _encoded(stylesheet), *pictures.values()))
        with self._lock:
            try:
                answer = self._answer(order)
            except KilledFromOutside:  # the document had no part in it, so another child prints it; but only once
                answer = self._answer(order)
        return _pdf(answer)

    def close(self) -> None:
        """End the child. The shop may be used again: it then starts another."""
        with self._lock:
            self._dismiss()

    def __enter__(self) -> "PrintShop":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _answer(self, order: Frame) -> Frame:
        """Raises RenderingTimedOut, which is KilledFromOutside when nothing that the document did ended the child."""
        child = self._ready_child()
        try:
            answer = child.exchange(order, self._limits)
        except (BrokenFrame, OSError) as error:
            killed = child.killed_from_outside()
            self._dismiss()
            raise (KilledFromOutside if killed else RenderingTimedOut)(EXCEEDED) from error
        except BaseException:
            self._dismiss()  # Nobody knows where in the conversation it was: an interrupted child is not asked again.
            raise
        if "printed" not in answer.head or child.printed >= self._limits.recycle_after:
            self._dismiss()
        return answer

    def _ready_child(self) -> "_Child":
        if self._child is not None and self._child.gone():
            self._dismiss()
        if self._child is None:
            try:
                self._child = _Child()
            except OSError as error:  # no room for its folder, no process or no pipe left
                raise PrinterUnavailable(f"the renderer cannot be started ({error.strerror})") from error
        return self._child

    def _dismiss(self) -> None:
        if self._child is not None:
            self._child.end()
            self._child = None


class _Child:
    """The child process and the pipes to it."""

    def __init__(self) -> None:
        self.printed = 0
        self._ready = False
        self._overdue = False
        self._folder = TemporaryDirectory(prefix=FOLDER)
        kept = {name: os.environ[name] for name in ENVIRONMENT if name in os.environ}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "app.platform.print_worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # What the renderer complains about may quote the letter.
            cwd=Path(__file__).parents[2],
            env={**kept, "TMPDIR": self._folder.name, "PYTHONUTF8": "1"},
            start_new_session=True,  # Ctrl-C at the terminal is for the shop, which then ends its child.
        )

    def exchange(self, order: Frame, limits: Limits) -> Frame:
        """The answer to an order. Raises BrokenFrame or OSError when the child died or was ended because its time was up."""
        if not self._ready:
            self._await_ready(limits.start_seconds)
        with self._deadline(limits.wall_seconds):
            write_frame(self._stdin, order)
            answer = read_frame(self._stdout)
        if answer is None:
            raise BrokenFrame("the child ended")
        self.printed += 1
        return answer

    def gone(self) -> bool:
        return self._process.poll() is not None

    def killed_from_outside(self) -> bool:
        """Whether a child that broke off was killed by somebody other than this program, and not by a limit of its own."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            return not self._overdue and self._process.wait(GOODBYE) in KILLS
        return False

    def end(self) -> None:
        self._process.kill()
        self._process.wait()
        with contextlib.suppress(OSError):  # What was still in the buffer for a dead child is lost, and should be.
            self._stdin.close()
        self._stdout.close()
        self._folder.cleanup()

    def _await_ready(self, seconds: float) -> None:
        with self._deadline(seconds):
            hello = read_frame(self._stdout)
        if hello is None or "ready" not in hello.head:
            self.end()
            raise PrinterUnavailable(str(hello.head.get("broken", "")) if hello else "the renderer did not start")
        self._ready = True

    @contextmanager
    def _deadline(self, seconds: float) -> Iterator[None]:
        """Kill the child when the time is up: whoever waits for it then reads the end of its output."""

        def kill() -> None:
            self._overdue = True
            self._process.kill()

        timer = Timer(seconds, kill)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    @property
    def _stdin(self) -> BinaryIO:
        return cast(BinaryIO, self._process.stdin)

    @property
    def _stdout(self) -> BinaryIO:
        return cast(BinaryIO, self._process.stdout)


def _encoded(text: str) -> bytes:
    """UTF-8; a lone surrogate, which no letter of ours holds any more, is replaced."""
    return text.encode("utf-8", "replace")


def _pdf(answer: Frame) -> bytes:
    if "printed" in answer.head and len(answer.parts) == 1:
        return answer.parts[0]
    if "exceeded" in answer.head:
        raise RenderingTimedOut(EXCEEDED)
    raise RenderingRefused(str(answer.head.get("refused") or f"the renderer failed ({answer.head.get('failed')})"))
