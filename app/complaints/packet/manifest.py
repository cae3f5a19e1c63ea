"""What the packet says of itself for programs: every piece with its hash and where it comes from, and the chain of the case's records.

A record that the complaint tells is given whole, with its salt, so that its hash can be computed again. Of others (taken back, or none of
the authority's business) only the hash is given: the next one takes it in, so that it cannot be exchanged, and it tells nothing.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from typing import Any

from app.cases import chain
from app.cases.chain import Link
from app.complaints.packet.pieces import Piece

FORMAT = "saisine-packet-1"
CHAIN_FORMAT = "saisine-chain-1"
MANIFEST, CHAIN = "manifest.json", "chain.json"

PRIVATE = ("snoozed", "case_closed")
"""Kinds of records that are the person's own business."""

HOW = (
    "Each hash is the SHA-256 of the hash before it (32 zero bytes at first), the salt, and the record as JSON with its id, sequence,"
    " recorded_at, kind, payload and corrects: keys in alphabetical order, no spaces, ASCII only. A withheld record has its hash only."
)

Plain = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class About:
    """What a packet is: the public id of its case, the reference of its letters, its day, its language, the authority's id."""

    case: str
    reference: str
    on: date
    language: str
    authority: str


def chain_of(links: Sequence[Link], told: Iterable[str]) -> Plain:
    """The chain for `chain.json`; `told` are the ids of the records that the complaint tells."""
    shown = set(told)
    records = [_record(link, withheld=link.recorded.id not in shown or link.recorded.event.kind in PRIVATE) for link in links]
    return {"format": CHAIN_FORMAT, "how": HOW, "length": len(links), "head": links[-1].hash.hex() if links else "", "records": records}


def manifest_of(
    pieces: Sequence[Piece],
    volumes: Sequence[Mapping[str, Any]],
    *,
    about: About,
    chain_text: bytes,
    head: str,
) -> Plain:
    """The facts of a packet; `volumes` say for each PDF where every piece stands in it and what its pages' fingerprint is."""
    return {
        "format": FORMAT,
        "program": f"saisine {version('saisine')}",
        "case": about.case,
        "reference": about.reference,
        "on": about.on.isoformat(),
        "language": about.language,
        "authority": about.authority,
        "chain": {"file": CHAIN, "sha256": hashlib.sha256(chain_text).hexdigest(), "head": head},
        "pieces": [_piece(piece) for piece in pieces],
        "volumes": list(volumes),
    }


def to_bytes(plain: Mapping[str, Any]) -> bytes:
    """Readable JSON, the same for the same facts, in ASCII."""
    return json.dumps(plain, ensure_ascii=True, indent=1).encode("ascii") + b"\n"


def _record(link: Link, *, withheld: bool) -> Plain:
    if withheld:
        return {"sequence": link.recorded.sequence, "withheld": True, "hash": link.hash.hex()}
    facts: Plain = json.loads(chain.to_bytes(link))
    facts.pop("submitted", None)
    return {**facts, "hash": link.hash.hex()}


def _piece(piece: Piece) -> Plain:
    return {
        "number": piece.label,
        "kind": piece.kind,
        "letter": piece.letter,
        "date": piece.on.isoformat() if piece.on else None,
        "name": piece.name,
        "media_type": piece.media_type,
        "size": piece.size,
        "sha256": piece.sha256,
        "origin": piece.origin,
        "record": piece.record,
        "file": piece.file,
        "path": piece.path,
        "language": piece.language,
        "remarks": list(piece.remarks),
    }
