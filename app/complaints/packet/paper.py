"""The packet's own pages, printed by the program's press: contents, chronology, list of exhibits, files shown as text, notices."""

import re
from collections.abc import Mapping, Sequence
from functools import cache

from app.complaints.packet.words import labels
from app.letters import glyphs, kinds
from app.letters.sheet import frozen
from app.platform.i18n import Translator
from app.platform.printing import Press
from app.platform.text import clean_text

LINES_AT_ONCE = 1_200
CHARS_AT_ONCE = 60_000
"""A long text is printed in portions: each takes the press a second or two, and ends on a page of its own."""

LONGEST_LINE = 20_000
DEEPEST_INDENT = 40


MARKED = re.compile(r'<span class="piece" data-piece="(\d+)">(.*?)</span>', re.DOTALL)
"""Where our templates cite an exhibit. What a person typed can hold no such mark: it is escaped."""


class Paper:
    """Prints pages in one language."""

    def __init__(self, press: Press, t: Translator) -> None:
        self.t = t
        self._press = press
        self._words = labels(t, t.language)

    def print(self, template: str, title: str, lines: Sequence[str] = (), **names: object) -> bytes:
        """The PDF of one of the packet's templates; `lines` are those of `portions`. Raises what the press raises."""
        told: dict[str, object] = {name: frozen(name, value) for name, value in names.items()} | {"lines": tuple(lines)}
        page = kinds.environment(self.t.language).get_template(f"_packet/{template}.html")
        html = page.render(title=clean_text(title, "title", 1000), language=self.t.language, words=self._words, **told)
        return self.print_html(linked(html), stylesheet())

    def print_html(self, html: str, css: str, images: Mapping[str, bytes] | None = None) -> bytes:
        """The PDF of a document; characters that no font here has are given in Latin letters."""
        missing = glyphs.uncovered(html)
        shown = glyphs.for_print(html, missing, kinds.words(self.t.language)["transliteration"])
        return self._press.print_pdf(shown, stylesheet=css, images=images or {})


def linked(html: str) -> str:
    """The document with a link to each exhibit that it cites."""
    return MARKED.sub(r'<a href="goto:piece-\1">\2</a>', html)


@cache
def stylesheet() -> str:
    """The style of the packet's pages."""
    return (kinds.TEMPLATES / "_packet" / "packet.css").read_text(encoding="utf-8")


def portions(lines: Sequence[str]) -> list[list[str]]:
    """Lines as they are printed at once: harmless, none without end."""
    found: list[list[str]] = [[]]
    size = 0
    for line in lines:
        for piece in _harmless(line):
            if len(found[-1]) >= LINES_AT_ONCE or size > CHARS_AT_ONCE:
                found.append([])
                size = 0
            found[-1].append(piece)
            size += len(piece)
    return found


def _harmless(line: str) -> list[str]:
    """The line without what is invisible or steers its direction, its indent kept; a very long one in several."""
    line = line.replace("\t", "    ")
    indent = "\u00a0" * min(len(line) - len(line.lstrip(" ")), DEEPEST_INDENT)
    parts = [line[n : n + LONGEST_LINE] for n in range(0, max(len(line), 1), LONGEST_LINE)]
    return [f"{indent}{clean_text(part, 'text', 2 * LONGEST_LINE)}" or "\u00a0" for part in parts]
