"""A case store on a real database and a real folder, with a clock that the test sets."""

import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from sqlalchemy import Engine, text

from app.cases.parties import Attachment, Request, Subject
from app.cases.recovery import RecoveryCode, Stretching
from app.cases.store import CaseStore
from app.directory.controllers import Controller, curated
from app.law.events import CaseOpened, Channel, Event
from app.law.rights import Right
from app.platform.calendars import PublicHolidays
from app.platform.database import make_engine, migrate
from app.platform.encryption import MasterKeys
from app.platform.files import FolderStore

FAST = Stretching(memory=8, passes=1, lanes=1)
"""The cheapest derivation there is: tests are not about its price."""

OPENED = date(2026, 3, 2)


class Clock:
    """An instant that only the test moves."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def pass_(self, **time: float) -> None:
        """Let time pass: days, hours, minutes, seconds."""
        self.now += timedelta(**time)


@dataclass
class World:
    """Everything a test of the case store may look at."""

    folder: Path
    engine: Engine
    keys: MasterKeys = field(default_factory=MasterKeys.create)
    clock: Clock = field(default_factory=Clock)

    def __post_init__(self) -> None:
        self.blobs = FolderStore(self.folder / "files")
        self.store = CaseStore(self.engine, self.keys, self.blobs, PublicHolidays(), self.clock, stretching=FAST)

    def open(self, *requests: Request, draft: str | None = None) -> tuple[str, RecoveryCode]:
        """A dossier with these requests, or with one for access."""
        asked = requests or (request(),)
        return self.store.open_dossier(asked, [first_events(each) for each in asked], draft or secrets.token_hex(16))

    def open_case(self) -> tuple[str, str]:
        """A dossier with one case: both public ids."""
        dossier, _ = self.open()
        return dossier, self.store.cases(dossier)[0].public_id

    def sql(self, statement: str, **values: object) -> list[tuple[object, ...]]:
        """What somebody with the database, and without the program, may do."""
        with self.engine.begin() as connection:
            result = connection.execute(text(statement), values)
            return [tuple(row) for row in result] if result.returns_rows else []

    def drop_guards(self) -> None:
        """Remove the triggers that guard events, as an intruder would."""
        on_sqlite = self.engine.dialect.name == "sqlite"
        for name in ("event_is_never_changed", "event_goes_with_its_case") if on_sqlite else ("event_is_append_only",):
            self.sql(f"DROP TRIGGER {name}" if on_sqlite else f"DROP TRIGGER {name} ON event")

    def files_on_disk(self) -> set[str]:
        """Ids of all content in the file store."""
        return {blob for blob, _ in self.blobs.stored()}


def world_in(folder: Path) -> World:
    """The data and keys of that folder, as a program that starts again finds them."""
    return World(folder / "data", open_sqlite(folder / "data"), MasterKeys.load_or_create(folder / "master.key", folder / "data"))


def request(right: Right = Right.ACCESS, *, subject: Subject | None = None, controller: Controller | None = None) -> Request:
    """A request of Camille Exemple, with a picture attached."""
    return Request(
        right=right,
        controller=controller or curated()[0],
        subject=subject or Subject(name="Camille Exemple", country="FR", email="camille@example.org"),
        channel=Channel.EMAIL,
        reference=f"SAI-0000-{right.value[:4].upper()}",
        on=OPENED,
        attachments=(Attachment(name="portrait.jpg", media_type="image/jpeg", content=b"picture of Camille"),),
    )


def with_paragraph(asked: Request, paragraph: str) -> Request:
    """The same request with another paragraph of the person's own."""
    return replace(asked, paragraph=paragraph)


def first_events(asked: Request) -> list[Event]:
    """The facts that open a case for that request."""
    return [CaseOpened(on=OPENED, right=asked.right, controller_place="US", union_establishment=False, subject_place="FR")]


def open_sqlite(folder: Path) -> Engine:
    """A migrated database file in that folder."""
    engine = make_engine(f"sqlite:///{folder / 'saisine.sqlite3'}")
    migrate(engine)
    return engine


def run_at_once(count: int, work: Callable[[int], object]) -> None:
    """Do the same in many threads that start together; none may fail."""
    together, failures = threading.Barrier(count), []

    def run(n: int) -> None:
        together.wait()
        try:
            work(n)
        except Exception as error:  # whatever a thread met, the test shows
            failures.append(error)

    threads = [threading.Thread(target=run, args=(n,)) for n in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
