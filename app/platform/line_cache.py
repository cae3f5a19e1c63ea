"""Lines of text that WeasyPrint has broken and drawn once are not shaped again: nine tenths of a letter are the same in every letter.

WeasyPrint has no public switch for this, so two private functions are wrapped, in the one version that they were read and tested
in; under any other version nothing is wrapped and printing is merely slower. Only documents laid out with `CachingFonts` are
concerned, and their PDFs are the same byte for byte (`tests/platform/test_line_cache.py`). The cache holds text of letters: it
lives and dies with the process that prints.
"""

from collections.abc import Callable
from copy import copy
from dataclasses import dataclass, field
from typing import Any

import weasyprint
from weasyprint.draw import text as drawing
from weasyprint.layout import inline, preferred
from weasyprint.text.fonts import FontConfiguration
from weasyprint.text.line_break import Layout

from app.platform.style_cache import remember_styles

READ_IN = "70.0"
MAX_LINES = 4_000
"""Lines kept. A letter breaks some three hundred; when the cache is full it starts afresh."""

MAX_CHARS = 2_000
"""Longest paragraph that is kept: a longer one is somebody's own text and will not come again."""

DECISIVE = (
    "font_family", "font_size", "font_style", "font_stretch", "font_weight", "font_variation_settings", "font_kerning",
    "font_variant_ligatures", "font_variant_position", "font_variant_caps", "font_variant_numeric", "font_variant_alternates",
    "font_variant_east_asian", "font_feature_settings", "font_language_override", "lang", "direction", "white_space", "letter_spacing",
    "word_spacing", "overflow_wrap", "word_break", "hyphens", "hyphenate_character", "hyphenate_limit_chars", "hyphenate_limit_zone",
    "text_decoration_line", "tab_size",
)  # fmt: skip
"""Every style property that shaping and breaking a line reads."""

_split: Callable[..., Any] = inline.split_first_line
_draw: Callable[..., Any] = drawing.draw_first_line


class CachingFonts(FontConfiguration):  # type: ignore[misc]
    """A font configuration that remembers the lines set with it. Its fonts must all be known before the first document."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: dict[tuple[Any, ...], tuple[Any, ...]] = {}
        self.owners: dict[tuple[str, float], tuple[Any, Any]] = {}
        self.styles: dict[tuple[Any, ...], Any] = {}
        remember_styles()
        if weasyprint.VERSION == READ_IN:
            inline.split_first_line = preferred.split_first_line = split_first_line
            drawing.draw_first_line = draw_first_line


@dataclass
class Drawing:
    """What drawing a line did: calls on the page's stream, and for each font (of Pango) the characters and widths of the glyphs it used."""

    calls: list[tuple[str, tuple[Any, ...]]] = field(default_factory=list)
    fonts: list[tuple[Any, dict[int, str], dict[int, int]]] = field(default_factory=list)
    done: bool = False


class RememberedLine(Layout):  # type: ignore[misc]
    """A broken line. It is shaped again only if its drawing is not known yet."""

    drawing: Drawing

    def reactivate(self, style: Any) -> None:
        """Called before drawing: most of the time there is nothing to shape."""
        self.waiting = style

    def awake(self) -> None:
        """Shape the line after all."""
        super().reactivate(self.waiting)

    def deactivate(self) -> None:
        """Called after drawing, whether the line was shaped or not."""
        if hasattr(self, "layout"):
            super().deactivate()


def split_first_line(
    text: str,
    style: Any,
    context: Any,
    max_width: float | None,
    justification_spacing: float,
    is_line_start: bool = True,
    minimum: bool = False,
) -> tuple[Any, ...]:
    """WeasyPrint's function of that name, remembered. The layout object in front of the result is copied: painting changes it."""
    lines = getattr(style.font_config, "lines", None)
    if lines is None or len(text) > MAX_CHARS:
        return tuple(_split(text, style, context, max_width, justification_spacing, is_line_start, minimum))
    key = (text, _decisive(style), max_width, justification_spacing, is_line_start, minimum)
    known = lines.get(key)
    if known is None:
        known = tuple(_split(text, style, context, max_width, justification_spacing, is_line_start, minimum))
        known[0].__class__, known[0].drawing = RememberedLine, Drawing()
        if len(lines) >= MAX_LINES:
            lines.clear()
        lines[key] = known
    return (copy(known[0]), *known[1:])


