"""Workers that watch are killed at every kind of step: each notice still goes once, or is flagged as uncertain, on both databases."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.platform.settings import Settings
from tests.databases import on_both
from tests.faults.watching import TALK, WatchedPeople
from tests.smtp import mail_server


@pytest.fixture
def people(tmp_path: Path, settings: Settings) -> Iterator[WatchedPeople]:
    with mail_server() as server:
        yield WatchedPeople(settings, server, 6)


@on_both
def test_workers_killed_around_their_commits_lose_and_double_nothing(people: WatchedPeople) -> None:
    steps = [(moment, number) for number in range(1, 6) for moment in ("before-commit", "after-commit")]
    assert [step for step in steps if not people.run(step)] == []
    finish(people)
    assert people.faults() == []


@on_both
def test_workers_killed_while_they_talk_to_the_server_lose_and_double_nothing(people: WatchedPeople) -> None:
    assert [stage for stage in (*TALK, "accepted") if not people.kill_at(stage, 1)] == []
    finish(people)
    assert people.faults() == []
    assert people.uncertain() == 2  # of the content that was handed over, and of the acceptance that nobody heard


def finish(people: WatchedPeople) -> None:
    """Let a worker end its work; the second one flags what the last of the dead had handed over."""
    assert [people.run() for _ in range(2)] == [False, False]
