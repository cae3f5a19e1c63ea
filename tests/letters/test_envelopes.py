"""Where things stand on the sheet: the envelope is the one that the sender can buy where she lives."""

from pathlib import Path

import pypdfium2
import pytest
from babel import Locale
from hypothesis import given, settings
from hypothesis import strategies as st

from app.law.rights import Right
from app.letters import envelopes
from app.letters.drafts import draft_letter
from app.letters.envelopes import envelope
from app.letters.formats import to_pdf, to_text
from app.letters.kinds import TemplateError
from app.letters.languages import posting_language
from app.letters.layout import country_line, fits, returned_line, width
from app.platform.printer import Printer
from tests.letters.paper import MM, box, compared, shown, texts
from tests.letters.people import CAMILLE, FACES, OVERSEAS, SHOP, replace, request

KIM = replace(CAMILLE, name="Kim Beispiel", country="DE", address=("Musterstraße 12", "10115 Musterstadt"))
RETURNED = "Kim Beispiel · Musterstraße 12 · 10115 Musterstadt"
ODD_ADDRESSES = (
    ("c/o Beispiel Treuhand", "z. Hd. der Datenschutzbeauftragten", "Gebäude 7", "Musterallee am Beispielufer 123–125", "Postfach 12 34 56",
     "12345 Musterstadt-Beispielhausen am Fluss"),
    ("1 Sample St", "Suite 400", "Sampletown", "Sampleshire", "Springfield", "SP1 2LE"),
    ("Παράδειγμα 43", "105 64 Αθήνα"),
    ("Donaudampfschifffahrtsgesellschaftskapitänsmützenfabrikantenstraße 1", "1010 Wien"),
    tuple(f"Flur {n}, hinter dem großen Brunnen der erfundenen Personen, dritte Tür rechts" for n in range(7)),
)  # fmt: skip


def printed(printer: Printer, sender: str = "DE", **changes: object) -> bytes:
    """The English access letter of somebody in that country."""
    usual = {"subject": KIM if sender == "DE" else CAMILLE, "place": "", "language": "en"}
    return to_pdf(draft_letter("access", request(**{**usual, **changes})), printer)


