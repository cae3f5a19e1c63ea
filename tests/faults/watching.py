"""A watch whose workers are killed: one notice for each of many people, and what must hold once a worker could end its work.

The mail server, the judge and the clock of the test live in one process; each worker is a process of its own, which sweeps and sends and
dies where it is told to: at the n-th commit (just before it, or just after), or when the mail server sees a stage of the talk.
"""

import random
import secrets
import signal
import threading
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from multiprocessing.process import BaseProcess

from app.cases.recovery import Stretching
from app.law.events import CaseOpened, Channel, RequestSent
from app.law.rights import Right
from app.platform.settings import Settings
from app.wiring import Wiring, build
from tests.cases.world import request
from tests.faults.watch_child import forks, work
from tests.smtp import STAGES, MailServer

SENT, LATE = date(2026, 3, 2), datetime(2026, 4, 10, 9, tzinfo=UTC)
CHEAP = Stretching(memory=8, passes=1, lanes=1)
LONGEST = 600
TALK = tuple(stage for stage in STAGES if stage not in ("starttls", "auth"))


@dataclass
class WatchedPeople:
    """An installation in which each of `people` has one case that is late, and an address."""

    settings: Settings
    server: MailServer
    people: int
    runs: int = 0
    worker: BaseProcess | None = None
    addresses: dict[str, str] = field(default_factory=dict)
    chance: random.Random = field(default_factory=lambda: random.Random(5))  # noqa: S311 -- moments of kills, not secrets

    def __post_init__(self) -> None:
        self.settings = replace(self.settings, public_url="https://saisine.example.org", mail=self.server.settings())
        wiring = build(self.settings, clock=lambda: datetime(2026, 3, 2, 9, tzinfo=UTC), stretching=CHEAP)
        for n in range(self.people):
            self._person(wiring, n)
        wiring.close()

    def run(self, fatal: tuple[str, int] | None = None) -> bool:
        """Run a worker until it is done, or dies by `fatal`: ("before-commit", 3), ("after-commit", 3). Whether it died.

        Its clock is ahead by a quarter of an hour for each run before, so that what the dead had claimed is free again.
        """
        now = LATE + timedelta(minutes=15 * self.runs)
        self.worker = forks().Process(target=work, args=(self.settings, now, fatal))
        self.worker.start()
        self.worker.join(LONGEST)
        assert self.worker.exitcode in (0, -signal.SIGKILL)
        self.runs += 1
        return self.worker.exitcode != 0

    def kill_at(self, stage: str, number: int) -> bool:
        """Run a worker and kill it when the server sees that stage for the n-th time, or right after it accepted ("accepted")."""
        lock, seen = threading.Lock(), Counter[str]()

        def look(now: str) -> None:
            with lock:
                seen[now] += 1
                fatal = now == stage and seen[now] == number
            if fatal and self.worker is not None:
                self.worker.kill()
                raise ConnectionResetError

        self.server.behaviour.seen = look
        self.server.behaviour.after_acceptance = lambda: look("accepted")
        try:
            return self.run()
        finally:
            self.server.behaviour.seen = lambda _stage: None
            self.server.behaviour.after_acceptance = lambda: None

    def kill_somewhere(self, kills: int) -> str:
        """Kill a worker at a random step; which one. The fewer notices are left for that many kills, the sooner it dies."""
        left = self.people - len(self.server.received)
        number = self.chance.randrange(1, max(2, 2 * left // (kills + 1)))
        step = self.chance.choice(["before-commit", "after-commit", *TALK, "accepted"])
        if step in ("connect", "ehlo"):  # one line serves all mails of a worker
            number = 1
        died = self.run((step, number)) if step.endswith("commit") else self.kill_at(step, number)
        return f"{step} {number}" if died else ""

    def faults(self) -> list[str]:
        """Everything lost or doubled; [] when all is well. A notice is lost when nobody got it and nothing says that this is uncertain."""
        mails = Counter(each.to for each in self.server.received if b"List-Unsubscribe" in each.content)
        wiring = build(self.settings, stretching=CHEAP)
        with wiring.engine.connect() as connection:
            rows = connection.exec_driver_sql("SELECT dossier_id, state FROM notice WHERE code = 'overdue'").all()
        states = {self.addresses[row[0]]: row[1] for row in rows}
        wiring.close()
        found = [f"{address} was told {count} times" for address, count in mails.items() if count > 1]
        for address in self.addresses.values():
            if mails[address] == 0 and states.get(address) != "uncertain":
                found.append(f"{address} was never told ({states.get(address)})")
            if states.get(address) not in ("sent", "uncertain"):
                found.append(f"{address} is {states.get(address)}")
        return found

    def uncertain(self) -> int:
        """How many notices are flagged as uncertain."""
        wiring = build(self.settings, stretching=CHEAP)
        with wiring.engine.connect() as connection:
            count = connection.exec_driver_sql("SELECT count(*) FROM notice WHERE state = 'uncertain'").scalar_one()
        wiring.close()
        return int(count)

    def _person(self, wiring: Wiring, number: int) -> None:
        """A case sent on SENT, and an address that is confirmed without a mail."""
        facts = [
            CaseOpened(on=SENT, right=Right.ACCESS, controller_place="FR", union_establishment=True, subject_place="FR"),
            RequestSent(on=SENT, channel=Channel.EMAIL),
        ]
        dossier, _ = wiring.store.open_dossier([request()], [facts], secrets.token_hex(16))
        address = f"camille-{number}@example.org"
        wiring.watch.subscribe(dossier, address, "fr", "at_once")
        with wiring.engine.begin() as connection:
            nonce = bytes(connection.exec_driver_sql(f"SELECT nonce FROM contact WHERE dossier_id = '{dossier}'").scalar_one())  # noqa: S608
            connection.exec_driver_sql(f"DELETE FROM notice WHERE dossier_id = '{dossier}'")  # noqa: S608
        wiring.watch.confirm(wiring.watch.contacts.token("confirm", nonce))
        self.addresses[dossier] = address
