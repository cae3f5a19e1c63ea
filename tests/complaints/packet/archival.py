"""What of PDF/A-3a (ISO 19005-3) a program can look at without a validator: faults in words, none for a PDF that keeps to all of it.

It is no validator: colour conversions, the insides of fonts and of profiles, and every rule that is not named here are not looked at.
"""

import io
import re
from collections.abc import Callable, Iterator
from typing import Any
from xml.etree import ElementTree as ET

import pikepdf
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from pikepdf import Array, Dictionary, Name, NameTree, Pdf, Stream

MIME = re.compile(r"[-\w+.]+/[-\w+.]+")
RELATIONS = {"/Source", "/Data", "/Alternative", "/Supplement", "/Unspecified"}
PAINTS = {"Tj", "TJ", "'", '"', "f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "Do", "sh", "EI"}
STANDARD = {
    *("/Document", "/Part", "/Art", "/Sect", "/Div", "/BlockQuote", "/Caption", "/TOC", "/TOCI", "/Index", "/NonStruct", "/Private"),
    *("/P", "/H", "/H1", "/H2", "/H3", "/H4", "/H5", "/H6", "/L", "/LI", "/Lbl", "/LBody", "/Table", "/TR", "/TH", "/TD", "/THead"),
    *("/TBody", "/TFoot", "/Span", "/Quote", "/Note", "/Reference", "/BibEntry", "/Code", "/Link", "/Annot", "/Figure", "/Formula"),
    "/Form",
}
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
PART = "{http://www.aiim.org/pdfa/ns/id/}"
NOTDEF = re.compile(rb"\A(?:..)*?\x00\x00", re.DOTALL)
LONGEST_NAME, LONGEST_STRING, DEEPEST = 127, 32_767, 28


def faults(pdf: Pdf) -> list[str]:
    """Everything that is not as the standard wants it."""
    looks: tuple[Callable[[Pdf], Iterator[str]], ...] = (metadata, intent, fonts, actions, files, drawings, structure, limits)
    return [fault for look in looks for fault in look(pdf)]


def metadata(pdf: Pdf) -> Iterator[str]:
    """6.6: the level, and the same title, date and producer as in the document's information."""
    stream = pdf.Root.Metadata
    described = ET.fromstring(stream.read_bytes().decode().split("?>", 1)[1].rsplit("<?xpacket", 1)[0]).find(f"*/{RDF}Description")  # noqa: S314
    assert described is not None
    told = {child.tag.rpartition("}")[2]: "".join(child.itertext()).strip() for child in described}
    if (told.get("part"), told.get("conformance")) != ("3", "A") or described.find(f"{PART}part") is None:
        yield "the level"
    if told.get("title") != str(pdf.docinfo["/Title"]) or told.get("Producer") != str(pdf.docinfo["/Producer"]):
        yield "title or producer"
    if re.sub(r"\D", "", told["CreateDate"])[:14] != re.sub(r"\D", "", str(pdf.docinfo["/CreationDate"]))[:14]:
        yield "the date"
    if "/Filter" in stream or pdf.is_encrypted or "/ID" not in pdf.trailer:
        yield "metadata packed, encryption, or no identifier"


def intent(pdf: Pdf) -> Iterator[str]:
    """6.2.3: one profile, of colours as screens have them."""
    (found,) = pdf.Root.OutputIntents
    profile = found.DestOutputProfile.read_bytes()
    if found.S != Name.GTS_PDFA1 or found.DestOutputProfile.N != 3 or profile[36:40] != b"acsp" or profile[16:20] != b"RGB ":
        yield "the output intent"


def fonts(pdf: Pdf) -> Iterator[str]:
    """6.2.11: every font embedded, each of its characters known."""
    for font in (each for each in pdf.objects if isinstance(each, Dictionary) and each.get("/Type") == Name.Font):
        inner = font.DescendantFonts[0] if "/DescendantFonts" in font else font
        if "/ToUnicode" not in font and "/DescendantFonts" in font:
            yield f"{font.get('/BaseFont')}: no characters"
        if font.get("/Subtype") in (Name.CIDFontType0, Name.CIDFontType2) or font.get("/Subtype") == Name.Type3:
            continue
        yield from _glyphs(inner)
        descriptor = inner.get("/FontDescriptor", Dictionary())
        if not {"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor.keys()):
            yield f"{font.get('/BaseFont')}: not embedded"


def _glyphs(font: Any) -> Iterator[str]:
    """6.2.11.5: the widths that the PDF tells are those of the font inside."""
    held = font.get("/FontDescriptor", Dictionary())
    program = held.get("/FontFile2") or held.get("/FontFile3")
    if program is None or "/W" not in font:
        return
    inside = TTFont(io.BytesIO(program.read_bytes()), lazy=True)
    order, unit = inside.getGlyphOrder(), 1000 / inside["head"].unitsPerEm
    widths = font.W.as_list()
    for first, told in zip(widths[::2], widths[1::2], strict=True):
        for glyph, width in enumerate(told.as_list(), int(first)):
            if glyph < len(order) and abs(inside["hmtx"][order[glyph]][0] * unit - float(width)) > 1:
                yield f"{font.BaseFont}: width of {glyph}"


def actions(pdf: Pdf) -> Iterator[str]:
    """6.5: nothing that acts but links; every annotation is printed."""
    for key in ("/OpenAction", "/AA", "/AcroForm", "/NeedsRendering", "/Requirements", "/OCProperties"):
        if key in pdf.Root:
            yield f"the catalogue has {key}"
    for page in pdf.pages:
        if "/AA" in page.obj:
            yield "a page that acts"
        for annotation in page.obj.get("/Annots", []):
            if annotation.Subtype != Name.Link or annotation.get("/F") != 4 or "/AA" in annotation:
                yield f"an annotation {annotation.Subtype}"
            if "/A" in annotation and annotation.A.S not in (Name.URI, Name.GoTo):
                yield f"an action {annotation.A.S}"


def files(pdf: Pdf) -> Iterator[str]:
    """6.8: every file inside is associated with the document, with its kind, its names and what it is to it."""
    associated = {each.objgen for each in pdf.Root.AF}
    for name, spec in NameTree(pdf.Root.Names.EmbeddedFiles).items():
        held = spec.EF.F
        if str(spec.get("/AFRelationship")) not in RELATIONS or "/F" not in spec or "/UF" not in spec or spec.objgen not in associated:
            yield f"{name!s}: names or relationship"
        if not MIME.fullmatch(str(held.get("/Subtype"))[1:]) or "/ModDate" not in held.get("/Params", Dictionary()):
            yield f"{name!s}: kind or date"


def drawings(pdf: Pdf) -> Iterator[str]:
    """6.2 and 6.7: colours that the profile knows, no strange states, and nothing drawn that is neither tagged nor an artefact."""
    for number, page in enumerate(pdf.pages, 1):
        yield from (f"page {number}: {fault}" for fault in _drawn(page.obj, tagged=True))
    for thing in pdf.objects:
        if isinstance(thing, Stream) and thing.get("/Subtype") == Name.Form:
            yield from _drawn(thing, tagged=False)
        if isinstance(thing, Stream) and thing.get("/Subtype") == Name.Image:
            yield from (f"a picture with {key}" for key in ("/Alternates", "/OPI") if key in thing)
            if thing.get("/Interpolate") or str(thing.get("/ColorSpace")) == "/DeviceCMYK":
                yield "a picture of colours without a profile, or smoothed"
        if isinstance(thing, Stream) and ("/F" in thing or "LZW" in str(thing.get("/Filter", ""))):
            yield "a stream from outside, or packed by LZW"
        if isinstance(thing, Dictionary) and thing.get("/Type") == Name.ExtGState and {"/TR", "/HTP"} & set(thing.keys()):
            yield "a graphics state"


def _drawn(holder: Any, *, tagged: bool) -> Iterator[str]:
    marked, saved = 0, 0
    for step in pikepdf.parse_content_stream(holder):
        name, operands = str(step.operator), step.operands
        marked += (name in ("BDC", "BMC")) - (name == "EMC")
        saved += (name == "q") - (name == "Q")
        if name in ("k", "K") or (name in ("cs", "CS") and operands[0] == Name.DeviceCMYK):
            yield "colours without a profile"
        if tagged and name in PAINTS and not marked:
            yield f"{name} outside of any tag"
        if name in ("Tj", "TJ") and any(NOTDEF.search(text) for text in _codes(operands[0])):
            yield "a character without a shape"
        if saved > DEEPEST:
            yield "too many states saved"


def _codes(operand: Any) -> Iterator[bytes]:
    """The codes of glyphs, two bytes each, that a text shows."""
    return (bytes(each) for each in (operand if isinstance(operand, Array) else [operand]) if isinstance(each, pikepdf.String))


def structure(pdf: Pdf) -> Iterator[str]:
    """6.7: tagged, in a language, every type a standard one, every figure described."""
    if not pdf.Root.MarkInfo.Marked or not str(pdf.Root.get("/Lang", "")):
        yield "not tagged, or in no language"
    roles = {key: str(value) for key, value in pdf.Root.StructTreeRoot.get("/RoleMap", Dictionary()).items()}
    for element in (each for each in pdf.objects if isinstance(each, Dictionary) and "/S" in each and "/P" in each and "/Type" in each):
        if element.Type == Name.StructElem:
            kind = str(element.S)
            if roles.get(kind, kind) not in STANDARD:
                yield f"a tag {kind}"
            if kind == "/Figure" and not str(element.get("/Alt", "")):
                yield "a figure that nobody describes"


def limits(pdf: Pdf) -> Iterator[str]:
    """6.1.13: names, texts and pages within what every reader takes."""
    for thing in pdf.objects:
        held: Any = thing.as_list() if isinstance(thing, Array) else thing.values() if isinstance(thing, (Dictionary, Stream)) else ()
        if any(isinstance(each, pikepdf.String) and len(bytes(each)) > LONGEST_STRING for each in held):
            yield "a text without end"
        if isinstance(thing, (Dictionary, Stream)) and any(len(key) > LONGEST_NAME for key in thing.keys()):  # noqa: SIM118
            yield "a name without end"
    if any(not 3 <= float(edge) <= 14_400 for page in pdf.pages for edge in page.mediabox.as_list()[2:]):
        yield "a page of no size"
