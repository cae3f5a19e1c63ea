"""What a reader finds in a bound PDF: its pages as text, its links, its bookmarks, its tags."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pypdfium2
from pikepdf import NameTree, Pdf

TODAY = date(2026, 11, 22)


def pages(file: Path) -> list[str]:
    """The text of each page as a viewer selects it, spaces of every kind one space."""
    with pypdfium2.PdfDocument(file) as document:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in document]


def destinations(pdf: Pdf) -> dict[str, int]:
    """The page of each named destination, counted from one."""
    by_object = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
    return {str(name): by_object[target[0].objgen] for name, target in NameTree(pdf.Root.Names.Dests).items()}


def links(pdf: Pdf) -> Iterator[tuple[int, str]]:
    """Each link that leads inside: the page it stands on, and the name it leads to."""
    for number, page in enumerate(pdf.pages, 1):
        for annotation in page.obj.get("/Annots", []):
            if "/Dest" in annotation:
                yield number, str(annotation.Dest)


def addresses(pdf: Pdf) -> list[str]:
    """Addresses of links that lead outside."""
    found = [a for page in pdf.pages for a in page.obj.get("/Annots", []) if "/A" in a]
    return [str(a.A.URI) for a in found]


def bookmarks(pdf: Pdf) -> list[tuple[str, int]]:
    """Title and page of every bookmark, in order."""
    by_object = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
    found: list[tuple[str, int]] = []

    def walk(items: Any) -> None:
        for item in items:
            found.append((item.title, by_object[item.destination[0].objgen]))
            walk(item.children)

    with pdf.open_outline() as outline:
        walk(outline.root)
    return found


def figures(pdf: Pdf) -> list[str]:
    """The descriptions of all figures, in the order of the tags."""
    found: list[str] = []

    def walk(element: Any) -> None:
        if "/Alt" in element:
            found.append(str(element.Alt))
        for kid in element.get("/K", []) if not isinstance(element.get("/K"), int) else []:
            if hasattr(kid, "keys"):
                walk(kid)

    walk(pdf.Root.StructTreeRoot)
    return found


def stamps(text: str) -> list[str]:
    """The stamps on a page: "3 — 2/5"."""
    return re.findall(r"Pièce n° ([\d.]+ — \d+/\d+)", text)
