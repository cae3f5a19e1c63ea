"""From bytes to text, whatever they call their encoding. Nothing is refused: the worst that happens is a � that everybody can see."""

import codecs

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
ALIASES = {
    "us-ascii": "utf-8",
    "ascii": "utf-8",
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "unicode-1-1-utf-7": "utf-7",
}
"""What senders call something else than it is: Latin-1 has been Windows-1252 on the web for twenty years."""


def decoded(content: bytes, declared: str = "") -> str:
    """The text: as its mark says, as UTF-8 where it is that, as declared, else as Windows-1252."""
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    try:
        if not _stateful(declared):
            return content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    return _as_declared(content, declared)


def _as_declared(content: bytes, declared: str) -> str:
    name = ALIASES.get(declared.strip().lower(), declared.strip().lower()) or "cp1252"
    try:
        if not codecs.lookup(name)._is_text_encoding:
            name = "cp1252"
        return content.decode(name, "replace") if name != "utf-8" else content.decode("cp1252", "replace")
    except (LookupError, UnicodeError, ValueError):
        return content.decode("cp1252", "replace")


def _stateful(declared: str) -> bool:
    """Encodings whose bytes are all ASCII, so that they pass for UTF-8: they have to be believed."""
    return declared.strip().lower().startswith(("iso-2022", "utf-7", "unicode-1-1-utf-7", "hz", "utf-16", "utf-32"))
