"""What a call of the sandbox costs: `python tests/load/sandbox_cost.py [CALLS]`.

Medians of wall clock and processor time (child, warm process and program together) for files of several sizes, with the libraries that
parsers use loaded in the warm process; beside it a new Python for every call, which has to load them again. Goal: 150 ms of processor.
"""

import argparse
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

from app.platform.sandbox import Sandbox, active_layers

sys.path.insert(0, str(Path(__file__).parents[2]))

TASK = "tests.load.sandbox_task:measure"
GOAL = 0.150
SIZES = (1_000, 1_000_000, 25_000_000)


def main() -> int:
    """Print a line per size. Returns 1 when one misses the goal."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("calls", nargs="?", type=int, default=100)
    calls = parser.parse_args().calls
    print(f"layers: {', '.join(active_layers())}")
    with Sandbox([TASK]) as sandbox:
        start = time.perf_counter()
        sandbox.run(TASK, b"")
        print(f"first call, with the start of the warm process: {time.perf_counter() - start:.3f} s")
        costs = {size: [cost(sandbox, bytes(size)) for _ in range(calls)] for size in SIZES}
    missed = False
    for size, measured in costs.items():
        wall, processor = (statistics.median(column) for column in zip(*measured, strict=True))
        print(f"{size:>10} bytes: {1000 * wall:6.1f} ms of wall clock, {1000 * processor:6.1f} ms of processor")
        missed |= processor > GOAL
    print(f"a new Python for every call: {1000 * statistics.median(alone() for _ in range(5)):6.1f} ms of processor")
    return int(missed)


def cost(sandbox: Sandbox, content: bytes) -> tuple[float, float]:
    """Seconds of wall clock and processor of one call."""
    start, worked = time.perf_counter(), time.process_time() + warm(sandbox)
    _, ending = sandbox.measured(TASK, content)
    return time.perf_counter() - start, time.process_time() + warm(sandbox) - worked + ending.cpu


def warm(sandbox: Sandbox) -> float:
    """Processor seconds of the warm process itself, without its children."""
    assert sandbox._nursery is not None
    fields = Path(f"/proc/{sandbox._nursery._process.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def alone() -> float:
    """Processor seconds of a Python that loads the same libraries, and does nothing."""
    before = os.times()
    subprocess.run([sys.executable, "-c", "import tests.load.sandbox_task"], check=True, cwd=Path(__file__).parents[2])
    after = os.times()
    return after.children_user - before.children_user + after.children_system - before.children_system


if __name__ == "__main__":
    sys.exit(main())
