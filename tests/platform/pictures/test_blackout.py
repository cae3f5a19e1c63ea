"""Nothing is left under the black: not in the pixels, not in the file, not around the edge."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from app.platform.errors import InvalidInput
from app.platform.pictures import reading, task
from app.platform.pictures.blackout import BLOCK, MARGIN, Rectangle, black_out, jpeg
from app.platform.pictures.reading import TASK, PictureReader
from app.platform.sandbox import Sandbox
from tests.complaints.packet.papers import HEIC
from tests.hostile_files import hostile_files
from tests.platform.pictures.cards import BLACK, SECRET, SIZE, card, face

NUMBER = Rectangle(left=28, top=44, width=50, height=16)
WORDS = "Copy for Boutique Exemple SARL only – access request of 2 March 2026 – 26 November 2026"
PICTURES = (".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff", ".webp", ".heic", ".gif", ".bmp")
BARE = {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
SHARES = st.floats(0, 120, allow_nan=False)


@pytest.fixture(scope="module")
def reader() -> Iterator[PictureReader]:
    with Sandbox([TASK]) as sandbox:
        yield PictureReader(sandbox)


def opened(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content), formats=("JPEG",))


def read(picture: Image.Image, folder: Path) -> str:
    """What text recognition makes of it."""
    if shutil.which("tesseract") is None:
        pytest.skip("Tesseract is not installed")
    picture.save(folder / "page.png")
    done = subprocess.run(["tesseract", folder / "page.png", "-", "--psm", "11"], capture_output=True, text=True, check=True)
    return done.stdout


@pytest.mark.parametrize("grey", [True, False])
def test_what_is_hidden_is_exactly_black(reader: PictureReader, grey: bool) -> None:
    made = opened(black_out(reader.read(card(), "picture"), [NUMBER], WORDS, grey=grey))
    assert made.mode == ("L" if grey else "RGB")
    hidden = made.crop(NUMBER.pixels(made.size))
    assert hidden.getextrema() == (BLACK if grey else (BLACK,) * 3)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_nothing_of_the_file_comes_along(reader: PictureReader, kind: str) -> None:
    before = card(kind)
    after = black_out(reader.read(before, "picture"), [NUMBER], WORDS, grey=False)
    assert b"CANARY" in before
    assert not any(note in after for note in (b"CANARY", b"Exif", b"http://ns.adobe.com", b"ICC_PROFILE", b"MPF"))
    assert set(opened(after).info) <= BARE
    assert after.endswith(b"\xff\xd9")
    assert after.count(b"\xff\xd8\xff") == 1


def test_the_picture_is_the_same_whatever_was_under_the_black(reader: PictureReader) -> None:
    """The strongest thing to say: two cards that differ only in what is hidden give the same file, byte for byte."""
    other = face()
    x, y = SIZE[0] * 28 // 100, SIZE[1] * 44 // 100 + 1
    other.paste(
        Image.effect_noise((SIZE[0] // 2, SIZE[1] * 16 // 100 - 1), 90).convert("RGB").point([*range(256), *[0] * 256, *[255] * 256]),
        (x, y),
    )
    files = []
    for picture in (face(), other):
        out = BytesIO()
        picture.save(out, "JPEG", quality=35)  # low quality rings far beyond the letters
        carried = jpeg(reader.read(out.getvalue(), "picture"))
        files.append(black_out(reader.read(carried, "picture"), [NUMBER], WORDS, grey=False))
    assert files[0] == files[1]


def test_the_secret_can_be_read_before_and_not_after(reader: PictureReader, tmp_path: Path) -> None:
    picture = reader.read(card(), "picture")
    assert SECRET in read(picture, tmp_path)
    made = opened(black_out(picture, [NUMBER], WORDS, grey=True))
    brightened = made.point(lambda value: min(255, value * 60))
    assert SECRET[:6] not in read(made, tmp_path) + read(brightened, tmp_path)


def test_the_document_can_be_read_under_the_words(reader: PictureReader, tmp_path: Path) -> None:
    made = opened(black_out(reader.read(card(), "picture"), [NUMBER], WORDS, grey=True))
    assert made.size == SIZE
    assert made.convert("L").getextrema() != BLACK
    assert black_out(face(), [], WORDS, grey=True) != black_out(face(), [], WORDS.replace("2026", "2027"), grey=True)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_areas_lie_where_the_camera_says_is_up(reader: PictureReader, orientation: int) -> None:
    turned = card(orientation=orientation)
    shown = reader.read(turned, "picture")
    assert shown.size == (SIZE if orientation < 5 else SIZE[::-1])
    everything = Rectangle(left=0, top=0, width=100, height=100)
    assert opened(black_out(shown, [everything], WORDS, grey=True)).getextrema() == BLACK


def test_a_second_picture_in_the_file_is_left_behind(reader: PictureReader) -> None:
    pages = {"save_all": True, "append_images": [Image.new("RGB", SIZE, "red")]}
    for kind in ("TIFF", "MPO"):
        out = BytesIO()
        face().save(out, kind, **pages)
        made = opened(black_out(reader.read(out.getvalue(), "picture"), [], WORDS, grey=False))
        assert getattr(made, "n_frames", 1) == 1
        assert made.getpixel((5, 5)) != (254, 0, 0)


def test_what_transparency_hid_does_not_come_out(reader: PictureReader) -> None:
    picture = face().convert("RGBA")
    picture.putalpha(0)
    out = BytesIO()
    picture.save(out, "PNG")
    assert reader.read(out.getvalue(), "picture").getextrema() == ((255, 255),) * 3


def test_what_iphones_write_is_read_too(reader: PictureReader) -> None:
    assert max(reader.read(HEIC, "picture").size) > 0


def test_greys_of_sixteen_bits_stay_greys(reader: PictureReader) -> None:
    out = BytesIO()
    Image.new("I;16", (50, 50), 0x8000).save(out, "TIFF")
    assert reader.read(out.getvalue(), "picture").getpixel((9, 9)) == (128, 128, 128)


def test_a_large_picture_is_made_small(reader: PictureReader) -> None:
    out = BytesIO()
    Image.new("L", (8000, 5000), 90).save(out, "JPEG")
    assert reader.read(out.getvalue(), "picture").size == (task.MAX_SIDE, 1000)


def test_of_a_pdf_the_first_page_is_taken(reader: PictureReader) -> None:
    out, pages = BytesIO(), [Image.new("RGB", (500, 800), colour) for colour in ("teal", "red")]
    pages[0].save(out, "PDF", save_all=True, append_images=pages[1:])
    picture = reader.read(out.getvalue(), "picture")
    assert picture.size == (1000, task.MAX_SIDE)
    assert picture.getpixel((500, 800)) == pytest.approx((0, 128, 128), abs=3)


def test_a_pdf_with_a_password_says_so(reader: PictureReader) -> None:
    out = BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(out, encryption=pikepdf.Encryption(owner="a", user="b"))
    with pytest.raises(InvalidInput) as refused:
        reader.read(out.getvalue(), "picture")
    assert refused.value.message == reading.LOCKED_PDF


def test_too_many_pixels_are_refused_by_name(reader: PictureReader) -> None:
    out = BytesIO()
    Image.new("1", (8001, 5000)).save(out, "PNG")
    with pytest.raises(InvalidInput) as refused:
        reader.read(out.getvalue(), "picture")
    assert (refused.value.field, refused.value.message) == ("picture", reading.TOO_MANY)


@pytest.mark.parametrize("cut", [10, 400, 5000])
def test_half_a_picture_is_refused_by_name(reader: PictureReader, cut: int) -> None:
    with pytest.raises(InvalidInput) as refused:
        reader.read(card()[:cut], "picture")
    assert refused.value.message == reading.NO_PICTURE


def test_hostile_files_end_as_a_sentence_or_a_picture(reader: PictureReader) -> None:
    """Pictures and what pretends to be one."""
    found = [(name, content) for name, content in hostile_files() if name.endswith(PICTURES)]
    assert len(found) > 20
    for name, content in found:
        with suppress(InvalidInput):
            assert max(reader.read(content, "picture").size) <= task.MAX_SIDE, name


@given(left=SHARES, top=SHARES, width=st.floats(0.01, 300), height=st.floats(0.01, 300), size=st.tuples(*[st.integers(1, 300)] * 2))
@settings(max_examples=60, deadline=None)
def test_an_area_is_never_smaller_than_drawn_and_stays_inside(
    left: float, top: float, width: float, height: float, size: tuple[int, int]
) -> None:
    x0, y0, x1, y1 = Rectangle(left=left, top=top, width=width, height=height).pixels(size)
    assert 0 <= x0 <= x1 <= size[0]
    assert 0 <= y0 <= y1 <= size[1]
    assert x0 <= max(0, min(left, 100) / 100 * size[0] - MARGIN)
    assert x1 >= min(size[0], min(left + width, 100) / 100 * size[0] + MARGIN)
    assert x0 % BLOCK == 0
    assert x1 % BLOCK == 0 or x1 == size[0]


@pytest.mark.parametrize("sides", [(float("nan"), 0, 1, 1), (0, -1, 1, 1), (0, 0, 0, 1), (0, 0, 1, float("inf"))])
def test_numbers_that_are_none_make_no_area(sides: tuple[float, float, float, float]) -> None:
    with pytest.raises(ValueError, match=r"\("):
        Rectangle(**dict(zip(("left", "top", "width", "height"), sides, strict=True)))
