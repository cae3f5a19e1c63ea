"""What no font has is said beforehand and stands in Latin letters on paper: a printed letter shows no empty box."""

import pytest

from app.letters.drafts import draft_letter
from app.letters.envelopes import envelope
from app.letters.formats import to_pdf, to_text
from app.letters.glyphs import for_print, latin, uncovered
from app.letters.layout import fits, window
from app.platform.fonts import in_own_font, printable
from app.platform.printer import Printer
from tests.letters.paper import texts
from tests.letters.people import CAMILLE, SHOP, replace, request

GOTHIC = "\U00010330\U00010331"
"""Letters of a script that no usual font has."""

EUROPEAN = (
    "Þórður Ægisson", "Łukasz Żółć", "Ödön Űjhelyi", "Čeněk Říha", "Ğüneş Işık", "Ġorġ Ħaż-Żebbuġ", "Ștefan Țîrlea", "Γιώργος Παράδειγμα",
    "Приклад Їжакевич", "Пример Ђорђевић", "ქეთევან", "Նարե", "Dŵr Ŷ", "Ŋuokta", "Ẁŷn ẞ",
)  # fmt: skip


@pytest.mark.parametrize("name", EUROPEAN)
def test_names_in_every_european_script_are_printed_as_they_are_written(printer: Printer, name: str) -> None:
    draft = draft_letter("access", request(subject=replace(CAMILLE, name=name)))
    assert draft.uncovered == ""
    assert name in texts(to_pdf(draft, printer))[0]


def test_what_no_font_has_is_named_once_in_its_order() -> None:
    assert uncovered(f"a{GOTHIC}é{GOTHIC}") == GOTHIC
    assert uncovered("Zoë\u200d\u202f\ufe0f") == ""


def test_paper_has_latin_letters_and_says_so_and_the_text_keeps_the_name(printer: Printer) -> None:
    draft = draft_letter("access", request(subject=replace(CAMILLE, name=f"Camille {GOTHIC}"), language="en"))
    pages = " ".join(texts(to_pdf(draft, printer)))
    assert draft.uncovered == GOTHIC
    assert f"Camille {latin(GOTHIC)}" in pages
    assert "could not be printed" in pages
    assert GOTHIC in to_text(draft)
    assert "could not be printed" not in to_text(draft)


def test_syllables_of_another_script_are_kept_apart() -> None:
    assert latin("王小明") == "Wang Xiao Ming"


def test_a_character_without_a_transliteration_is_named_by_its_number() -> None:
    assert latin("\ue000") == "U+E000"


def test_nothing_that_is_put_in_for_a_character_is_markup() -> None:
    for code in range(0x80, 0x3000):
        assert not set(latin(chr(code))) & set("<>&\"'")


def test_a_document_without_such_characters_is_not_touched() -> None:
    html = draft_letter("access", request()).html
    assert for_print(html, "", "note") is html


def test_an_address_that_is_transliterated_still_fits(printer: Printer) -> None:
    frame = envelope("FR").address
    name = GOTHIC * 30
    shown = window(name, SHOP.address, "", frame)
    assert fits(shown.lines, shown.points, frame)
    assert draft_letter("access", request(controller=replace(SHOP, name=name))).uncovered == GOTHIC


def test_the_letter_s_own_font_is_known_from_others() -> None:
    assert in_own_font("é")
    assert in_own_font("Ж")
    assert not in_own_font("Հ")
    assert printable("Հ")
