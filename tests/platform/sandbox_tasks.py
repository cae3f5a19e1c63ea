"""Tasks that misbehave in every way a parser can be made to, and some that do not."""

import contextlib
import ctypes
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from app.platform.frames import LENGTH
from app.platform.sandbox.child import ANSWER
from app.platform.sandbox.outcomes import Reason
from app.platform.sandbox.task import Unreadable

Answer = tuple[dict[str, Any], list[bytes]]
Options = dict[str, Any]


def echo(content: bytes, options: Options, scratch: Path) -> Answer:
    return {"size": len(content), **options}, [content]


def read_file(content: bytes, options: Options, scratch: Path) -> Answer:
    return {"text": Path(options["path"]).read_text(encoding="utf-8", errors="replace")}, []


def write_file(content: bytes, options: Options, scratch: Path) -> Answer:
    Path(options["path"]).write_bytes(content)
    return {}, []


def use_scratch(content: bytes, options: Options, scratch: Path) -> Answer:
    inner = scratch / "inner"
    inner.mkdir()
    (inner / "file").write_bytes(content)
    (inner / "file").rename(inner / "moved")
    return {"path": str(scratch)}, [(inner / "moved").read_bytes()]


def connect(content: bytes, options: Options, scratch: Path) -> Answer:
    with socket.socket(options["family"], options["kind"]) as made:
        made.connect(tuple(options["address"]) if isinstance(options["address"], list) else options["address"])
    return {}, []


def execute(content: bytes, options: Options, scratch: Path) -> Answer:
    os.execv(sys.executable, [sys.executable, "-c", ""])  # noqa: S606
    return {}, []


def run_program(content: bytes, options: Options, scratch: Path) -> Answer:
    done = subprocess.run(options["command"], input=content, capture_output=True, check=False)
    return {"code": done.returncode}, [done.stdout]


def start_and_stay(content: bytes, options: Options, scratch: Path) -> Answer:
    with subprocess.Popen(options["command"]) as process:
        process.wait()
    return {}, []


def fork_bomb(content: bytes, options: Options, scratch: Path) -> Answer:
    while True:
        os.fork()


def thread_bomb(content: bytes, options: Options, scratch: Path) -> Answer:
    while True:
        threading.Thread(target=time.sleep, args=(100,), daemon=True).start()


def memory_bomb(content: bytes, options: Options, scratch: Path) -> Answer:
    held = []
    while True:
        held.append(bytearray(50_000_000))


def spin(content: bytes, options: Options, scratch: Path) -> Answer:
    while True:
        pass


def hang(content: bytes, options: Options, scratch: Path) -> Answer:
    while True:
        time.sleep(100)


def ignore_signals(content: bytes, options: Options, scratch: Path) -> Answer:
    for each in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGXCPU):
        signal.signal(each, signal.SIG_IGN)
    return hang(content, options, scratch) if options.get("idle") else spin(content, options, scratch)


def flood(content: bytes, options: Options, scratch: Path) -> Answer:
    return {}, [bytes(10_000_000)] * 10


def flood_raw(content: bytes, options: Options, scratch: Path) -> Answer:
    while True:
        os.write(ANSWER, bytes(1_000_000))


def say(content: bytes, options: Options, scratch: Path) -> Answer:
    """Writes the content as the head of an answer, behind the back of whoever checks answers on this side."""
    os.write(ANSWER, LENGTH.pack(len(content)))
    with open(ANSWER, "wb", closefd=False) as answer:
        answer.write(content)
    os._exit(0)


def deep_data(content: bytes, options: Options, scratch: Path) -> Answer:
    data: dict[str, Any] = {}
    for _ in range(100_000):
        data = {"a": data}
    return data, []


def long_data(content: bytes, options: Options, scratch: Path) -> Answer:
    return {"text": "x" * 20_000_000}, []


def half_characters(content: bytes, options: Options, scratch: Path) -> Answer:
    return {"text": "a\ud800b", "half\udfff": 1}, []


def fill_disk(content: bytes, options: Options, scratch: Path) -> Answer:
    with (scratch / "large").open("wb") as file:
        for _ in range(1_000):
            file.write(bytes(1_000_000))
    return {}, []


def fill_folder(content: bytes, options: Options, scratch: Path) -> Answer:
    for number in range(100_000_000):
        (scratch / str(number)).write_bytes(b"")
    return {}, []


def leave_a_maze(content: bytes, options: Options, scratch: Path) -> Answer:
    """A folder without rights, and two thousand in each other."""
    (scratch / "locked").mkdir()
    (scratch / "locked" / "file").write_bytes(b"")
    (scratch / "locked").chmod(0)
    for _ in range(2_000):
        Path("deeper").mkdir()
        os.chdir("deeper")
    return {}, []


def open_many(content: bytes, options: Options, scratch: Path) -> Answer:
    held = [open(scratch / str(number), "wb") for number in range(1_000)]  # noqa: SIM115
    return {"held": len(held)}, []


def kill_parent(content: bytes, options: Options, scratch: Path) -> Answer:
    os.kill(os.getppid(), signal.SIGKILL)
    return {}, []


def die(content: bytes, options: Options, scratch: Path) -> Answer:
    ctypes.string_at(0)
    return {}, []


def abort(content: bytes, options: Options, scratch: Path) -> Answer:
    os.abort()


def exit_early(content: bytes, options: Options, scratch: Path) -> Answer:
    sys.exit(0)


def raise_limits(content: bytes, options: Options, scratch: Path) -> Answer:
    import resource  # noqa: PLC0415

    resource.setrlimit(resource.RLIMIT_AS, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    return {}, []


def look_around(content: bytes, options: Options, scratch: Path) -> Answer:
    """What the child knows: its environment, folder, descriptors, session."""
    descriptors = []
    for number in range(1_000):
        with contextlib.suppress(OSError):
            os.fstat(number)
            descriptors.append(number)
    here = {"folder": os.getcwd(), "leader": os.getsid(0) == os.getpid(), "pid": os.getpid()}
    return {"environment": dict(os.environ), "descriptors": descriptors, **here}, []


def refuse(content: bytes, options: Options, scratch: Path) -> Answer:
    raise Unreadable(Reason(options["reason"]))


def stumble(content: bytes, options: Options, scratch: Path) -> Answer:
    raise ValueError("Camille Exemple lives in Lyon")


def missing_library(content: bytes, options: Options, scratch: Path) -> Answer:
    raise ModuleNotFoundError("no such library")


def count_bytes(content: bytes, options: Options, scratch: Path) -> Answer:
    return json.loads(content), []


TASKS: tuple[Callable[[bytes, Options, Path], Answer], ...] = (
    *(echo, read_file, write_file, use_scratch, connect, execute, run_program, start_and_stay, fork_bomb, thread_bomb, memory_bomb, spin),
    *(hang, ignore_signals, flood, flood_raw, say, deep_data, long_data, half_characters, fill_disk, fill_folder, leave_a_maze, open_many),
    *(kill_parent, die, abort, exit_early, raise_limits, look_around, refuse, stumble, missing_library, count_bytes),
)


def named(task: Callable[[bytes, Options, Path], Answer]) -> str:
    return f"{__name__}:{task.__name__}"
