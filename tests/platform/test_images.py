"""A photo leaves the program with its picture and nothing else."""

import contextlib
import struct
import zlib
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageFile
from PIL.TiffImagePlugin import IFDRational

from app.platform.errors import InvalidInput
from app.platform.images import MAX_OUTPUT_BYTES, MAX_SIDE, strip_photo

GPS = 0x8825


def photo(kind: str = "JPEG", size: tuple[int, int] = (60, 40), orientation: int = 1) -> bytes:
    """A picture, red on its left half and blue on its right, with a place, a camera and a comment written into it."""
    picture = Image.new("RGB", size, "blue")
    picture.paste("red", (0, 0, size[0] // 2, size[1]))
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x0110] = "CANARY-CAMERA"
    exif.get_ifd(GPS).update({1: "N", 2: (IFDRational(48), IFDRational(51), IFDRational(30)), 29: "CANARY-DATE"})
    out = BytesIO()
    extra = {"comment": b"CANARY-COMMENT"} if kind == "JPEG" else {}
    picture.save(out, kind, exif=exif, xmp=b"<x>CANARY-XMP</x>", **extra)
    return out.getvalue()


def opened(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content), formats=("JPEG",))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_place_camera_and_comments_are_gone(kind: str) -> None:
    before = photo(kind)
    assert b"CANARY" in before
    media_type, after = strip_photo(before, "photo")
    assert media_type == "image/jpeg"
    assert b"CANARY" not in after
    assert b"Exif" not in after
    assert not dict(opened(after).getexif())
    assert set(opened(after).info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


@pytest.mark.parametrize(("orientation", "size", "red_at"), [(1, (60, 40), (5, 20)), (3, (60, 40), (55, 20)), (6, (40, 60), (20, 5))])
def test_a_photo_stands_as_it_was_taken(orientation: int, size: tuple[int, int], red_at: tuple[int, int]) -> None:
    picture = opened(strip_photo(photo(orientation=orientation), "photo")[1])
    assert picture.size == size
    pixel = picture.getpixel(red_at)
    assert isinstance(pixel, tuple)
    assert pixel[0] > 200
    assert pixel[2] < 60


def test_a_large_photo_is_made_small() -> None:
    content = strip_photo(photo(size=(5000, 2500)), "photo")[1]
    assert opened(content).size == (MAX_SIDE, MAX_SIDE // 2)


def test_even_noise_fits_the_limit() -> None:
    noise = Image.effect_noise((1600, 1600), 200)
    out = BytesIO()
    Image.merge("RGB", (noise, noise.rotate(90), noise.rotate(180))).save(out, "PNG")
    assert len(strip_photo(out.getvalue(), "photo")[1]) <= MAX_OUTPUT_BYTES


def test_transparent_parts_become_white() -> None:
    out = BytesIO()
    Image.new("RGBA", (10, 10), (0, 0, 0, 0)).save(out, "PNG")
    assert opened(strip_photo(out.getvalue(), "photo")[1]).getpixel((5, 5)) == (255, 255, 255)


def test_a_photo_with_a_damaged_camera_note_is_kept() -> None:
    damaged = photo().replace(b"MM\x00*", b"MM\xff\xff").replace(b"II*\x00", b"II\xff\xff")
    assert opened(strip_photo(damaged, "photo")[1]).size == (60, 40)


def png_claiming(width: int, height: int) -> bytes:
    """A few bytes that claim to be an enormous picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\x00" * 1000)) + chunk(b"IEND", b"")


POSTSCRIPT = b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n%%EndComments\nshowpage\n%%EOF\n"
REFUSED = {
    "nothing": b"",
    "a text": b"not a photo",
    "a PostScript program": POSTSCRIPT,
    "PostScript behind a JPEG's first bytes": b"\xff\xd8\xff\xe0" + POSTSCRIPT,
    "an SVG": b"<svg xmlns='http://www.w3.org/2000/svg'/>",
    "a PDF": b"%PDF-1.7\n%%EOF",
    "half a JPEG": photo(size=(800, 600))[:3000],
    "half a PNG": photo("PNG", (800, 600))[:400],
    "a GIF": b"GIF89a\x01\x00\x01\x00\x00\x00\x00;",
    "169 megapixels below the library's own limit": png_claiming(13_000, 13_000),
    "a bomb beyond the library's own limit": png_claiming(60_000, 60_000),
    "no width": png_claiming(0, 10),
    "a heavy file": b"\xff\xd8\xff" + b"\x00" * 30_000_000,
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_safe_photo_is_refused_with_its_field(name: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        strip_photo(REFUSED[name], "photo")
    assert refused.value.field == "photo"


def test_half_a_photo_is_refused_even_when_the_renderer_made_the_library_lenient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    with pytest.raises(InvalidInput):
        strip_photo(REFUSED["half a JPEG"], "photo")
    assert ImageFile.LOAD_TRUNCATED_IMAGES


@settings(max_examples=60, deadline=None)
@given(cut=st.integers(4, 1500), junk=st.binary(max_size=40))
def test_a_damaged_photo_is_read_or_refused_and_nothing_else(cut: int, junk: bytes) -> None:
    content = photo()
    with contextlib.suppress(InvalidInput):
        media_type, after = strip_photo(content[:cut] + junk + content[cut + len(junk) :], "photo")
        assert media_type == "image/jpeg"
        assert b"CANARY" not in after
