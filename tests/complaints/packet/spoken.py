"""What a screen reader says of a bound PDF: its text in the order of its tags, which is not the order in which it is drawn."""

import re
from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Dictionary, Name, Pdf

BFCHAR = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
Marks = dict[tuple[tuple[int, int], int], str]


def spoken(pdf: Pdf, section: str) -> str:
    """The text of the part of that title, white space of every kind one space."""
    part = next(each for each in pdf.Root.StructTreeRoot.K[0].K if str(each.get("/T", "")) == section)
    marks = {key: text for page in pdf.pages for key, text in _marked(page).items()}
    return " ".join("".join(_said(part, None, marks)).split())


def _said(element: Any, page: Any, marks: Marks) -> Iterator[str]:
    page = element.get("/Pg", page)
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, int):
            yield marks.get((page.objgen, kid), "")
        elif "/MCID" in kid:
            yield marks.get((kid.get("/Pg", page).objgen, int(kid.MCID)), "")
        elif "/S" in kid:
            yield from _said(kid, page, marks)
    yield " "


def _marked(page: Any) -> Marks:
    """The text of each marked part of a page."""
    fonts = {name: _characters(font) for name, font in page.obj.Resources.get("/Font", Dictionary()).items()}
    found: Marks = {}
    open_: list[int | None] = []
    font: dict[bytes, str] = {}
    for step in pikepdf.parse_content_stream(page):
        name, operands = str(step.operator), step.operands
        if name in ("BDC", "BMC"):
            open_.append(int(operands[1].MCID) if name == "BDC" and "/MCID" in operands[1] else None)
        elif name == "EMC":
            open_.pop()
        elif name == "Tf":
            font = fonts.get(str(operands[0]), {})
        elif name in ("Tj", "TJ") and open_ and open_[-1] is not None:
            shown = operands[0] if name == "TJ" else [operands[0]]
            codes = b"".join(bytes(each) for each in shown if isinstance(each, pikepdf.String))
            key = (page.obj.objgen, open_[-1])
            found[key] = found.get(key, "") + "".join(font.get(codes[n : n + 2], "") for n in range(0, len(codes), 2)) + " "
    return found


def _characters(font: Any) -> dict[bytes, str]:
    if font.get("/Subtype") != Name.Type0 or "/ToUnicode" not in font:
        return {}
    pairs = BFCHAR.findall(font.ToUnicode.read_bytes())
    return {bytes.fromhex(code.decode()): bytes.fromhex(text.decode()).decode("utf-16-be", "replace") for code, text in pairs}
