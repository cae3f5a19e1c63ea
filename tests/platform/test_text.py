"""Text from outside is made harmless and keeps what it says."""

import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.platform.errors import InvalidInput
from app.platform.text import MAX_MARKS, clean_line, clean_text, header_value

ANY_TEXT = st.text(st.characters(), max_size=60)
TROUBLE_LETTERS = (
    "aé\u0301\u0323\u0344 \t\n\r\x00\x85\u2028\u00a0\u202f\u200b\u200c\u200d\u202e\u2066\ufeff\u3164\ud83d\ude00"
    "\u06a9\u0643\u094d\u0926\u0d2e\u0d4d\u0d36\ud55c\u1112\u09c7\u09be"
)
TROUBLE = st.text(st.sampled_from(TROUBLE_LETTERS), max_size=25)
HOSTILE = ANY_TEXT | TROUBLE
Clean = Callable[[str, str, int], str]
BOTH = pytest.mark.parametrize("clean", [clean_line, clean_text])

NAMES = [
    "Camille Exemple",
    "Nguyễn Thị Ánh Nguyệt",
    "محمد\u200cرضا پهلوان",
    "שָׁלוֹם אֶקְזֶמְפּל",
    "क\u094d\u200dषत\u094dरिय",
    "ශ\u0dca\u200dරී ලංකා",
    "നന\u0d4d\u200d",
    "Ὀδυσσεύς Παράδειγμα",
    "Жанна Пример",
    "山田\u3000花子".replace("\u3000", " "),
    "葛\U000e0100城",
    "Zoé 👩‍🔬".replace("\u200d", ""),
    "D’Arc-L’Écuyer",
]


@BOTH
@pytest.mark.parametrize("name", NAMES)
def test_a_name_in_any_script_keeps_its_letters_and_joiners(clean: Clean, name: str) -> None:
    assert clean(name, "name", 100) == unicodedata.normalize("NFC", name)


@BOTH
@given(text=HOSTILE)
def test_cleaning_never_fails_but_for_length_and_a_second_cleaning_changes_nothing(clean: Clean, text: str) -> None:
    once = clean(text, "name", 1000)
    assert clean(once, "name", 1000) == once
    assert once.encode("utf-8").decode("utf-8") == once


@given(text=HOSTILE)
def test_a_clean_line_is_one_line_without_control_characters(text: str) -> None:
    clean = clean_line(text, "name", 1000)
    assert not [c for c in clean if unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"}]
    assert "  " not in clean
    assert clean == clean.strip()


@given(text=HOSTILE)
def test_clean_text_holds_no_control_character_but_line_breaks(text: str) -> None:
    clean = clean_text(text, "paragraph", 1000)
    assert not [c for c in clean if unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"} and c != "\n"]
    assert "\n\n\n" not in clean


@pytest.mark.parametrize("code", [0x200B, 0x200E, 0x202E, 0x2066, 0x2069, 0xFEFF, 0x00AD, 0x061C, 0xE0041, 0x3164, 0x00, 0x7F, 0x9B])
def test_invisible_and_reordering_characters_are_dropped(code: int) -> None:
    assert clean_line(f"Cam{chr(code)}ille", "name", 100) == "Camille"


def test_a_joiner_between_latin_letters_is_dropped() -> None:
    assert clean_line("Cam\u200dil\u200cle", "name", 100) == "Camille"


def test_a_lone_surrogate_becomes_the_replacement_character_and_a_pair_becomes_its_letter() -> None:
    assert clean_line("A\ud800B", "name", 100) == "A\ufffdB"
    assert clean_line("\ud83d\ude00", "name", 100) == "😀"


def test_a_tower_of_combining_marks_is_cut_down() -> None:
    clean = clean_line("Z" + "\u0315" * 5000, "name", 100)
    assert clean == "Z" + "\u0315" * MAX_MARKS


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x85", "\u2028", "\u2029", "\v", "\f"])
def test_every_kind_of_line_end_is_a_line_break_in_text_and_a_space_in_a_line(end: str) -> None:
    assert clean_text(f"un{end}deux", "paragraph", 100) == "un\ndeux"
    assert clean_line(f"un{end}deux", "name", 100) == "un deux"


def test_the_no_break_space_of_french_punctuation_stays_in_text() -> None:
    assert clean_text("Pourquoi\u202f? \u00a0 Rien\u00a0!", "paragraph", 100) == "Pourquoi\u202f? Rien\u00a0!"


def test_markup_and_template_syntax_are_plain_characters() -> None:
    assert clean_line("<b>{{ 7*7 }}</b> {% x %} =?utf-8?q?a?=", "name", 100) == "<b>{{ 7*7 }}</b> {% x %} =?utf-8?q?a?="


@BOTH
@pytest.mark.parametrize("text", ["x" * 101, "x" * 1_000_000, "\u0301" * 1_000_000])
def test_too_long_a_text_is_refused_with_its_field_and_limit(clean: Clean, text: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        clean(text, "name", 100)
    assert refused.value.field == "name"
    assert "100" in str(refused.value)


@pytest.mark.parametrize("value", ["a\r\nBcc: x@example.org", "a\x00", "a\u2028b", "=?utf-8?q?a=0D=0ABcc:x?=", "\ud800"])
def test_a_header_value_that_could_make_a_second_header_is_refused(value: str) -> None:
    with pytest.raises(InvalidInput):
        header_value(value, "name")


def test_an_ordinary_header_value_passes_unchanged() -> None:
    assert header_value("Zoé Exemple <zoe@example.org>", "name") == "Zoé Exemple <zoe@example.org>"
