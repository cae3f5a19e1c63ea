"""What a child of the sandbox does: it takes an order, gives up what it can, runs the task, writes one answer and ends."""

import errno
import importlib
import json
import os
import signal
from pathlib import Path
from typing import Any

from app.platform.frames import Frame, read_frame, write_frame
from app.platform.sandbox.confining import confine
from app.platform.sandbox.kernel import PR_SET_PDEATHSIG, prctl
from app.platform.sandbox.outcomes import Limits, Profile, Reason
from app.platform.sandbox.task import MAX_DATA, Task, Unreadable

ORDER, ANSWER = 3, 4
"""Descriptors of the child: the only ones it has, besides three that lead nowhere."""

FULL = frozenset({errno.EFBIG, errno.ENOSPC, errno.EDQUOT})


def live(order: int, answer: int, parent: int) -> None:
    """Everything that the child does between its birth and its end; never returns to who calls it."""
    try:
        os.setsid()
        prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:  # it ended before it could be said that we end with it
            return
        _keep(order, answer)
        with open(ANSWER, "wb") as target:
            write_frame(target, _answer())
    finally:
        os._exit(0)


def _keep(order: int, answer: int) -> None:
    """Close every other descriptor: those of other children, and the one that orders come in by."""
    order, answer = (os.dup(each) if each <= ANSWER else each for each in (order, answer))
    os.dup2(order, ORDER, inheritable=False)
    os.dup2(answer, ANSWER, inheritable=False)
    os.closerange(ANSWER + 1, os.sysconf("SC_OPEN_MAX"))


def _answer() -> Frame:
    with open(ORDER, "rb") as source:
        order = read_frame(source)
    if order is None:
        return _refusal(Reason.UNAVAILABLE, "no order")
    head, scratch = order.head, Path(order.head["scratch"])
    try:
        confine(scratch, Limits(**head["limits"]), head["programs"] if head["profile"] == Profile.OCR else None)
    except OSError as error:
        return _refusal(Reason.UNAVAILABLE, errno.errorcode.get(error.errno or 0, ""))
    return _run(head["task"], order.parts[0], head["options"], scratch)


def _run(name: str, content: bytes, options: dict[str, Any], scratch: Path) -> Frame:
    """The task's answer; whatever a hostile file makes a parser raise becomes one too."""
    try:
        data, blobs = _task(name)(content, options, scratch)
        return Frame({"data": _speakable(data)}, tuple(map(bytes, blobs)))
    except Unreadable as refusal:
        return _refusal(refusal.reason, refusal.detail)
    except MemoryError:
        return _refusal(Reason.TOO_MUCH_MEMORY)
    except PermissionError as error:
        return _refusal(Reason.FORBIDDEN, errno.errorcode.get(error.errno or 0, ""))
    except ImportError:
        return _refusal(Reason.NOT_INSTALLED)
    except BaseException as error:
        return _refusal(_reason(error), type(error).__name__)


def _reason(error: BaseException) -> Reason:
    if isinstance(error, OSError) and error.errno in FULL:
        return Reason.TOO_MUCH_OUTPUT
    if isinstance(error, RuntimeError) and "start new thread" in str(error):  # no room left for its stack
        return Reason.TOO_MUCH_MEMORY
    return Reason.BROKEN


def _task(name: str) -> Task:
    module, _, function = name.partition(":")
    task: Task = getattr(importlib.import_module(module), function)
    return task


def _speakable(data: dict[str, Any]) -> dict[str, Any]:
    """The same without halves of characters, which no database and no page takes; they become question marks."""
    written = json.dumps(data, ensure_ascii=False, allow_nan=False).encode("utf-8", "replace")
    spoken: dict[str, Any] = json.loads(written)
    if len(json.dumps(spoken)) > MAX_DATA:
        raise Unreadable(Reason.TOO_MUCH_OUTPUT, "data")
    return spoken


def _refusal(reason: Reason, detail: str = "") -> Frame:
    return Frame({"refused": reason, "detail": detail})
