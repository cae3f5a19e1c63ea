"""A reply that repeats a known text is recognised; another reply is not, and a sketch says nothing without its key."""

from app.replies.repeats import likeness, passage_mark, repeats, sketch
from tests.replies.samples import samples

KEY, OTHER = b"k" * 32, b"o" * 32
TEMPLATE = (
    "Dear {name},\n\nWe received your request on {day}. We charge an administration fee of £{sum} for each request, which covers the time "
    "of our registry. Nothing will be sent before the fee is paid. Please quote reference {number} in all correspondence.\n\nThe Registry"
)
FIRST = TEMPLATE.format(name="Camille Exemple", day="3 March", sum=25, number=4410)
SECOND = TEMPLATE.format(name="Dominique Modele", day="19 July", sum=30, number=9921)


def drawn(text: str, key: bytes = KEY) -> bytes:
    found = sketch(text, key)
    assert found is not None
    return found


def test_a_template_is_recognised_with_another_name_and_number() -> None:
    assert repeats(drawn(FIRST), drawn(SECOND))
    assert repeats(drawn(FIRST), drawn(FIRST + "\n\nOn 3 March, Camille wrote:\n> Please send me my data, all of it, free of charge."))


def test_replies_of_the_corpus_do_not_repeat_each_other() -> None:
    drawings = [found for found in (sketch(sample.text, KEY) for sample in samples()[::25]) if found]
    assert max(likeness(one, other) for place, one in enumerate(drawings) for other in drawings[:place]) < 0.3


def test_sketches_under_two_keys_have_nothing_in_common() -> None:
    assert likeness(drawn(FIRST), drawn(FIRST, OTHER)) < 0.1
    assert len(drawn(FIRST)) == 64


def test_a_run_of_words_cannot_be_told_from_a_guessed_one() -> None:
    """With the key at hand: a text of true runs agrees with a sketch of another text hardly more often than one of false runs."""
    true = sketch(FIRST[:120] + " zebra violin harbour" * 20, KEY)
    false = sketch("Zebra violin harbour " * 24, KEY)
    assert true is not None
    assert false is not None
    assert not repeats(true, drawn(FIRST))
    assert likeness(false, drawn(FIRST)) < 0.1


def test_a_passage_is_found_again_whatever_its_figures() -> None:
    assert passage_mark("We charge a fee of £25.", KEY) == passage_mark("we charge a  fee of £ 30", KEY)
    assert passage_mark("We charge a fee.", KEY) != passage_mark("We charge no fee.", KEY)
    assert passage_mark("We charge a fee.", KEY) != passage_mark("We charge a fee.", OTHER)


def test_a_text_of_a_few_words_is_no_template() -> None:
    assert sketch("We have received your request.", KEY) is None
