"""Styles that WeasyPrint has computed once are not computed again: the elements of a letter match the same rules in every letter.

WeasyPrint shares a computed style among the elements of one document that have the same parent style and match the same declarations.
Here it is shared among documents as well, by wrapping one private method in the one version that it was read and tested in; under any
other version nothing is wrapped. Only documents laid out with `CachingFonts` are concerned, and their PDFs are the same byte for byte
(`tests/platform/test_style_cache.py`). What is kept comes from style sheets: no text of letters.
"""

from collections.abc import Callable
from typing import Any
from xml.etree.ElementTree import Element

import weasyprint
from weasyprint.css import StyleFor

READ_IN = "70.0"
MAX_STYLES = 3_000
"""Styles kept. A letter has some two hundred, and letters have most in common; when the cache is full it starts afresh."""

REWRITTEN = frozenset({"overflow", "float", "footnote_display", "anchor"})
"""Properties that laying out a document may change in the style itself; styles that set them are computed for each document."""

_compute: Callable[..., None] = StyleFor.set_computed_styles


def remember_styles() -> None:
    """Let documents whose fonts have room for styles (`CachingFonts.styles`) share them."""
    if weasyprint.VERSION == READ_IN:
        StyleFor.set_computed_styles = set_computed_styles


def set_computed_styles(
    self: Any,
    element: Any,
    parent: Any,
    root: Any = None,
    pseudo_type: str | None = None,
    base_url: str | None = None,
    target_collector: Any = None,
) -> None:
    """WeasyPrint's method of that name, remembered for elements. Styles of pages, which layout changes, are computed each time."""
    known, computed = getattr(self.font_config, "styles", None), self.get_computed_styles()
    cascaded = self.get_cascaded_styles().get((element, pseudo_type), {})
    if known is None or not isinstance(element, Element) or not REWRITTEN.isdisjoint(cascaded):
        _compute(self, element, parent, root, pseudo_type, base_url, target_collector)
        return
    # Ids are safe in keys: a style that is kept keeps its parent and its declared values, so that none of their ids is given again.
    above = id(computed[parent, None]) if parent is not None else None
    # The language is declared by an attribute of the document, and so is another object each time.
    declared = tuple((name, value if name == "lang" else id(value), weight) for name, (value, weight) in cascaded.items())
    key = (above, pseudo_type, base_url, declared)
    style = known.get(key)
    if style is None:
        _compute(self, element, parent, root, pseudo_type, base_url, target_collector)
        if len(known) >= MAX_STYLES:
            known.clear()
        known[key] = computed[element, pseudo_type]
        return
    computed[element, pseudo_type] = style
    if target_collector and style["anchor"]:
        target_collector.collect_anchor(style["anchor"])
