"""Hostile compound files (Outlook messages, old Word documents): sectors in circles, directories that are their own children, lies."""

import struct
from collections.abc import Iterator

from tests.hostile.tearing import torn

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
FREE, END, TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
SECTOR = 512
STREAM, STORAGE, ROOT = 2, 1, 5


def hostile() -> Iterator[tuple[str, bytes]]:
    """All of them, as messages."""
    yield from torn("message", "msg", compound())
    for name, content in {**_tables(), **_directories(), **_messages()}.items():
        yield f"message-{name}.msg", content


def entry(name: str, kind: int, *, left: int = FREE, right: int = FREE, child: int = FREE, start: int = END, size: int = 0) -> bytes:
    """One entry of the directory."""
    written = name.encode("utf-16-le")[:62]
    links = struct.pack("<III", left, right, child)
    return written.ljust(64, b"\0") + struct.pack("<HBB", len(written) + 2, kind, 1) + links + bytes(36) + struct.pack("<IQ", start, size)


def compound(
    *,
    directory: list[bytes] | None = None,
    table: list[int] | None = None,
    shift: int = 9,
    tables: int = 1,
    chain: int = END,
    first: int = 1,
) -> bytes:
    """Sector 0 is the allocation table, the directory starts in sector 1, a stream of 4096 bytes follows."""
    text = entry("__substg1.0_1000001F", STREAM, start=2, size=4096)
    entries = b"".join(directory or [entry("Root Entry", ROOT, child=1), text]).ljust(SECTOR, entry("", 0)[:1])
    links = table or [TABLE, END, *range(3, 10), END]
    head = SIGNATURE + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, shift, 6) + bytes(6)
    head += struct.pack("<IIIIIIIII", 0, tables, first, 0, 4096, END, 0, chain, 0 if chain == END else 0xFFFF) + struct.pack("<I", 0)
    head = head.ljust(SECTOR, b"\xff")
    sectors = struct.pack(f"<{len(links)}I", *links).ljust(SECTOR, b"\xff")[:SECTOR] + entries
    return head + sectors + b"B\0o\0n\0j\0o\0u\0r\0 \0".ljust(16, b"\0") * 256


def _tables() -> dict[str, bytes]:
    return {
        "a-sector-that-follows-itself": compound(table=[TABLE, END, 2]),
        "a-directory-that-follows-itself": compound(table=[TABLE, 1, 3, 4, END]),
        "sectors-in-a-circle": compound(table=[TABLE, END, 3, 4, 5, 2]),
        "a-sector-beyond-the-end": compound(table=[TABLE, END, 0x7FFFFFF0]),
        "a-table-that-is-free": compound(table=[FREE] * 100),
        "sectors-of-two-gigabytes": compound(shift=31),
        "sectors-of-one-byte": compound(shift=0),
        "sectors-of-65535-bits": compound(shift=65_535),
        "tables-by-the-million": compound(tables=0x7FFFFFFF),
        "a-chain-of-tables-to-itself": compound(chain=0),
        "a-chain-of-tables-beyond": compound(chain=0x7FFFFF00),
        "a-directory-beyond-the-end": compound(first=0x7FFFFF00),
        "a-directory-in-the-table": compound(first=0),
    }


def _directories() -> dict[str, bytes]:
    root = entry("Root Entry", ROOT, child=1)
    return {
        "an-entry-that-is-its-own-child": compound(directory=[root, entry("a", STORAGE, child=1)]),
        "an-entry-that-is-its-own-sibling": compound(directory=[root, entry("a", STREAM, left=1, right=1)]),
        "siblings-in-a-circle": compound(directory=[root, entry("a", STREAM, right=2), entry("b", STREAM, left=1, right=1)]),
        "a-root-that-is-its-own-child": compound(directory=[entry("Root Entry", ROOT, child=0, left=0, right=0)]),
        "a-child-beyond-the-end": compound(directory=[entry("Root Entry", ROOT, child=0x7FFFFFFF)]),
        "no-root": compound(directory=[entry("a", STREAM)]),
        "an-entry-of-no-kind": compound(directory=[root, entry("a", 77, start=2, size=99)]),
        "a-stream-of-exabytes": compound(directory=[root, entry("__substg1.0_1000001F", STREAM, start=2, size=1 << 60)]),
        "a-stream-of-four-gigabytes": compound(directory=[root, entry("__substg1.0_1000001F", STREAM, start=2, size=0xFFFFFFFF)]),
        "a-small-stream-without-a-place": compound(directory=[root, entry("__substg1.0_1000001F", STREAM, start=9_999, size=64)]),
        "ten-thousand-entries-in-a-row": compound(directory=[root, *(entry(f"e{n}", STREAM, right=n + 1) for n in range(1, 10_000))]),
        "storages-five-thousand-deep": compound(directory=[root, *(entry(f"s{n}", STORAGE, child=n + 1) for n in range(1, 5_000))]),
    }


def _messages() -> dict[str, bytes]:
    root = entry("Root Entry", ROOT, child=1)

    def message(name: str, size: int = 4096) -> bytes:
        return compound(directory=[root, entry(name, STREAM, start=2, size=size)])

    return {
        "properties-that-are-text": message("__properties_version1.0"),
        "a-name-that-is-no-property": message("__substg1.0_ZZZZZZZZ"),
        "a-body-packed-by-noise": message("__substg1.0_10090102"),
        "recipients-without-properties": compound(directory=[root, entry("__recip_version1.0_#00000000", STORAGE)]),
        "an-attachment-in-itself": compound(
            directory=[root, entry("__attach_version1.0_#00000000", STORAGE, child=2), entry("__substg1.0_3701000D", STORAGE, child=1)]
        ),
        "names-of-properties-that-lie": compound(directory=[root, entry("__nameid_version1.0", STORAGE, child=1)]),
        "only-a-signature": SIGNATURE,
        "a-signature-and-a-gigabyte-promised": SIGNATURE + b"\xff" * 504,
        "megabytes-of-noise": SIGNATURE + bytes(range(256)) * 8_000,
    }
