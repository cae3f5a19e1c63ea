"""What a bound PDF says of itself: title, language, date, and PDF/A where that can be said.

It says PDF/A-3a when every page was made here: fonts embedded, characters known, colours with their profile, everything tagged. With pages
of a PDF from outside it says nothing, whatever that one says of itself, since nobody looked. No validator is at hand: what we know of our
own pages is what `tests/complaints/packet/archival.py` looks at.
"""

from datetime import date
from html import escape
from importlib.util import find_spec
from pathlib import Path

from pikepdf import Array, Dictionary, Name, Pdf, String

from app.platform.errors import SaisineError

PRODUCER = "Saisine"
XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreateDate>{day}T00:00:00+00:00</xmp:CreateDate>
<pdf:Producer>{producer}</pdf:Producer>{level}
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


ARCHIVAL = "PDF/A-3a"
LEVEL = "\n<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>"


def declare(pdf: Pdf, *, title: str, language: str, on: date, archival: bool) -> None:
    """Write title, language, date, colour profile and, where it is `archival`, the level. Nothing in it comes from a clock."""
    pdf.Root.Lang = String(language)
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    pdf.Root.PageMode = Name.UseOutlines
    pdf.docinfo["/Title"] = String(title)
    pdf.docinfo["/Producer"] = String(PRODUCER)
    pdf.docinfo["/CreationDate"] = String(instant(on))
    xmp = XMP.format(title=escape(title), language=language, day=on.isoformat(), producer=PRODUCER, level=LEVEL if archival else "")
    pdf.Root.Metadata = pdf.make_stream(xmp.encode(), Type=Name.Metadata, Subtype=Name.XML)
    profile = pdf.make_stream(_srgb(), N=3)
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFA1,
        OutputConditionIdentifier=String("sRGB IEC61966-2.1"),
        DestOutputProfile=profile,
    )
    pdf.Root.OutputIntents = Array([pdf.make_indirect(intent)])


def instant(on: date) -> str:
    """The beginning of that day as a PDF writes it."""
    return f"D:{on:%Y%m%d}000000+00'00'"


def _srgb() -> bytes:
    """The colour profile that comes with the printer, read without loading it. Raises SaisineError when the package is not whole."""
    found = find_spec("weasyprint")
    file = Path(found.origin).parent / "pdf" / "sRGB2014.icc" if found and found.origin else None
    if file is None or not file.is_file():
        raise SaisineError("the printer's colour profile is missing: install the program's packages again")
    return file.read_bytes()
