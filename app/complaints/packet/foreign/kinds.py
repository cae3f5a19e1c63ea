"""What kind of file it is, by its first bytes before its name: senders' endings lie."""

import warnings
from collections.abc import Callable
from pathlib import PurePosixPath

from app.complaints.packet.foreign.archives import read_archive
from app.complaints.packet.foreign.mails import read_mail
from app.complaints.packet.foreign.pdfs import read_pdf
from app.complaints.packet.foreign.pictures import read_picture
from app.complaints.packet.foreign.reading import Reading, Unreadable
from app.complaints.packet.foreign.texts import read_html, read_json, read_text, read_word

Reads = Callable[[bytes], Reading]

PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"II*\x00", b"MM\x00*", b"GIF8", b"BM")
HEIF_BRANDS = (b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"heim", b"heis")
HEADS_OF_MAIL = (b"from:", b"received:", b"return-path:", b"delivered-to:", b"subject:", b"date:", b"message-id:", b"mime-version:", b"to:")
BY_ENDING: dict[str, Reads] = {
    ".eml": read_mail,
    ".html": read_html,
    ".htm": read_html,
    ".xhtml": read_html,
    ".json": read_json,
}


def read(name: str, content: bytes) -> Reading:
    """What there is to show of the file; one that cannot be shown has a remark that says why."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # decoders warn of damage, and quote it
            return _reads(name, content)(content) if content else Reading(remarks=("empty",))
    except Unreadable as failure:
        return Reading(remarks=(failure.remark,))
    except MemoryError:
        return Reading(remarks=("exceeded",))
    except Exception:  # a hostile file makes a decoder raise nearly anything, and all of it means the same to the reader
        return Reading(remarks=("broken",))


def _reads(name: str, content: bytes) -> Reads:
    """Raises Unreadable for a kind that nothing here reads."""
    ending, start = PurePosixPath(name.lower()).suffix, content[:4096]
    if start.lstrip().startswith(b"%PDF-") or (ending == ".pdf" and b"%PDF-" in start):
        return read_pdf
    if (
        start.startswith(PICTURES)
        or (start[:4] == b"RIFF" and start[8:12] == b"WEBP")
        or (start[4:8] == b"ftyp" and start[8:12] in HEIF_BRANDS)
    ):
        return read_picture
    if start.startswith(b"PK"):
        return read_word if _is_word(content) else read_archive
    if ending in BY_ENDING:
        return BY_ENDING[ending]
    if b"\x00" in start and not start.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Unreadable("unknown_kind")
    return _of_text(start)


def _of_text(start: bytes) -> Reads:
    first = start.lstrip().lower()
    if first.startswith((b"<!doctype html", b"<html")):
        return read_html
    if sum(b"\n" + head in b"\n" + first for head in HEADS_OF_MAIL) >= 3:
        return read_mail
    return read_json if first.startswith((b"{", b"[")) else read_text


def _is_word(content: bytes) -> bool:
    return b"word/document.xml" in content
