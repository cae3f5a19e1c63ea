"""Runs a task of the sandbox over all hostile files: `python tests/load/hostile_files.py TASK [--only TEXT] [--option NAME=VALUE]`.

TASK is "package.module:function". Prints for every file how it ended, seconds of wall clock and the most memory of its child; at the end
what each outcome came to. Goal: no dead sandbox, each over within 12 s (a second for starting and clearing away on top) and 1 GiB.
"""

import argparse
import sys
import time
from collections import Counter
from pathlib import Path

from app.platform.sandbox import LIMITS, CouldNotRead, Profile, Sandbox

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.hostile_files import hostile_files

SECONDS, MEMORY = LIMITS[Profile.PARSE].wall_seconds + 1.0, LIMITS[Profile.PARSE].memory


def main() -> int:
    """Print the table. Returns 1 when a file took too much."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("task")
    parser.add_argument("--only", default="", help="only files whose name holds this")
    parser.add_argument("--option", action="append", default=[], help="an option of the task, NAME=VALUE; {name} becomes the file's name")
    chosen = parser.parse_args()
    options = dict(each.split("=", 1) for each in chosen.option)
    outcomes, exceeded, slowest, largest = Counter[str](), list[str](), 0.0, 0
    with Sandbox([chosen.task]) as sandbox:
        sandbox.warm()
        for name, content in hostile_files():
            if chosen.only not in name:
                continue
            told = {key: value.replace("{name}", name) for key, value in options.items()}
            outcome, seconds, peak = tried(sandbox, chosen.task, content, told)
            print(f"{name[:70]:70} {outcome:40} {seconds:6.2f} s {peak >> 20:5} MiB", flush=True)
            outcomes[outcome.split(" ")[0]] += 1
            slowest, largest = max(slowest, seconds), max(largest, peak)
            if seconds > SECONDS or peak > MEMORY or outcome.startswith("unavailable"):
                exceeded.append(name)
    print(f"\n{outcomes.total()} files: {dict(outcomes)}; slowest {slowest:.2f} s, largest {largest >> 20} MiB")
    print(f"took too much: {exceeded or 'none'}")
    return int(bool(exceeded))


def tried(sandbox: Sandbox, task: str, content: bytes, options: dict[str, str]) -> tuple[str, float, int]:
    """How it ended, its seconds, and the most bytes of memory of its child."""
    start = time.perf_counter()
    try:
        _, ending = sandbox.measured(task, content, options=options)
        outcome, peak = "read", ending.peak
    except CouldNotRead as refusal:
        outcome, peak = str(refusal), refusal.peak
    return outcome, time.perf_counter() - start, peak


if __name__ == "__main__":
    sys.exit(main())
