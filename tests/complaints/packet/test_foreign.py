"""Foreign files: whatever they hold, something can be said of them, and nothing of them acts."""

import io
import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, Pdf

from app.complaints.packet.foreign.kinds import read
from app.complaints.packet.foreign.reading import Inner, Reading, packed, unpacked
from app.complaints.packet.reader import TASK, ForeignReader
from app.platform.sandbox import Limits, Profile, Sandbox
from tests.complaints.packet.papers import HEIC, archive, mail, picture, word
from tests.replies.outlook_files import compound, message

STARTS = [
    b"",
    b"%PDF-1.7\n",
    b"\xff\xd8\xff\xe0",
    b"\x89PNG\r\n\x1a\n",
    b"PK\x03\x04",
    b"II*\x00",
    b"From: a\nTo: b\nSubject: c\n\n",
    b"<html>",
    b"{",
    b"RIFF0000WEBP",
]


@given(start=st.sampled_from(STARTS), rest=st.binary(max_size=3000), name=st.text(max_size=30))
def test_whatever_comes_is_read_or_named(start: bytes, rest: bytes, name: str) -> None:
    found = read(name, start + rest)
    assert found.shows_something or found.remarks


@given(st.binary(max_size=400), st.lists(st.tuples(st.text(max_size=20), st.binary(max_size=50)), max_size=3))
def test_a_reading_travels_unchanged(pdf: bytes, inner: list[tuple[str, bytes]]) -> None:
    before = Reading(pdf=pdf, lines=("a", "é"), inner=tuple(Inner(*each) for each in inner), remarks=("broken",))
    head, parts = packed(before)
    assert unpacked(json.loads(json.dumps(head)), parts) == before


def test_what_a_pdf_could_do_stays_behind() -> None:
    with Pdf.new() as pdf:
        pdf.add_blank_page()
        pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS="app.alert(1)")
        pdf.pages[0].obj.AA = Dictionary(O=Dictionary(S=Name.JavaScript, JS="x"))
        link = Dictionary(
            Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], A=Dictionary(S=Name.URI, URI="https://tracker.example.org")
        )
        pdf.pages[0].obj.Annots = Array([link])
        out = io.BytesIO()
        pdf.save(out)
    found = read("x.pdf", out.getvalue())
    assert found.pdf
    assert b"JavaScript" not in found.pdf
    assert b"tracker" not in found.pdf


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "TIFF", "GIF", "BMP"])
def test_a_picture_becomes_a_page(form: str) -> None:
    found = read("picture", picture(form))
    with Pdf.open(io.BytesIO(found.pdf)) as pdf:
        assert len(pdf.pages) == 1
    assert found.picture


def test_a_photo_of_a_telephone_becomes_a_page() -> None:
    found = read("iphone.heic", HEIC)
    with Pdf.open(io.BytesIO(found.pdf)) as pdf:
        assert [float(edge) for edge in pdf.pages[0].mediabox] == [0, 0, 48, 36]


def test_a_photo_whose_notes_are_broken_is_shown_all_the_same() -> None:
    notes = b"Exif\x00\x00II*\x00\x08\x00\x00\x00\x02\x00\x12\x01\x03\x00\x01\x00\x00\x00\x06\x00\x00\x00\x1a\x01\x05\x00\xff"
    photo = picture("JPEG")
    found = read("photo.jpg", photo[:2] + b"\xff\xe1" + (len(notes) + 2).to_bytes(2, "big") + notes + photo[2:])
    assert found.pdf
    assert found.remarks == ()


@given(st.binary(max_size=120))
def test_no_note_in_a_photo_costs_its_picture(notes: bytes) -> None:
    photo, notes = picture("JPEG", size=(30, 20)), b"Exif\x00\x00II*\x00\x08\x00\x00\x00" + notes
    assert read("photo.jpg", photo[:2] + b"\xff\xe1" + (len(notes) + 2).to_bytes(2, "big") + notes + photo[2:]).pdf


def test_each_frame_of_a_fax_is_a_page() -> None:
    with Pdf.open(io.BytesIO(read("fax", picture("TIFF", "L", frames=4)).pdf)) as pdf:
        assert len(pdf.pages) == 4


def test_a_message_has_its_heads_its_text_and_its_files() -> None:
    found = read("m.eml", mail("Réponse", ("a.csv", b"1;2")))
    assert dict(found.facts)["Subject"] == "Réponse"
    assert "We only provide data collected in the preceding 12 months." in found.lines
    assert [(inner.name, inner.content) for inner in found.inner] == [("a.csv", b"1;2")]