def draw_first_line(stream: Any, textbox: Any, text_overflow: str, block_ellipsis: str, matrix: Any) -> list[Any]:
    """WeasyPrint's function of that name, remembered for lines that stand as they were broken."""
    line = textbox.pango_layout
    if not isinstance(line, RememberedLine):
        return list(_draw(stream, textbox, text_overflow, block_ellipsis, matrix))
    if not line.drawing.done:
        line.awake()
        if (text_overflow, block_ellipsis) == ("clip", "none") and textbox.text.strip():
            _rehearse(line.drawing, stream, textbox, matrix)
    if line.drawing.done and _replayed(line.drawing, stream, matrix):
        return []
    if not hasattr(line, "layout"):
        line.awake()
    return list(_draw(stream, textbox, text_overflow, block_ellipsis, matrix))


class _Rehearsal:
    """Stands in for the page's stream and only takes notes. Each font it hands out knows nothing but what this line tells it."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream
        self.calls: list[tuple[str, tuple[Any, ...]]] = []
        self.fonts: list[tuple[Any, Any, float]] = []

    def add_font(self, pango_font: Any) -> tuple[Any, float]:
        font, size = self._stream.add_font(pango_font)
        own = copy(font)
        own.to_unicode, own.widths = {}, {}
        self.fonts.append((pango_font, own, size))
        return own, size

    def set_text_matrix(self, *_: float) -> None:
        """Where the line stands is not part of its drawing."""

    def __getattr__(self, name: str) -> Any:
        if name in ("ink_rect", "logical_rect"):
            return getattr(self._stream, name)
        return lambda *arguments: self.calls.append((name, arguments))


def _rehearse(drawing: Drawing, stream: Any, textbox: Any, matrix: Any) -> None:
    """Draw once for the notes. A line with a picture or a missing glyph is not remembered: it is drawn anew each time."""
    rehearsal = _Rehearsal(stream)
    pictures = _draw(rehearsal, textbox, "clip", "none", matrix)
    if pictures or any(own.missing or own.bitmap for _, own, _ in rehearsal.fonts):
        return
    owners = textbox.style.font_config.owners
    for pango_font, own, size in rehearsal.fonts:
        # A font of Pango lives as long as the layout it came from: one layout for each font is kept, not one for each line.
        owner = owners.setdefault((own.hash, size), (pango_font, textbox.pango_layout.layout))
        drawing.fonts.append((owner[0], own.to_unicode, own.widths))
    drawing.calls, drawing.done = rehearsal.calls, True


def _replayed(known: Drawing, stream: Any, matrix: Any) -> bool:
    """Draw from the notes, unless the document's fonts know another width for one of the glyphs: the drawing would not fit it."""
    fonts = [(stream.add_font(pango_font)[0], to_unicode, widths) for pango_font, to_unicode, widths in known.fonts]
    if any(font.widths.get(glyph, width) != width for font, _, widths in fonts for glyph, width in widths.items()):
        return False
    for font, to_unicode, widths in fonts:
        font.to_unicode.update({glyph: characters for glyph, characters in to_unicode.items() if glyph not in font.to_unicode})
        font.widths.update(widths)
    stream.set_text_matrix(*matrix.values)
    for name, arguments in known.calls:
        getattr(stream, name)(*arguments)
    return True


def _decisive(style: Any) -> Any:
    """The properties of `DECISIVE` as one key, kept with the style: a style serves many lines."""
    found = getattr(style, "line_cache_key", None)
    if found is None:
        values = (style[name] for name in DECISIVE)
        found = style.line_cache_key = tuple(repr(value) if isinstance(value, list | set) else value for value in values)
    return found
