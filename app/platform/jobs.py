"""Durable work: jobs that outlive the process that runs them, on the program's own database.

The engine (DBOS Transact) only dispatches. What is done and what is not stands in the tables of whoever submits jobs: a job may run twice
without harm, and one that the engine lost or gave up is submitted again. The arguments of jobs are ids and numbers, errors are reduced
to their type: the engine's tables hold no personal data. Each `JobEngine` serves a queue of its own; a process starts at most one.
"""

import logging
from collections.abc import Callable

from dbos import DBOS, DBOSConfig, DBOSPortableJSONSerializer, SetWorkflowID

from app.platform.database import job_database
from app.platform.errors import SaisineError

APPLICATION = "saisine"
VERSION = "1"
"""Of the jobs' meaning, not of the program: jobs of another version are left alone. A change of it drains nothing by itself."""

ATTEMPTS = 8
"""With a pause that doubles from one second on, a job outlives two minutes without its database."""

POLLING = 0.1
"""Seconds between two looks at the queue."""

UNFINISHED = ["ENQUEUED", "PENDING", "DELAYED"]

Job = Callable[[str, int], int]
"""Work on one part of a whole: the whole's id, the number of the part. What it returns is how much it did."""


class JobFailed(SaisineError):
    """A job met an error; the message is the error's type alone, since it is kept."""


class Hopeless(SaisineError):
    """A job met an error that trying again will not mend. Jobs raise it from their cause."""


class JobEngine:
    """Runs jobs in threads of this process, `width` at a time, and goes on after a crash with what it had begun.

    `name` is the queue's name and the worker's: started again under it, the engine resumes the jobs that the earlier process left behind.
    """

    def __init__(self, database_url: str, name: str, *, width: int) -> None:
        self._name = name
        self._width = width
        self._url, self._owned = job_database(database_url)

    def start(self, job: Job) -> None:
        """Take up unfinished jobs and wait for new ones, in threads."""
        silence()
        config: DBOSConfig = {
            "name": APPLICATION,
            "system_database_url": self._url,
            "executor_id": self._name,
            "application_version": VERSION,
            "serializer": DBOSPortableJSONSerializer(),
            "log_level": "CRITICAL",
            "max_executor_threads": self._width + 4,
            "sys_db_pool_size": self._width + 6,
            # Jobs here send each other no messages. What listens for some all the same is waited for at the end: it must not sleep long.
            "use_listen_notify": False,
            "notification_listener_polling_interval_sec": 0.5,
        }
        if self._owned is not None:
            config["system_database_engine"] = self._owned
        DBOS(config=config)
        step = DBOS.step(
            name="part", retries_allowed=True, max_attempts=ATTEMPTS, backoff_rate=2, should_retry=lambda e: not isinstance(e, Hopeless)
        )(_scrubbed(job))

        def whole(owner: str, part: int) -> int:
            return step(owner, part)

        self._workflow = DBOS.workflow(name="part_of_a_whole")(whole)
        DBOS.listen_queues([self._name])
        DBOS.launch()
        DBOS.register_queue(self._name, worker_concurrency=self._width, polling_interval_sec=POLLING)

    def submit(self, job_id: str, owner: str, part: int) -> None:
        """Put a job in the queue. The same `job_id` again changes nothing."""
        with SetWorkflowID(job_id):
            DBOS.enqueue_workflow(self._name, self._workflow, owner, part)

    def unfinished(self, prefix: str) -> set[str]:
        """Ids of the jobs that begin so and are waiting or running."""
        found = DBOS.list_workflows(workflow_id_prefix=prefix, status=UNFINISHED, load_input=False, load_output=False)
        return {job.workflow_id for job in found}

    def known(self, prefix: str) -> set[str]:
        """Ids of all jobs that begin so, finished ones too."""
        return {job.workflow_id for job in DBOS.list_workflows(workflow_id_prefix=prefix, load_input=False, load_output=False)}

    def forget(self, prefix: str) -> None:
        """Remove every trace of the jobs that begin so, and this engine's queue."""
        DBOS.delete_workflows(sorted(self.known(prefix)))
        DBOS.delete_queue(self._name)

    def stop(self) -> None:
        """Stop taking jobs and close the connections. A job that runs is not waited for: it is taken up at the next start."""
        DBOS.destroy(destroy_registry=True)
        if self._owned is not None:
            self._owned.dispose()


def _scrubbed(job: Job) -> Job:
    """The job with errors that say their type and nothing else: the engine keeps them."""

    def scrubbed(owner: str, part: int) -> int:
        try:
            return job(owner, part)
        except Hopeless as error:
            raise Hopeless(type(error.__cause__ or error).__name__) from None
        except Exception as error:
            raise JobFailed(type(error).__name__) from None

    return scrubbed


def silence() -> None:
    """The engine's own log quotes ids and, in errors, whatever a driver says. What matters is told from the submitter's tables."""
    log = logging.getLogger("dbos")
    log.handlers[:] = [logging.NullHandler()]
    log.propagate = False
