"""Which parts of a PDF are not as the manifest says: pages by their fingerprint, files inside by their hash, the rest by the seal."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from app.complaints.packet.inspector import Inside, Inspector
from app.complaints.packet.seal import sealed

Volume = Mapping[str, Any]


def changed_parts(file: Path, manifest: Mapping[str, Any], inspector: Inspector) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Names of what was changed, each with the numbers of the exhibits that it touches. A change that touches none is one of the PDF's
    own: its tags, its links, its tables."""
    if sealed(file):
        return
    volumes = _volumes(file, manifest)
    inside = inspector.look(file, [[(part["page"], part["pages"]) for part in volume["parts"]] for volume in volumes])
    found = [*_pages(volumes, inside), *_files(manifest, inside)]
    yield from found or [(file.name, ())]


def _volumes(file: Path, manifest: Mapping[str, Any]) -> Sequence[Volume]:
    """The one of that name; for a file that was renamed, all that it may be."""
    volumes: list[Volume] = manifest["volumes"]
    return [volume for volume in volumes if volume["file"] == file.name][:1] or volumes


def _pages(volumes: Sequence[Volume], inside: Inside) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The parts that differ, of the volume that fits the file best."""
    found = [_differing(volume, shown) for volume, shown in zip(volumes, inside.shown, strict=False)]
    for part in min(found, key=len, default=[]):
        name = str(part["name"])
        yield name, ((name.removeprefix("piece-"),) if name.startswith("piece-") else ())


def _differing(volume: Volume, shown: Sequence[str]) -> list[Mapping[str, Any]]:
    told = [*shown, *[""] * (len(volume["parts"]) - len(shown))]
    return [part for part, now in zip(volume["parts"], told, strict=False) if now != part["shown"]]


def _files(manifest: Mapping[str, Any], inside: Inside) -> Iterator[tuple[str, tuple[str, ...]]]:
    for piece in manifest["pieces"]:
        name = piece["path"].rpartition("/")[2]
        if name in inside.hashes and inside.hashes[name] != piece["sha256"]:
            yield name, (piece["number"],)
