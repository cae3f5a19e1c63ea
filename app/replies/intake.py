"""Taking a reply in: every file read in the sandbox, and put together with the pasted text into one `Reading`. For web, API and mailbox.

What cannot be read is named with its reason, and the rest goes on: the originals are kept whatever happens here.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from hashlib import sha256
from zoneinfo import ZoneInfo

from app.cases.statements import LONGEST_LINE
from app.platform.sandbox import CouldNotRead, Outcome, Profile, Reason, Sandbox
from app.platform.text import clean_line, clean_text
from app.replies.dates import dates_at_the_head
from app.replies.languages import language_of
from app.replies.newest import Division, Span, divide
from app.replies.parsers import ocr, pictures, sheets
from app.replies.parsers import reading as any_file
from app.replies.parsers.document import Child, Document, Head, unpacked
from app.replies.reading import Fate, FoundDate, Part, Place, Problem, Reading

TASKS = (any_file.TASK, ocr.TASK, pictures.DRAW, pictures.RENDER, sheets.LOOK)
"""All that the sandbox runs for replies."""

DEEPEST = 4
"""How deep files inside files are read: an attachment of a mail in an archive that was attached to a mail."""

MOST_FILES = 60
"""Files read of one reply; further ones are named and kept."""

SECONDS = 10.5
"""Of wall clock for one file with all that is in it, OCR aside; what was not read until then is named and kept."""

OCR_SECONDS = 60.0
"""Of wall clock for all the scans of one reply, after which no other is begun."""

LEAST = 0.5
"""Seconds below which nothing is begun."""

LONGEST = 100_000
"""Characters of the text that is stored, as `app.cases.statements` allows. A letter has some thousands; what goes beyond is data."""

GAP = "\n\n"


@dataclass(frozen=True, kw_only=True)
class Received:
    """A file as it came."""

    name: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class _Read:
    """One file read: what it says, or why not."""

    name: str
    media_type: str
    content: bytes = field(repr=False)
    depth: int
    document: Document | None = None
    reason: str = ""
    ocr: bool = False


def read_reply(files: Sequence[Received], pasted: str, sandbox: Sandbox, zone: str = "Europe/Paris") -> Reading:
    """Everything that these files and this text say, in that order: text first. `zone` is where the instants in headers become days."""
    reader = _Reader(sandbox)
    for file in files:
        reader.take(file)
    return _assembled(pasted.replace("\r\n", "\n"), reader, ZoneInfo(zone))


class _Reader:
    """Reads files and what is in them, depth first, within the bounds of one reply."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox
        self._left = SECONDS
        self._ocr_left = OCR_SECONDS
        self.found: list[_Read] = []
        self.problems: list[Problem] = []

    def take(self, file: Received) -> None:
        """Read one file, and then the files in it."""
        self._left = SECONDS
        waiting: list[tuple[Child, int]] = [(Child(name=file.name, media_type="", content=file.content), 0)]
        while waiting:
            child, depth = waiting.pop()
            read = self._read(child, depth)
            self.found.append(read)
            if read.document is not None:
                waiting.extend((each, depth + 1) for each in reversed(read.document.children))
                self._note(read)

    def _read(self, child: Child, depth: int) -> _Read:
        reason = self._objection(child, depth)
        if reason:
            return _unread(child, depth, reason)
        try:
            document = unpacked(self._run(any_file.TASK, child.content, name=child.name))
        except CouldNotRead as refusal:
            return _unread(child, depth, _reason(refusal))
        return self._with_ocr(child, depth, document) if document.scan else _done(child, depth, document)

    def _with_ocr(self, child: Child, depth: int, seen: Document) -> _Read:
        """The text that OCR finds in a scan; where it cannot, what was there without it."""
        try:
            document = self._recognised(child, seen)
        except CouldNotRead as refusal:
            reason = _reason(refusal)
            if seen.text:
                self.problems.append(Problem(code=f"part_{reason}", params={"name": child.name}))
                return _done(child, depth, seen)
            return _unread(child, depth, reason)
        return _done(child, depth, document, ocr=True)

    def _recognised(self, child: Child, seen: Document) -> Document:
        """Drawn by one process, which may start no program, and read by another, which sees only the drawings. Raises CouldNotRead."""
        if self._ocr_left < LEAST:
            raise CouldNotRead(Reason.TOO_LONG)
        drawn = self._run(pictures.DRAW, child.content)
        cut = ("pages_cut",) if drawn.data["cut"] else ()
        began = time.monotonic()
        sizes = {"sizes": [len(page) for page in drawn.blobs]}
        read = unpacked(self._sandbox.run(ocr.TASK, b"".join(drawn.blobs), options=sizes, profile=Profile.OCR))
        self._ocr_left -= time.monotonic() - began
        return replace(read, media_type=seen.media_type, pages=int(drawn.data["pages"]), problems=(*read.problems, *cut))

    def _run(self, task: str, content: bytes, **options: str) -> Outcome:
        """In what time is left to this file. Raises CouldNotRead."""
        began = time.monotonic()
        try:
            return self._sandbox.run(task, content, options={**options, "seconds": self._left})
        finally:
            self._left = max(LEAST, self._left - (time.monotonic() - began))

    def _objection(self, child: Child, depth: int) -> str:
        if child.inline:
            return "decoration"
        if not child.content:
            return "empty"
        if depth > DEEPEST:
            return "too_deep"
        if len(self.found) >= MOST_FILES:
            return "too_many"
        return "too_long" if self._left <= LEAST else ""

    def _note(self, read: _Read) -> None:
        """Members that were not taken out, and what else the parser noticed."""
        if read.document is None:
            return
        for each in read.document.refused:
            self.found.append(_Read(name=each.name, media_type="", content=b"", depth=read.depth + 1, reason=each.reason))
        for code in read.document.problems:
            name, _, param = code.partition(":")
            self.problems.append(Problem(code=name, params={"name": read.name, **({"what": param} if param else {})}))


