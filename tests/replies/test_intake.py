"""Replies as they come: each file read in the real sandbox, put together, and nothing lost when one of them cannot be read."""

import json
import zipfile
from datetime import UTC, date, datetime
from hashlib import sha256
from io import BytesIO

import pytest

from app.platform.sandbox import Sandbox
from app.platform.text import clean_text
from app.replies.intake import LONGEST, TASKS, Received, read_reply
from app.replies.reading import Fate, Place, Reading
from tests.hostile_files import hostile_files
from tests.replies import mails, scans
from tests.replies.conftest import Read
from tests.replies.outlook_files import compound, message

SENT = datetime(2026, 3, 10, 9, 30, tzinfo=UTC)


def new(reading: Reading) -> str:
    """What the reply says now."""
    return "\n".join(span.of(reading.text) for span in reading.newest)


def archive(**members: bytes) -> bytes:
    """A ZIP of these."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name.replace("__", "."), content)
    return out.getvalue()


def test_a_mail_tells_who_when_and_what(read: Read) -> None:
    reading = read(reply__eml=mails.gmail())
    assert new(reading) == "Bonjour,\nvoici vos données."
    assert [span.of(reading.text)[:9] for span in reading.history] == ["Le lun. 2"]
    assert (reading.sender, reading.subject, reading.language) == ("Service clients <dpo@example.org>", "Re: Demande d’accès", "")
    assert (reading.message_id, reading.in_reply_to) == ("<reply-1@example.org>", "<request-1@example.org>")
    assert reading.references == ("<request-0@example.org>", "<request-1@example.org>")


def test_the_day_of_arrival_comes_before_the_day_of_sending(read: Read) -> None:
    dates = read(reply__eml=mails.with_letter("a.txt", b"Paris, le 9 mars 2026", "text", "plain")).dates
    assert [(found.on, found.place) for found in dates] == [(date(2026, 3, 11), Place.RECEIVED), (date(2026, 3, 9), Place.LETTERHEAD)]


def test_html_keeps_paragraphs_and_where_links_lead(read: Read) -> None:
    reading = read(reply__eml=mails.outlook_html())
    assert new(reading) == "Bonjour,\n\nMerci de nous envoyer une copie de votre pièce d’identité <https://example.org/piece>."
    assert reading.signature is not None
    assert [(part.name, part.reason) for part in reading.parts[1:]] == [("part-2", "decoration")]


def test_a_ticket_is_read_down_to_its_second_message(read: Read) -> None:
    assert new(read(reply__eml=mails.ticket())).endswith("Here is your export.")


def test_a_letter_attached_is_part_of_the_text_and_says_where(read: Read) -> None:
    reading = read(reply__eml=mails.with_letter("réponse.txt", "Nous refusons.".encode("cp1252"), "text", "plain"))
    letter = reading.parts[1]
    assert letter.name == "réponse.txt"
    assert letter.span is not None
    assert letter.span.of(reading.text) == "Nous refusons."


def test_mails_in_mails_are_read(read: Read) -> None:
    reading = read(reply__eml=mails.forwarded(mails.ticket(), depth=2))
    assert "Here is your export." in reading.text
    assert [part.depth for part in reading.parts] == [0, 1, 2]


def test_outlook_files_are_read_with_what_is_attached(read: Read) -> None:
    inner = message("legal@example.org", "Transmis", "Nous ne détenons rien.", SENT)
    content = compound(
        message("dpo@example.org", "Réponse", "Bonjour,\r\nvoir la pièce.", SENT, {"note.txt": b"Une note." * 600, "m.msg": inner})
    )
    reading = read(reply__msg=content)
    assert (reading.sender, reading.subject) == ("Service clients <dpo@example.org>", "Réponse")
    assert [found.on for found in reading.dates] == [date(2026, 3, 10)]
    assert reading.text.startswith("Bonjour,\nvoir la pièce.\n\nUne note.")
    assert "Nous ne détenons rien." in reading.text


def test_winmail_dat_is_named_and_kept(read: Read) -> None:
    reading = read(reply__eml=mails.with_letter("winmail.dat", b"\x78\x9f\x3e\x22" + bytes(40), "application", "ms-tnef"))
    assert [(part.name, part.fate, part.reason) for part in reading.parts[1:]] == [("winmail.dat", Fate.UNREAD, "tnef")]
    assert reading.problems[0].code == "part_tnef"


@pytest.mark.parametrize("body", [b"Caf\xe9", "Café".encode("utf-16"), "Café".encode(), "\ufeffCafé".encode()])
def test_text_in_any_encoding_is_read(read: Read, body: bytes) -> None:
    assert read(reply__txt=body).text == "Café"


def test_a_mail_that_lies_about_its_charset_is_read(read: Read) -> None:
    head = b"From: a@example.org\r\nSubject: caf\xe9\r\nContent-Type: text/plain; charset=us-ascii\r\n\r\n"
    reading = read(reply__eml=head + b"donn\xe9es")
    assert (reading.text, reading.subject) == ("données", "café")


@pytest.mark.parametrize(
    "broken",
    [
        b"From: a@example.org\nContent-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/plain\n\nNous refusons.",
        b"From: a@example.org\nContent-Type: multipart/mixed\n\nNous refusons.",
        b"From: a@example.org\nContent-Type: text/plain; charset=nonsense\n\nNous refusons.",
        b"From: a@example.org\nContent-Type: /\nContent-Transfer-Encoding: what\n\nNous refusons.",
        b"From: a@example.org\nDate: the day before yesterday\nContent-Type: text/plain\n\nNous refusons.",
    ],
)
def test_malformed_mail_is_read_all_the_same(read: Read, broken: bytes) -> None:
    assert "Nous refusons." in read(reply__eml=broken).text


def test_an_archive_gives_its_members_and_names_those_that_it_cannot(read: Read) -> None:
    reading = read(all__zip=archive(letter__txt=b"Nous refusons.", bomb__txt=bytes(60 << 20), nothing__exe=b"MZ\x00\x01"))
    assert reading.text == "Nous refusons."
    assert {part.name: part.reason for part in reading.parts} == {
        "all.zip": "", "letter.txt": "", "bomb.txt": "too_much_output", "nothing.exe": "unsupported",
    }  # fmt: skip


def test_a_word_document_is_read_without_what_was_deleted(read: Read) -> None:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    deleted = "<w:del><w:r><w:delText>acceptons</w:delText></w:r></w:del>"
    body = f"<w:document {space}><w:p><w:r><w:t>Nous </w:t></w:r>{deleted}<w:r><w:t>refusons</w:t></w:r></w:p></w:document>"
    assert read(letter__docx=archive(**{"word/document__xml": body.encode()})).text == "Nous refusons"


def test_one_bad_file_does_not_keep_the_others(read: Read) -> None:
    reading = read("Nous refusons.", torn__pdf=b"%PDF-1.7 nothing", good__txt=b"Cordialement")
    assert reading.text == "Nous refusons.\n\nCordialement"
    assert [part.fate for part in reading.parts] == [Fate.UNREAD, Fate.READ]
    assert reading.parts[0].sha256 == sha256(b"%PDF-1.7 nothing").hexdigest()


def test_the_text_is_what_a_record_keeps_of_it(read: Read) -> None:
    reading = read("  Nous\u200b  refusons \n\n\n\n« tout »  ", more__html=b"<p>oui&nbsp;!</p>" * 3)
    assert clean_text(reading.text, "text", LONGEST) == reading.text


def test_a_very_long_reply_is_cut_and_says_so(read: Read) -> None:
    reading = read(log__txt=b"une ligne\n" * 20_000)
    assert len(reading.text) <= LONGEST
    assert "reply_cut" in {problem.code for problem in reading.problems}


def test_a_reading_travels_as_json(read: Read) -> None:
    reading = read(reply__eml=mails.gmail(), torn__pdf=b"%PDF-1.7 nothing")
    assert Reading.from_json(json.loads(json.dumps(reading.to_json()))) == reading


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF"])
def test_a_photographed_letter_is_read(read: Read, kind: str) -> None:
    reading = read(**{f"photo__{kind.lower()}": scans.picture(kind)})
    assert reading.ocr
    assert "copie de votre pièce d'identité" in reading.text
    assert date(2026, 3, 12) in {found.on for found in reading.dates}


def test_a_scan_of_two_pages_is_read_in_its_language(read: Read) -> None:
    reading = read(scan__pdf=scans.scanned_pdf(2))
    assert (reading.pages, reading.ocr, reading.language) == (2, True, "fr")
    assert reading.text.count("réclamation auprès de la CNIL") == 2


def test_without_tesseract_the_scan_is_kept_and_the_remedy_named() -> None:
    with Sandbox(TASKS, programs=()) as without:
        reading = read_reply([Received(name="scan.png", content=scans.picture("PNG"))], "", without)
    assert [part.reason for part in reading.parts] in (["ocr_not_installed"], ["forbidden"])


def test_hostile_files_end_as_could_not_be_read_and_cost_no_other_file_its_words(sandbox: Sandbox) -> None:
    sample = [Received(name=name, content=content) for name, content in list(hostile_files())[::70]]
    reading = read_reply([Received(name="good.txt", content=b"Nous refusons."), *sample], "", sandbox)
    assert "Nous refusons." in reading.text
    assert len([part for part in reading.parts if part.depth == 0]) == len(sample) + 1
