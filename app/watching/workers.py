"""Which workers are alive: each says so every few seconds, and whoever was silent for a minute is taken for dead."""

import secrets
from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Engine
from sqlmodel import col, delete, select

from app.platform.database import reading, writing
from app.watching.tables import WorkerRow

PULSE = 15
"""Seconds between two signs of life."""

SILENCE = 40
"""Seconds after which nobody waits for a worker any more: with the next look at it, that is within a minute."""

FORGOTTEN = 24 * 60 * 60


class Workers:
    """The roll of workers."""

    def __init__(self, engine: Engine, clock: Callable[[], datetime]) -> None:
        self._engine = engine
        self._clock = clock

    @staticmethod
    def new_name() -> str:
        """A name that no worker had before."""
        return f"worker-{secrets.token_hex(8)}"

    def beat(self, name: str) -> None:
        """Say that this one is alive."""
        with writing(self._engine) as session:
            session.merge(WorkerRow(name=name, seen_at=self._now()))
            session.exec(delete(WorkerRow).where(col(WorkerRow.seen_at) < self._now() - FORGOTTEN))

    def leave(self, name: str) -> None:
        """Say that this one ends."""
        with writing(self._engine) as session:
            session.exec(delete(WorkerRow).where(col(WorkerRow.name) == name))

    def living(self) -> set[str]:
        """Names of all that were heard of lately."""
        with reading(self._engine) as session:
            return set(session.exec(select(WorkerRow.name).where(WorkerRow.seen_at >= self._now() - SILENCE)))

    def _now(self) -> int:
        return int(self._clock().timestamp())
