"""Text in its many coats: plain, HTML, JSON, Word. What is read is the words; nothing is fetched and nothing runs."""

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from app.complaints.packet.foreign.reading import Reading, Unreadable

LONGEST = 250_000
"""Characters shown of one file: some eighty pages. The rest is in the original."""

PRETTY = 2_000_000
"""Bytes of JSON that are set out line by line."""

LARGEST_DOCUMENT = 30_000_000
"""Bytes of a Word document's text, unpacked."""

SILENT = frozenset({"script", "style", "title", "template", "noscript", "svg", "math", "object", "iframe"})
BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "br",
        "dd",
        "div",
        "dl",
        "dt",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tr",
        "ul",
    ]
)
BOMS = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"), (b"\xef\xbb\xbf", "utf-8"))
PARAGRAPH = re.compile(rb"<w:p(?:\s[^>]*)?(?:/>|(?<!/)>.*?</w:p>)", re.DOTALL)
"""A paragraph of a Word document: one that is empty has no end tag."""


def read_text(content: bytes) -> Reading:
    """Plain text, in whatever encoding it seems to have."""
    return reading_of(decoded(content))


def read_json(content: bytes) -> Reading:
    """JSON set out line by line where it is JSON and not enormous; else as it stands."""
    text = decoded(content)
    if len(content) > PRETTY:
        return reading_of(text)
    try:
        return reading_of(json.dumps(json.loads(text), ensure_ascii=False, indent=2))
    except (ValueError, RecursionError):
        return reading_of(text)


def read_html(content: bytes) -> Reading:
    """The words of a page, its links' addresses behind them."""
    return reading_of(text_of_html(decoded(content)))


def read_word(content: bytes) -> Reading:
    """The paragraphs of a Word document. Raises Unreadable."""
    try:
        with ZipFile(BytesIO(content)) as parts:
            if parts.getinfo("word/document.xml").file_size > LARGEST_DOCUMENT:
                raise Unreadable("too_long")
            document = parts.read("word/document.xml")
    except (BadZipFile, KeyError, OSError, RuntimeError, NotImplementedError, ValueError, EOFError) as error:
        raise Unreadable("broken") from error
    return reading_of("\n".join(_paragraphs(document)))


def reading_of(text: str) -> Reading:
    """The text by lines, as far as it is shown. Raises Unreadable for nothing but white space."""
    if not text.strip():
        raise Unreadable("empty")
    lines = tuple(text[:LONGEST].replace("\r\n", "\n").replace("\r", "\n").replace("\x0c", "\n").split("\n"))
    return Reading(lines=lines, remarks=("too_long",) if len(text) > LONGEST else ())


def decoded(content: bytes) -> str:
    """By its byte order mark, as UTF-8, else as Windows would read it."""
    for mark, encoding in BOMS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def text_of_html(html: str) -> str:
    """The words of an HTML document, one block to a line."""
    reader = _Words()
    reader.feed(html)
    reader.close()
    lines = ("".join(reader.words)).split("\n")
    folded = (" ".join(line.split()) for line in lines)
    return "\n".join(line for line in folded if line)


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self._silent = 0
        self._links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in SILENT:
            self._silent += 1
        if tag in BLOCKS:
            self.words.append("\n")
        if tag in ("td", "th"):
            self.words.append("\t")
        if tag == "a":
            self._links.append(dict(attrs).get("href") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag in SILENT:
            self._silent = max(0, self._silent - 1)
        if tag in BLOCKS:
            self.words.append("\n")
        if tag == "a" and self._links and (target := self._links.pop()).startswith(("http://", "https://", "mailto:")):
            self.words.append(f" <{target}>")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.words.append(data.replace("\n", " "))


def _paragraphs(document: bytes) -> Iterator[str]:
    """The text of each paragraph. Its XML is searched, not parsed: entities and their bombs are never expanded."""
    for found in PARAGRAPH.finditer(document):
        runs = re.findall(r"<w:t(?: [^>]*)?>(.*?)</w:t>|<w:(tab|br|cr)\b", found[0].decode("utf-8", "replace"), re.DOTALL)
        yield "".join(_unescaped(words) if not mark else "\t" if mark == "tab" else "\n" for words, mark in runs)


def _unescaped(text: str) -> str:
    for entity, character in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&")):
        text = text.replace(entity, character)
    return text