def _reason(refusal: CouldNotRead) -> str:
    """The code for a refusal; a process that its own alarm ended took too long."""
    if refusal.reason is Reason.NOT_INSTALLED and refusal.detail == "tesseract":
        return "ocr_not_installed"
    return {"winmail.dat": "tnef", "SIGALRM": "too_long"}.get(refusal.detail, refusal.reason.value)


def _unread(child: Child, depth: int, reason: str) -> _Read:
    return _Read(name=child.name, media_type=child.media_type, content=child.content, depth=depth, reason=reason)


def _done(child: Child, depth: int, document: Document, *, ocr: bool = False) -> _Read:
    return _Read(name=child.name, media_type=document.media_type, content=child.content, depth=depth, document=document, ocr=ocr)


class _Whole:
    """The text of a reply while it grows, with the spans in it."""

    def __init__(self) -> None:
        self.text = ""
        self.cut = False
        self.newest: list[Span] = []
        self.history: list[Span] = []
        self.disclaimers: list[Span] = []
        self.signature: Span | None = None

    def add(self, words: str, *, message: bool) -> Span | None:
        """Append the text of a part; a message is divided into what is new and what it quotes. None when nothing of it fits."""
        said = clean_text(words[: 2 * LONGEST], "text", 2 * LONGEST)  # as the record will be cleaned: offsets must not move then
        start = len(self.text) + (len(GAP) if self.text else 0)
        self.cut = self.cut or start + len(said) > LONGEST
        said = said[: max(0, LONGEST - start)].rstrip()
        if not said.strip():
            return None
        self.text += (GAP if self.text else "") + said
        self._divided(divide(said) if message else Division(newest=(Span(0, len(said)),)), start)
        return Span(start, start + len(said))

    def is_new(self, span: Span) -> bool:
        """Whether this stretch lies in what is said now."""
        return any(new.holds(span.start, span.end) for new in self.newest)

    def _divided(self, parts: Division, start: int) -> None:
        self.newest += _moved(parts.newest, start)
        self.history += _moved(parts.history, start)
        self.disclaimers += _moved(parts.disclaimers, start)
        if parts.signature and self.signature is None:
            self.signature = _moved([parts.signature], start)[0]


def _moved(spans: Sequence[Span], by: int) -> list[Span]:
    return [Span(span.start + by, span.end + by) for span in spans]


def _assembled(pasted: str, reader: _Reader, zone: ZoneInfo) -> Reading:
    whole = _Whole()
    whole.add(pasted, message=True)
    parts = tuple(_part(read, whole) for read in reader.found)
    head = next((read.document.head for read in reader.found if read.document and read.document.head.sender), Head())
    newest = " ".join(span.of(whole.text) for span in whole.newest)[:8_000]
    problems = [
        *reader.problems,
        *_unread_problems(parts),
        *([Problem(code="reply_cut", params={"limit": str(LONGEST)})] if whole.cut else []),
    ]
    return Reading(
        text=whole.text,
        newest=tuple(whole.newest),
        history=tuple(whole.history),
        disclaimers=tuple(whole.disclaimers),
        signature=whole.signature,
        dates=_dates(head, whole, parts, zone),
        sender=clean_line(head.sender, "sender", 1000)[:LONGEST_LINE],
        subject=clean_line(head.subject, "subject", 1000)[:LONGEST_LINE],
        message_id=head.message_id[:LONGEST_LINE],
        in_reply_to=head.in_reply_to,
        references=head.references,
        language=language_of(newest),
        parts=parts,
        problems=tuple(problems),
        pages=sum(part.pages for part in parts),
        ocr=any(part.ocr for part in parts),
    )


def _part(read: _Read, whole: _Whole) -> Part:
    document = read.document
    span = whole.add(document.text, message=document.message) if document else None
    reason = read.reason or ("" if span or (document and document.bare) else "no_text")
    return Part(
        name=read.name,
        media_type=read.media_type,
        sha256=sha256(read.content).hexdigest() if read.content else "",
        size=len(read.content),
        fate=Fate.UNREAD if reason else Fate.READ,
        reason=reason,
        span=span,
        pages=document.pages if document else 0,
        ocr=read.ocr,
        depth=read.depth,
    )


def _unread_problems(parts: Sequence[Part]) -> list[Problem]:
    """Each part that was not read, but for pictures that only decorate."""
    return [Problem(code=f"part_{part.reason}", params={"name": part.name}) for part in parts if part.reason not in ("", "decoration")]


def _dates(head: Head, whole: _Whole, parts: Sequence[Part], zone: ZoneInfo) -> tuple[FoundDate, ...]:
    """The days that may count, best first: when it reached the mailbox, when it was sent, what the letters say."""
    told = ((Place.RECEIVED, head.received), (Place.HEADER, head.date))
    found = [FoundDate(on=day, place=place) for place, instant in told if (day := _day(instant, zone))]
    starts = [0, *(part.span.start for part in parts if part.span and part.span.start)]
    for start in starts[:10]:
        found += [
            FoundDate(on=day, place=Place.LETTERHEAD, span=span) for day, span in dates_at_the_head(whole.text, start) if whole.is_new(span)
        ]
    unique: dict[date, FoundDate] = {}
    for each in found:
        unique.setdefault(each.on, each)
    return tuple(unique.values())


def _day(instant: str, zone: ZoneInfo) -> date | None:
    if not instant:
        return None
    try:
        return datetime.fromisoformat(instant).astimezone(zone).date()
    except (ValueError, OverflowError):  # the year 1 or 9999, where there is no other zone to go to
        return None
