"""Which parts of a PDF are not as the manifest says: pages by their fingerprint, files inside by their hash, the rest by the seal."""

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pikepdf import Pdf

from app.complaints.packet.carriers import opened
from app.complaints.packet.seal import fingerprints, sealed
from app.complaints.packet.sections import FAULTS


def attached(pdf: Pdf) -> dict[str, bytes]:
    """The files inside a PDF by name, as far as they can be read."""
    found: dict[str, bytes] = {}
    for name in attached_names(pdf):
        try:
            found[name] = pdf.attachments[name].get_file().read_bytes()
        except FAULTS:
            continue
    return found


def attached_names(pdf: Pdf) -> list[str]:
    """The names of the files inside."""
    try:
        return list(pdf.attachments)
    except FAULTS:
        return []


def changed_parts(file: Path, manifest: Mapping[str, Any], inside: Mapping[str, bytes]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Names of what was changed, each with the numbers of the exhibits that it touches. A change that touches none is one of the PDF's
    own: its tags, its links, its tables."""
    if sealed(file):
        return
    found = [*_pages(file, manifest), *_files(manifest, inside)]
    yield from found or [(file.name, ())]


def _pages(file: Path, manifest: Mapping[str, Any]) -> Iterator[tuple[str, tuple[str, ...]]]:
    with opened(file) as pdf:
        if pdf is None:
            return
        volume = _volume(pdf, file, manifest)
        for part in _differing(pdf, volume) if volume else []:
            name = str(part["name"])
            yield name, ((name.removeprefix("piece-"),) if name.startswith("piece-") else ())


def _volume(pdf: Pdf, file: Path, manifest: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The one of that name; for a file that was renamed, the one that fits it best."""
    volumes: list[Mapping[str, Any]] = manifest["volumes"]
    named = [volume for volume in volumes if volume["file"] == file.name]
    if named or len(volumes) == 1:
        return (named or volumes)[0]
    return min(volumes, key=lambda volume: len(_differing(pdf, volume)), default=None)


def _differing(pdf: Pdf, volume: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    parts = volume["parts"]
    found = fingerprints(pdf, [(part["page"], part["pages"]) for part in parts])
    return [part for part, shown in zip(parts, found, strict=True) if shown != part["shown"]]


def _files(manifest: Mapping[str, Any], inside: Mapping[str, bytes]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for piece in manifest["pieces"]:
        name = piece["path"].rpartition("/")[2]
        if name in inside and hashlib.sha256(inside[name]).hexdigest() != piece["sha256"]:
            yield name, (piece["number"],)
