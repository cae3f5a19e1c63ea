"""Printing as the rest of the program sees it: a press that turns HTML into PDF, and what can go wrong.

`PrintShop` keeps one warm child process that holds the renderer (`app.platform.printer`), watches its time and memory, and replaces it when a
document exceeds them. `Printer` is the renderer itself, for short-lived commands.
"""

from collections.abc import Mapping
from typing import Protocol

from app.platform.errors import SaisineError

MAX_HTML = 2_000_000
"""Longest document that is printed, in characters: some three hundred pages."""


class RenderingRefused(SaisineError):
    """The document asked for something that it was not handed, or is too large. Trying again will not help."""


class RenderingTimedOut(SaisineError):
    """The document took more time or memory than a letter may. Trying again will not help."""


class Press(Protocol):
    """Whatever prints: a `Printer` in this process or the `PrintShop`."""

    def print_pdf(self, html: str, *, stylesheet: str, images: Mapping[str, bytes] | None = None) -> bytes:
        """The PDF of a complete HTML document; see `app.platform.printer.Printer.print_pdf`."""
        ...
