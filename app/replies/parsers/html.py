"""HTML as text that keeps what a reader sees: paragraphs, lists, where links lead, and what mail programs mark as quoted."""

import re
from html.parser import HTMLParser

from app.replies.parsers.characters import decoded
from app.replies.parsers.document import LONGEST_TEXT, Document
from app.replies.parsers.kinds import Kind

CODE = frozenset({"script", "style"})
SILENT = CODE | {"title", "template", "noscript", "object", "svg", "math", "select", "textarea", "iframe", "audio", "video"}
"""Elements whose content nobody reads on the page. The head has nothing else in it: what it holds besides ends it."""

VOID = frozenset({"br", "hr", "img", "input", "meta", "link", "area", "base", "col", "embed", "source", "track", "wbr"})
PARAGRAPHS = frozenset(
    {"p", "div", "table", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "section", "article", "header"}
)
LINES = frozenset({"tr", "li", "dt", "dd", "form", "fieldset", "address", "footer", "main", "nav", "aside", "center", "caption"})
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.I)
_DECLARED = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([A-Za-z0-9_:.-]{1,40})", re.I)
_DEEPEST = 8
"""Quotations within quotations that still get a mark each."""


def read_html(content: bytes, declared: str = "") -> Document:
    """The text of a page or of a mail's HTML part."""
    named = _DECLARED.search(content[:4096])
    encoding = declared or (named[1].decode("ascii") if named else "")
    return Document(media_type=Kind.HTML, text=html_text(decoded(content, encoding)), message=True)


def html_text(source: str) -> str:
    """What a reader sees, at most LONGEST_TEXT characters of it."""
    reader = _read(source, SILENT)
    if any(tag in SILENT - CODE for tag, *_ in reader.open):  # one never ends: rather too many words than none of those behind it
        reader = _read(source, CODE)
    lines = "\n".join(reader.lines)
    return re.sub(r"\n{3,}", "\n\n", lines).strip("\n")


def _read(source: str, silent: frozenset[str]) -> "_Reader":
    reader = _Reader(silent)
    reader.feed(source)
    reader.close()
    reader.end_line()
    return reader


class _Reader(HTMLParser):
    def __init__(self, silent: frozenset[str]) -> None:
        super().__init__(convert_charrefs=True)
        self.never_shown = silent
        self.lines: list[str] = []
        self.words: list[str] = []
        self.size = 0
        self.open: list[tuple[str, bool, bool]] = []
        self.silent = 0
        self.quoted = 0
        self.pre = 0
        self.link = ""
        self.link_from = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._break_before(tag)
        if tag in VOID:
            return
        silent = tag in self.never_shown or bool(_HIDDEN.search(given.get("style", ""))) or "hidden" in given
        quotes = tag == "blockquote" and (given.get("type", "").lower() == "cite" or "quote" in given.get("class", ""))
        self.open.append((tag, silent, quotes))
        self.silent += silent
        self.quoted += quotes
        self.pre += tag == "pre"
        if tag == "a":
            self.link, self.link_from = given.get("href", "").strip()[:2000], len(self.words)
        if tag == "li" and not self.silent:
            self.words.append("- ")

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self._name_link()
        if tag in PARAGRAPHS or tag in LINES:
            self.end_line(apart=tag in PARAGRAPHS)
        self._close(tag)

    def handle_data(self, data: str) -> None:
        if self.silent or self.size > LONGEST_TEXT:
            return
        self.size += len(data)
        if self.pre:
            *whole, rest = data.split("\n")
            for line in whole:
                self.words.append(line)
                self.end_line(keep=True)
            data = rest
        self.words.append(data)

    def end_line(self, *, apart: bool = False, keep: bool = False) -> None:
        """Close the line being written; `apart` leaves an empty one after it, `keep` its white space as it is."""
        joined = "".join(self.words)
        said = joined.rstrip() if keep else re.sub(r"[ \t\r\n\f]+", " ", joined).strip()
        mark = ">" * min(self.quoted, _DEEPEST)
        self.words, self.link_from = [], 0
        if said:
            self.lines.append(f"{mark} {said}" if mark else said)
        if (apart or keep) and self.lines and self.lines[-1] not in ("", mark):
            if said and keep and not apart:
                return
            self.lines.append(mark)

    def _break_before(self, tag: str) -> None:
        if tag == "br":
            if "".join(self.words).strip():
                self.end_line()
            elif not self.silent:
                self.lines.append(">" * min(self.quoted, _DEEPEST))
        elif tag == "hr":
            self.end_line()
            self.lines.append("________________________________")
        elif tag in PARAGRAPHS or tag in LINES:
            self.end_line(apart=tag in PARAGRAPHS)
        elif tag in ("td", "th"):
            self.words.append(" ")

    def _name_link(self) -> None:
        shown = "".join(self.words[self.link_from :]).strip()
        target = self.link.removeprefix("mailto:")
        if self.link.lower().startswith(("http:", "https:", "mailto:")) and not self.silent and shown and target.rstrip("/") not in shown:
            self.words.append(f" <{target}>")
        self.link = ""

    def _close(self, tag: str) -> None:
        """Close the element and what was left open inside; an end without a beginning is no end, and so is one far out of reach."""
        at = next((at for at in range(len(self.open) - 1, max(-1, len(self.open) - 60), -1) if self.open[at][0] == tag), None)
        if at is None:
            return
        for name, silent, quotes in self.open[at:]:
            self.silent -= silent
            self.quoted -= quotes
            self.pre -= name == "pre"
        del self.open[at:]
