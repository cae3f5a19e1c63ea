"""What a batch takes of memory: `python -m tests.load.batch_memory [FEW] [MANY] [ROWS] [MOST_ROWS]`.

Each line is one run of the command: the largest of its processes at its peak, in MB. FEW and MANY letters (250 and 1,000) are written, then
packed by the same command with --zip and --merged; tables of ROWS and MOST_ROWS (10,000 and 100,000) people are only read, one of them with
a mistake in every row. Goals: as much for many as for few, and never more than 300 MB.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.faults.killing import people_file
from tests.program import ROOT, environment

GOAL = 300
GROWTH = 40
DEFAULTS = ("250", "1000", "10000", "100000")


def main() -> int:
    """Returns 1 when a goal is missed."""
    few, many, rows, most = (int(text) for text in (*sys.argv[1:], *DEFAULTS[len(sys.argv) - 1 :]))
    peaks: dict[str, int] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for count in (few, many):
            table, out = people_file(folder / f"{count}.csv", count), folder / f"out-{count}"
            peaks[f"{count:,} letters written"] = peak(folder, table, out)
            peaks[f"{count:,} letters packed, --zip --merged"] = peak(folder, table, out, "--zip", "--merged")
        for count in (rows, most):
            peaks[f"{count:,} rows, --dry-run"] = peak(folder, people_file(folder / f"{count}.csv", count), folder / "none", "--dry-run")
        peaks[f"{most:,} rows with a mistake each"] = peak(folder, mistakes(folder / "wrong.csv", most), folder / "none", code=2)
    grown = peaks[f"{many:,} letters written"] - peaks[f"{few:,} letters written"]
    return int(max(peaks.values()) > GOAL or grown > GROWTH)


def peak(folder: Path, table: Path, out: Path, *more: str, code: int = 0) -> int:
    """Run the command to its end; the peak of its largest process in MB, which is printed too."""
    command = [sys.executable, "-m", "app.cli", "batch", str(table), "--controller", "clearview-ai", "--kind", "access", "--lang", "fr"]
    begun = time.monotonic()
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [*command, "--out", str(out), "--json", *more], cwd=ROOT, env=environment(folder), stdout=subprocess.DEVNULL, stderr=log
        )
        _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == code, (folder / "log").read_text("utf-8")[-2_000:]
    found = used.ru_maxrss // 1024
    seconds = time.monotonic() - begun
    print(
        f"{table.stem:>8} {' '.join(more):20} {found:4} MB, {seconds:5.0f} s, {used.ru_utime + used.ru_stime:6.1f} s of processor",
        flush=True,
    )
    return found


def mistakes(path: Path, count: int) -> Path:
    """A table of that many people without a country."""
    path.write_text("name,country\n" + "Camille Exemple,\n" * count, encoding="utf-8")
    return path


if __name__ == "__main__":
    sys.exit(main())
