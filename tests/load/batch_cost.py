"""What a letter of a batch costs, as a share of plain WeasyPrint: `python -m tests.load.batch_cost [PEOPLE] [PLAIN]`.

Plain is a loop of `HTML(string=…).write_pdf()` over the same letters, in a warm process, drafting not counted. Ours is the whole command:
start, reading, drafting, printing, ledger, jobs, all its processes. Processor time; goal: at most 0.65. Memory is that of all processes of
the command together, sampled: shared pages count once (PSS); goal: flat, and under 300 MB for each.
"""

import os
import resource
import statistics
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from weasyprint import HTML

from app.campaigns.orders import Order, drafted
from app.campaigns.people import Table, rows
from app.directory.controllers import find
from app.letters.formats import to_html
from tests.faults.killing import KilledBatch

GOAL = 0.65
EVERY = 1.0
WARM = 5


def main() -> int:
    """Returns 1 when the goal is missed."""
    people, plain_letters = (int(text) for text in [*sys.argv[1:3], "500", "60"][:2]) if len(sys.argv) != 2 else (int(sys.argv[1]), 60)
    with tempfile.TemporaryDirectory() as folder:
        batch = KilledBatch(Path(folder), people)
        plain = plainly(batch.table, plain_letters)
        before = children()
        samples = watched(batch)
        ours = (children() - before) / people
        plain_again = plainly(batch.table, plain_letters)
    plain = (plain + plain_again) / 2
    print(f"plain {1000 * plain:.1f} ms, ours {1000 * ours:.1f} ms for each of {people} letters: ratio {ours / plain:.3f}")
    third = max(1, len(samples) // 3)
    first, last = (max(s) for s in (samples[third : 2 * third] or samples, samples[-third:]))
    print(f"memory of all processes: {first} MB in the middle third, {last} MB in the last, {max(samples)} MB at most")
    print(f"largest single process: {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024} MB")
    return int(ours / plain > GOAL)


def plainly(table: Path, count: int) -> float:
    """Median processor seconds of a letter, printed the plain way."""
    times = []
    for html in pages(table, count + WARM):
        start = time.process_time()
        HTML(string=html).write_pdf()
        times.append(time.process_time() - start)
    return statistics.mean(times[WARM:])


def pages(table: Path, count: int) -> list[str]:
    """The first letters of the batch as documents with their style sheet inside."""
    looked = Table.of(table)
    order = Order(kind="access", controller=find("clearview-ai"), language="fr", on=date(2026, 11, 22))
    found: list[str] = []
    for row in rows(looked, looked.named(), "access"):
        if row.person and len(found) < count:
            found.append(to_html(drafted(order, row.person, f"SAI-0000-{row.number:04d}")))
    return found


def watched(batch: KilledBatch) -> list[int]:
    """Run the command to its end; the memory of its processes, in MB, every second."""
    samples = []
    with batch.started() as process:
        while process.poll() is None:
            samples.append(memory(process.pid))
            time.sleep(EVERY)
        output, log = process.communicate()
    assert process.returncode == 0, log
    assert output
    return samples or [0]


def memory(pid: int) -> int:
    """Proportional memory of a process and its children, in MB; 0 for one that ended meanwhile."""
    total = 0
    for each in [pid, *offspring(pid)]:
        try:
            text = Path(f"/proc/{each}/smaps_rollup").read_text(encoding="ascii")
        except OSError:
            continue
        total += next(int(line.split()[1]) for line in text.splitlines() if line.startswith("Pss:"))
    return total // 1024


def offspring(pid: int) -> list[int]:
    """Children of a process, and theirs."""
    try:
        tasks = os.listdir(f"/proc/{pid}/task")
        children_of = [int(c) for task in tasks for c in Path(f"/proc/{pid}/task/{task}/children").read_text(encoding="ascii").split()]
    except OSError:
        return []
    return [each for child in children_of for each in (child, *offspring(child))]


def children() -> float:
    """Processor seconds of all children that ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    sys.exit(main())
