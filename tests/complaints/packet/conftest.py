"""What every test of packets takes: a press, a reader of foreign files, and two packets made once."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.complaints.packet.building import Made, Tools, build
from app.complaints.packet.drafting import PacketOrder
from app.complaints.packet.reader import TASK, ForeignReader
from app.platform.printing import PrintShop
from app.platform.sandbox import Sandbox
from app.platform.timestamps import Stamper
from tests.complaints.packet.cases import Paper, clearview, packet_order
from tests.complaints.packet.papers import every_kind, mail, pdf
from tests.complaints.packet.shown import TODAY


@dataclass(frozen=True)
class Packet:
    """A packet in its folder."""

    folder: Path
    made: Made

    @property
    def pdf(self) -> Path:
        """The first of its PDFs."""
        return self.folder / self.made.documents[0][0]


Build = Callable[..., Packet]


@pytest.fixture(scope="session")
def press() -> Iterator[PrintShop]:
    """One printing process."""
    with PrintShop() as shop:
        yield shop


@pytest.fixture(scope="session")
def reader() -> Iterator[ForeignReader]:
    """A reader of foreign files in a sandbox."""
    with Sandbox([TASK]) as sandbox:
        yield ForeignReader(sandbox)


@pytest.fixture(scope="session")
def building(press: PrintShop, reader: ForeignReader, tmp_path_factory: pytest.TempPathFactory) -> Build:
    """Makes a packet into a folder of its own."""

    def make(order: PacketOrder, max_bytes: int | None = None, stamper: Stamper | None = None) -> Packet:
        folder, work = tmp_path_factory.mktemp("packet"), tmp_path_factory.mktemp("work")
        return Packet(folder, build(order, Tools(press=press, reader=reader, work=work, stamper=stamper), folder, max_bytes=max_bytes))

    return make


@pytest.fixture(scope="session")
def clearview_papers(press: PrintShop) -> dict[str, Paper]:
    """What was kept of seven requests: messages that were sent, an acknowledgement, the reply."""
    sent = {f"sent{n}": Paper(f"envoi-{n}.eml", mail(f"Demande d’accès, envoi {n}")) for n in range(1, 8)}
    receipt = Paper("accuse.pdf", pdf(press, "Received on 3 March 2026."))
    reply = Paper(
        "reponse.pdf", pdf(press, "We only provide data collected in the preceding 12 months.", "You may submit two requests per year.")
    )
    return {**sent, "receipt": receipt, "reply": reply}


@pytest.fixture(scope="session")
def clearview_packet(building: Build, clearview_papers: dict[str, Paper]) -> Packet:
    """The Clearview case, ready to be filed."""
    return building(clearview(clearview_papers, TODAY))


@pytest.fixture(scope="session")
def motley_packet(building: Build, press: PrintShop) -> Packet:
    """One reply with a paper of every kind."""
    return building(packet_order(every_kind(press), TODAY))
