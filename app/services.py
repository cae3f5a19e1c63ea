"""The program as the pages and the API see it: built once by the wiring and handed to both. No route builds anything itself."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Annotated, Protocol, cast

from fastapi import Depends, Request

if TYPE_CHECKING:  # Only names for the type checker: what is real comes from the wiring.
    from app.campaigns.desk import Desk
    from app.cases.store import CaseStore
    from app.complaints.packet.desk import PacketDesk
    from app.directory.directory import Directory
    from app.platform.limiting import Limiter
    from app.platform.pictures.reading import PictureReader
    from app.platform.printing import PrintShop
    from app.platform.reply_addresses import ReplyAddresses
    from app.platform.sandbox import Sandbox
    from app.platform.settings import Settings
    from app.replies.known import KnownReplies
    from app.watching.watch import Watch


class Services(Protocol):
    """The wiring, as the routes see it."""

    @property
    def settings(self) -> "Settings":
        """Settings of this process."""

    @property
    def store(self) -> "CaseStore":
        """Dossiers and their cases."""

    @property
    def directory(self) -> "Directory":
        """Controllers one can write to."""

    @property
    def batches(self) -> "Desk":
        """Letters for many people at once."""

    @property
    def print_shop(self) -> "PrintShop":
        """Renders PDFs outside this process."""

    @property
    def addresses(self) -> "ReplyAddresses | None":
        """The cases' own addresses for answers; None where there are none."""

    @property
    def sandbox(self) -> "Sandbox":
        """Reads foreign files outside this process."""

    @property
    def known(self) -> "KnownReplies":
        """Recognises replies that repeat a known one."""

    @property
    def limiter(self) -> "Limiter":
        """Counts what is guessable or costly."""

    @property
    def packets(self) -> "PacketDesk":
        """Complaint packets for the page and the API."""

    @property
    def pictures(self) -> "PictureReader":
        """Reads the pictures that people choose, outside this process."""

    @property
    def watch(self) -> "Watch":
        """What people are told between two visits."""


def services(request: Request) -> Services:
    """The services of the application that answers this request."""
    return cast(Services, request.app.state.services)


def today(request: Request) -> date:
    """The day it is for the person, in the installation's time zone."""
    return services(request).store.today()


def limited(kind: str) -> Callable[[Request], None]:
    """A dependency that counts the request as one of that kind (`settings.RATE_LIMITS`) before anything else is done for it.

    It raises TooMany.
    """

    def counted(request: Request) -> None:
        services(request).limiter.count(kind, request)

    return counted


Wired = Annotated[Services, Depends(services)]
Today = Annotated[date, Depends(today)]
