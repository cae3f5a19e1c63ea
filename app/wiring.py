"""Builds the program once from its settings: database, keys, files, calendars, case store, print shop. Nothing below knows it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Engine

from app.campaigns.desk import Desk
from app.campaigns.ledger import Ledger
from app.cases.recovery import Stretching
from app.cases.review import CaseReview
from app.cases.store import CaseStore
from app.complaints.packet.desk import PacketDesk
from app.complaints.packet.reader import TASK, ForeignReader
from app.directory.directory import Directory
from app.mailbox.arrivals import Arrivals
from app.mailbox.ledger import ArrivalLedger
from app.platform.calendars import PublicHolidays
from app.platform.daily import Daily
from app.platform.database import make_engine, migrate
from app.platform.encryption import MasterKeys
from app.platform.errors import SaisineError
from app.platform.files import FolderStore
from app.platform.limiting import Limiter
from app.platform.pictures.reading import TASK as PICTURES
from app.platform.pictures.reading import PictureReader
from app.platform.printing import PrintShop
from app.platform.reply_addresses import ReplyAddresses
from app.platform.sandbox import Sandbox
from app.platform.settings import Settings
from app.replies.intake import TASKS
from app.replies.known import KnownReplies
from app.watching.embedded import EmbeddedWorker
from app.watching.watch import Watch

if TYPE_CHECKING:
    from app.platform.timestamps import Stamper

Clock = Callable[[], datetime]


@dataclass(frozen=True, kw_only=True)
class Wiring:
    """All parts of a running program. `clock` gives aware UTC instants; the legal day is `store.today()`."""

    settings: Settings
    engine: Engine
    store: CaseStore
    directory: Directory
    ledger: Ledger
    batches: Desk
    print_shop: PrintShop
    limiter: Limiter
    review: CaseReview
    watch: Watch
    clock: Clock
    housekeeping: Daily
    worker: EmbeddedWorker
    packets: PacketDesk
    foreign: ForeignReader
    pictures: PictureReader
    sandbox: Sandbox
    addresses: ReplyAddresses | None
    inbox: ArrivalLedger
    arrivals: Arrivals
    known: KnownReplies
    stamper: "Stamper | None"

    def close(self) -> None:
        """Ends the worker, the daily work, the printing and reading processes, the database connections. Calling it twice is harmless."""
        self.worker.close()
        self.housekeeping.close()
        self.batches.close()
        self.print_shop.close()
        self.packets.close()
        self.sandbox.close()
        self.engine.dispose()


def utc_now() -> datetime:
    """The instant it is."""
    return datetime.now(UTC)


def build(settings: Settings, *, clock: Clock = utc_now, stretching: Stretching | None = None) -> Wiring:
    """Makes what is missing (folders, master key, database), migrates the database and connects the parts.

    `stretching` is what turning a recovery code into a key costs; None takes the store's own. Raises SaisineError when the data folder
    cannot be made, the key cannot be read, or SQLite is a build that can lose data.
    """
    _make_folder(settings.data_dir)
    engine = make_engine(settings.database_url)
    migrate(engine)
    keys = MasterKeys.load_or_create(settings.master_key_file, settings.data_dir)
    calendars = PublicHolidays()
    store = CaseStore(
        engine,
        keys,
        FolderStore(settings.data_dir / "files"),
        calendars,
        clock,
        time_zone=settings.time_zone,
        stretching=stretching,
    )
    store.check_keys()
    ledger = Ledger(engine, keys, clock)
    batches = Desk(ledger, settings)
    packets = PacketDesk(settings)
    sandbox = Sandbox([TASK, PICTURES, *TASKS])
    directory = Directory(engine)
    review = CaseReview(engine, keys, calendars, clock, settings.time_zone)
    watch = Watch(engine, keys, review, clock, mail_possible=settings.mail is not None)
    addresses, inbox = ReplyAddresses(settings.reply_address, keys.pepper), ArrivalLedger(engine, keys, clock)
    return Wiring(
        settings=settings,
        engine=engine,
        store=store,
        directory=directory,
        ledger=ledger,
        batches=batches,
        print_shop=PrintShop(),
        limiter=Limiter(settings.rate_limits, settings.trusted_proxies),
        review=review,
        watch=watch,
        clock=clock,
        housekeeping=Daily(lambda: _keep_house(store, batches, packets, directory, settings)),
        worker=EmbeddedWorker(settings),
        packets=packets,
        foreign=ForeignReader(sandbox),
        pictures=PictureReader(sandbox),
        sandbox=sandbox,
        addresses=addresses if settings.reply_address else None,
        inbox=inbox,
        arrivals=Arrivals(inbox, store, sandbox, watch, addresses, settings.time_zone),
        known=KnownReplies(engine, keys, store, across=settings.known_replies),
        stamper=_stamper(settings),
    )


def _stamper(settings: Settings) -> "Stamper | None":
    """The time-stamping authority, where one is set."""
    if not settings.tsa_url:
        return None
    from app.platform.timestamps import StampAuthority  # noqa: PLC0415 -- most installations name none, and need not load it

    return StampAuthority(settings.tsa_url, settings.tsa_ca_file.read_bytes() if settings.tsa_ca_file else b"")


def _keep_house(store: CaseStore, batches: Desk, packets: PacketDesk, directory: Directory, settings: Settings) -> None:
    """What has to be done at the start and once a day: cases and batches kept long enough, files that a crash left, letters that were
    never written. The directory is made ready for the first search. Statuses that change by themselves are the worker's business."""
    if settings.retention_days is not None:
        store.erase_expired(store.today(), settings.retention_days)
    store.remove_orphans()
    store.enter_references()
    batches.sweep()
    batches.wake()
    packets.sweep()
    directory.prepare()


def _make_folder(folder: Path) -> None:
    """Private to this user."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as refused:
        raise SaisineError(f"the data folder {folder} cannot be made: {refused.strerror}. SAISINE_DATA_DIR names another") from refused
