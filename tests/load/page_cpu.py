"""How much processor time each page without a PDF takes: `python tests/load/page_cpu.py [ARCHIVE] [--rounds N]`.

The application answers in this process, without a network; all its threads count. With ARCHIVE, an archive of the public list is imported
first, so that searches are those of a full directory. Prints, for each page, the first answer and then the median and the 95th of 100
answers in milliseconds; the goal is 15 ms. Returns 1 when a page is slower.
"""

import argparse
import asyncio
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

from app.cases.opening import opening_events
from app.cases.parties import Request, Subject
from app.directory.imports import read_archive
from app.law.events import (
    Channel,
    ComplaintFiled,
    Event,
    IdentityAsked,
    IdentityGiven,
    ReminderSent,
    RequestReceived,
    RequestSent,
)
from app.law.rights import Right
from app.main import create_app
from app.platform.settings import load_settings
from app.wiring import Wiring, build

GOAL = 15.0
WORDS = ("facebok", "société générale", "d", "deutsche bahn", "muenchner", "kirchengemeinde", "zzzzqqq")
PAGES = (
    "/", "/request", "/already", "/dossier", "/urgent", "/police", "/what-we-store", "/batch", "/authorities", "/authorities/fr-cnil",
    "/authorities?q=datatilsinet", "/authorities?q=bavaria", "/absent", "/api/v1/controllers?q=facebok", "/api/v1/controllers",
    "/deadline", "/deadline?received=2026-03-05&received_latest=2026-03-17&place=FR-67&paused_from=2026-03-20&paused_to=2026-03-28",
    "/api/v1/deadline?received=2026-03-05&place=FR-67", "/dossier/cases", "/dossier/notices",
)  # fmt: skip


class Visitor:
    """Asks the application for pages as a browser does, without a network."""

    def __init__(self, application: Any, session: str) -> None:
        self._application = application
        self._cookies = f"lang=fr; session={session}".encode()

    async def get(self, path: str) -> int:
        """The status of the page at that path."""
        path, _, query = path.partition("?")
        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": "GET",
            "scheme": "http",
            "path": path,
            "raw_path": path.encode(),
            "query_string": query.encode(),
            "root_path": "",
            "headers": [(b"host", b"127.0.0.1:8000"), (b"accept-language", b"fr"), (b"cookie", self._cookies)],
            "client": ("127.0.0.1", 50000),
            "server": ("127.0.0.1", 8000),
            "state": {},
        }
        statuses: list[int] = []

        async def receive() -> dict[str, object]:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: dict[str, Any]) -> None:
            if message["type"] == "http.response.start":
                statuses.append(message["status"])

        await self._application(scope, receive, send)
        return statuses[0]


def main() -> int:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("archive", nargs="?", type=Path)
    parser.add_argument("--rounds", type=int, default=100)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, program(Path(folder)) as wired:
        if options.archive:
            with options.archive.open("rb") as source:
                wired.directory.replace(read_archive(source), source="list", etag="", today=date(2026, 11, 22))
        session, case = followed(wired)
        visitor = Visitor(create_app(wired), session)
        searches = [f"{path}?q={quote(words)}" for path in ("/request", "/controllers") for words in WORDS]
        below = ("", "/record/sent", "/record/reply", "/record/authority_decided", "/missing", "/next")
        pages = [*PAGES, *searches, *(f"/case/{case}{path}" for path in below)]
        return asyncio.run(measured(visitor, pages, options.rounds))


@contextmanager
def program(folder: Path) -> Iterator[Wiring]:
    """The program with its data in that folder."""
    built = build(load_settings({**os.environ, "SAISINE_DATA_DIR": f"{folder}/data", "SAISINE_MASTER_KEY_FILE": f"{folder}/key"}))
    try:
        yield built
    finally:
        built.close()


def followed(wired: Wiring) -> tuple[str, str]:
    """A dossier with one case: the token of somebody who has it open, and the public id of the case."""
    request = Request(
        right=Right.ACCESS,
        controller=wired.directory.find("clearview-ai"),
        subject=Subject(name="Camille Exemple", country="FR", email="camille@example.org"),
        channel=Channel.EMAIL,
        reference="SAI-7K3M-9QRT",
        on=wired.store.today(),
    )
    dossier, code = wired.store.open_dossier([request], [opening_events(request, wired.store.today())], "x" * 24)
    case = wired.store.cases(dossier)[0].public_id
    wired.store.record(dossier, case, list(happened(wired.store.today())))
    return wired.store.enter(code), case


def happened(today: date) -> Iterator[Event]:
    """What a long case holds: everything that its drawing shows."""
    ago = [today - timedelta(days=days) for days in (200, 195, 190, 180, 100, 80)]
    yield RequestSent(on=ago[0], channel=Channel.REGISTERED_POST)
    yield RequestReceived(on=ago[1], latest=ago[2])
    yield IdentityAsked(on=ago[2])
    yield IdentityGiven(on=ago[3])
    yield ReminderSent(on=ago[4], letter="mise_en_demeure", channel=Channel.EMAIL, until=ago[5])
    yield ComplaintFiled(on=ago[5], authority="fr-cnil")


async def measured(visitor: Visitor, pages: list[str], rounds: int) -> int:
    """Prints a line for each page; 1 when one of them is slower than the goal."""
    slow = 0
    for page in pages:
        status, first = await timed(visitor, page)
        times = sorted([(await timed(visitor, page))[1] for _ in range(rounds)])
        half, most = times[len(times) // 2], times[int(len(times) * 0.95)]
        slow += most > GOAL
        print(f"{page[:60]:<60} {status}  first {first:7.1f}  median {half:5.1f}  95th {most:5.1f} ms{'  SLOW' if most > GOAL else ''}")
    return int(bool(slow))


async def timed(visitor: Visitor, page: str) -> tuple[int, float]:
    """Status of a page, and milliseconds of processor time for it."""
    began = time.process_time()
    status = await visitor.get(page)
    return status, (time.process_time() - began) * 1000


if __name__ == "__main__":
    sys.exit(main())
