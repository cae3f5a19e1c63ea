"""Which characters the installed fonts can print, asked of Fontconfig as the renderer will ask it.

Loads Fontconfig alone, not Pango: the processes that write letters stay small. Without the library nothing can be printed either, and every
character then counts as printable: the renderer is the one to complain.
"""

import ctypes
import unicodedata
from ctypes import POINTER, Structure, c_char_p, c_int, c_uint32, c_void_p
from functools import cache, lru_cache
from pathlib import Path

import font_source_sans_pro

LIBRARIES = ("libfontconfig.so.1", "libfontconfig.1.dylib")
"""Names under which the renderer opens the library too."""

INVISIBLE = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})
"""Categories of characters that are never drawn: the shaping of the text takes care of them."""

SELECTORS = frozenset(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))
"""Variation selectors: they choose among the forms of the character before them and are not drawn."""


class FontSet(Structure):
    """Fontconfig's FcFontSet."""

    _fields_ = (("count", c_int), ("room", c_int), ("fonts", c_void_p))


@lru_cache(maxsize=8192)
def printable(character: str) -> bool:
    """Whether the letter's own font or any installed one has this character."""
    if unicodedata.category(character) in INVISIBLE or character in SELECTORS or in_own_font(character):
        return True
    library = _fontconfig()
    return library is None or _listed(library, ord(character))


@lru_cache(maxsize=8192)
def in_own_font(character: str) -> bool:
    """Whether the font that comes with the program has this character."""
    if character < "\u007f":
        return True
    library, characters = _fontconfig(), _own_characters()
    return library is not None and bool(characters) and bool(library.FcCharSetHasChar(c_void_p(characters), c_uint32(ord(character))))


@cache
def _fontconfig() -> ctypes.CDLL | None:
    for name in LIBRARIES:
        try:
            library = ctypes.CDLL(name)
        except OSError:
            continue
        for function in ("FcCharSetCreate", "FcPatternCreate", "FcObjectSetCreate", "FcFreeTypeQuery"):
            getattr(library, function).restype = c_void_p
        library.FcFontList.restype = POINTER(FontSet)
        return library
    return None


@cache
def _own_characters() -> int:
    """Fontconfig's set of the characters of the letter's regular face; it lives as long as the process. 0 when it cannot be read."""
    library = _fontconfig()
    if library is None:
        return 0
    file = str(Path(font_source_sans_pro.font_directory) / "SourceSansPro-Regular.ttf").encode()
    pattern = library.FcFreeTypeQuery(c_char_p(file), 0, None, ctypes.byref(c_int()))
    characters = c_void_p()
    if pattern:
        library.FcPatternGetCharSet(c_void_p(pattern), c_char_p(b"charset"), 0, ctypes.byref(characters))
    return characters.value or 0


def _listed(library: ctypes.CDLL, code: int) -> bool:
    """Whether one installed font has the character of that code."""
    characters, pattern, wanted = (
        c_void_p(make()) for make in (library.FcCharSetCreate, library.FcPatternCreate, library.FcObjectSetCreate)
    )
    library.FcCharSetAddChar(characters, c_uint32(code))
    library.FcPatternAddCharSet(pattern, c_char_p(b"charset"), characters)
    library.FcObjectSetAdd(wanted, c_char_p(b"family"))
    found = library.FcFontList(None, pattern, wanted)
    any_font = bool(found) and found.contents.count > 0
    if found:
        library.FcFontSetDestroy(found)
    library.FcObjectSetDestroy(wanted)
    library.FcPatternDestroy(pattern)
    library.FcCharSetDestroy(characters)
    return any_font
