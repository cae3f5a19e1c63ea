"""A batch killed again and again: `python -m tests.load.batch_kills [PEOPLE] [KILLS] [postgresql]`.

It runs on SQLite, or with the third argument on a PostgreSQL that it starts itself. Each time the same command is started anew and
killed with SIGKILL at a random moment, of its start or of its work; then it may finish. Goal, with 1,000 people and 20 kills: nothing
lost, nothing doubled.
"""

import contextlib
import random
import sys
import tempfile
import time
from pathlib import Path

from tests.faults.killing import KilledBatch
from tests.postgresql import server


def main() -> int:
    """Returns 1 when anything was lost or doubled."""
    given = sys.argv[1:]
    people, kills = (int(text) for text in (given + ["1000", "20"][len(given) :])[:2])
    chance, begun = random.Random(), time.monotonic()  # noqa: S311 -- moments of kills, not secrets
    with contextlib.ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        settings = {}
        if "postgresql" in given:
            postgresql = stack.enter_context(server())
            settings["SAISINE_DATABASE_URL"] = postgresql.url(postgresql.create())
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
