"""The print shop's child process: it reads documents from its standard input, prints them, writes the PDFs to its standard
output, and knows no more.

`app.platform.printing.PrintShop` runs it as `python -m app.platform.print_worker`; it ends when its input does. Its messages are those of
`app.platform.frames`.
"""

import gc
import math
import os
import resource
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from app.platform.frames import Frame, read_frame, write_frame
from app.platform.printing import FOLDER, RenderingRefused

if TYPE_CHECKING:
    from app.platform.printer import Printer

MEMORY = 1 << 30
"""Address space in bytes. A letter with photographs takes a third of it."""


def main() -> int:
    """Say that the renderer is loaded, then print one document after another. Returns the exit code."""
    orders, answers = sys.stdin.buffer, _claim_output()
    try:
        from app.platform.printer import Printer  # noqa: PLC0415 (a missing system library becomes a message, not a traceback)

        printer = Printer()
    except (ImportError, OSError) as error:
        write_frame(answers, Frame({"broken": str(error)[:500]}))
        return 1
    gc.freeze()
    _limit(resource.RLIMIT_AS, MEMORY)
    _limit(resource.RLIMIT_CORE, 0)
    write_frame(answers, Frame({"ready": True}))
    while (order := read_frame(orders)) is not None:
        write_frame(answers, _answer(printer, order))
    _tidy_up()
    return 0


def _answer(printer: "Printer", order: Frame) -> Frame:
    html, stylesheet, *images = order.parts
    _limit(resource.RLIMIT_CPU, math.ceil(time.process_time() + order.head["cpu_seconds"]))
    try:
        pdf = printer.print_pdf(
            html.decode(),
            stylesheet=stylesheet.decode(),
            images=dict(zip(order.head["images"], images, strict=True)),
        )
    except RenderingRefused as refusal:
        return Frame({"refused": str(refusal)})
    except MemoryError:
        return Frame({"exceeded": "memory"})
    except Exception as error:  # Whatever the renderer stumbles over becomes an answer; the shop then replaces this process.
        return Frame({"failed": type(error).__name__})
    return Frame({"printed": True}, (pdf,))


def _tidy_up() -> None:
    """Remove this process's folder. The shop ends its child by a signal: one that reads the end of its input has lost its shop."""
    folder = Path(tempfile.gettempdir())
    if folder.name.startswith(FOLDER):
        shutil.rmtree(folder, ignore_errors=True)


def _claim_output() -> BinaryIO:
    """The pipe to the shop, taken away from standard output so that no library can write into the middle of an answer."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return answers


def _limit(what: int, value: int) -> None:
    """Lower the soft limit; the hard one stays, for the limit of the next document is later in the process's life."""
    _, hard = resource.getrlimit(what)
    soft = value if hard == resource.RLIM_INFINITY else min(value, hard)
    try:
        resource.setrlimit(what, (soft, hard))
    except (ValueError, OSError):
        # Some systems (macOS) know the limit but refuse to set it. The shop's wall clock still holds.
        sys.stderr.write("a resource limit could not be set\n")


if __name__ == "__main__":
    raise SystemExit(main())
