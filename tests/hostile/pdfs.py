"""Hostile PDF files: bombs in streams, pages by the million, objects that are their own parents, numbers that are none."""

import zlib
from collections.abc import Iterator, Mapping

from tests.hostile.tearing import torn

TEXT = b"BT /F1 12 Tf 72 720 Td (Bonjour) Tj ET"
ENCRYPTION = b"<< /Filter /Standard /V 5 /R 6 /Length 256 /P -1 /O <00> /U <00> /OE <00> /UE <00> /Perms <00> >>"


def hostile() -> Iterator[tuple[str, bytes]]:
    """All of them."""
    yield from torn("pdf", "pdf", document())
    for name, content in {**_bombs(), **_circles(), **_numbers(), **_active()}.items():
        yield f"pdf-{name}.pdf", content


def document(
    content: bytes = TEXT, *, page: bytes = b"", catalogue: bytes = b"", trailer: bytes = b"", more: Mapping[int, bytes] | None = None
) -> bytes:
    """One page. `page`, `catalogue` and `trailer` are entries added; `more` objects, which may replace the first five."""
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R " + catalogue + b" >>",
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> " + page + b" >>",
        4: stream(content),
        5: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        **(more or {}),
    }
    pieces, places, size = [b"%PDF-1.7\n"], {}, 9
    for number, body in objects.items():
        places[number] = size
        pieces.append(b"%d 0 obj\n%s\nendobj\n" % (number, body))
        size += len(pieces[-1])
    table = b"".join(b"%010d 00000 n \n" % places.get(number, 0) for number in range(1, max(objects) + 1))
    head = b"xref\n0 %d\n0000000000 65535 f \n%s" % (max(objects) + 1, table)
    tail = b"trailer << /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (max(objects) + 1, trailer, size)
    return b"".join([*pieces, head, tail])


def stream(content: bytes, entries: bytes = b"") -> bytes:
    """A stream object."""
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), entries, content)


def flated(content: bytes, times: int = 1) -> bytes:
    """A stream compressed as many times."""
    for _ in range(times):
        content = zlib.compress(content, 9)
    return stream(content, b"/Filter [" + b"/FlateDecode " * times + b"]")


def image(width: int, height: int, bits: int = 8) -> bytes:
    """An image of one colour, as large as it is said to be if that is not too much to make."""
    entries = b"/Type /XObject /Subtype /Image /Width %d /Height %d /BitsPerComponent %d /ColorSpace /DeviceRGB" % (width, height, bits)
    packed = zlib.compress(bytes(min(3 * width * height, 300_000_000)), 9)
    return stream(packed, entries + b" /Filter /FlateDecode")


def _shown(picture: bytes) -> bytes:
    page = b"/Resources << /XObject << /I 9 0 R >> >>"
    return document(b"q 500 0 0 500 0 0 cm /I Do Q", page=page, more={9: picture})


def _bombs() -> dict[str, bytes]:
    nothing = bytes(200_000_000)
    return {
        "content-of-200-megabytes": document(more={4: flated(nothing)}),
        "content-compressed-three-times": document(more={4: flated(nothing, 3)}),
        "a-million-texts": document(more={4: flated(b"BT /F1 9 Tf (x) Tj ET\n" * 1_000_000)}),
        "a-text-of-30-megabytes": document(more={4: flated(b"BT /F1 9 Tf (" + b"x" * 30_000_000 + b") Tj ET")}),
        "a-million-lines": document(more={4: flated(b"0 0 m 595 842 l S\n" * 1_000_000)}),
        "a-million-saved-states": document(more={4: flated(b"q " * 1_000_000)}),
        "operators-that-are-none": document(more={4: flated(b"\xff\xfe zz " * 2_000_000)}),
        "an-image-of-100-megapixels": _shown(image(10_000, 10_000)),
        "an-image-of-400-gigapixels": _shown(image(2_000_000, 200_000)),
        "an-image-of-no-pixels": _shown(image(0, 0)),
        "an-image-of-many-bits": _shown(image(10, 10, 2_147_483_647)),
        "a-page-of-a-square-kilometre": document(page=b"/MediaBox [0 0 100000000 100000000] /UserUnit 1000"),
        "a-page-without-size": document(page=b"/MediaBox [0 0 0 0]"),
        "a-page-turned-inside-out": document(page=b"/MediaBox [900 900 -900 -900] /Rotate 45"),
        "100000-pages": document(more={2: b"<< /Type /Pages /Count 100000 /Kids [" + b"3 0 R " * 100_000 + b"] >>"}),
        "two-thousand-million-pages": document(more={2: b"<< /Type /Pages /Count 2147483647 /Kids [3 0 R] >>"}),
        "object-stream-of-millions": document(
            more={9: flated(b"1 0 " * 5_000_000).replace(b"<<", b"<< /Type /ObjStm /N 9999999 /First 9 ", 1)}
        ),
        "200000-objects": document(more=dict.fromkeys(range(10, 200000), b"null")),
        "hex-string-of-50-megabytes": document(more={9: b"<" + b"0" * 50_000_000 + b">"}),
        "forms-that-double-forty-times": _doubling(40),
        "patterns-that-double-thirty-times": _doubling(30, b"/PatternType 1 /PaintType 1 /TilingType 1 /XStep 1 /YStep 1"),
        "predictor-of-a-giant-row": document(
            more={4: stream(zlib.compress(bytes(1_000)), b"/Filter /FlateDecode /DecodeParms << /Predictor 15 /Columns 2147483647 >>")}
        ),
        "run-lengths": document(more={4: stream(b"\x81a" * 1_000_000, b"/Filter [/RunLengthDecode /RunLengthDecode]")}),
        "lzw-of-noise": document(more={4: stream(bytes(range(256)) * 10_000, b"/Filter /LZWDecode")}),
        "a-hundred-filters": document(more={4: flated(b"x", 100)}),
    }


