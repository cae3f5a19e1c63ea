"""All of a person's cases as files that outlive this program: in words, as JSON with the chain of records, and every file as it came."""

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from app.cases import chain, wording
from app.cases.archive import CaseArchive
from app.cases.chain import Link
from app.cases.particulars import to_plain
from app.law.events import EventWithdrawn, standing
from app.platform.i18n import Translator

FORMAT = "saisine-case-1"
MANIFEST = "manifest.sha256"
LONGEST_NAME = 120
"""Bytes of a file's name: with a number before it, every file system takes it."""


def exported(archives: Sequence[CaseArchive], today: date, t: Translator, lost: Sequence[str] = ()) -> Iterator[tuple[str, bytes]]:
    """Relative path and content of each file, one after the other; the manifest, which has the SHA-256 of all others, comes last.

    `lost` are the ids of cases that could not be read. Paths have "/" between their parts. Raises BlobMissing, BlobDamaged,
    DecryptionFailed for a file that is not as it was kept.
    """
    sums: list[str] = []
    for path, content in _files(archives, today, t, lost):
        sums.append(f"{hashlib.sha256(content).hexdigest()}  {path}\n")
        yield path, content
    yield MANIFEST, "".join(sums).encode()


def _files(archives: Sequence[CaseArchive], today: date, t: Translator, lost: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    yield "README.txt", _text(_explanation(today, t, lost))
    for number, archive in enumerate(archives, start=1):
        folder = f"{number}-{safe_name(archive.particulars.request.reference)}"
        paths = {info.id: f"files/{order:02d}-{safe_name(info.name)}" for order, info in enumerate(archive.files, start=1)}
        yield f"{folder}/summary.txt", _text(_summary(archive, t))
        yield f"{folder}/case.json", json.dumps(_document(archive, paths), ensure_ascii=True, indent=2).encode("ascii")
        for info in archive.files:
            yield f"{folder}/{paths[info.id]}", archive.content(info.id)


def safe_name(name: str) -> str:
    """A file name that every system takes: letters and digits of any script, dots, spaces, hyphens and brackets; its ending is kept."""
    clean = re.sub(r"[^\w.() -]", "_", unicodedata.normalize("NFC", name)).strip(". ")
    stem, dot, ending = clean.rpartition(".")
    if not dot or len(ending.encode()) > 10:
        stem, dot, ending = clean, "", ""
    room = LONGEST_NAME - len(f"{dot}{ending}".encode())
    return f"{stem.encode()[:room].decode(errors='ignore').rstrip('. ')}{dot}{ending}" or "_"


def _document(archive: CaseArchive, paths: dict[str, str]) -> dict[str, Any]:
    """The case as JSON."""
    return {
        "format": FORMAT,
        "case": archive.public_id,
        **to_plain(archive.particulars),
        "intact": archive.intact,
        "records": [_record(link) for link in archive.links],
        "files": [{**to_plain(info), "path": paths[info.id]} for info in archive.files],
    }


def _record(link: Link) -> dict[str, Any]:
    facts: dict[str, Any] = json.loads(chain.to_bytes(link))
    return {**facts, "hash": link.hash.hex()}


def _summary(archive: CaseArchive, t: Translator) -> list[str]:
    """The case in words: what was asked of whom, then what happened, in the order in which it was written down."""
    _ = t.gettext
    request = archive.particulars.request
    records = tuple(link.recorded for link in archive.links)
    replaced = {r.id for r in records if not isinstance(r.event, EventWithdrawn)} - {r.id for r in standing(records)}
    return [
        f"{request.reference} · {request.controller.name}",
        _("Request of {date} by {name}").format(date=t.format_date(request.on, "long"), name=request.subject.name),
        "",
        *(
            f"{t.format_date(record.event.on, 'long')} · {wording.event_text(record, t)}"
            + (f" ({_('corrected or withdrawn later')})" if record.id in replaced else "")
            for record in records
        ),
        "",
        _("The chain of records is whole.") if archive.intact else _("The chain of records is broken: one was changed, removed or moved."),
    ]


def _explanation(today: date, t: Translator, lost: Sequence[str]) -> list[str]:
    _ = t.gettext
    return [
        _("Everything that is kept about these requests, as of {date}.").format(date=t.format_date(today, "long")),
        *(_("Not here: the request {id}, which cannot be read any more.").format(id=id_) for id_ in lost),
        "",
        _("Each request has a folder. Its summary.txt tells it in words; its case.json holds everything for programs."),
        _("Its folder “files” has every file exactly as it was kept."),
        _("The file {manifest} has the SHA-256 of each file; “sha256sum -c {manifest}” checks them all.").format(manifest=MANIFEST),
        "",
        _("The records of a request form a chain, so that one that was changed, removed or moved shows:"),
        _(
            "each hash is the SHA-256 of the hash before it (32 zero bytes at first), the salt, and the record as JSON with its id,"
            " sequence, recorded_at, kind, payload and corrects: keys in alphabetical order, no spaces, ASCII only."
        ),
        "",
        _("All this is personal: keep it where nobody else reads it."),
    ]


def _text(lines: Sequence[str]) -> bytes:
    """Readable in any editor; a lone half of a character, which no file can hold, becomes a question mark."""
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "replace")
