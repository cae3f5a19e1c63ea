"""The tags of a bound PDF: one tree for all of its parts, in the order of its pages.

What our own printer tagged is taken over whole; a page that came from outside becomes one figure with a text in its place. Terms and keys
are those of ISO 32000-1, 14.7 and 14.8.
"""

from collections.abc import Iterator
from typing import Any

from pikepdf import Array, Dictionary, Name, Page, Pdf, String

Element = Any
"""A dictionary of the PDF, as pikepdf hands it out: its own types know no keys."""


class Structure:
    """The tree of one PDF that is being bound. `close` writes the table that leads from pages to their tags."""

    def __init__(self, pdf: Pdf) -> None:
        self._pdf = pdf
        self._root: Element = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        self._document = self._element("Document", self._root)
        self._root.K = Array([self._document])
        self._parents: list[tuple[int, Any]] = []
        self._next = 0
        pdf.Root.StructTreeRoot = self._root
        pdf.Root.MarkInfo = Dictionary(Marked=True)

    def section(self, title: str) -> Element:
        """A part of the document, under which its tags go."""
        found = self._element("Sect", self._document)
        found.T = String(title)
        self._document.K.append(found)
        return found

    def take_in(self, source: Pdf, pages: list[Page], section: Element) -> None:
        """The tags of a PDF of our own printer, whose pages have just been added as `pages`."""
        tree = self._pdf.copy_foreign(source.Root.StructTreeRoot)
        for child in tree.K:
            child.P = section
            section.K.append(child)
        first = self._next
        for key, value in _numbers(tree.ParentTree):
            self._parents.append((first + key, value))
            self._next = max(self._next, first + key + 1)
        for page in pages:
            _moved(page.obj, "/StructParents", first)
            for annotation in page.obj.get("/Annots", []):
                _moved(annotation, "/StructParent", first)

    def figure(self, page: Page, section: Element, alternative: str) -> None:
        """One figure that is the whole page: its content must be marked with the number 0."""
        found = self._element("Figure", section)
        found.Alt, found.Pg, found.K = String(alternative), page.obj, 0
        found.A = Dictionary(O=Name.Layout, BBox=Array(page.obj.MediaBox), Placement=Name.Block)
        section.K.append(found)
        page.obj.StructParents = self._next
        page.obj.Tabs = Name.S
        self._parents.append((self._next, self._pdf.make_indirect(Array([found]))))
        self._next += 1

    def close(self) -> None:
        """Write the table of parents: the last thing to be done to the tree."""
        numbers = Array()
        for key, value in self._parents:
            numbers.append(key)
            numbers.append(value)
        self._root.ParentTree = self._pdf.make_indirect(Dictionary(Nums=numbers))
        self._root.ParentTreeNextKey = self._next

    def _element(self, kind: str, parent: Element) -> Element:
        made = Dictionary(Type=Name.StructElem, S=Name(f"/{kind}"), P=parent, K=Array())
        return self._pdf.make_indirect(made)


def _numbers(tree: Element) -> Iterator[tuple[int, Any]]:
    """Keys and values of a number tree."""
    values = list(tree.get("/Nums", []))
    yield from zip((int(key) for key in values[::2]), values[1::2], strict=True)
    for kid in tree.get("/Kids", []):
        yield from _numbers(kid)


def _moved(thing: Element, key: str, by: int) -> None:
    if key in thing:
        thing[key] = int(thing[key]) + by