def marks(pdf: bytes) -> list[float]:
    """Heights of the short lines at the left edge of the first page, in millimetres from its top."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        page = document[0]
        found = [item.get_bounds() for item in page.get_objects() if item.type == pypdfium2.raw.FPDF_PAGEOBJ_PATH]
        return sorted({round((page.get_height() - top) / MM, 1) for left, _, right, top in found if right / MM < 15})
    finally:
        document.close()


@pytest.mark.parametrize(
    ("country", "name"), [("DE", "din-5008"), ("AT", "din-5008"), ("CH", "din-5008"), ("FR", "window-fr"), ("US", "window-fr")]
)
def test_the_sender_s_country_decides_not_the_recipient_s(country: str, name: str) -> None:
    assert envelope(country).name == name
    assert draft_letter("access", request(controller=OVERSEAS, subject=replace(CAMILLE, country=country))).layout == name


def test_the_german_field_is_85_by_45_mm_20_from_the_left_and_45_from_the_top() -> None:
    window = envelope("DE").window
    assert (window.left, window.top, window.width, window.height) == (20, 45, 85, 45)


def test_the_german_sheet_has_its_margin_its_fold_marks_and_its_punch_mark(printer: Printer) -> None:
    pdf = printed(printer)
    assert box(pdf, "Subject:")[0] == pytest.approx(25, abs=0.6)
    assert box(pdf, "Subject:")[1] > 95
    assert box(pdf, "Beispiel")[0] > 120
    assert marks(pdf) == pytest.approx([105, 148.5, 210], abs=0.3)


def test_the_french_sheet_is_folded_in_thirds(printer: Printer) -> None:
    assert marks(printed(printer, "FR")) == pytest.approx([99, 198], abs=0.3)


@pytest.mark.parametrize("sender", ["DE", "FR"])
@pytest.mark.parametrize("address", ODD_ADDRESSES)
@pytest.mark.parametrize("country", ["DE", "US"])
def test_the_window_shows_the_address_whole_or_short_and_nothing_else(
    printer: Printer, sender: str, address: tuple[str, ...], country: str
) -> None:
    to = replace(SHOP, name="Internationale Gesellschaft für Beispiele und Muster mbH & Co. KG", address=address, country=country)
    pdf, used = printed(printer, sender, controller=to), envelope(sender)
    seen = shown(pdf, used.window)
    assert min(seen.air) > 0.5
    begins = compared(RETURNED) if sender == "DE" else compared("Internationale")
    assert seen.text.startswith(begins[:12])
    assert all(compared(line) in compared(" ".join(texts(pdf))) for line in address)


def test_nothing_but_the_sender_s_line_and_the_recipient_shows_in_the_german_window(printer: Printer) -> None:
    seen = shown(printed(printer), envelope("DE").window)
    assert compared(seen.text) == compared(RETURNED + "".join((SHOP.name, *SHOP.address, "FRANKREICH")))


def test_a_sender_with_many_lines_does_not_reach_into_the_window(printer: Printer) -> None:
    many = replace(KIM, address=tuple(f"{n}. Zeile einer sehr langen erfundenen Anschrift" for n in range(1, 8)))
    seen = shown(printed(printer, subject=many), envelope("DE").window)
    assert "5.Zeile" not in seen.text
    assert min(seen.air) > 0.5


def test_the_sender_s_line_is_shortened_to_name_and_town_or_left_out() -> None:
    parts = ["Kim Beispiel", *(f"{n}. Zeile einer langen Anschrift" for n in range(5)), "10115 Musterstadt"]
    assert returned_line(parts, 7, 78) == "Kim Beispiel · 10115 Musterstadt"
    assert returned_line(["K" * 200, "10115 Musterstadt"], 7, 78) == ""
    assert returned_line(["Kim Beispiel"], 7, 78) == ""


def test_the_sender_s_line_is_for_the_envelope_only() -> None:
    assert " · " not in to_text(draft_letter("access", request(subject=KIM, language="en")))


@pytest.mark.parametrize("home", ["FR", "DE", "GB", "ES", "PL"])
def test_every_country_s_name_fits_on_one_line(home: str) -> None:
    for code in Locale("en").territories:
        line = country_line(str(code), home, posting_language(home))
        assert not line or width(line) * 8 <= envelope(home).address.width_pt


@given(st.lists(st.text(min_size=1, max_size=60).map(lambda s: " ".join(s.split())), min_size=1, max_size=9))
@settings(deadline=None)
def test_the_sender_s_line_never_runs_out_of_the_window(parts: list[str]) -> None:
    assert width(returned_line(parts, 7, 78)) * 7 <= 78 * envelopes.PT_PER_MM


@pytest.mark.parametrize("right", list(Right))
def test_english_letters_to_a_face_search_engine_stay_short(printer: Printer, right: Right) -> None:
    for sender in (KIM, CAMILLE):
        draft = draft_letter(right.value, request(right=right, controller=FACES, subject=sender, language="en", place=""))
        assert len(texts(to_pdf(draft, printer))) <= 3


def test_a_layout_that_says_too_little_is_refused_by_name(tmp_path: Path) -> None:
    for text in ("p {}", "+++\nsenders = []\n+++\n", "+++\nsenders = [\n+++\n"):
        path = tmp_path / "odd.css"
        path.write_text(text, encoding="utf-8")
        with pytest.raises(TemplateError, match=r"odd\.css"):
            envelopes._read(path)


def test_a_short_address_is_set_in_the_usual_size() -> None:
    assert fits([SHOP.name, *SHOP.address, "FRANKREICH"], 10.5, envelope("DE").address)
