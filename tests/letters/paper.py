"""What stands where on a printed page, read back from the PDF."""

import pypdfium2

MM = 72 / 25.4


def texts(pdf: bytes) -> list[str]:
    """The text of each page, white space folded."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in document]
    finally:
        document.close()


def box(pdf: bytes, wanted: str, page: int = 0) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of the first occurrence of a text, in millimetres from the page's top left corner."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        height = document[page].get_height()
        textpage = document[page].get_textpage()
        start, count = textpage.search(wanted).get_next()
        chars = [textpage.get_charbox(start + n) for n in range(count)]
    finally:
        document.close()
    left, bottom = min(c[0] for c in chars), min(c[1] for c in chars)
    right, top = max(c[2] for c in chars), max(c[3] for c in chars)
    return left / MM, (height - top) / MM, right / MM, (height - bottom) / MM
