"""Remembered lines change nothing but the time: the same bytes, first and again, as the stock renderer."""

import pytest
from weasyprint import CSS, HTML, VERSION
from weasyprint.css.counters import CounterStyle
from weasyprint.text.fonts import FontConfiguration

from app.platform.line_cache import MAX_CHARS, READ_IN, CachingFonts

SHEET = """
@page { size: A6; margin: 8mm; @bottom-left { content: counter(page) "/" counter(pages) } }
p { font: 10pt "DejaVu Sans"; overflow-wrap: anywhere; orphans: 2 }
.j { text-align: justify } .h { hyphens: auto } .u { text-decoration: underline } .r { direction: rtl } pre { white-space: pre-wrap }
.s { letter-spacing: 1pt; word-spacing: 3pt } .k { font-style: italic; font-weight: bold; font-size: 7pt }
"""
LINE = "Une personne imaginaire écrit à une société imaginaire, et lui demande ce qu’elle sait d’elle. "
TEXTS = (
    LINE * 4,
    "Nguyễn Thị Ánh Tuyết " * 6,
    "محمد بن عبد الله " * 6,
    "王小明 " * 40,
    "שלום עולם abc " * 8,
    "ﬁ fi ﬃ ffi e\u0301 é " * 9,
    "x" * 300,
    "Zo\u00adë co\u00adopé\u00adra\u00adtion " * 12,
    "a\u00a0b\u202fc\u2011d " * 20,
    "😀 ☺ " * 9,
    "\U00012345 \ue000 " * 5,
    "tab\tulation\n deux\n\nlignes ",
)


def document(order: int = 1) -> str:
    """Every text in every manner, in one order or the other."""
    manners = ("", "j", "h", "u", "s", "r", "k")
    paragraphs = [f'<p class="{manner}">{text}</p>' for manner in manners for text in TEXTS]
    return f'<html lang="fr"><title>x</title>{"".join(paragraphs[::order])}<pre>{TEXTS[-1]}</pre><ol><li>{LINE}<li>{LINE}</ol>'


def printed(html: str, fonts: FontConfiguration) -> bytes:
    """A PDF with these fonts."""
    styles = CounterStyle()
    css = CSS(string=SHEET, font_config=fonts, counter_style=styles)
    return bytes(HTML(string=html).write_pdf(stylesheets=[css], font_config=fonts, counter_style=styles, pdf_variant="pdf/ua-1"))


def test_the_same_bytes_as_the_stock_renderer_first_and_again() -> None:
    fonts = CachingFonts()
    stock = printed(document(), FontConfiguration())
    assert printed(document(), fonts) == stock
    assert printed(document(), fonts) == stock
    assert len(fonts.lines) > 100


def test_what_was_printed_before_leaves_no_trace() -> None:
    fonts = CachingFonts()
    printed(document(-1), fonts)
    assert printed(document(), fonts) == printed(document(), FontConfiguration())


def test_long_texts_are_not_kept() -> None:
    fonts = CachingFonts()
    printed(f"<p>{LINE * 40}", fonts)
    assert max(len(key[0]) for key in fonts.lines) <= MAX_CHARS


def test_a_full_cache_starts_afresh(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.platform.line_cache.MAX_LINES", 10)
    fonts = CachingFonts()
    assert printed(document(), fonts) == printed(document(), FontConfiguration())
    assert len(fonts.lines) <= 10


def test_the_version_that_is_installed_is_the_one_that_was_read() -> None:
    assert VERSION == READ_IN