def test_a_page_is_read_and_nothing_of_it_runs() -> None:
    page = b"<h1>A</h1><script>alert(1)</script><p>b <a href='javascript:x'>c</a></p><style>p{}</style>"
    assert read("a.html", page).lines == ("A", "", "b c")


def test_a_word_paragraph_that_has_a_look_of_its_own_loses_no_word() -> None:
    styled = (
        '<w:p><w:pPr><w:jc w:val="both"/></w:pPr><w:r><w:t>Bonjour</w:t><w:br/><w:t>encore</w:t></w:r></w:p>'
        '<w:p w:rsidR="1"/><w:p/><w:p a="/"><w:r><w:t>Fin</w:t></w:r></w:p>'
    )
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    document = archive(("word/document.xml", f"<w:document {space}><w:body>{styled}</w:body></w:document>".encode()))
    assert read("a.docx", document).lines == ("Bonjour", "encore", "", "Fin")


def test_a_page_whose_head_never_ends_still_has_its_words() -> None:
    assert read("a.html", b"<html><head><title>x</title><body><p>Bonjour").lines == ("Bonjour",)


@pytest.mark.parametrize("tag", ["object", "iframe", "svg", "math", "noscript", "template", "title", "textarea", "select", "audio"])
def test_what_stands_behind_an_element_that_never_ends_is_not_lost(tag: str) -> None:
    found = read("a.html", f"<p>Bonjour</p><{tag}><p>Nous limitons à douze mois.</p>".encode())
    assert {"Bonjour", "Nous limitons à douze mois."} <= set(found.lines)


def test_a_message_saved_by_outlook_has_its_heads_its_text_and_its_files() -> None:
    sent = datetime(2026, 7, 20, 8, 0, tzinfo=UTC)
    inner = message("a@example.org", "Transmis", "Dedans.", sent)
    saved = message("dpo@example.org", "Votre demande", "Douze mois.", sent, {"a.csv": b"1;2", "transmis.msg": inner})
    found = read("reponse.msg", compound(saved))
    facts = dict(found.facts)
    assert facts["From"] == "Service clients <dpo@example.org>"
    assert facts["Subject"] == "Votre demande"
    assert facts["Date"].startswith("2026-07-20 08:00")
    assert found.lines == ("Douze mois.",)
    assert [each.name for each in found.inner] == ["a.csv", "Transmis.eml"]


def test_another_file_of_that_build_is_named() -> None:
    assert read("vieux.doc", compound({"WordDocument": b"x" * 600})).remarks == ("unknown_kind",)


def test_an_archive_behind_a_password_says_so() -> None:
    locked = bytearray(archive(("a.txt", b"secret")))
    locked[6] |= 1
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    assert read("a.zip", bytes(locked)).remarks == ("encrypted",)


def test_a_word_document_gives_its_paragraphs() -> None:
    assert read("a.docx", word()).lines == ("Premier paragraphe & suite.", "Second, après l’été.")


def test_a_bomb_is_listed_and_not_unpacked() -> None:
    found = read("b.zip", archive(("zeros", bytes(50_000_000)), ("note.txt", b"small")))
    assert [inner.name for inner in found.inner] == ["note.txt"]
    assert ("zeros", 50_000_000) in found.listed
    assert "too_much_inside" in found.remarks


def test_names_inside_an_archive_never_become_paths() -> None:
    found = read("e.zip", archive(("../../evil.txt", b"x"), ("/etc/passwd", b"y")))
    assert [inner.name for inner in found.inner] == ["../../evil.txt", "/etc/passwd"]


def test_a_file_that_asks_too_much_is_named_and_the_next_one_is_read() -> None:
    limits = {Profile.PARSE: Limits(memory=700 << 20, output=20_000)}
    with Sandbox([TASK], limits=limits) as sandbox:
        reader = ForeignReader(sandbox)
        assert reader.read("fax.tiff", picture("TIFF", frames=8)).remarks == ("exceeded",)
        assert reader.read("note.txt", b"hello").lines == ("hello",)


def test_the_reader_reaches_neither_files_nor_network(reader: ForeignReader) -> None:
    """A drawing that names other files is read as what it is; the sandbox's own tests show that it could not open them."""
    svg = b'<html><img src="file:///etc/passwd"><object data="http://127.0.0.1:9/x"></object>text</html>'
    assert reader.read("x.html", svg).lines == ("text",)
