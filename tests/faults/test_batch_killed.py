"""A batch is killed at random moments: the same command then finishes it, with nothing lost and nothing doubled."""

import random
from pathlib import Path

from tests.faults.killing import KilledBatch

PEOPLE, KILLS = 60, 3


def test_a_batch_killed_at_random_loses_and_doubles_nothing(tmp_path: Path) -> None:
    batch = KilledBatch(tmp_path, PEOPLE)
    for number in range(KILLS):
        batch.kill(random.Random(number), PEOPLE // KILLS)  # noqa: S311 -- moments of kills, not secrets
    assert batch.finish()["written"] == PEOPLE
    assert batch.faults() == []
    assert batch.finish()["written"] == PEOPLE
    assert batch.faults() == []
