"""A worker that dies where it is told to, forked from a process that has loaded the program: a hundred deaths then take minutes."""

import multiprocessing
import os
import signal
from datetime import datetime
from itertools import count
from multiprocessing.context import ForkServerContext

from sqlalchemy import Engine, event
from sqlalchemy.orm import Session

from app.cases.recovery import Stretching
from app.platform.i18n import translator
from app.platform.settings import Settings
from app.watching.delivery import once
from app.wiring import build


def work(settings: Settings, now: datetime, fatal: tuple[str, int] | None) -> None:
    """Sweep and send once; die at the n-th "before-commit" or "after-commit" if told so."""
    wiring = build(settings, clock=lambda: now, stretching=Stretching(memory=8, passes=1, lanes=1))
    if fatal:
        die_at(wiring.engine, *fatal)
    once(wiring)
    wiring.close()


def die_at(engine: Engine, moment: str, number: int) -> None:
    """Kill this process at its n-th writing transaction: when all is written and not committed yet, or right after the commit."""
    commits = count(1)

    def die_in_time(_what: object) -> None:
        if next(commits) == number:
            os.kill(os.getpid(), signal.SIGKILL)

    if moment == "before-commit":
        event.listen(engine, "commit", die_in_time)
    else:
        event.listen(Session, "after_commit", die_in_time)


def forks() -> ForkServerContext:
    """Where workers are forked from."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    return context


translator("fr")  # read once, before any fork
