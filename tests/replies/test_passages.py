"""Words of a reply are found where they stand, however they were copied."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.cases.passages import find_words


@given(st.text(max_size=80), st.integers(0, 80), st.integers(1, 40))
def test_words_taken_from_a_text_are_found_in_it(text: str, start: int, length: int) -> None:
    words = text[start : start + length]
    if words.split():
        place = find_words(text, words, start)
        assert place is not None
        assert text[slice(*place)].split() == words.split()


@pytest.mark.parametrize("copied", ["l'accès  est limité", "L’ACCÈS EST LIMITÉ", "l’accès\nest limité"])
def test_copying_changes_spaces_marks_and_capitals_only(copied: str) -> None:
    text = "Hélas, l’accès est\nlimité « à douze mois »."
    place = find_words(text, copied)
    assert place is not None
    assert text[slice(*place)] == "l’accès est\nlimité"


def test_of_several_places_the_closest_is_taken() -> None:
    text = "no data. Yes. no data."
    assert find_words(text, "no data", near=12) == (14, 21)
    assert find_words(text, "some data") is None
    assert find_words(text, " ") is None
