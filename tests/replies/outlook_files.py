"""Outlook messages written by code: a compound file with the streams that a message has, for tests of the reader."""

import struct
from datetime import UTC, datetime

Tree = dict[str, "bytes | Tree"]
FREE, END, TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
SECTOR, SMALL = 512, 64


def message(sender: str, subject: str, body: str, sent: datetime, attachments: dict[str, "bytes | Tree"] | None = None) -> Tree:
    """The streams of a message; an attachment is bytes, or the tree of a message in it."""
    streams: Tree = {
        "__substg1.0_0037001F": _wide(subject),
        "__substg1.0_0C1A001F": _wide("Service clients"),
        "__substg1.0_5D01001F": _wide(sender),
        "__substg1.0_1000001F": _wide(body),
        "__substg1.0_1035001F": _wide("<outlook-1@example.org>"),
        "__properties_version1.0": bytes(32) + struct.pack("<IIQ", 0x00390040, 6, _ticks(sent)),
    }
    for number, (name, content) in enumerate((attachments or {}).items()):
        streams[f"__attach_version1.0_#{number:08X}"] = {
            "__properties_version1.0": bytes(8),
            "__substg1.0_3707001F": _wide(name),
            **({"__substg1.0_37010102": content} if isinstance(content, bytes) else {"__substg1.0_3701000D": content}),
        }
    return streams


def compound(tree: Tree) -> bytes:
    """A compound file with these storages and streams."""
    entries: list[bytes] = [b""]
    small = bytearray()
    small_table: list[int] = []
    big: list[tuple[int, bytes]] = []
    child = _laid_out(tree, entries, small, small_table, big)
    directory_size = -(-len(entries) * 128 // SECTOR)
    parts = [
        (bytes(directory_size * SECTOR)),
        struct.pack(f"<{len(small_table)}I", *small_table),
        bytes(small),
        *(content for _, content in big),
    ]
    sizes = [-(-len(part) // SECTOR) for part in parts]
    tables = next(n for n in range(1, 100) if n * 128 >= n + sum(sizes))
    starts = [tables + sum(sizes[:at]) for at in range(len(parts))]
    chain = [TABLE] * tables
    for start, size in zip(starts, sizes, strict=True):
        chain += [*range(start + 1, start + size), END] if size else []
    entries[0] = _entry("Root Entry", 5, child=child, start=starts[2] if small else END, size=len(small))
    for (at, content), start in zip(big, starts[3:], strict=True):
        entries[at] = entries[at][:116] + struct.pack("<IQ", start, len(content))
    parts[0] = b"".join(entries).ljust(directory_size * SECTOR, b"\0")
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<IIIIIIIII", 0, tables, starts[0], 0, 4096, starts[1] if small else END, sizes[1], END, 0)
    head = (head + struct.pack(f"<{tables}I", *range(tables))).ljust(SECTOR, b"\xff")
    fat = struct.pack(f"<{len(chain)}I", *chain).ljust(tables * SECTOR, b"\xff")
    return head + fat + b"".join(part.ljust(size * SECTOR, b"\0") for part, size in zip(parts, sizes, strict=True))


def _laid_out(tree: Tree, entries: list[bytes], small: bytearray, table: list[int], big: list[tuple[int, bytes]]) -> int:
    """Adds the entries of a storage, linked one to the next; returns the number of the first."""
    following = FREE
    for name, content in reversed(tree.items()):
        at = len(entries)
        entries.append(b"")
        if isinstance(content, dict):
            entries[at] = _entry(name, 1, right=following, child=_laid_out(content, entries, small, table, big))
        elif len(content) >= 4096:
            big.append((at, content))
            entries[at] = _entry(name, 2, right=following, size=len(content))
        else:
            start, sectors = len(table), -(-len(content) // SMALL)
            table += [*range(start + 1, start + sectors), END] if sectors else []
            small += content.ljust(sectors * SMALL, b"\0")
            entries[at] = _entry(name, 2, right=following, start=start if sectors else END, size=len(content))
        following = at
    return following


def _entry(name: str, kind: int, *, right: int = FREE, child: int = FREE, start: int = END, size: int = 0) -> bytes:
    written = name.encode("utf-16-le")
    links = struct.pack("<III", FREE, right, child)
    return written.ljust(64, b"\0") + struct.pack("<HBB", len(written) + 2, kind, 1) + links + bytes(36) + struct.pack("<IQ", start, size)


def _wide(text: str) -> bytes:
    return text.encode("utf-16-le")


def _ticks(instant: datetime) -> int:
    return int((instant - datetime(1601, 1, 1, tzinfo=UTC)).total_seconds()) * 10_000_000
