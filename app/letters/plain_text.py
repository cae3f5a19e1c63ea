"""A letter as plain text, made from its own HTML: the two can never say different things.

It reads the structure that `letter_templates/_layout/base.html` writes: paragraphs, numbered points, lists, table rows, enclosures.
"""

import re
import textwrap
from dataclasses import dataclass
from html.parser import HTMLParser
from string import ascii_lowercase

COLUMNS = 76
"""Width of the text: an e-mail survives being quoted once or twice."""

CLOSE = frozenset({"sender", "recipient", "full-address", "annex"})
"""Parts of the sheet whose lines stand close together."""

BLOCKS = frozenset({"p", "h1", "h2", "h3", "li", "tr"})
CONTAINERS = frozenset({"div", "section", "header"})
LISTS = frozenset({"ol", "ul"})
QUOTED = "  | "
"""Before every line of the person's own words, as the printed letter sets a rule beside them: they cannot pass for the letter's."""

NO_BREAK = str.maketrans({"\u00a0": " ", "\u202f": " "})
"""No-break spaces hold their line together while it is wrapped; what leaves here are ordinary spaces."""

LAYOUT = re.compile(r"[ \t\r\n]+")
"""White space of the template's own layout."""


def plain_text(html: str) -> str:
    """The text of a letter, wrapped at 76 columns, ending in one line break. Web addresses stay in one piece."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    lines: list[str] = []
    for before, block in zip([None, *reader.blocks], reader.blocks, strict=False):
        if before and not (block.group and block.group == before.group):
            lines.append("")
        lines += _wrapped(block)
    return "\n".join(lines) + "\n"


@dataclass(frozen=True)
class _Block:
    """A paragraph. Blocks of one `group` stand close together; "" belongs to none."""

    words: str
    prefix: str
    group: str


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[_Block] = []
        self._words: list[str] | None = None
        self._prefix = ""
        self._parts: list[str] = [""]
        self._lists: list[tuple[str, int]] = []
        self._counters: dict[str, int] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        classes = (dict(attrs).get("class") or "").split()
        if tag in CONTAINERS:
            self._parts.append(classes[0] if classes else "")
        elif tag in LISTS:
            self._lists.append(("numbers" if "numbers" in classes else tag, self._next("list")))
        elif tag in BLOCKS:
            self._words, self._prefix = [], self._marker(tag, classes)
        elif tag == "br":
            self._end_line("p")

    def handle_endtag(self, tag: str) -> None:
        if tag in CONTAINERS:
            self._parts.pop()
        elif tag in LISTS:
            self._lists.pop()
        elif tag in BLOCKS:
            self._end_line(tag)
            self._words = None

    def handle_data(self, data: str) -> None:
        if self._words is not None:
            self._words.append(data)

    def _end_line(self, tag: str) -> None:
        if self._words is not None and (words := LAYOUT.sub(" ", "".join(self._words)).strip(" ")):
            self.blocks.append(_Block(words, self._prefix, self._group(tag)))
        self._words = []

    def _marker(self, tag: str, classes: list[str]) -> str:
        if "point" in classes:
            return f"{self._next('point')}. "
        if tag != "li":
            return QUOTED if "own" in classes else ""
        kind, number = self._lists[-1]
        if kind == "numbers":
            return f"   {self._next(f'item{number}')}) "
        return f"   {ascii_lowercase[self._next(f'item{number}') - 1]}) " if kind == "ol" else "   - "

    def _group(self, tag: str) -> str:
        if tag == "li":
            return f"list{self._lists[-1][1]}"
        if tag == "tr":
            return "rows"
        part = self._parts[-1]
        return part if part in CLOSE else ""

    def _next(self, counter: str) -> int:
        self._counters[counter] = self._counters.get(counter, 0) + 1
        return self._counters[counter]


def _wrapped(block: _Block) -> list[str]:
    hanging = block.prefix if block.prefix == QUOTED else " " * len(block.prefix)
    lines = textwrap.wrap(
        block.words,
        COLUMNS,
        initial_indent=block.prefix,
        subsequent_indent=hanging,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return [line.translate(NO_BREAK) for line in lines]
