"""Tells which system libraries and fonts are missing, by loading them as the program will. Prints a list and exits 1 when something is.

Runs before anything is installed, so it uses the standard library only and every Python from 3.11 on.
"""

import ctypes
import sys
from ctypes import POINTER, Structure, c_char_p, c_int, c_uint32, c_void_p

# WeasyPrint opens these under the same names, first match wins.
LIBRARIES = {
    "GObject": ("libgobject-2.0.so.0", "libgobject-2.0.0.dylib"),
    "Pango": ("libpango-1.0.so.0", "libpango-1.0.dylib"),
    "PangoFT2": ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib"),
    "HarfBuzz": ("libharfbuzz.so.0", "libharfbuzz.0.dylib"),
    "HarfBuzz-Subset": ("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib"),
    "Fontconfig": ("libfontconfig.so.1", "libfontconfig.1.dylib"),
}
# One letter of each script that letters are written in, and the narrow space of French typography.
NEEDED_CHARACTERS = "AÉßαЖ\u202f"


class FontSet(Structure):
    """Fontconfig's FcFontSet."""

    _fields_ = (("count", c_int), ("room", c_int), ("fonts", c_void_p))


def opened(names: tuple[str, ...]) -> ctypes.CDLL | None:
    """The first of these shared libraries that the loader finds, or None."""
    for name in names:
        try:
            return ctypes.CDLL(name)
        except OSError:
            continue
    return None


def has_font(fontconfig: ctypes.CDLL) -> bool:
    """Whether one installed font has all of NEEDED_CHARACTERS."""
    for function in ("FcCharSetCreate", "FcPatternCreate", "FcObjectSetCreate"):
        getattr(fontconfig, function).restype = c_void_p
    fontconfig.FcFontList.restype = POINTER(FontSet)
    characters = c_void_p(fontconfig.FcCharSetCreate())
    for character in NEEDED_CHARACTERS:
        fontconfig.FcCharSetAddChar(characters, c_uint32(ord(character)))
    pattern = c_void_p(fontconfig.FcPatternCreate())
    fontconfig.FcPatternAddCharSet(pattern, c_char_p(b"charset"), characters)
    wanted = c_void_p(fontconfig.FcObjectSetCreate())
    fontconfig.FcObjectSetAdd(wanted, c_char_p(b"family"))
    found = fontconfig.FcFontList(None, pattern, wanted)
    return bool(found) and found.contents.count > 0


def missing() -> list[str]:
    """Names of what is missing, in a fixed order; empty when all is there."""
    libraries = {label: opened(names) for label, names in LIBRARIES.items()}
    lacking = [label for label, library in libraries.items() if library is None]
    fontconfig = libraries["Fontconfig"]
    if fontconfig is None or not has_font(fontconfig):
        lacking.append("a font with Latin, Greek and Cyrillic (DejaVu Sans)")
    return lacking


if __name__ == "__main__":
    names = missing()
    sys.stdout.write(", ".join(names))
    sys.exit(1 if names else 0)