def _doubling(levels: int, kind: bytes = b"/Type /XObject /Subtype /Form") -> bytes:
    """Forms, each of which draws the next one twice: two to the power of `levels` drawings."""
    forms = {
        number: stream(b"/X Do /X Do", kind + b" /BBox [0 0 9 9] /Resources << /XObject << /X %d 0 R >> >>" % (number + 1))
        for number in range(10, 10 + levels)
    }
    last = {10 + levels: stream(b"0 0 m 9 9 l S", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9]")}
    return document(b"/X Do", page=b"/Resources << /XObject << /X 10 0 R >> >>", more={**forms, **last})


def _circles() -> dict[str, bytes]:
    deep = b"[" * 500_000 + b"]" * 500_000
    chain = {number: b"<< /Type /Pages /Count 1 /Kids [%d 0 R] >>" % (number + 1) for number in range(10, 20_010)}
    outline = {9: b"<< /First 10 0 R /Last 10 0 R >>", 10: b"<< /Title (x) /Parent 9 0 R /Next 10 0 R /First 10 0 R >>"}
    return {
        "pages-that-are-their-own-children": document(more={2: b"<< /Type /Pages /Count 1 /Kids [2 0 R] >>"}),
        "pages-20000-deep": document(more={**chain, 2: b"<< /Type /Pages /Count 1 /Kids [10 0 R] >>", 20_010: b"<< /Type /Page >>"}),
        "a-form-that-draws-itself": document(
            b"/X Do",
            page=b"/Resources << /XObject << /X 9 0 R >> >>",
            more={9: stream(b"/X Do", b"/Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 9 0 R >> >>")},
        ),
        "a-length-that-is-itself": document(more={4: b"<< /Length 4 0 R >>\nstream\nx\nendstream"}),
        "references-in-a-circle": document(more={4: b"9 0 R", 9: b"10 0 R", 10: b"9 0 R"}),
        "an-outline-without-end": document(catalogue=b"/Outlines 9 0 R", more=outline),
        "names-without-end": document(catalogue=b"/Names << /EmbeddedFiles 9 0 R >>", more={9: b"<< /Kids [9 0 R 9 0 R] >>"}),
        "arrays-half-a-million-deep": document(more={9: deep}, catalogue=b"/X 9 0 R"),
        "arrays-in-the-trailer": document(trailer=b"/X " + deep),
        "dictionaries-300000-deep": document(more={9: b"<</a" * 300_000 + b">>" * 300_000}, catalogue=b"/X 9 0 R"),
        "content-of-deep-arrays": document(deep + b" TJ"),
        "a-table-before-itself": document(trailer=b"/Prev 0"),
        "tables-in-a-circle": document() + b"xref\n0 0\ntrailer << /Root 1 0 R /Prev 999 >>\nstartxref\n999\n%%EOF",
        "a-font-of-itself": document(more={5: b"<< /Type /Font /Subtype /Type0 /DescendantFonts [5 0 R] /ToUnicode 5 0 R >>"}),
        "a-colour-space-of-itself": _shown(image(1, 1).replace(b"/DeviceRGB", b"9 0 R")),
        "structure-without-end": document(catalogue=b"/StructTreeRoot 9 0 R", more={9: b"<< /Type /StructTreeRoot /K [9 0 R] /P 9 0 R >>"}),
    }


def _numbers() -> dict[str, bytes]:
    sound = document()
    return {
        "an-integer-of-a-million-digits": document(b"9" * 1_000_000 + b" w"),
        "a-table-of-thousands-of-millions": sound.replace(b"xref\n0 6", b"xref\n0 4294967295"),
        "a-table-that-starts-below-zero": sound.replace(b"xref\n0 6", b"xref\n-1 6"),
        "a-table-at-the-end-of-the-world": sound.replace(b"startxref\n", b"startxref\n99999999999999999999"),
        "a-length-below-zero": sound.replace(b"/Length 38", b"/Length -9"),
        "a-length-beyond-the-end": sound.replace(b"/Length 38", b"/Length 999999999"),
        "coordinates-beyond-numbers": document(b"1e308 1e308 m 1e309 -1e309 l S 0 0 0 0 0 0 cm 1e99 0 0 1e99 0 0 cm 0 0 9 9 re f"),
        "a-dash-of-nothing": document(b"[0.0000001] 0 d 0 0 m 100000000 100000000 l S"),
        "a-character-map-of-everything": document(
            more={5: b"<< /Type /Font /Subtype /Type1 /BaseFont /X /ToUnicode 9 0 R >>", 9: flated(_map())}
        ),
        "a-shading-of-a-function-of-itself": document(
            b"/S sh",
            page=b"/Resources << /Shading << /S 9 0 R >> >>",
            more={
                9: b"<< /ShadingType 2 /ColorSpace /DeviceRGB /Coords [0 0 1 1] /Function 10 0 R >>",
                10: b"<< /FunctionType 3 /Domain [0 1] /Functions [10 0 R 10 0 R] /Bounds [0.5] /Encode [0 1 0 1] >>",
            },
        ),
        "a-sampled-function-of-32-dimensions": document(
            more={
                9: stream(
                    b"x", b"/FunctionType 0 /Domain [" + b"0 1 " * 32 + b"] /Range [0 1] /BitsPerSample 8 /Size [" + b"9 " * 32 + b"]"
                )
            }
        ),
        "encrypted": document(trailer=b"/ID [<00> <00>] /Encrypt " + ENCRYPTION),
        "encrypted-by-nobody": document(trailer=b"/Encrypt << /Filter /Nobody /V 99 >>"),
        "encrypted-with-itself": document(trailer=b"/Encrypt 1 0 R"),
    }


def _map() -> bytes:
    ranges = b"<0000> <ffff> <" + b"0041" * 2_000 + b">\n"
    return b"begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange 100 beginbfrange\n" + ranges * 100 + b"endbfrange endcmap"


def _active() -> dict[str, bytes]:
    script = b"/OpenAction << /S /JavaScript /JS (while(true){}) >>"
    form = b"/AcroForm << /XFA 9 0 R /Fields [9 0 R] >>"
    return {
        "a-script-without-end": document(catalogue=script),
        "launches-a-program": document(catalogue=b"/OpenAction << /S /Launch /F (/bin/sh) >>"),
        "fetches-an-address": document(catalogue=b"/OpenAction << /S /URI /URI (http://192.0.2.1/) >>"),
        "a-file-outside-as-content": document(more={4: b"<< /Length 0 /F (/etc/passwd) /FFilter /FlateDecode >>\nstream\n\nendstream"}),
        "a-form-in-xml-with-entities": document(
            catalogue=form, more={9: stream(b'<!DOCTYPE a [<!ENTITY a "' + b"&a;" * 99 + b'">]><a>&a;</a>')}
        ),
        "metadata-with-entities": document(catalogue=b"/Metadata 9 0 R", more={9: stream(b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>')}),
        "also-a-zip": document() + b"PK\x05\x06" + bytes(18),
        "also-a-page": b"<html><script>alert(1)</script>" + document(),
        "font-of-noise": document(
            more={
                5: b"<< /Type /Font /Subtype /TrueType /BaseFont /X /FontDescriptor 9 0 R >>",
                9: b"<< /Type /FontDescriptor /FontName /X /FontFile2 10 0 R >>",
                10: stream(b"\x00\x01\x00\x00\xff\xff" + bytes(range(256)) * 400),
            },
        ),
        "jpeg2000-of-noise": _shown(
            stream(b"\x00\x00\x00\x0cjP  \r\n\x87\n" + bytes(range(256)) * 100, b"/Subtype /Image /Width 9 /Height 9 /Filter /JPXDecode")
        ),
        "jbig2-of-noise": _shown(stream(bytes(range(256)) * 100, b"/Subtype /Image /Width 99999 /Height 99999 /Filter /JBIG2Decode")),
        "fax-without-end": _shown(stream(bytes(1_000_000), b"/Subtype /Image /Width 60000 /Height 60000 /Filter /CCITTFaxDecode")),
    }
