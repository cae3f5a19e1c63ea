"""Checks a packet anywhere, with nothing but the packet: is every piece as it was, does the chain of records hold, what is stamped.

It makes no connection and needs no key. What it cannot open it names; nothing that a packet holds makes it fail.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.complaints.packet.carriers import NO_PACKET, Carrier, Unreadable, carrier_of, is_pdf, opened
from app.complaints.packet.finishing import CA_FILE, FORM, TOKEN
from app.complaints.packet.links import broken_link
from app.complaints.packet.manifest import CHAIN, FORMAT, MANIFEST, to_bytes
from app.complaints.packet.seal import sealed
from app.complaints.packet.stamped import StampState, stamp_state
from app.complaints.packet.volumes_checked import attached, attached_names, changed_parts
from app.platform.errors import InvalidInput, msg

NOT_OURS = msg("The manifest of “{name}” is not one that this version reads.")

FORMS = {f"{FORM}.json", f"{FORM}.txt"}

Plain = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Change:
    """One thing that is not as it was. `code` is "changed", "missing", "unlisted", "chain", "manifest" or "around"; `what` names the file,
    `pieces` the exhibits that it touches, by number."""

    code: str
    what: str
    pieces: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What was found. `records` are those of the chain, `withheld` how many of them show their hash only."""

    changes: tuple[Change, ...]
    pieces: int
    records: int
    withheld: int
    stamp: StampState

    @property
    def whole(self) -> bool:
        """Whether nothing was changed, and the stamp, if there is one, is not a wrong one."""
        return not self.changes and self.stamp.state != "invalid"


MANIFEST_CHANGED = Verdict(changes=(Change(code="manifest", what=MANIFEST),), pieces=0, records=0, withheld=0, stamp=StampState("none"))
"""What is said of a packet whose manifest cannot be read any more: nothing else can be compared."""


def verify(packet: Path, ca: bytes = b"") -> Verdict:
    """Look at everything. `ca` are the certificates (PEM) of the time-stamping authority, else those in the packet.

    Raises InvalidInput for what is no packet, OSError for what cannot be read at all.
    """
    if is_pdf(packet):
        return _of_pdf(packet, ca)
    with carrier_of(packet) as carrier:
        return _of_files(carrier, packet.name, ca)


def _of_files(carrier: Carrier, name: str, ca: bytes) -> Verdict:
    text = _small(carrier, MANIFEST)
    try:
        manifest = _parsed(text, name)
    except InvalidInput:
        if CHAIN in carrier.names():
            return MANIFEST_CHANGED
        raise
    changes = [*_files_changed(carrier, manifest, text), *_chain_changed(_small(carrier, CHAIN), manifest)]
    changes += [] if changes or not carrier.altered_around() else [Change(code="around", what=name)]
    stamp = stamp_state(manifest, text, _small(carrier, TOKEN), ca or _small(carrier, CA_FILE))
    return _verdict(manifest, _small(carrier, CHAIN), changes, stamp)


def _of_pdf(packet: Path, ca: bytes) -> Verdict:
    """A PDF by itself: its seal, the pages of each part, the files inside."""
    with opened(packet) as pdf:
        inside, listed = (attached(pdf), attached_names(pdf)) if pdf else ({}, [])
    try:
        manifest = _parsed(inside.get(MANIFEST, b""), packet.name)
    except InvalidInput as error:
        if MANIFEST in listed and not sealed(packet):
            return MANIFEST_CHANGED
        raise InvalidInput("PACKET", NO_PACKET, name=packet.name) from error
    changes = list(changed_parts(packet, manifest, inside))
    found = [Change(code="changed", what=what, pieces=pieces) for what, pieces in changes]
    found += _chain_changed(inside.get(CHAIN, b""), manifest)
    stamp = stamp_state(manifest, inside[MANIFEST], inside.get(TOKEN, b""), ca)
    return _verdict(manifest, inside.get(CHAIN, b""), found, stamp)


def _verdict(manifest: Plain, chain: bytes, changes: list[Change], stamp: StampState) -> Verdict:
    try:
        records = list(json.loads(chain)["records"])
    except (ValueError, KeyError, TypeError, RecursionError):
        records = []
    withheld = sum(bool(isinstance(record, dict) and record.get("withheld")) for record in records)
    return Verdict(changes=tuple(changes), pieces=len(manifest["pieces"]), records=len(records), withheld=withheld, stamp=stamp)


