"""The end of a packet: volumes bound and sealed, then the files beside them: chain, form, manifest, time stamp."""

import hashlib
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from pikepdf import AccessMode, Pdf

from app.complaints.packet import manifest as facts
from app.complaints.packet.binding import Attached, Binder
from app.complaints.packet.drafting import Drafted, PacketOrder
from app.complaints.packet.form import CHECKED_LIVE, FormField, as_text
from app.complaints.packet.manifest import CHAIN, MANIFEST, Plain, to_bytes
from app.complaints.packet.pieces import Piece, section_name
from app.complaints.packet.route import filing
from app.complaints.packet.seal import fingerprints, seal
from app.complaints.packet.sections import Section, every
from app.complaints.packet.stamping import StampFont
from app.complaints.packet.words import Wording
from app.platform.timestamps import Stamper, StampFailed

TOKEN = f"{MANIFEST}.tsr"
CA_FILE = "tsa-ca.pem"
FORM = "form"
LARGEST_EMBEDDED = 2_000_000
"""Bytes of an original that also goes into the PDF, where its pages show text taken from it."""


@dataclass(frozen=True, kw_only=True)
class Volume:
    """A PDF to be bound: its file's name, its words, its sections."""

    name: str
    wording: Wording
    sections: tuple[Section, ...]


@dataclass(frozen=True, kw_only=True)
class Finished:
    """The sizes of the PDFs in bytes by name, all pages, and whether the manifest is stamped."""

    documents: tuple[tuple[str, int], ...]
    pages: int
    stamped: bool


class Finishing:
    """Writes everything but the originals into the folder `out`."""

    def __init__(self, order: PacketOrder, drafted: Drafted, font: StampFont, out: Path, work: Path, stamper: Stamper | None) -> None:
        self._order = order
        self._drafted = drafted
        self._font = font
        self._out = out
        self._work = work
        self._stamper = stamper
        self._chain = to_bytes(facts.chain_of(order.archive.links, [record.id for record in drafted.told]))

    def finish(self, volumes: Sequence[Volume], pieces: Sequence[Piece], fields: list[FormField]) -> Finished:
        """Bind and seal the volumes, then write what lies beside them."""
        with ExitStack() as open_binders:
            binders = [open_binders.enter_context(Binder(volume.wording, self._font)) for volume in volumes]
            told = [self._looked_at(binder, volume) for binder, volume in zip(binders, volumes, strict=True)]
            inner = self._manifest(pieces, told)
            text, token = self._stamped(inner)
            for binder, volume in zip(binders, volumes, strict=True):
                binder.attach(self._attached(text, token, pieces, volume), self._order.on)
                binder.save(self._out / volume.name, self._order.on)
                seal(self._out / volume.name)
        stamped = self._beside(inner, volumes, fields)
        sizes = tuple((volume.name, (self._out / volume.name).stat().st_size) for volume in volumes)
        return Finished(documents=sizes, pages=sum(volume["pages"] for volume in told), stamped=stamped)

    def _looked_at(self, binder: Binder, volume: Volume) -> Plain:
        """Bind a volume and say where everything is in it, with the fingerprint of each part's pages."""
        draft = self._work / f"bound-{volume.name}"
        binder.bind(volume.sections)
        binder.save(draft, self._order.on)
        with Pdf.open(draft, access_mode=AccessMode.stream) as pdf:
            pages, found = len(pdf.pages), fingerprints(pdf, [(bound.first, bound.pages) for bound in binder.bound])
        parts = [
            {"name": bound.name, "page": bound.first, "pages": bound.pages, "shown": shown}
            for bound, shown in zip(binder.bound, found, strict=True)
        ]
        draft.unlink()
        return {"file": volume.name, "pages": pages, "conformance": binder.conformance, "parts": parts}

    def _manifest(self, pieces: Sequence[Piece], volumes: Sequence[Mapping[str, Any]]) -> Plain:
        links, request = self._order.archive.links, self._order.view.request
        return facts.manifest_of(
            pieces,
            volumes,
            about=facts.About(
                case=self._order.archive.public_id,
                reference=request.reference,
                on=self._order.on,
                language=self._drafted.letter.language,
                authority=self._drafted.to.id,
            ),
            chain_text=self._chain,
            head=links[-1].hash.hex() if links else "",
        )

    def _stamped(self, plain: Plain) -> tuple[bytes, bytes | None]:
        """The manifest with what it says of its time stamp, and the stamp. Without an authority, or where it fails, there is none."""
        if self._stamper is None:
            return to_bytes(plain), None
        text = to_bytes({**plain, "time_stamp": {"authority": self._stamper.address, "token": TOKEN}})
        try:
            return text, self._stamper.stamp(text)
        except StampFailed as failure:
            return to_bytes({**plain, "time_stamp": {"authority": self._stamper.address, "failed": str(failure)}}), None

    def _attached(self, manifest: bytes, token: bytes | None, pieces: Sequence[Piece], volume: Volume) -> list[Attached]:
        """What goes into the PDF: manifest and chain, the stamp, and the originals of what its pages show as text."""
        found = [
            Attached(name=MANIFEST, content=manifest, media_type="application/json", description="Manifest", relationship="Data"),
            Attached(name=CHAIN, content=self._chain, media_type="application/json", description="Chain of records", relationship="Data"),
        ]
        if token is not None:
            found.append(Attached(name=TOKEN, content=token, media_type="application/timestamp-reply", description="RFC 3161"))
        here = {section.name for section in every(volume.sections)}
        for piece in pieces:
            if piece.embed and piece.path and piece.size <= LARGEST_EMBEDDED and section_name(piece.label) in here:
                name, content = piece.path.rpartition("/")[2], (self._out / piece.path).read_bytes()
                found.append(
                    Attached(name=name, content=content, media_type=piece.media_type, description=piece.label, relationship="Source")
                )
        return found

    def _beside(self, inner: Plain, volumes: Sequence[Volume], fields: list[FormField]) -> bool:
        """Write the files beside the PDFs; whether the manifest got a time stamp."""
        (self._out / CHAIN).write_bytes(self._chain)
        where = filing(self._drafted.to, self._drafted.letter.language)
        form = {"checked_live": CHECKED_LIVE, "filing": [asdict(each) for each in where], "fields": [asdict(field) for field in fields]}
        (self._out / f"{FORM}.json").write_bytes(to_bytes(form))
        (self._out / f"{FORM}.txt").write_text(as_text([*where, *fields]), encoding="utf-8")
        if self._stamper is not None and self._stamper.ca:
            (self._out / CA_FILE).write_bytes(self._stamper.ca)
        names = [*(volume.name for volume in volumes), f"{FORM}.json", f"{FORM}.txt"]
        text, token = self._stamped({**inner, "documents": [_document(self._out / name) for name in names]})
        (self._out / MANIFEST).write_bytes(text)
        if token is not None:
            (self._out / TOKEN).write_bytes(token)
        return token is not None


def _document(file: Path) -> Plain:
    with file.open("rb") as content:
        return {"file": file.name, "size": file.stat().st_size, "sha256": hashlib.file_digest(content, "sha256").hexdigest()}
