"""Reading an archive of the public list (`datenanfragen/data`, CC0), which may be damaged, hostile, or no archive at all.

Nothing is ever unpacked to a disk. Every limit is checked before the work that it limits, and none rests only on what the archive says
of itself.
"""

import json
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from app.directory import records
from app.directory.records import Kind, Record
from app.platform.errors import InvalidInput, msg

MAX_ARCHIVE = 20_000_000
MAX_MEMBERS = 20_000
MAX_MEMBER = 256_000
MAX_TOTAL = 64_000_000
MAX_RATIO = 100
"""Limits: bytes of the archive, its files, bytes of one record and of all files unpacked, and how many times larger one may become.

The list of 2026 has 1.7 MB, 3,300 files, 3 MB unpacked.
"""

DIRECTORY_BYTES_PER_MEMBER = 400
FOLDERS = {
    "companies": Kind.CONTROLLER,
    "obsolete-records": Kind.OBSOLETE,
    "supervisory-authorities": Kind.AUTHORITY,
    "company-packs": Kind.PACK,
}

NOT_HTTPS = msg("The archive must be a file, or an address that begins with https:// and leads to no other kind of address.")
NOT_AN_ARCHIVE = msg("This is not a ZIP archive that can be read: it is damaged, or cut off.")
NOT_THE_LIST = msg("This archive holds no folder “companies” with records: it is not the list that can be imported.")
TOO_LARGE = msg("The archive has more than {limit} bytes.")
TOO_MANY = msg("The archive holds more than {limit} files.")
SWELLS = msg("The archive would unpack to more than {limit} bytes, or “{name}” in it to far more than it takes.")
ODD_NAME = msg("The archive holds a file with a name that leads elsewhere: “{name}”.")
LOCKED = msg("The file “{name}” of the archive is encrypted or packed in an unusual way.")
MEMBER_TOO_LARGE = msg("The file is larger than {limit} bytes.")
NOT_JSON = msg("The file is not JSON text in UTF-8 that can be understood.")
TWICE = msg("Another record has the same name “{slug}”; the first one stays.")
GONE = msg("The list also says that this one no longer exists: “{slug}” is not written to.")

_END, _END_SIZE = b"PK\x05\x06", 22
_LONGEST_COMMENT = 65_535
_ZIP64 = b"PK\x06\x07"


@dataclass(frozen=True)
class Skipped:
    """A record that is not taken over, or a part of one: the file it stands in, and why."""

    file: str
    reason: InvalidInput


@dataclass(frozen=True)
class Archive:
    """What an archive holds: records by kind and slug, those that were skipped, and remarks about parts left out.

    `unreadable` are the kinds and names of files that are there, and say nothing that can be understood.
    """

    records: dict[tuple[Kind, str], Record] = field(default_factory=dict)
    skipped: list[Skipped] = field(default_factory=list)
    remarks: list[Skipped] = field(default_factory=list)
    unreadable: set[tuple[Kind, str]] = field(default_factory=set)

    def still_lists(self, kind: Kind, slug: str) -> bool:
        """Whether a record that is not among `records` may stay as it was last read: its file is there, only damaged, and nothing here
        says that it is no longer so."""
        # Packs share files: "fr.finance" stands in fr.json.
        there = (kind, slug.partition(".")[0] if kind is Kind.PACK else slug) in self.unreadable
        other = {Kind.CONTROLLER: Kind.OBSOLETE, Kind.OBSOLETE: Kind.CONTROLLER}.get(kind)
        return there and (kind, slug) not in self.records and (other is None or (other, slug) not in self.records)


def read_archive(source: BinaryIO) -> Archive:
    """All records of the archive. Raises InvalidInput when it is none, is damaged, hostile, or holds no list; a bad record is skipped."""
    _refuse_enormous(source)
    try:
        with zipfile.ZipFile(source) as opened:
            members = _checked(opened)
            archive = _collect(opened, members)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError, ValueError, struct.error) as damaged:
        raise InvalidInput("archive", NOT_AN_ARCHIVE) from damaged
    if not any(kind is Kind.CONTROLLER for kind, _ in archive.records):
        raise InvalidInput("archive", NOT_THE_LIST)
    return _without_gone(archive)


