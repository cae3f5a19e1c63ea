"""Checks a packet anywhere, with nothing but the packet: is every piece as it was, does the chain of records hold, what is stamped.

It makes no connection and needs no key. What it cannot open it names; nothing that a packet holds makes it fail.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from app.complaints.packet.carriers import NO_PACKET, Carrier, Unreadable, carrier_of, is_pdf
from app.complaints.packet.finishing import CA_FILE, FORM, TOKEN
from app.complaints.packet.inspector import LIMITS, TASK, Inspector
from app.complaints.packet.links import broken_link
from app.complaints.packet.manifest import CHAIN, FORMAT, MANIFEST, to_bytes
from app.complaints.packet.seal import sealed
from app.complaints.packet.stamped import StampState, stamp_state
from app.complaints.packet.volumes_checked import changed_parts
from app.platform.errors import InvalidInput, msg
from app.platform.sandbox import Sandbox

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

    Raises InvalidInput for what is no packet, OSError for what cannot be read at all, CouldNotRead where there is no sandbox to open its
    PDFs in.
    """
    with Sandbox([TASK], limits=LIMITS) as sandbox:
        return checked(packet, Inspector(sandbox), ca)


def checked(packet: Path, inspector: Inspector, ca: bytes = b"") -> Verdict:
    """As `verify`, for who has an inspector already."""
    if is_pdf(packet):
        return _of_pdf(packet, inspector, ca)
    with carrier_of(packet) as carrier:
        return _of_files(carrier, inspector, packet.name, ca)


def _of_files(carrier: Carrier, inspector: Inspector, name: str, ca: bytes) -> Verdict:
    text = _small(carrier, MANIFEST)
    try:
        manifest = _parsed(text, name)
    except InvalidInput:
        if CHAIN in carrier.names():
            return MANIFEST_CHANGED
        raise
    changes = [*_files_changed(carrier, inspector, manifest, text), *_chain_changed(_small(carrier, CHAIN), manifest)]
    changes += [] if changes or not carrier.altered_around() else [Change(code="around", what=name)]
    stamp = stamp_state(manifest, text, _small(carrier, TOKEN), ca or _small(carrier, CA_FILE))
    return _verdict(manifest, _small(carrier, CHAIN), changes, stamp)


def _of_pdf(packet: Path, inspector: Inspector, ca: bytes) -> Verdict:
    """A PDF by itself: its seal, the pages of each part, the files inside."""
    found = inspector.look(packet)
    inside = found.files
    try:
        manifest = _parsed(inside.get(MANIFEST, b""), packet.name)
    except InvalidInput as error:
        if MANIFEST in found.names and not sealed(packet):
            return MANIFEST_CHANGED
        raise InvalidInput("PACKET", NO_PACKET, name=packet.name) from error
    changes = [Change(code="changed", what=what, pieces=pieces) for what, pieces in changed_parts(packet, manifest, inspector)]
    changes += _chain_changed(inside.get(CHAIN, b""), manifest)
    stamp = stamp_state(manifest, inside[MANIFEST], inside.get(TOKEN, b""), ca)
    return _verdict(manifest, inside.get(CHAIN, b""), changes, stamp)


def _verdict(manifest: Plain, chain: bytes, changes: list[Change], stamp: StampState) -> Verdict:
    try:
        records = list(json.loads(chain)["records"])
    except (ValueError, KeyError, TypeError, RecursionError):
        records = []
    withheld = sum(bool(isinstance(record, dict) and record.get("withheld")) for record in records)
    return Verdict(changes=tuple(changes), pieces=len(manifest["pieces"]), records=len(records), withheld=withheld, stamp=stamp)


def _files_changed(carrier: Carrier, inspector: Inspector, manifest: Plain, text: bytes) -> Iterator[Change]:
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
            touched = _touched(carrier, inspector, document["file"], manifest) if known else ()
            yield replace(change, pieces=touched)
    yield from (Change(code="unlisted", what=_speakable(name)) for name in sorted(carrier.names() - listed))
    if text != to_bytes(manifest) or not _names_agree(manifest) or not _agrees(carrier, inspector, manifest):
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


def _touched(carrier: Carrier, inspector: Inspector, name: str, manifest: Plain) -> tuple[str, ...]:
    """The exhibits whose pages in that PDF are not as they were."""
    try:
        file = carrier.as_file(name)
    except (KeyError, Unreadable):
        return ()
    return tuple(number for _, pieces in changed_parts(file, manifest, inspector) for number in pieces)


def _agrees(carrier: Carrier, inspector: Inspector, manifest: Plain) -> bool:
    """Whether the manifest says what the one inside a PDF says that was not changed itself; true where no PDF can be asked."""
    for document in manifest.get("documents", []):
        try:
            if document["file"] in {v["file"] for v in manifest["volumes"]} and carrier.sha256(document["file"]) == document["sha256"]:
                inside = inspector.look(carrier.as_file(document["file"]))
                return not inside.opened or _same(json.loads(inside.files.get(MANIFEST, b"null")), manifest)
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
    return all(isinstance(text, str) and text == _speakable(text) for text in texts) and all(isinstance(n, int) for n in numbers)


def _speakable(text: str) -> str:
    """The text without halves of characters, which no terminal and no file takes."""
    return text.encode("utf-8", "replace").decode()
