"""Seven words, however they are typed; and nothing of them anywhere else."""

import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.cases.recovery import WORDS, RecoveryCode, Stretching, word_list
from app.platform.errors import InvalidInput
from tests.cases.world import FAST

CODE = RecoveryCode(("abacus", "zoom", "velvet", "yoyo", "tulip", "omega", "plank"))
CASES = st.sampled_from([str.lower, str.upper, str.title])
BETWEEN = st.sampled_from([" ", "  ", "-", " - ", "\n", ", ", "\t", "\u00a0", "\u2011", " 2. "])


def test_a_code_is_worth_ninety_bits() -> None:
    assert WORDS * math.log2(len(word_list())) > 90


def test_no_word_holds_a_dash_because_people_type_dashes_between_words() -> None:
    assert all(re.fullmatch("[a-z]{3,9}", word) for word in word_list())


def test_codes_differ_and_come_from_the_list() -> None:
    first, second = RecoveryCode.generate(), RecoveryCode.generate()
    assert first != second
    assert len(first.words) == WORDS
    assert set(first.words) <= word_list()


@given(CASES, st.lists(BETWEEN, min_size=6, max_size=6))
def test_capitals_dashes_lines_and_numbering_do_not_matter(style: object, between: list[str]) -> None:
    assert callable(style)
    typed = "".join(style(word) + gap for word, gap in zip(CODE.words, [*between, ""], strict=True))
    assert RecoveryCode.parse(f" {typed}\n") == CODE


def test_the_order_matters() -> None:
    assert RecoveryCode.parse(" ".join(reversed(CODE.words))) != CODE


def test_a_misspelt_word_is_named_with_its_place() -> None:
    with pytest.raises(InvalidInput) as caught:
        RecoveryCode.parse(CODE.text.replace("velvet", "velvett"))
    assert caught.value.field == "code"
    assert caught.value.params == {"position": 3, "word": "velvett"}


@pytest.mark.parametrize("count", [0, 1, 6, 8])
def test_too_few_or_too_many_words_are_counted(count: int) -> None:
    with pytest.raises(InvalidInput) as caught:
        RecoveryCode.parse(" ".join(["abacus"] * count))
    assert caught.value.params == {"expected": 7, "count": count}


@given(st.text(max_size=600).filter(lambda typed: len(typed.split()) != WORDS))
def test_whatever_else_is_typed_is_refused_by_field(typed: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        RecoveryCode.parse(typed)
    assert caught.value.field == "code"


def test_a_megabyte_is_refused_without_being_read() -> None:
    with pytest.raises(InvalidInput, match="much longer"):
        RecoveryCode.parse("abacus " * 200_000)


def test_a_code_does_not_show_when_printed_or_logged() -> None:
    shown = f"{CODE} {CODE!r} {[CODE]} {vars(InvalidInput('code', 'x', code=CODE))}"
    assert not any(word in shown for word in CODE.words)


def test_the_lookup_needs_the_pepper() -> None:
    assert CODE.lookup(b"a" * 32) == RecoveryCode.parse(CODE.text.upper()).lookup(b"a" * 32)
    assert CODE.lookup(b"a" * 32) != CODE.lookup(b"b" * 32)


def test_salt_and_cost_change_the_derived_key() -> None:
    salt, other = b"s" * 16, b"t" * 16
    assert CODE.derive(salt, FAST) == CODE.derive(salt, FAST)
    assert len({CODE.derive(salt, FAST), CODE.derive(other, FAST), CODE.derive(salt, Stretching(16, 1, 1))}) == 3


def test_the_default_cost_is_sixty_four_mebibytes() -> None:
    assert Stretching.from_text(Stretching().to_text()) == Stretching(memory=65536, passes=3, lanes=4)
    with pytest.raises(ValueError, match="not a derivation cost"):
        Stretching.from_text("md5")
