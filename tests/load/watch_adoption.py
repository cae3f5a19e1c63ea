"""How long a dead worker's mail waits for another one: `python -m tests.load.watch_adoption [postgresql]`.

A worker (`saisine worker`) is killed with SIGKILL while it talks to a real mail server; a second one runs already or starts at that moment.
Prints the seconds from the kill to the acceptance of the mail by the server. Goal: a minute.
"""

import contextlib
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from app.platform.settings import Settings, to_environment
from tests.faults.watching import WatchedPeople
from tests.postgresql import server as postgresql_server
from tests.program import ROOT
from tests.smtp import mail_server

LONGEST = 120


def main() -> int:
    """Returns 1 when it takes longer than a minute."""
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        url = f"sqlite:///{folder / 'data' / 'saisine.sqlite3'}"
        if "postgresql" in sys.argv:
            running = stack.enter_context(postgresql_server())
            url = running.url(running.create())
        settings = Settings(data_dir=folder / "data", database_url=url, master_key_file=folder / "key" / "master.key")
        server = stack.enter_context(mail_server())
        people = WatchedPeople(settings, server, 1)
        first = stack.enter_context(worker(people.settings))
        killed, came = threading.Event(), threading.Event()

        def look(stage: str) -> None:
            if stage == "mail" and not killed.is_set():
                first.kill()
                killed.set()
                raise ConnectionResetError

        server.behaviour.seen, server.behaviour.after_acceptance = look, came.set
        assert killed.wait(LONGEST)
        began = time.monotonic()
        stack.enter_context(worker(people.settings))
        assert came.wait(LONGEST)
        took = time.monotonic() - began
        print(f"adopted after {took:.0f} s; {len(server.received)} mail")
        return int(took > 60)


@contextlib.contextmanager
def worker(settings: Settings) -> Iterator["subprocess.Popen[bytes]"]:
    """A worker for as long as the block runs."""
    with subprocess.Popen([sys.executable, "-m", "app.cli", "worker"], cwd=ROOT, env=to_environment(settings, os.environ)) as process:
        yield process
        process.kill()


if __name__ == "__main__":
    sys.exit(main())
