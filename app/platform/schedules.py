"""Work at fixed hours of the clock, once each however many workers there are, on the program's own database.

Each run is a durable workflow of the job engine (`app.platform.jobs` says more of it): one that a worker died over is taken up by another,
and one that nobody was there to begin is made up for where its plan says so. What the runs do must be harmless to do twice.
"""

import logging
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from dbos import DBOS, DBOSConfig, DBOSPortableJSONSerializer

from app.platform.database import job_database
from app.platform.jobs import ATTEMPTS, JobFailed, silence

APPLICATION = "saisine-watch"
"""Apart from the batches: each application of the engine runs its own schedules only."""

VERSION = "watch-1"
"""Of the plans' meaning. The engine wants versions to differ between the applications that share a database."""

QUEUE = "watch"
POLLING = 2.0
"""Seconds between two looks at the queue: nothing here is in a hurry."""

KEPT = timedelta(days=7)
"""How long the engine remembers what it ran."""


@dataclass(frozen=True)
class Plan:
    """`work` is called with the hour that it was planned for, at the hours that `cron` says; `catch_up` also for hours that were missed."""

    name: str
    cron: str
    work: Callable[[datetime], object]
    catch_up: bool = False


class Clockwork:
    """Runs plans in threads of this process, which can have only one. `worker` is its name among all workers, never used twice."""

    def __init__(self, database_url: str, worker: str, time_zone: str) -> None:
        self._url, self._owned = job_database(database_url)
        self._worker = worker
        self._time_zone = time_zone

    def start(self, plans: Sequence[Plan]) -> None:
        """Begin; of several workers that start at once, all have the same plans."""
        silence()
        config: DBOSConfig = {
            "name": APPLICATION,
            "system_database_url": self._url,
            "executor_id": self._worker,
            "application_version": VERSION,
            "serializer": DBOSPortableJSONSerializer(),
            "log_level": "CRITICAL",
            "max_executor_threads": 4,
            "sys_db_pool_size": 6,
            "use_listen_notify": False,
            "notification_listener_polling_interval_sec": 0.5,
        }
        if self._owned is not None:
            config["system_database_engine"] = self._owned
        DBOS(config=config)
        workflows = [_durable(plan) for plan in plans]
        DBOS.listen_queues([QUEUE])
        DBOS.launch()
        DBOS.register_queue(QUEUE, worker_concurrency=1, polling_interval_sec=POLLING)
        DBOS.apply_schedules(
            [
                {
                    "schedule_name": plan.name,
                    "workflow_fn": workflow,
                    "schedule": plan.cron,
                    "context": None,
                    "queue_name": QUEUE,
                    "cron_timezone": self._time_zone,
                    "automatic_backfill": plan.catch_up,
                }
                for plan, workflow in zip(plans, workflows, strict=True)
            ]
        )

    def adopt(self, living: Collection[str]) -> int:
        """Queue anew what workers had begun that are not among the living: how much."""
        begun = DBOS.list_workflows(status="PENDING", queue_name=QUEUE, load_input=False, load_output=False)
        orphans = [each.workflow_id for each in begun if each.executor_id not in living]
        for orphan in orphans:
            DBOS.resume_workflow(orphan, queue_name=QUEUE)
        return len(orphans)

    def run_now(self, name: str) -> None:
        """Run a plan once, now, on whichever worker is free."""
        DBOS.trigger_schedule(name)

    def forget_old(self, now: datetime) -> None:
        """Remove what the engine remembers of runs that ended long ago."""
        ended = (now - KEPT).astimezone(UTC).isoformat()
        done = DBOS.list_workflows(queue_name=QUEUE, completed_before=ended, load_input=False, load_output=False)
        DBOS.delete_workflows([each.workflow_id for each in done])

    def stop(self) -> None:
        """Stop; what runs is taken up by another worker."""
        DBOS.destroy(destroy_registry=True)
        if self._owned is not None:
            self._owned.dispose()


def _durable(plan: Plan) -> Callable[[datetime, object], None]:
    """The plan's work as a workflow of one step, whose errors say their type and nothing else: the engine keeps them."""

    def work(at: str) -> None:
        try:
            plan.work(datetime.fromisoformat(at))
        except Exception as error:
            logging.getLogger("saisine.watch").exception("%s failed", plan.name)
            raise JobFailed(type(error).__name__) from None

    step = DBOS.step(name=f"{plan.name}-step", retries_allowed=True, max_attempts=ATTEMPTS, backoff_rate=2)(work)

    def whole(at: datetime | str, _context: object) -> None:
        step(at if isinstance(at, str) else at.isoformat())

    workflow: Callable[[datetime, object], None] = DBOS.workflow(name=plan.name)(whole)
    return workflow
