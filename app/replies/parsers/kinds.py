"""What a file is, by its first bytes and only then by its name: a name is whatever somebody typed."""

import re
from enum import StrEnum
from pathlib import PurePosixPath


class Kind(StrEnum):
    """The kinds of files that are told apart."""

    MAIL = "message/rfc822"
    OUTLOOK = "application/vnd.ms-outlook"
    PDF = "application/pdf"
    HTML = "text/html"
    TEXT = "text/plain"
    ZIP = "application/zip"
    OLE = "application/x-ole-storage"
    TNEF = "application/ms-tnef"
    JPEG = "image/jpeg"
    PNG = "image/png"
    TIFF = "image/tiff"
    HEIC = "image/heic"
    WEBP = "image/webp"
    OTHER = "application/octet-stream"


DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PICTURES = frozenset({Kind.JPEG, Kind.PNG, Kind.TIFF, Kind.HEIC, Kind.WEBP})

_STARTS = (
    (b"PK\x03\x04", Kind.ZIP),
    (b"PK\x05\x06", Kind.ZIP),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Kind.OLE),
    (b"\x78\x9f\x3e\x22", Kind.TNEF),
    (b"\xff\xd8\xff", Kind.JPEG),
    (b"\x89PNG\r\n\x1a\n", Kind.PNG),
    (b"II*\x00", Kind.TIFF),
    (b"MM\x00*", Kind.TIFF),
)
_HEIF = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1")
_HEADER = re.compile(rb"\A(?:From [^\n]{1,200}\n)?(?:[A-Za-z][A-Za-z0-9-]{1,40}:[^\n]*\n(?:[ \t][^\n]*\n)*){2}")
_MAIL_HEADER = re.compile(rb"^(?:from|to|date|subject|message-id|received|mime-version|return-path|delivered-to)\s*:", re.I | re.M)
_HTML = re.compile(rb"\A\s*(?:<!--.{0,500}?-->\s*)?<(?:!doctype\s+html|html|head|body|div|p|table|meta)\b", re.I | re.S)


def kind_of(content: bytes, name: str) -> Kind:
    """What the file is. A PDF may begin with up to a kilobyte of something else, as its readers allow."""
    start = content[:4096]
    known = next((kind for mark, kind in _STARTS if start.startswith(mark)), None)
    if known:
        return known
    if start[4:8] == b"ftyp" and start[8:12] in _HEIF:
        return Kind.HEIC
    if start[:4] == b"RIFF" and start[8:12] == b"WEBP":
        return Kind.WEBP
    if b"%PDF-" in start[:1024]:
        return Kind.PDF
    return _text_kind(start, PurePosixPath(name.lower()).suffix)


def _text_kind(start: bytes, ending: str) -> Kind:
    plain = start.replace(b"\r\n", b"\n").lstrip(b"\xef\xbb\xbf\n")
    if ending in (".eml", ".mht") or (_HEADER.match(plain) and len(_MAIL_HEADER.findall(plain)) >= 2):
        return Kind.MAIL
    if ending in (".html", ".htm", ".xhtml") or _HTML.match(plain):
        return Kind.HTML
    wide = start[:2] in (b"\xff\xfe", b"\xfe\xff")
    return Kind.TEXT if wide or not _binary(start) else Kind.OTHER


def _binary(start: bytes) -> bool:
    """Whether it holds what no text holds."""
    return b"\x00" in start or sum(byte < 9 or 13 < byte < 32 for byte in start) > len(start) // 50
