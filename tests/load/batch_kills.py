"""A batch killed again and again: `python -m tests.load.batch_kills [PEOPLE] [KILLS] [DATABASE_URL]`.

Each time the same command is started anew and killed with SIGKILL at a random moment, of its start or of its work; then it may finish.
Goal, with 1,000 people and 20 kills: nothing lost, nothing doubled.
"""

import random
import sys
import tempfile
import time
from pathlib import Path

from tests.faults.killing import KilledBatch


def main() -> int:
    """Returns 1 when anything was lost or doubled."""
    people, kills = (int(text) for text in [*sys.argv[1:3], "1000", "20"][:2]) if len(sys.argv) != 2 else (int(sys.argv[1]), 20)
    settings = {"SAISINE_DATABASE_URL": sys.argv[3]} if len(sys.argv) > 3 else {}
    chance, begun = random.Random(), time.monotonic()  # noqa: S311 -- moments of kills, not secrets
    with tempfile.TemporaryDirectory() as folder:
        batch = KilledBatch(Path(folder), people, settings)
        killed = 0
        while killed < kills:
            killed += batch.kill(chance, max(2, 2 * people // (kills + 2)))
            print(f"kill {killed}: {len(batch.letters())} letters there", flush=True)
        told = batch.finish()
        faults = batch.faults()
        verdict = faults or "nothing lost, nothing doubled"
        print(f"{told['written']} letters after {killed} kills in {time.monotonic() - begun:.0f} s: {verdict}")
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main())
