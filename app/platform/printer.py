"""HTML to PDF in one process: the single WeasyPrint configuration of the program.

The renderer reaches nothing but what it is handed. Its fetcher has no way to open a file or a connection; it serves the fonts of
the installation and the pictures of the letter from memory, remembers every other address it was asked for, and the print is
then refused as a whole. Importing this module loads Pango; a web process prints through `app.platform.printing.PrintShop` instead.
"""

from collections.abc import Mapping
from pathlib import Path

import font_source_sans_pro
from weasyprint import CSS, HTML
from weasyprint.css.counters import CounterStyle
from weasyprint.logger import LOGGER
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from app.platform.line_cache import CachingFonts
from app.platform.printing import MAX_HTML, RenderingRefused

FACES = {"Regular": ("normal", 400), "It": ("italic", 400), "Semibold": ("normal", 600), "Bold": ("normal", 700)}
"""Static TrueType faces of Source Sans Pro: file name, CSS style, CSS weight. Glyphs it lacks come from the system's DejaVu Sans."""

PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")
"""How JPEG and PNG begin. Other formats never reach the renderer: it would try its whole collection of decoders on them."""

OPTIONS = {"pdf_variant": "pdf/ua-1"}
"""Tagged, with the title shown by the viewer and metadata as PDF/UA wants them. No file identifier: making one compresses
everything twice."""

NOT_HANDED = "the document asks for something that it was not handed"

MAX_STYLESHEETS = 16
"""Parsed style sheets kept. The program has a handful; the bound is there so that none can fill the memory."""


class AllowListFetcher(URLFetcher):  # type: ignore[misc]
    """Serves an allow-list from memory, and nothing else. `refused` lists what was asked for besides.

    The handlers of the base class, which open files and connections, are not merely unused: they are never there.
    """

    def __init__(self, served: Mapping[str, bytes]) -> None:
        super().__init__(allowed_protocols=(), allow_redirects=False, fail_on_errors=True)
        self.handlers.clear()
        self.handle_open.clear()
        self.handle_error.clear()
        self.process_request.clear()
        self.process_response.clear()
        self.always = dict(served)
        self.images: Mapping[str, bytes] = {}
        self.refused: list[str] = []

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        """The bytes under that address, if it is on the list. Raises FatalURLFetchingError, which stops the rendering, for any other."""
        content = self.images.get(url) or self.always.get(url)
        if content is None:
            self.refused.append(url)
            raise FatalURLFetchingError("not on the allow-list")
        return URLFetcherResponse(url, content)


class Printer:
    """Prints HTML with one of our style sheets. Not for several threads at once: Pango's font map is shared between its prints."""

    def __init__(self) -> None:
        self._fonts = CachingFonts()
        self._fetcher = AllowListFetcher({f"font:{face}": _font(face) for face in FACES})
        LOGGER.disabled = True  # What the renderer complains about (a character without a glyph) quotes the letter.
        self._sheets: dict[str, tuple[CSS, CounterStyle]] = {}
        CSS(string="".join(map(_font_face, FACES)), font_config=self._fonts, url_fetcher=self._fetcher)

    def print_pdf(self, html: str, *, stylesheet: str, images: Mapping[str, bytes] | None = None) -> bytes:
        """The PDF of a complete HTML document: tagged, with the document's title, language, description and keywords; equal
        input, equal bytes.

        `stylesheet` is CSS text; `images` maps the addresses that the document uses to JPEG or PNG bytes. Raises RenderingRefused when
        the document is too large or asks for anything that it was not handed.
        """
        if len(html) > MAX_HTML:
            raise RenderingRefused("the document is too large")
        if any(not content.startswith(PICTURES) for content in (images or {}).values()):
            raise RenderingRefused("a picture is neither JPEG nor PNG")
        self._fetcher.images, self._fetcher.refused = images or {}, []
        try:
            pdf = self._rendered(html, stylesheet)
        except FatalURLFetchingError:
            raise RenderingRefused(NOT_HANDED) from None
        except (RecursionError, ArithmeticError, AssertionError, LookupError, TypeError, ValueError) as error:
            # What the renderer stumbles over is a document that is none of ours. Its own message may quote the text: only its type is told.
            raise RenderingRefused(f"the document cannot be laid out ({type(error).__name__})") from None
        finally:
            self._fetcher.images = {}
        if self._fetcher.refused:  # Inline SVG swallows the error that should have stopped the rendering.
            raise RenderingRefused(NOT_HANDED)
        return pdf

    def _rendered(self, html: str, stylesheet: str) -> bytes:
        css, counters = self._parsed(stylesheet)
        document = HTML(string=html, url_fetcher=self._fetcher)
        # Counter styles are copied because the renderer adds each document's own to those it is given.
        styles = CounterStyle(counters)
        return bytes(document.write_pdf(font_config=self._fonts, counter_style=styles, stylesheets=[css], **OPTIONS))

    def _parsed(self, stylesheet: str) -> tuple[CSS, CounterStyle]:
        """The style sheet, parsed once. Parsing takes a tenth of a letter's time."""
        if stylesheet not in self._sheets:
            if len(self._sheets) >= MAX_STYLESHEETS:
                self._sheets.clear()
            counters = CounterStyle()
            css = CSS(string=stylesheet, font_config=self._fonts, counter_style=counters, url_fetcher=self._fetcher)
            self._sheets[stylesheet] = css, counters
        return self._sheets[stylesheet]


def _font(face: str) -> bytes:
    return (Path(font_source_sans_pro.font_directory) / f"SourceSansPro-{face}.ttf").read_bytes()


def _font_face(face: str) -> str:
    style, weight = FACES[face]
    return f'@font-face {{ font-family: "Source Sans Pro"; font-style: {style}; font-weight: {weight}; src: url("font:{face}"); }}'
