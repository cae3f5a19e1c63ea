"""A reply in sentences: nothing of it is lost, and each can be pointed at."""

from hypothesis import given
from hypothesis import strategies as st

from app.replies.sentences import LONGEST, pieces, sentences

TEXTS = (
    st.text(st.sampled_from("aB.?! \n-1,:«»é\u00a0"), max_size=300) | st.text(max_size=200) | st.just("word " * 500) | st.just("x" * 2000)
)


@given(TEXTS)
def test_every_character_but_white_space_is_in_exactly_one_sentence(text: str) -> None:
    found = sentences(text)
    covered = [place for one in found for place in range(one.start, one.end)]
    assert len(covered) == len(set(covered))
    assert {n for n, c in enumerate(text) if not c.isspace()} <= set(covered)
    assert all(one.end - one.start <= LONGEST for one in found)
    assert covered == sorted(covered)


@given(TEXTS, st.lists(st.tuples(st.integers(0, 300), st.integers(0, 300)).map(lambda p: (min(p), max(p) + 1)), max_size=4))
def test_pieces_put_together_are_the_sentence_and_bear_their_marks(text: str, passages: list[tuple[int, int]]) -> None:
    for one in sentences(text):
        cut = pieces(text, one.start, one.end, passages)
        assert "".join(piece.text for piece in cut) == text[one.start : one.end]
        place = one.start
        for piece in cut:
            assert piece.marks == tuple(n for n, (a, b) in enumerate(passages) if a <= place and place + len(piece.text) <= b)
            place += len(piece.text)


def test_a_letter_falls_into_its_sentences() -> None:
    text = "Dear Camille,\n\nWe provide data of the\nlast twelve months. You may ask twice a year!\n- first\n- second"
    assert [text[s.start : s.end] for s in sentences(text)] == [
        "Dear Camille,",
        "We provide data of the\nlast twelve months.",
        "You may ask twice a year!",
        "- first",
        "- second",
    ]
    assert [s.opens for s in sentences(text)] == [True, True, False, True, True]
