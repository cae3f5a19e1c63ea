"""Every hostile file through `read_reply`: `python -m tests.load.hostile_replies`. Prints those that take long, and the worst."""

import sys
import time
from collections import Counter

from app.platform.sandbox import Sandbox
from app.replies.intake import TASKS, Received, read_reply
from tests.hostile_files import hostile_files

ALLOWED = 12.0
"""Seconds for one run of one parser."""


def main() -> int:
    """1 when a file took too long in one run, or raised."""
    bad, worst, ends = 0, 0.0, Counter[str]()
    with Sandbox(TASKS) as sandbox:
        for number, (name, content) in enumerate(hostile_files()):
            began = time.perf_counter()
            reading = read_reply([Received(name=name, content=content)], "", sandbox)
            took = time.perf_counter() - began
            worst = max(worst, took)
            ends[reading.parts[0].reason or "read"] += 1
            if took > 3:
                print(f"{number} {name}: {took:.1f} s, {len(reading.parts)} parts, {reading.parts[0].reason or 'read'}", flush=True)
            bad += took > ALLOWED + 1
    print(f"{sum(ends.values())} files, worst {worst:.1f} s, {dict(ends)}; {bad} over {ALLOWED:.0f} s")
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main())
