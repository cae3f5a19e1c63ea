"""A watch killed again and again: `python -m tests.load.watch_kills [PEOPLE] [KILLS] [postgresql]`.

Each of so many people has a date that has passed and an address; workers sweep and send and are killed with SIGKILL at random steps: just
before or just after a commit, or at any stage of the talk with a real mail server, its acceptance included. Then one may finish. Goal, with
1,000 people and 100 kills, on both databases: nothing lost, nothing doubled.
"""

import contextlib
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from app.platform.settings import Settings
from tests.faults.watching import WatchedPeople
from tests.postgresql import server as postgresql_server
from tests.smtp import mail_server


def main() -> int:
    """Returns 1 when anything was lost or doubled."""
    given = sys.argv[1:]
    people, kills = (int(text) for text in (given + ["1000", "100"][len(given) :])[:2])
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        url = f"sqlite:///{folder / 'data' / 'saisine.sqlite3'}"
        if "postgresql" in given:
            running = stack.enter_context(postgresql_server())
            url = running.url(running.create())
        settings = Settings(data_dir=folder / "data", database_url=url, master_key_file=folder / "key" / "master.key")
        server = stack.enter_context(mail_server())
        begun = time.monotonic()
        watched = WatchedPeople(settings, server, people)
        print(f"{people} people with a late case each, after {time.monotonic() - begun:.0f} s", flush=True)
        return report(watched, kills)


def report(watched: WatchedPeople, kills: int) -> int:
    """Kill, finish, print what came of it."""
    begun, steps = time.monotonic(), Counter[str]()
    before = -1
    while steps.total() < kills and len(watched.server.received) > before:
        before = len(watched.server.received)
        if step := watched.kill_somewhere(kills - steps.total()):
            steps[step.partition(" ")[0]] += 1
            print(f"kill {steps.total()} at {step}: {len(watched.server.received)} mails taken", flush=True)
            before = -1
    for _ in range(2):  # the first one sends, the second one flags what the last of the dead had handed over
        watched.run()
    faults = watched.faults()
    print("killed at: " + ", ".join(f"{step} {count}" for step, count in sorted(steps.items())))
    print(f"{len(watched.server.received)} mails for {watched.people} notices, {watched.uncertain()} flagged as uncertain")
    print(f"{steps.total()} kills in {time.monotonic() - begun:.0f} s: {faults[:5] or 'nothing lost, nothing doubled'}")
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main())
