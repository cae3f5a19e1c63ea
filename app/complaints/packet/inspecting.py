"""What the sandbox runs to look into one PDF of a packet that is to be checked: whoever sends a packet may have written it to do harm.

It tells which files are inside, the hash of each, the content of those that are asked for, and the fingerprints of pages.
"""

import hashlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from pikepdf import Pdf

from app.complaints.packet.seal import fingerprints
from app.complaints.packet.sections import FAULTS

MOST_FILES = 5_000


def look(content: bytes, options: dict[str, Any], scratch: Path) -> tuple[dict[str, Any], list[bytes]]:
    """The task (`app.platform.sandbox.task`). `options` has "wanted", names of files whose content is asked for, and "volumes", for each
    the first page and the number of pages of every part. A PDF too damaged to be opened is no failure: "opened" is False."""
    del scratch
    try:
        pdf = Pdf.open(BytesIO(content), suppress_warnings=True)
    except (*FAULTS, OSError):
        return {"opened": False, "names": [], "hashes": {}, "given": [], "shown": []}, []
    wanted, hashes, given = set(options["wanted"]), {}, {}
    with pdf:
        for name, file in _attached(pdf):
            hashes[name] = hashlib.sha256(file).hexdigest()
            if name in wanted:
                given[name] = file
        shown = [fingerprints(pdf, [(first, pages) for first, pages in parts]) for parts in options["volumes"]]
        names = _names(pdf)
    return {"opened": True, "names": names, "hashes": hashes, "given": list(given), "shown": shown}, list(given.values())


def _attached(pdf: Pdf) -> Iterator[tuple[str, bytes]]:
    """The files inside by name, as far as they can be read."""
    for name in _names(pdf):
        try:
            yield name, pdf.attachments[name].get_file().read_bytes()
        except FAULTS:
            continue


def _names(pdf: Pdf) -> list[str]:
    try:
        return list(pdf.attachments)[:MOST_FILES]
    except FAULTS:
        return []
