"""The pages of originals as pictures: of the files themselves, and of those in a mail or an archive."""

import io
import zipfile

import pytest

from app.platform.errors import NotFound
from app.platform.sandbox import CouldNotRead, Sandbox
from app.replies.originals import MOST_FILES, MOST_PAGES, Sheets, page_picture, sheets
from tests.hostile_files import hostile_files
from tests.replies import mails, scans


def archive(**files: bytes) -> bytes:
    """A ZIP of these."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, content in files.items():
            made.writestr(name, content)
    return out.getvalue()


def test_a_pdf_and_a_picture_have_pages_and_each_is_drawn(sandbox: Sandbox) -> None:
    for content, count in ((scans.scanned_pdf(2), 2), (scans.picture("TIFF"), 1)):
        assert sheets(sandbox, "a", content) == (Sheets(name="a", pages=count),)
        assert page_picture(sandbox, "a", content, (), count).startswith(b"\xff\xd8\xff")


def test_the_letter_in_a_mail_in_an_archive_is_found_and_drawn(sandbox: Sandbox) -> None:
    mail = mails.with_letter("lettre.pdf", scans.scanned_pdf(1), "application", "pdf")
    packed = archive(a=b"Rien.", b=mail)
    assert sheets(sandbox, "all.zip", packed) == (
        Sheets(name="a", path=(0,), reason="no_pages"),
        Sheets(name="lettre.pdf", path=(1, 0), pages=1),
    )
    assert page_picture(sandbox, "all.zip", packed, (1, 0), 1).startswith(b"\xff\xd8\xff")


@pytest.mark.parametrize(("path", "page"), [((), 0), ((), 2), ((), MOST_PAGES + 1), ((0,), 1), ((0, 0, 0, 0), 1)])
def test_a_page_or_a_file_that_is_not_there_is_not_found(sandbox: Sandbox, path: tuple[int, ...], page: int) -> None:
    with pytest.raises(NotFound):
        page_picture(sandbox, "a.png", scans.picture("PNG"), path, page)


def test_what_cannot_be_shown_says_why(sandbox: Sandbox) -> None:
    assert [one.reason for one in sheets(sandbox, "a.txt", b"Nous refusons.")] == ["no_pages"]
    assert [one.reason for one in sheets(sandbox, "a.pdf", b"%PDF-1.7 nothing")] == ["broken"]
    with pytest.raises(CouldNotRead):
        page_picture(sandbox, "a.pdf", b"%PDF-1.7 nothing", (), 1)


def test_no_archive_makes_more_work_than_its_share(sandbox: Sandbox) -> None:
    found = sheets(sandbox, "all.zip", archive(**{f"{n}.txt": b"Rien." for n in range(50)}))
    assert len(found) == MOST_FILES


def test_hostile_files_end_with_a_reason_or_with_pages(sandbox: Sandbox) -> None:
    for name, content in list(hostile_files())[5::40]:
        for one in sheets(sandbox, name, content):
            assert bool(one.reason) != bool(one.pages), name
