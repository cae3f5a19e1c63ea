"""Hostile pictures: small files that say they are huge, circular directories, chunks that lie about their length."""

import struct
import zlib
from collections.abc import Iterator

from tests.hostile.tearing import torn

SIGNATURE = b"\x89PNG\r\n\x1a\n"


def hostile() -> Iterator[tuple[str, bytes]]:
    """All of them."""
    for extension, whole in {"png": png(64, 64), "jpg": jpeg(64, 64), "tif": tiff(64, 64), "heic": heic(64, 64)}.items():
        yield from torn(f"picture-{extension}", extension, whole)
    for name, content in {**_pngs(), **_jpegs(), **_tiffs(), **_heics(), **_others()}.items():
        yield f"picture-{name}", content


def chunk(kind: bytes, content: bytes) -> bytes:
    """Of a PNG file, with its checksum."""
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def png(
    width: int, height: int, *, depth: int = 8, colour: int = 0, interlaced: int = 0, more: bytes = b"", data: bytes | None = None
) -> bytes:
    """One colour; as much of the data as can reasonably be made."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, interlaced))
    row = 1 + width * {0: 1, 2: 3, 3: 1, 6: 4}[colour] * depth // 8
    packed = zlib.compress(bytes(min(row * height, 250_000_000)), 9) if data is None else data
    return SIGNATURE + head + more + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


def jpeg(width: int, height: int, *, components: int = 1, scans: int = 1, progressive: bool = False) -> bytes:
    """Grey, with tables for which the data mean nothing."""
    quantised = b"\xff\xdb\x00\x43\x00" + b"\x01" * 64
    parts = b"".join(bytes((number + 1, 0x11, 0)) for number in range(components))
    frame = struct.pack(">HBHHB", 8 + 3 * components, 8, height, width, components) + parts
    tables = b"".join(b"\xff\xc4\x00\x14" + bytes((kind,)) + b"\x01" + bytes(15) + b"\x00" for kind in (0x00, 0x10))
    chosen = b"".join(bytes((number + 1, 0)) for number in range(components))
    scan = (
        b"\xff\xda"
        + struct.pack(">HB", 6 + 2 * components, components)
        + chosen
        + (b"\x00\x00\x00" if progressive else b"\x00\x3f\x00")
        + bytes(64)
    )
    return b"\xff\xd8" + quantised + (b"\xff\xc2" if progressive else b"\xff\xc0") + frame + tables + scan * scans + b"\xff\xd9"


def tiff(
    width: int, height: int, *, entries: dict[int, tuple[int, int, int]] | None = None, following: int = 0, data: bytes = bytes(4096)
) -> bytes:
    """Little-endian, one strip. `entries` are tags with type, count and value; `following` is where the next directory lies."""
    tags = {256: (4, 1, width), 257: (4, 1, height), 258: (3, 1, 8), 259: (3, 1, 1), 262: (3, 1, 1), 273: (4, 1, 8), 278: (4, 1, height)}
    tags |= {279: (4, 1, len(data)), **(entries or {})}
    rows = b"".join(struct.pack("<HHII", tag, *tags[tag]) for tag in sorted(tags))
    directory = struct.pack("<H", len(tags)) + rows + struct.pack("<I", following)
    return b"II*\x00" + struct.pack("<I", 8 + len(data)) + data + directory


def box(kind: bytes, content: bytes, size: int | None = None) -> bytes:
    """Of an ISO media file."""
    return struct.pack(">I", 8 + len(content) if size is None else size) + kind + content


def heic(width: int, height: int, *, items: int = 1, nested: int = 0) -> bytes:
    """The frame of one, without a picture that a decoder would accept."""
    size = box(b"ispe", struct.pack(">III", 0, width, height))
    properties = box(b"iprp", box(b"ipco", size * items) + box(b"ipma", struct.pack(">II", 0, 1) + b"\x00\x01\x01\x81"))
    for _ in range(nested):
        properties = box(b"iprp", properties)
    handler = box(b"hdlr", bytes(8) + b"pict" + bytes(13))
    located = box(b"iloc", b"\x00\x00\x00\x00\x44\x00" + struct.pack(">HHHHII", 1, 1, 0, 1, 0, 0xFFFFFFF0))
    informed = box(b"iinf", bytes(4) + struct.pack(">H", 1) + box(b"infe", b"\x02\x00\x00\x00\x00\x01\x00\x00hvc1\x00"))
    meta = box(b"meta", bytes(4) + handler + box(b"pitm", b"\x00\x00\x00\x00\x00\x01") + located + informed + properties)
    return box(b"ftyp", b"heic\x00\x00\x00\x00mif1heic") + meta + box(b"mdat", bytes(4096))


def _pngs() -> dict[str, bytes]:
    text = chunk(b"zTXt", b"Comment\x00\x00" + zlib.compress(bytes(200_000_000), 9))
    return {
        "13000-by-13000.png": png(13_000, 13_000),
        "9000-by-9000-colours.png": png(9_000, 9_000, colour=2),
        "16-bits-interlaced.png": png(8_000, 8_000, depth=16, interlaced=1),
        "two-thousand-million-wide.png": png(0x7FFFFFFF, 1),
        "two-thousand-million-square.png": png(0x7FFFFFFF, 0x7FFFFFFF),
        "no-pixels.png": png(0, 0),
        "a-line-of-100-million.png": png(1, 100_000_000),
        "no-palette.png": png(64, 64, colour=3),
        "too-many-data.png": png(8, 8, data=zlib.compress(bytes(300_000_000), 9)),
        "data-of-noise.png": png(4_000, 4_000, data=bytes(range(256)) * 1_000),
        "text-of-200-megabytes.png": png(8, 8, more=text),
        "a-hundred-texts-of-megabytes.png": png(8, 8, more=chunk(b"zTXt", b"C\x00\x00" + zlib.compress(bytes(5_000_000), 9)) * 100),
        "a-million-empty-chunks.png": png(8, 8, more=chunk(b"tEXt", b"a\x00b") * 1_000_000),
        "a-profile-bomb.png": png(8, 8, more=chunk(b"iCCP", b"p\x00\x00" + zlib.compress(bytes(200_000_000), 9))),
        "a-chunk-longer-than-the-file.png": SIGNATURE + b"\x7f\xff\xff\xffIDAT" + bytes(100),
        "a-checksum-that-is-wrong.png": png(64, 64)[:-1] + b"x",
        "frames-by-the-million.png": png(8, 8, more=chunk(b"acTL", struct.pack(">II", 0x7FFFFFFF, 0))),
    }


def _jpegs() -> dict[str, bytes]:
    filler = b"\xff\xfe\xff\xff" + bytes(65_533)
    return {
        "65500-by-65500.jpg": jpeg(65_500, 65_500),
        "65500-by-65500-in-colours.jpg": jpeg(65_500, 65_500, components=3),
        "20000-by-20000-progressive.jpg": jpeg(20_000, 20_000, progressive=True),
        "ten-thousand-scans.jpg": jpeg(8_000, 8_000, progressive=True, scans=10_000),
        "no-lines.jpg": jpeg(64, 0),
        "255-components.jpg": jpeg(64, 64, components=255),
        "three-hundred-comments.jpg": jpeg(64, 64).replace(b"\xff\xdb", filler * 300 + b"\xff\xdb", 1),
        "a-segment-of-no-length.jpg": b"\xff\xd8\xff\xe0\x00\x00" + jpeg(64, 64)[2:],
        "exif-in-a-circle.jpg": _exif(b"II*\x00\x08\x00\x00\x00\x01\x00\x69\x87\x04\x00\x01\x00\x00\x00\x08\x00\x00\x00\x08\x00\x00\x00"),
        "exif-of-a-thousand-million-entries.jpg": _exif(
            b"II*\x00\x08\x00\x00\x00\xff\xff" + b"\x0f\x01\x02\x00\xff\xff\xff\x7f\x00\x00\x00\x00" * 100
        ),
        "a-million-fill-bytes.jpg": jpeg(64, 64)[:2] + b"\xff" * 1_000_000 + jpeg(64, 64)[2:],
        "restarts-without-end.jpg": jpeg(9_000, 9_000)[:-2] + b"\xff\xd0" * 500_000,
    }


def _exif(content: bytes) -> bytes:
    told = b"Exif\x00\x00" + content
    return b"\xff\xd8\xff\xe1" + struct.pack(">H", len(told) + 2) + told + jpeg(64, 64)[2:]


def _tiffs() -> dict[str, bytes]:
    packed = zlib.compress(bytes(300_000_000), 9)
    return {
        "20000-by-20000.tif": tiff(20_000, 20_000),
        "thousands-of-millions.tif": tiff(0xFFFFFFFF, 0xFFFFFFFF),
        "a-bomb-in-a-strip.tif": tiff(17_000, 17_000, entries={259: (3, 1, 8), 279: (4, 1, len(packed))}, data=packed),
        "a-directory-that-follows-itself.tif": tiff(64, 64, following=8 + 4096),
        "100000-pages.tif": _tiff_of_pages(100_000),
        "a-strip-beyond-the-end.tif": tiff(64, 64, entries={273: (4, 1, 0xFFFFFF00)}),
        "strips-by-the-million.tif": tiff(64, 64, entries={273: (4, 0x3FFFFFFF, 8), 279: (4, 0x3FFFFFFF, 8)}),
        "many-samples.tif": tiff(2_000, 2_000, entries={277: (3, 1, 65_535), 258: (3, 65_535, 8)}),
        "no-rows-in-a-strip.tif": tiff(64, 64, entries={278: (4, 1, 0)}),
        "fax-without-end.tif": tiff(30_000, 30_000, entries={258: (3, 1, 1), 259: (3, 1, 4)}),
        "lzw-of-noise.tif": tiff(5_000, 5_000, entries={259: (3, 1, 5)}, data=bytes(range(256)) * 64),
        "old-jpeg.tif": tiff(5_000, 5_000, entries={259: (3, 1, 6), 513: (4, 1, 8), 514: (4, 1, 0xFFFFFFFF)}),
        "tiles-of-a-gigabyte.tif": tiff(64, 64, entries={322: (4, 1, 32_768), 323: (4, 1, 32_768), 324: (4, 1, 8), 325: (4, 1, 9)}),
        "bigtiff-of-nothing.tif": b"II+\x00\x08\x00\x00\x00" + b"\xff" * 64,
    }


def _tiff_of_pages(pages: int) -> bytes:
    """Directories of one entry each, in a row."""
    rows = [struct.pack("<HHHIII", 1, 256, 4, 1, 1, 8 + 18 * (number + 1)) for number in range(pages)]
    return b"II*\x00\x08\x00\x00\x00" + b"".join(rows)


def _heics() -> dict[str, bytes]:
    return {
        "thousands-of-millions.heic": heic(0xFFFFFFFF, 0xFFFFFFFF),
        "16000-by-16000.heic": heic(16_000, 16_000),
        "100000-properties.heic": heic(64, 64, items=100_000),
        "2000-deep.heic": heic(64, 64, nested=2_000),
        "a-box-of-no-size.heic": box(b"ftyp", b"heic\x00\x00\x00\x00") + box(b"meta", bytes(100), 1),
        "a-box-longer-than-the-file.heic": box(b"ftyp", b"heic\x00\x00\x00\x00") + box(b"meta", bytes(100), 0x7FFFFFFF),
        "a-million-free-boxes.heic": heic(64, 64) + box(b"free", b"") * 1_000_000,
        "avif-of-noise.avif": box(b"ftyp", b"avif\x00\x00\x00\x00mif1avif") + bytes(range(256)) * 400,
    }


def _others() -> dict[str, bytes]:
    gif = b"GIF89a\xff\xff\xff\xff\x80\x00\x00" + bytes(6) + b",\x00\x00\x00\x00\xff\xff\xff\xff\x00\x08"
    return {
        "giant.gif": gif + b"\xff" + bytes(255) + b"\x00;",
        "named-png.png": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 99 99\n(/etc/passwd) (r) file\n{} loop\n",
        "a-vector.svg": b'<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]><svg xmlns="http://www.w3.org/2000/svg"><text>&a;</text></svg>',
        "giant.bmp": b"BM" + struct.pack("<IIIIiiHHIIiiII", 99, 0, 54, 40, 0x7FFFFFF, 0x7FFFFFF, 1, 32, 0, 0, 0, 0, 0, 0),
        "giant.webp": b"RIFF\xff\xff\xff\x7fWEBPVP8L\xff\xff\xff\x7f\x2f\xff\xff\xff\xff" + bytes(64),
        "giant.psd": b"8BPS\x00\x01" + bytes(6) + struct.pack(">HIIHH", 3, 300_000, 300_000, 8, 3) + bytes(64),
        "icons-in-icons.ico": b"\x00\x00\x01\x00\xff\xff" + (b"\x00" * 8 + struct.pack("<II", 0x7FFFFFFF, 6)) * 1_000,
    }
