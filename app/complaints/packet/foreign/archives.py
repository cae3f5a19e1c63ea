"""ZIP archives: what is in them by name and size, and the files themselves as far as reason goes."""

import zlib
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from app.complaints.packet.foreign.reading import Inner, Reading, Unreadable

MOST_FILES = 60
LARGEST = 48_000_000
"""Bytes of all files together, unpacked: less than an answer of the sandbox may have."""

MOST_RATIO = 200
"""How many times its size a file may unpack to: text reaches ten, a bomb a thousand."""

MOST_LISTED = 500
ENCRYPTED = 0x1


def read_archive(content: bytes) -> Reading:
    """The list of its files and those that can be unpacked. Raises Unreadable for what is no archive or an empty one."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
            inner, left = _unpacked(archive, members)
    except (BadZipFile, OSError, ValueError, EOFError, NotImplementedError, RuntimeError, KeyError) as error:
        raise Unreadable("broken") from error
    if not members:
        raise Unreadable("empty")
    listed = tuple((member.filename, member.file_size) for member in members[:MOST_LISTED])
    remarks = (("some_not_unpacked",) if left else ()) + (("too_much_inside",) if any(map(_bomb, members)) else ())
    return Reading(inner=inner, listed=listed, remarks=remarks)


def _unpacked(archive: ZipFile, members: list[ZipInfo]) -> tuple[tuple[Inner, ...], bool]:
    """The files within the limits, and whether some were left."""
    found: list[Inner] = []
    room = LARGEST
    for member in members:
        if len(found) >= MOST_FILES or member.file_size > room or _bomb(member) or member.flag_bits & ENCRYPTED:
            continue
        try:
            with archive.open(member) as file:
                content = file.read(member.file_size + 1)
        except (BadZipFile, OSError, ValueError, EOFError, NotImplementedError, RuntimeError, zlib.error):
            continue
        if len(content) > member.file_size:  # larger than it said
            continue
        room -= len(content)
        found.append(Inner(member.filename, content))
    return tuple(found), len(found) < len(members)


def _bomb(member: ZipInfo) -> bool:
    return member.file_size > LARGEST or member.file_size > MOST_RATIO * max(member.compress_size, 500)
