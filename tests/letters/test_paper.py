"""The letter on paper: one face, tagged, the same bytes each time, and the signature never alone."""

from io import BytesIO

import pikepdf
import pytest

from app.law.events import Channel
from app.law.rights import Right
from app.letters.drafts import draft_letter
from app.letters.formats import to_html, to_pdf, to_text
from app.platform.printer import Printer
from app.platform.printing import PrintShop
from tests.letters.paper import box, texts
from tests.letters.people import CAMILLE, DOMINIQUE, FACES, OVERSEAS, photo, replace, request


def printed(printer: Printer, **changes: object) -> bytes:
    """The access letter as PDF."""
    return to_pdf(draft_letter("access", request(**changes)), printer)


def fonts(pdf: bytes) -> set[str]:
    """Names of the fonts in a PDF, without the tags of their subsets."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        return {str(font.BaseFont).partition("+")[2] for page in opened.pages for font in page.Resources.Font.as_dict().values()}


@pytest.mark.parametrize("kind", ["access", "erasure"])
def test_only_the_letter_s_own_face_is_embedded(printer: Printer, kind: str) -> None:
    draft = draft_letter(kind, request(right=Right(kind), controller=FACES, attachments=(photo(),), urls=("https://example.org/é",)))
    assert all(name.startswith("Source-Sans-Pro") for name in fonts(to_pdf(draft, printer)))


def test_letters_it_lacks_come_from_the_system_and_are_not_lost(printer: Printer) -> None:
    pdf = printed(printer, subject=replace(CAMILLE, name="Նարե Օրինակ"))
    assert any(name.startswith("DejaVu") for name in fonts(pdf))
    assert "Նարե Օրինակ" in texts(pdf)[0]


def test_it_is_tagged_and_says_its_language_title_and_reference(printer: Printer) -> None:
    with pikepdf.open(BytesIO(printed(printer))) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.Lang == "fr"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert pdf.docinfo.Title == "Lettre SAI-7K3M-9QRT"
        assert pdf.docinfo.Subject == "Exercice du droit d’accès (articles\u00a012 et 15 du RGPD)"
        assert pdf.docinfo.Keywords == "SAI-7K3M-9QRT"


def test_it_carries_no_script_no_attachment_and_no_link_to_a_file(printer: Printer) -> None:
    with pikepdf.open(BytesIO(printed(printer, urls=("file:///etc/passwd", "https://example.org/")))) as pdf:
        assert "/Names" not in pdf.Root
        assert "/OpenAction" not in pdf.Root
        assert all("/Annots" not in page for page in pdf.pages)


def test_equal_drafts_give_equal_bytes_in_every_process(printer: Printer) -> None:
    draft = draft_letter("access", request(attachments=(photo(),)))
    with PrintShop() as shop:
        assert to_pdf(draft, shop) == to_pdf(draft, printer) == to_pdf(draft, printer)


def test_pages_are_numbered_and_bear_the_reference(printer: Printer) -> None:
    pages = texts(printed(printer))
    for number, page in enumerate(pages, 1):
        assert f"SAI-7K3M-9QRT · Page {number}/{len(pages)}" in page


@pytest.mark.parametrize("lines", range(0, 40, 4))
def test_the_signature_never_stands_alone(printer: Printer, lines: int) -> None:
    own = "\n".join(f"Précision numéro {n} de cette personne imaginaire." for n in range(lines))
    last = next(page for page in reversed(texts(printed(printer, paragraph=own))) if "Camille Exemple" in page)
    assert "mes salutations distinguées. Camille Exemple" in last
    assert "Je conserve une copie de cette lettre" in last
    assert "article 12, paragraphe 4)" in last  # the end of the last numbered paragraph


@pytest.mark.parametrize(("right", "pages"), [(Right.ERASURE, 2), (Right.ACCESS, 3)])
@pytest.mark.parametrize("channel", [Channel.REGISTERED_POST, Channel.EMAIL])
def test_the_letters_to_a_face_search_engine_stay_short(printer: Printer, right: Right, pages: int, channel: Channel) -> None:
    pdf = to_pdf(draft_letter(right.value, request(right=right, controller=FACES, channel=channel)), printer)
    assert len(texts(pdf)) == pages
    assert box(pdf, "salutations", page=pages - 1)[1] < (280, 150)[pages - 2]


@pytest.mark.parametrize(
    ("address", "begins"),
    [
        (("12 rue de l’Invention", "69003 Lyon"), "Lyon, le"),
        (("12 rue de l’Invention", "92449 Issy-Exemple CEDEX 09"), "Issy-Exemple, le"),
        (("12 rue de l’Invention", "75011 Paris 11e", "FRANCE"), "Paris, le"),
        (("12 rue de l’Invention",), "Le"),
        ((), "Le"),
    ],
)
def test_the_place_before_the_date_is_the_sender_s_town(address: tuple[str, ...], begins: str) -> None:
    text = to_text(draft_letter("access", request(place="", subject=replace(CAMILLE, address=address), channel=Channel.EMAIL)))
    assert f"\n{begins} 22 novembre 2026\n" in text


def test_a_street_number_abroad_is_no_postcode() -> None:
    away = replace(CAMILLE, country="US", address=("12345 Sample Street", "Springfield"))
    assert "\nLe 22 novembre 2026\n" in to_text(draft_letter("access", request(place="", subject=away)))


def test_the_sender_stands_top_left_and_the_date_on_the_right(printer: Printer) -> None:
    pdf = printed(printer)
    assert box(pdf, "Camille Exemple")[:2] < (30, 30)
    assert box(pdf, "22 novembre 2026")[0] > 110
    assert box(pdf, "Objet")[1] > 92


def test_photographs_and_web_addresses_get_their_own_pages(printer: Printer) -> None:
    long = "https://example.org/" + "a" * 300
    pages = texts(printed(printer, attachments=(photo(),), urls=(long,)))
    assert pages[-2].startswith("Annexe 1 : Photographie")
    assert pages[-1].startswith("Annexe 2 : Adresses de pages internet")
    assert long in pages[-1].replace(" ", "")


def test_a_person_without_address_writes_by_email(printer: Printer) -> None:
    first = texts(printed(printer, subject=DOMINIQUE, channel=Channel.EMAIL, place=""))[0]
    assert "Par courriel : dpo@example.com" in first
    assert "Le 22 novembre 2026" in first


def test_names_do_not_betray_the_matter() -> None:
    draft = draft_letter("access", request(controller=FACES))
    assert draft.file_name == "lettre-9QRT.pdf"
    assert draft.title == "Lettre SAI-7K3M-9QRT"


def test_the_html_for_the_screen_is_complete_in_itself() -> None:
    html = to_html(draft_letter("access", request(controller=OVERSEAS, attachments=(photo(),))))
    assert "<style>" in html
    assert 'src="data:image/jpeg;base64,' in html
    assert "attached:" not in html
