"""Remembered styles change nothing but the time: the same bytes, first and again, as the stock renderer."""

from datetime import date

import pytest
from weasyprint import CSS, HTML, VERSION
from weasyprint.css.counters import CounterStyle
from weasyprint.text.fonts import FontConfiguration

from app.campaigns.orders import Order, drafted
from app.campaigns.people import Person
from app.cases.parties import Subject
from app.directory.controllers import find
from app.letters.drafts import Draft
from app.letters.formats import to_pdf
from app.platform import printer, style_cache
from app.platform.line_cache import CachingFonts

SHEETS = (
    """
@page { size: A6; margin: 8mm; counter-increment: page 2; @bottom-left { content: counter(page) "/" counter(pages) } }
@page :first { margin: 12mm; @top-right { content: string(head) } }
html { font: 9pt "DejaVu Sans" } body { overflow: hidden; counter-reset: point }
h1 { string-set: head content(); bookmark-level: 1 } .left { float: left; width: 30% } .note { float: footnote }
.point { counter-increment: point } .point::before { content: counter(point) ". " } p::first-line { color: red }
p::first-letter { font-size: 200% } table { border-collapse: collapse; width: 50vw } td { border: 1pt solid; padding: 1mm }
:root { --gap: 2mm } p { margin: var(--gap) 5%; width: calc(100% - 3mm) } .flex { display: flex }
.box { box-sizing: border-box; height: 10mm }
a { color: blue; text-decoration: underline } [lang=en] { font-style: italic } ol { list-style: upper-roman inside }
""",
    "p { color: green; margin: 0 } @page { size: A6; @bottom-left { content: counter(page) } } body { overflow: visible }",
)
PARTS = (
    '<h1 id="top">Un titre</h1>',
    '<div class="left">à gauche</div><p class="point">un point <a href="#top">en haut</a>',
    '<p class="point" style="color: #123456">un autre <em lang="en">point</em><span class="note">une note</span>',
    "<table><tr><td>une case<td>une autre</table>",
    '<ol><li>un<li><ul><li>deux</ul></ol><div class="flex"><div class="box">a</div><div>b</div></div>',
    '<p style="color: #654321; margin-left: 3mm">un dernier<br>mot<img alt="rien">',
)


def document(order: int = 1) -> str:
    """Every part twice, in one order or the other."""
    return f'<html lang="fr"><title>x</title>{"".join((PARTS * 2)[::order])}'


class Shelf:
    """The style sheets, parsed once for a configuration of fonts."""

    def __init__(self, fonts: FontConfiguration) -> None:
        self.fonts, self.counters = fonts, CounterStyle()
        self.sheets = [CSS(string=sheet, font_config=fonts, counter_style=self.counters) for sheet in SHEETS]

    def printed(self, html: str, sheet: int = 0) -> bytes:
        """A PDF by one of the sheets."""
        counters = CounterStyle(self.counters)
        found = HTML(string=html).write_pdf(
            stylesheets=[self.sheets[sheet]], font_config=self.fonts, counter_style=counters, pdf_variant="pdf/ua-1"
        )
        return bytes(found)


def test_the_same_bytes_as_the_stock_renderer_whatever_was_printed_before() -> None:
    ours = Shelf(fonts := CachingFonts())
    for order, sheet in ((1, 0), (1, 0), (-1, 1), (-1, 0), (1, 1), (1, 0), (-1, 0)):
        assert ours.printed(document(order), sheet) == Shelf(FontConfiguration()).printed(document(order), sheet), (order, sheet)
    assert len(fonts.styles) > 50


def test_letters_are_the_same_as_from_the_stock_renderer(monkeypatch: pytest.MonkeyPatch) -> None:
    ours = printer.Printer()
    letters = [letter(kind, language, country) for kind in ("access", "erasure") for language in ("fr", "en") for country in ("FR", "DE")]
    first = [to_pdf(draft, ours) for draft in letters]
    monkeypatch.setattr(printer, "CachingFonts", FontConfiguration)
    stock = printer.Printer()
    for draft, pdf in zip(letters, first, strict=True):
        assert to_pdf(draft, ours) == pdf == to_pdf(draft, stock), (draft.kind, draft.language, draft.layout)


def letter(kind: str, language: str, country: str) -> Draft:
    """A letter of that kind, in that language, by somebody in that country."""
    order = Order(kind=kind, controller=find("clearview-ai"), language=language, on=date(2026, 11, 22))
    person = Person(Subject(name="Camille Exemple", country=country, address=("12 rue de l’Invention", "69000 Lyon-Exemple")))
    return drafted(order, person, "SAI-0000-0001")


def test_a_full_cache_starts_afresh(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(style_cache, "MAX_STYLES", 20)
    shelf = Shelf(fonts := CachingFonts())
    for _ in range(2):
        assert shelf.printed(document()) == Shelf(FontConfiguration()).printed(document())
    assert len(fonts.styles) <= 20


def test_the_version_that_is_installed_is_the_one_that_was_read() -> None:
    assert VERSION == style_cache.READ_IN
