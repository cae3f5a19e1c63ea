"""A reply as a reader sees it: without the markup of HTML, and without the blocks in which HTML mails quote older messages.

Offsets are kept: every passage found in what is seen says where it stands in the text as it was given. What of plain text is quoted,
`app/replies/newest.py` tells.
"""

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

LONGEST_READ = 200_000
"""Characters that are read. A controller's letter has some thousands; what follows in a longer text are logs or attachments pasted in."""

MARKUP = re.compile(r"<(?:/?[a-zA-Z!][^<>]{0,2000}>|!--)|&#?\w{1,12};")
NAME = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*)")
BLOCK = frozenset(["p", "div", "br", "tr", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "table", "blockquote", "hr", "td"])
UNSEEN = ("style", "script", "head", "title")
"""Elements whose content is not shown."""
QUOTED = re.compile(r"<blockquote\b|<div[^<>]*(?:gmail_quote|moz-cite|yahoo_quoted|divRplyFwdMsg)", re.I)
QUOTATION = re.compile(r"<(/?)blockquote\b[^<>]*>?", re.I)

Mark = tuple[int, int, str]


@dataclass(frozen=True)
class Visible:
    """Text as a reader sees it; `origin[i]` is where its i-th character stands in the given text, `origin[-1]` the end."""

    text: str
    origin: range | list[int]

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the given text of the passage from `start` to `end` (characters of `text`)."""
        return self.origin[start], self.origin[end - 1] + 1 if end > start and isinstance(self.origin, range) else self.origin[end]


def see(text: str) -> Visible:
    """The given text without its markup. Tags that end a block become line ends, entities the characters they stand for."""
    text = text[:LONGEST_READ]
    if not ("<" in text or "&" in text):
        return Visible(text, range(len(text) + 1))
    pieces: list[str] = []
    origin: list[int] = []
    at = 0
    for start, end, shown in _marks(text):
        pieces.append(text[at:start])
        origin.extend(range(at, start))
        pieces.append(shown)
        origin.extend([start] * len(shown))
        at = end
    pieces.append(text[at:])
    origin.extend(range(at, len(text) + 1))
    return Visible("".join(pieces), origin)


def _marks(text: str) -> Iterator[Mark]:
    """Start, end and what is shown for each mark; quoted blocks show an empty line."""
    at = 0
    for start, end in _quoted(text):
        yield from _plain_marks(text, at, start)
        yield start, end, "\n\n"
        at = end
    yield from _plain_marks(text, at, len(text))


def _quoted(text: str) -> Iterator[tuple[int, int]]:
    """Where blocks of older messages stand: from the outermost <blockquote> to its end, from what mail programs mark to the text's end.

    A block that never ends hides nothing: it may be the message itself.
    """
    ends = _closing(text)
    at = 0
    while match := QUOTED.search(text, at):
        if match.group()[1:4].lower() == "div":
            yield match.start(), len(text)
            return
        end = ends.get(match.start())
        if end:
            yield match.start(), end
        at = end or match.end()


def _closing(text: str) -> dict[int, int]:
    """For each <blockquote> that ends, by its place, where it does."""
    open_at: list[int] = []
    ends = {}
    for match in QUOTATION.finditer(text):
        if not match.group(1):
            open_at.append(match.start())
        elif open_at:
            ends[open_at.pop()] = match.end()
    return ends


def _plain_marks(text: str, at: int, until: int) -> Iterator[Mark]:
    closes = {name: _last(text, re.compile(rf"</{name}\b[^<>]*>", re.I)) for name in UNSEEN} if "<" in text[at:until] else {}
    last_comment = text.rfind("-->", at, until)
    while match := MARKUP.search(text, at, until):
        start, end = match.span()
        mark = match.group()
        if mark.startswith("&"):
            shown = html.unescape(mark).replace("\xa0", " ")
        elif mark.startswith("<!--"):
            shown = " "
            if start < last_comment:
                end = text.find("-->", start + 2, until) + 3
        else:
            named = NAME.match(mark)
            name = named.group(1).lower() if named else ""
            shown = "\n\n" if name in BLOCK else ""
            if name in closes and mark[1] != "/":
                end, shown = closes[name](end, until) or end, " "
        yield start, end, shown
        at = end


def _last(text: str, tag: re.Pattern[str]) -> Callable[[int, int], int]:
    """Finds where the next such tag ends, 0 where there is none; it looks in vain once only, however often it is asked."""
    known = [True]

    def found(start: int, until: int) -> int:
        match = tag.search(text, start, until) if known[0] else None
        known[0] = match is not None
        return match.end() if match else 0

    return found
