"""Characters that no font can print: known before a letter is printed, told to the person, and set in Latin letters on paper.

The letter's own face and the fonts installed beside it cover every European script. For what they lack (Chinese where no such font is
installed, a new emoji) a print would show empty boxes. It gives a transliteration instead, and says so; the text, the e-mail
and the page on the screen keep what the person wrote.
"""

import re
from functools import lru_cache

from anyascii import anyascii

from app.platform.fonts import printable

NOTE_PLACE = '<div class="transliteration"></div>'
"""Where the layout leaves room for the note: an empty part, so that every other form of the letter stays without it."""

BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")
SYLLABLES = re.compile(r"(?<=[a-z])(?=[A-Z])")
"""Between two syllables of a script that writes them without a gap: each is transliterated with a capital."""


def uncovered(text: str) -> str:
    """The characters of a text that no font has, each once, in the order in which they stand."""
    return "".join(dict.fromkeys(c for run in BEYOND_ASCII.findall(text) for c in run if not printable(c)))


def in_print(text: str, missing: str) -> str:
    """The text as it is printed: runs of `missing` characters in Latin letters. It stays text, or HTML, as it was."""
    return re.sub(f"[{re.escape(missing)}]+", lambda run: latin(run[0]), text) if missing else text


def for_print(html: str, missing: str, note: str) -> str:
    """The document as it goes to the printer: `missing` characters in Latin letters, and the note in its place. Same document for none."""
    if not missing:
        return html
    return in_print(html, missing).replace(NOTE_PLACE, f'<p class="transliteration">{note}</p>', 1)


def latin(run: str) -> str:
    """Characters in ASCII, safe in HTML: "Wang Xiao Ming". One that has no transliteration is named by its number, "U+10330"."""
    return SYLLABLES.sub(" ", "".join(map(_ascii, run)))


@lru_cache(maxsize=8192)
def _ascii(character: str) -> str:
    safe = "".join(c for c in anyascii(character).strip() if c not in "<>&\"'")
    return safe if safe else f"U+{ord(character):04X}"
