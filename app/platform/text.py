"""Text from outside, made harmless without changing what it says: names in every script stay as they are written.

What goes: control characters, invisible characters that reorder or hide text (bidirectional overrides, zero-width spaces, tags), stacks of
combining marks that no script writes. What stays: letters, marks, emoji, and the two joiners where a script spells with them.
"""

import re
import unicodedata

from app.platform.errors import InvalidInput, msg

MAX_MARKS = 6
"""Combining marks kept in a row. Pointed Hebrew, the richest in use, takes four on one letter."""

LINE_BREAKS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
WHITESPACE = re.compile(r"[\s\u2800]+")
SPACES_IN_LINE = re.compile(r"[^\S\n]+|\u2800+")
NO_BREAK = ("\u00a0", "\u202f")
JOINERS = re.compile("[\u200c\u200d]+")
# Scripts that spell with joiners: Arabic and its kin, the Indic scripts from Devanagari to Sinhala and beyond, Myanmar, Khmer, Mongolian.
JOINED_SCRIPTS = (
    (0x0600, 0x08FF), (0x0900, 0x0DFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x1800, 0x18AF), (0x1A20, 0x1AAF), (0x1B00, 0x1C4F),
    (0x1CD0, 0x1CFF), (0xA800, 0xA8FF), (0xA980, 0xA9FF), (0xAA60, 0xAA7F), (0xABC0, 0xABFF), (0xFB50, 0xFDCF), (0xFDF0, 0xFDFF),
    (0xFE70, 0xFEFC), (0x10A00, 0x10A5F), (0x10D00, 0x10D3F), (0x11000, 0x11FFF), (0x1E900, 0x1E95F),
)  # fmt: skip
INVISIBLE = {
    code: None
    for first, last in (
        (0x0000, 0x0008), (0x000E, 0x001B), (0x001F, 0x001F), (0x007F, 0x0084), (0x0086, 0x009F),  # control characters
        (0x00AD, 0x00AD), (0x034F, 0x034F), (0x061C, 0x061C), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180E, 0x180E),
        (0x200B, 0x200B), (0x200E, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0x3164, 0x3164), (0xFDD0, 0xFDEF),
        (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0), (0xFFF0, 0xFFFB), (0xFFFE, 0xFFFF), (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A), (0xE0000, 0xE00FF),
        *((plane + 0xFFFE, plane + 0xFFFF) for plane in range(0x10000, 0x110000, 0x10000)),
    )
    for code in range(first, last + 1)
}  # fmt: skip

TOO_LONG = msg("This is too long: the field “{field}” takes at most {limit} characters.")
NOT_A_HEADER = msg("The field “{field}” holds characters that an e-mail header must not carry.")


def clean_line(text: str, field: str, max_chars: int) -> str:
    """One line of clean text, white space folded. Empty stays empty. Longer than `max_chars`: InvalidInput naming `field`."""
    _refuse_enormous(text, field, max_chars)
    if text.isascii() and text.isprintable() and "  " not in text:  # most of what one reads, and nothing to do to it
        return _within(text.strip(" "), field, max_chars)
    clean = WHITESPACE.sub(" ", _harmless(WHITESPACE.sub(" ", _well_formed(text)))).strip()
    return _within(clean, field, max_chars)


def clean_text(text: str, field: str, max_chars: int) -> str:
    """Clean text that keeps its line breaks (as "\\n", one empty line in a row at most) and its no-break spaces. Raises as above."""
    _refuse_enormous(text, field, max_chars)
    lines = LINE_BREAKS.sub("\n", _well_formed(text)).split("\n")
    clean = "\n".join(_fold(_harmless(_fold(line))) for line in lines).strip("\n")
    return _within(re.sub(r"\n{3,}", "\n\n", clean), field, max_chars)


def header_value(text: str, field: str = "header") -> str:
    """The text, if it can stand in a mail header. InvalidInput for control characters, line breaks, anything like an encoded word.

    Encoded words are refused because the standard library of the older Pythons we support decodes them into new header lines.
    """
    if "=?" in text or any(unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"} for c in text):
        raise InvalidInput(field, NOT_A_HEADER)
    return text


def _refuse_enormous(text: str, field: str, max_chars: int) -> None:
    """Megabytes of junk are refused before any work is spent on them."""
    if len(text) > 20 * max_chars + 10_000:
        raise InvalidInput(field, TOO_LONG, limit=max_chars)


def _within(text: str, field: str, max_chars: int) -> str:
    if len(text) > max_chars:
        raise InvalidInput(field, TOO_LONG, limit=max_chars)
    return text


def _well_formed(text: str) -> str:
    """Halves of a surrogate pair that belong together are joined, lone ones become U+FFFD: the result always encodes."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _harmless(text: str) -> str:
    if text.isascii() and text.isprintable():
        return text
    # Removing one character can bring others together that must then be looked at again: a second pass must find nothing left to do.
    while (clean := _once(text)) != text:
        text = clean
    return text


def _once(text: str) -> str:
    visible = JOINERS.sub(_joiner_where_spelt, _few_marks(text.translate(INVISIBLE)))
    return _few_marks(unicodedata.normalize("NFC", visible))


def _joiner_where_spelt(match: re.Match[str]) -> str:
    """A joiner stays between letters of a script that spells with it, and after a final virama (as Malayalam once wrote its chillus)."""
    before = match.string[match.start() - 1 : match.start()]
    after = match.string[match.end() : match.end() + 1]
    if not _spells_with_joiners(before):
        return ""
    final = match[0][0] == "\u200d" and unicodedata.combining(before) == 9
    return match[0][0] if final or _spells_with_joiners(after) else ""


def _spells_with_joiners(char: str) -> bool:
    return bool(char) and unicodedata.category(char)[0] in "LM" and any(first <= ord(char) <= last for first, last in JOINED_SCRIPTS)


def _few_marks(text: str) -> str:
    kept: list[str] = []
    run = 0
    for char in text:
        run = run + 1 if unicodedata.category(char) in {"Mn", "Me"} else 0
        if run <= MAX_MARKS:
            kept.append(char)
    return "".join(kept)


def _fold(line: str) -> str:
    """Runs of spaces become one; a no-break space that stands alone stays, for French sets one before its high punctuation."""
    return SPACES_IN_LINE.sub(lambda m: m[0] if m[0] in NO_BREAK else " ", line).strip()
