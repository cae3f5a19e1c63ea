"""Archives (ZIP) and Word documents (DOCX), which are archives too: nothing is unpacked to a disk, and nothing without a limit."""

import re
import zipfile
from io import BytesIO
from typing import IO
from xml.etree import ElementTree as ET

from app.platform.sandbox import Reason
from app.platform.sandbox.task import Unreadable
from app.replies.parsers.document import LONGEST_TEXT, Child, Document, Refused
from app.replies.parsers.kinds import DOCX, Kind

MOST_MEMBERS = 200
MOST_BYTES = 48 << 20
"""Bytes of all members together, unpacked."""

MOST_RATIO = 120
"""How many times larger than packed a member may be, beyond a megabyte: text shrinks to a tenth."""

BODY = "word/document.xml"
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DECLARATION = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.I)


def read_zip(content: bytes) -> Document:
    """The members of an archive, or the text of a Word document. Raises Unreadable."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            members = archive.infolist()
            if any(member.filename == BODY for member in members[:2000]):
                return _docx(archive)
            return _members(archive, members)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, ValueError) as error:
        raise Unreadable(Reason.BROKEN, type(error).__name__) from error


def _members(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> Document:
    """Each member as a file of its own; those that are encrypted, too large or too many are named and stay where they are."""
    children: list[Child] = []
    refused: list[Refused] = []
    left = MOST_BYTES
    for number, member in enumerate(each for each in members if not each.is_dir()):
        reason = "too_many" if number >= MOST_MEMBERS else _objection(member, left)
        content = b""
        if not reason:
            content, reason = _unpacked(archive, member, left)
        if reason:
            refused.append(Refused(name=member.filename[-200:], size=member.file_size, reason=reason))
        else:
            left -= len(content)
            children.append(Child(name=member.filename[-200:], media_type=Kind.OTHER, content=content))
    return Document(media_type=Kind.ZIP, children=tuple(children), refused=tuple(refused[:MOST_MEMBERS]), bare=True)


def _objection(member: zipfile.ZipInfo, left: int) -> str:
    """Why this member is not unpacked; "" for none. What it says of its size is checked again while unpacking."""
    if member.flag_bits & 1:
        return "encrypted"
    if member.file_size > left or (member.file_size > 1 << 20 and member.file_size > MOST_RATIO * max(1, member.compress_size)):
        return "too_much_output"
    return "unsupported" if (member.external_attr >> 16) & 0o170000 == 0o120000 else ""


def _unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo, left: int) -> tuple[bytes, str]:
    try:
        with archive.open(member) as file:
            content = _bounded(file, left)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, RuntimeError, OSError, ValueError) as error:
        return b"", "encrypted" if "password" in str(error) else "broken"
    except Unreadable as refusal:
        return b"", refusal.reason
    except Exception as error:  # zlib, bz2 and lzma have errors of their own
        if isinstance(error, MemoryError):
            raise
        return b"", "broken"
    return content, ""


def _bounded(file: IO[bytes], limit: int) -> bytes:
    content = file.read(limit + 1)
    if len(content) > limit:
        raise Unreadable(Reason.TOO_MUCH_OUTPUT, "member")
    return content


def _docx(archive: zipfile.ZipFile) -> Document:
    """The text of headers, body and notes in that order: the date of a letter stands in its header."""
    names = [name for name in archive.namelist()[:2000] if re.fullmatch(r"word/(?:header\d{0,2}|document|footnotes|endnotes)\.xml", name)]
    order = {"header": 0, "docume": 1, "footno": 2, "endnot": 3}
    left, texts = MOST_BYTES, []
    for name in sorted(names, key=lambda name: (order[name[5:11]], name)):
        if archive.getinfo(name).flag_bits & 1:
            raise Unreadable(Reason.ENCRYPTED)
        with archive.open(name) as file:
            source = _bounded(file, left)
        left -= len(source)
        texts.append(_word_text(source))
    return Document(media_type=DOCX, text="\n\n".join(filter(None, texts)))


def _word_text(source: bytes) -> str:
    """The paragraphs of a part of a Word document. What was deleted while changes were tracked is not in it."""
    if _DECLARATION.search(source) or b"\x00" in source[:200]:
        raise Unreadable(Reason.FORBIDDEN, "declaration")
    lines: list[str] = []
    open_: list[list[str]] = [[]]  # a text box is a paragraph inside another
    size = 0
    try:
        for event, element in ET.iterparse(BytesIO(source), events=("start", "end")):  # noqa: S314 -- no declarations, and in the sandbox
            if event == "start":
                if element.tag == f"{_WORD}p":
                    open_.append([])
                continue
            open_[-1].append(_said(element))
            size += len(open_[-1][-1])
            if element.tag == f"{_WORD}p":
                lines.append("".join(open_.pop()).rstrip())
            element.clear()
            if size > LONGEST_TEXT:
                break
    except ET.ParseError as error:
        raise Unreadable(Reason.BROKEN, "xml") from error
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


def _said(element: ET.Element) -> str:
    if element.tag == f"{_WORD}t":
        return element.text or ""
    return {f"{_WORD}tab": "\t", f"{_WORD}br": "\n", f"{_WORD}cr": "\n", f"{_WORD}noBreakHyphen": "‑"}.get(element.tag, "")