def _files_changed(carrier: Carrier, manifest: Plain, text: bytes) -> Iterator[Change]:
    """Files that are gone, other than they were, or not of the packet; the manifest itself where the PDFs tell another story."""
    listed = {MANIFEST, CHAIN, TOKEN, CA_FILE}
    for piece in manifest["pieces"]:
        if piece["path"]:
            listed.add(piece["path"])
            yield from _compared(carrier, piece["path"], piece["sha256"], (piece["number"],))
    volumes = {volume["file"] for volume in manifest["volumes"]}
    for document in manifest.get("documents", []):
        listed.add(document["file"])
        for change in _compared(carrier, document["file"], document["sha256"], ()):
            known = change.code == "changed" and document["file"] in volumes
            yield Change(code="changed", what=document["file"], pieces=_touched(carrier, document["file"], manifest)) if known else change
    yield from (Change(code="unlisted", what=name) for name in sorted(carrier.names() - listed))
    if text != to_bytes(manifest) or not _names_agree(manifest) or not _agrees(carrier, manifest):
        yield Change(code="manifest", what=MANIFEST)


def _names_agree(manifest: Plain) -> bool:
    """Whether the files that the manifest lists are the volumes that it tells of, and the form: else no PDF could be asked about it."""
    listed = {document["file"] for document in manifest.get("documents", [])}
    return not listed or listed == {volume["file"] for volume in manifest["volumes"]} | FORMS


def _compared(carrier: Carrier, name: str, sha256: str, pieces: tuple[str, ...]) -> Iterator[Change]:
    try:
        if carrier.sha256(name) != sha256:
            yield Change(code="changed", what=name, pieces=pieces)
    except KeyError:
        yield Change(code="missing", what=name, pieces=pieces)
    except Unreadable:
        yield Change(code="changed", what=name, pieces=pieces)


def _touched(carrier: Carrier, name: str, manifest: Plain) -> tuple[str, ...]:
    """The exhibits whose pages in that PDF are not as they were."""
    try:
        file = carrier.as_file(name)
    except (KeyError, Unreadable):
        return ()
    with opened(file) as pdf:
        inside = attached(pdf) if pdf else {}
    return tuple(number for _, pieces in changed_parts(file, manifest, inside) for number in pieces)


def _agrees(carrier: Carrier, manifest: Plain) -> bool:
    """Whether the manifest says what the one inside a PDF says that was not changed itself; true where no PDF can be asked."""
    for document in manifest.get("documents", []):
        try:
            if document["file"] in {v["file"] for v in manifest["volumes"]} and carrier.sha256(document["file"]) == document["sha256"]:
                with opened(carrier.as_file(document["file"])) as pdf:
                    return pdf is None or _same(json.loads(attached(pdf).get(MANIFEST, b"null")), manifest)
        except (KeyError, Unreadable, ValueError, RecursionError):
            continue
    return True


def _same(inner: Any, outer: Plain) -> bool:
    """All but what only one of them can know: the hashes of the PDFs, and how asking for the stamp went."""
    apart = ("documents", "time_stamp")
    return isinstance(inner, dict) and {k: v for k, v in inner.items() if k not in apart} == {
        k: v for k, v in outer.items() if k not in apart
    }


def _chain_changed(text: bytes, manifest: Plain) -> Iterator[Change]:
    if not text:
        yield Change(code="missing", what=CHAIN)
        return
    if hashlib.sha256(text).hexdigest() != manifest["chain"]["sha256"]:
        yield Change(code="changed", what=CHAIN)
    at = broken_link(text, manifest["chain"]["head"])
    if at is not None:
        yield Change(code="chain", what=str(at))


def _small(carrier: Carrier, name: str) -> bytes:
    """A file that may be missing: b"" then, and for one that cannot be read."""
    try:
        return carrier.read(name)
    except (KeyError, Unreadable):
        return b""


def _parsed(text: bytes, name: str) -> Plain:
    """The manifest, with every key that is looked at in its place. Raises InvalidInput."""
    try:
        found = json.loads(text)
        known = found["format"] == FORMAT and _typed(found)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise InvalidInput("PACKET", NOT_OURS, name=name) from error
    if not known:
        raise InvalidInput("PACKET", NOT_OURS, name=name)
    return dict(found)


def _typed(found: Plain) -> bool:
    """Whether what is looked at is there and of its type. Raises KeyError or TypeError where it is not."""
    parts = [part for volume in found["volumes"] for part in volume["parts"]]
    texts = [
        *(piece[key] for piece in found["pieces"] for key in ("number", "path", "sha256")),
        *(volume["file"] for volume in found["volumes"]),
        *(part[key] for part in parts for key in ("name", "shown")),
        *(document[key] for document in found.get("documents", []) for key in ("file", "sha256")),
        *(found["chain"][key] for key in ("sha256", "head")),
    ]
    numbers = [part[key] for part in parts for key in ("page", "pages")]
    return all(isinstance(text, str) for text in texts) and all(isinstance(number, int) for number in numbers)