def _refuse_enormous(source: BinaryIO) -> None:
    """The archive's own list of files is read as a whole by the standard library: its size is checked before that."""
    size = source.seek(0, 2)
    if size > MAX_ARCHIVE:
        raise InvalidInput("archive", TOO_LARGE, limit=MAX_ARCHIVE)
    source.seek(max(0, size - _END_SIZE - _LONGEST_COMMENT - 20))
    tail = source.read()
    end = tail.rfind(_END)
    if end < 0 or len(tail) - end < _END_SIZE:
        raise InvalidInput("archive", NOT_AN_ARCHIVE)
    ends = [at for at in range(len(tail) - _END_SIZE + 1) if tail.startswith(_END, at)] if tail.count(_END) > 1 else [end]
    listed = max(struct.unpack_from("<L", tail, at + 12)[0] for at in ends)
    if _ZIP64 in tail or listed > MAX_MEMBERS * DIRECTORY_BYTES_PER_MEMBER:
        raise InvalidInput("archive", TOO_MANY, limit=MAX_MEMBERS)
    source.seek(0)


def _checked(opened: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """The members, none of which leads elsewhere, swells or is locked."""
    members = opened.infolist()
    if len(members) > MAX_MEMBERS:
        raise InvalidInput("archive", TOO_MANY, limit=MAX_MEMBERS)
    for member in members:
        name = member.orig_filename
        if name.startswith("/") or "\\" in name or "\0" in name or ":" in name or ".." in name.split("/"):
            raise InvalidInput("archive", ODD_NAME, name=_shown(name))
        if member.flag_bits & 1 or member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise InvalidInput("archive", LOCKED, name=_shown(name))
        if member.file_size > MAX_RATIO * max(member.compress_size, 1) and member.file_size > MAX_MEMBER:
            raise InvalidInput("archive", SWELLS, limit=MAX_TOTAL, name=_shown(name))
    if sum(member.file_size for member in members) > MAX_TOTAL:
        largest = max(members, key=lambda member: member.file_size)
        raise InvalidInput("archive", SWELLS, limit=MAX_TOTAL, name=_shown(largest.orig_filename))
    return members


def _collect(opened: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> Archive:
    archive = Archive()
    for member, kind, stem in _of_the_list(members):
        try:
            found = records.read(kind, stem, _json(opened, member))
        except InvalidInput as reason:
            archive.skipped.append(Skipped(_shown(member.filename), reason))
            archive.unreadable.add((kind, stem))
            continue
        for record in found:
            _take(archive, record, _shown(member.filename))
    return archive


def _take(archive: Archive, record: Record, file: str) -> None:
    if (record.kind, record.slug) in archive.records:
        archive.skipped.append(Skipped(file, InvalidInput("slug", TWICE, slug=record.slug)))
        return
    archive.records[record.kind, record.slug] = record
    archive.remarks.extend(Skipped(file, remark) for remark in record.remarks)


def _of_the_list(members: list[zipfile.ZipInfo]) -> Iterator[tuple[zipfile.ZipInfo, Kind, str]]:
    """Files that hold records, by their names: which of two with the same slug comes first does not depend on how it was packed."""
    for member in sorted(members, key=lambda member: member.filename):
        *_, folder, name = ("", *member.filename.split("/"))
        if folder in FOLDERS and name.endswith(".json"):
            yield member, FOLDERS[folder], name.removesuffix(".json")


def _json(opened: zipfile.ZipFile, member: zipfile.ZipInfo) -> object:
    """What a record's file says. Reading stops at the limit, whatever size the archive claims."""
    with opened.open(member) as packed:
        content = packed.read(MAX_MEMBER + 1)
    if len(content) > MAX_MEMBER:
        raise InvalidInput("file", MEMBER_TOO_LARGE, limit=MAX_MEMBER)
    try:
        return json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise InvalidInput("file", NOT_JSON) from error


def _without_gone(archive: Archive) -> Archive:
    """Who is both listed and obsolete is obsolete: writing to nobody costs less than writing to the wrong one."""
    gone = [slug for kind, slug in archive.records if kind is Kind.OBSOLETE and (Kind.CONTROLLER, slug) in archive.records]
    for slug in gone:
        del archive.records[Kind.CONTROLLER, slug]
        archive.skipped.append(Skipped(f"companies/{slug}.json", InvalidInput("slug", GONE, slug=slug)))
    return archive


def _shown(name: str) -> str:
    """A name from the archive as it can be printed: what a terminal would obey is escaped."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in name.encode("utf-8", "replace").decode())[-120:]
