"""Cases for the tests of packets, with papers of every kind and a real chain of records, without a database."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from app.cases.archive import CaseArchive
from app.cases.chain import START, Link, link_hash
from app.cases.particulars import Particulars
from app.cases.parties import Request
from app.cases.views import CaseView, FileInfo
from app.complaints.packet.drafting import PacketOrder
from app.law.events import Channel, Event, LetterDrafted, Recorded, ReplyReceived, RequestReceived, RequestSent
from app.law.events import ReplyNature as Nature
from app.platform.files import BlobMissing
from tests.complaints.cases import SEVEN, assessed, records, request, seven_requests

CASE_ID = "a" * 26


@dataclass(frozen=True)
class Paper:
    """A file of a case. Its content may lie on the disk instead; None is one that was lost."""

    name: str
    content: bytes | None
    place: Path | None = None

    def read(self) -> bytes:
        """The content. Raises BlobMissing for a lost one."""
        if self.place is not None:
            return self.place.read_bytes()
        if self.content is None:
            raise BlobMissing(self.name)
        return self.content


def info(id_: str, paper: Paper, purpose: str = "proof") -> FileInfo:
    """What a case keeps of the paper beside its content."""
    content = b"" if paper.content is None and paper.place is None else paper.read()
    sha256 = hashlib.sha256(content).hexdigest()
    kind = "application/pdf" if paper.name.endswith(".pdf") else "application/octet-stream"
    return FileInfo(id=id_, name=paper.name, media_type=kind, size=len(content), sha256=sha256, purpose=purpose, added_on=SEVEN[0])


def chained(found: Sequence[Recorded]) -> tuple[Link, ...]:
    """The records in a chain, salted with what is known, so that tests are the same every time."""
    links: list[Link] = []
    for number, recorded in enumerate(found, 1):
        salt = hashlib.sha256(recorded.id.encode()).digest()[:16]
        previous = links[-1].hash if links else START
        links.append(Link(recorded=recorded, salt=salt, hash=link_hash(previous, salt, replace(recorded, sequence=number))))
    return tuple(replace(link, recorded=replace(link.recorded, sequence=number)) for number, link in enumerate(links, 1))


def order_of(
    asked: Request, found: Sequence[Recorded], papers: dict[str, Paper], on: date, purposes: dict[str, str] | None = None
) -> PacketOrder:
    """The order for a packet of these records and papers, by the ids that the records name."""
    files = tuple(info(id_, paper, (purposes or {}).get(id_, "proof")) for id_, paper in papers.items())
    links = chained(found)
    return PacketOrder(
        view=CaseView(
            public_id=CASE_ID, request=asked, records=tuple(link.recorded for link in links), files=files, linked=None, intact=True
        ),
        archive=CaseArchive(
            public_id=CASE_ID,
            particulars=Particulars(request=asked, opened_at=datetime(2026, 3, 3, tzinfo=UTC)),
            links=links,
            files=files,
            intact=True,
            content=lambda id_: papers[id_].read(),
        ),
        assess=lambda view, day: assessed(view.records, day),
        on=on,
    )


def packet_order(papers: Sequence[Paper], on: date, asked: Request | None = None) -> PacketOrder:
    """A request that was sent and received, and one message with all of these papers."""
    asked = asked or request()
    ids = {f"file{number:03d}": paper for number, paper in enumerate(papers)}
    events: list[Event] = [
        LetterDrafted(on=SEVEN[0], letter=asked.right.value),
        RequestSent(on=SEVEN[0], channel=Channel.REGISTERED_POST, proof="1A 000 000 0000 0"),
        RequestReceived(on=SEVEN[1]),
        ReplyReceived(on=date(2026, 7, 20), nature=Nature.PARTIAL, text="See our policy.", files=tuple(ids)),
    ]
    return order_of(asked, records(asked, *events), ids, on)


def clearview(papers: dict[str, Paper], on: date = date(2026, 11, 22)) -> PacketOrder:
    """The seven requests of `tests.complaints.cases`, with these papers under the ids that it names: sent1 to sent7, receipt, reply."""
    asked, found = seven_requests()
    return order_of(asked, found, papers, on, {"reply": "reply"})
