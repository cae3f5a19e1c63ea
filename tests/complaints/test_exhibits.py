"""The list of papers: what is kept with the case is named for what it is."""

from datetime import date

from app.cases.views import FileInfo
from app.complaints.exhibits import gather
from app.law.rights import Right


def test_a_copy_of_an_identity_document_is_an_exhibit_under_its_own_name() -> None:
    kept = FileInfo(
        id="a", name="copy-1.jpg", media_type="image/jpeg", size=9, sha256="0", purpose="identity_shown", added_on=date(2026, 3, 9)
    )
    (found,) = [each for each in gather(Right.ACCESS, (), [kept]).on_file if each.file == "a"]
    assert (found.kind, found.number, found.detail) == ("identity_shown", 1, "copy-1.jpg")
