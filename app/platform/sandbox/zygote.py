"""The warm process of the sandbox: it has the tasks' modules loaded and does nothing but fork a child for every file.

`app.platform.sandbox.nursery` runs it as `python -m app.platform.sandbox.zygote SOCKET FOLDER TASK...`; it ends when the socket does, and
its children and the folder with it. It sees no file: what a child is to do goes from the program to the child.
"""

import contextlib
import gc
import importlib
import json
import os
import signal
import socket
import sys
from pathlib import Path
from typing import Any

from app.platform.sandbox.child import live
from app.platform.sandbox.folders import remove
from app.platform.sandbox.kernel import PR_SET_CHILD_SUBREAPER, prctl

LONGEST_ORDER = 4096


def main(descriptor: str, folder: str, *tasks: str) -> int:
    """Load the modules, then do as told. Returns the exit code."""
    control = socket.socket(fileno=int(descriptor))
    control.set_inheritable(False)
    prctl(PR_SET_CHILD_SUBREAPER, 1)  # what a dead child leaves behind is ours to bury
    for module in sorted({task.partition(":")[0] for task in tasks}):
        with contextlib.suppress(ImportError, OSError):  # the child will try again, and tell
            importlib.import_module(module)
    gc.collect()
    gc.freeze()
    living: set[int] = set()
    try:
        _serve(control, living)
    except (ConnectionError, ValueError):  # the program ended in the middle of a word
        return 1
    finally:
        for child in living:
            _bury(child)
        remove(Path(folder))  # the program may have ended without doing so
    return 0


def _serve(control: socket.socket, living: set[int]) -> None:
    control.sendall(b"{}\n")
    while (order := _received(control)) is not None:
        control.sendall(json.dumps(_done(order, living)).encode() + b"\n")


def _received(control: socket.socket) -> list[int] | None:
    """Two descriptors for a birth, none but a number for a funeral: [order, answer] or [child]; None at the end."""
    message, descriptors, _, _ = socket.recv_fds(control, LONGEST_ORDER, 2)
    if not message:
        return None
    return descriptors or [int(message)]


def _done(order: list[int], living: set[int]) -> dict[str, Any]:
    if len(order) == 1:
        living.discard(order[0])
        return _bury(order[0])
    try:
        child = _born(*order)
    except OSError as error:
        return {"refused": error.errno}
    finally:
        for descriptor in order:
            os.close(descriptor)
    living.add(child)
    return {"child": child}


def _born(order: int, answer: int) -> int:
    parent = os.getpid()
    child = os.fork()
    if child == 0:
        live(order, answer, parent)
    return child


def _bury(child: int) -> dict[str, Any]:
    """End a child and all its group, and say how it ended, how much processor time it took, and how much memory at its peak (bytes)."""
    for kill in (os.kill, os.killpg):  # the group is there only once the child has made it
        with contextlib.suppress(ProcessLookupError, PermissionError):
            kill(child, signal.SIGKILL)
    _, status, usage = os.wait4(child, 0)
    with contextlib.suppress(ChildProcessError):
        while True:
            os.waitpid(-child, 0)
    return {
        "code": os.waitstatus_to_exitcode(status),
        "cpu": usage.ru_utime + usage.ru_stime,
        "peak": usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024),
    }


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:]))
