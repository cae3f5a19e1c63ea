"""A batch is killed at random moments: the same command then finishes it, on both databases, with nothing lost and nothing doubled."""

import random
from pathlib import Path

from tests.databases import on_both
from tests.faults.killing import KilledBatch

PEOPLE, KILLS = 52, 2


@on_both
def test_a_batch_killed_at_random_loses_and_doubles_nothing(tmp_path: Path, database_url: str) -> None:
    batch = KilledBatch(tmp_path, PEOPLE, {"SAISINE_DATABASE_URL": database_url})
    for number in range(KILLS):
        batch.kill(random.Random(number), PEOPLE // KILLS)  # noqa: S311 -- moments of kills, not secrets
    assert batch.finish()["written"] == PEOPLE
    assert batch.faults() == []
