"""The erasure letter: its ground, and every consequence that the law attaches to erasure."""

import pytest

from app.law.rights import ErasureGround, Right
from app.letters.drafts import draft_letter
from app.letters.formats import to_text
from tests.letters.people import CAMILLE, FACES, replace, request


def erasure(**changes: object) -> str:
    """The letter as one line of text."""
    return " ".join(to_text(draft_letter("erasure", request(right=Right.ERASURE, **changes))).split())


@pytest.mark.parametrize(
    "asked",
    [
        "article 17, paragraphe 1",
        "article 17, paragraphe 2",
        "article 17, paragraphe 3",
        "article 19",
        "article 21, paragraphe 1",
        "article 18, paragraphe 1, point d)",
        "l’identité de ces destinataires",
        "confirmer l’effacement par écrit",
        "article 51 de la loi n° 78-17",
        "un délai d’un mois à compter de la réception",
        "article 12, paragraphe 4",
    ],
)
def test_each_consequence_of_erasure_is_asked(asked: str) -> None:
    assert asked in erasure()


@pytest.mark.parametrize("ground", list(ErasureGround))
def test_a_ticked_ground_is_the_only_one_claimed(ground: ErasureGround) -> None:
    text = erasure(grounds=(ground,))
    assert [letter for letter in "abcdef" if f"- point {letter}) :" in text] == [ground.value]
    assert "le motif suivant" in text


def test_against_a_face_search_engine_unlawfulness_and_objection_go_without_saying() -> None:
    text = erasure(controller=FACES)
    assert "point d) : le traitement est illicite" in text
    assert "point c) : je m’oppose" in text
    assert "point a)" not in text


def test_disappearing_from_results_is_not_enough() -> None:
    text = erasure(controller=FACES)
    assert "n’est pas effacer" in text
    assert "de nouveau collecté" in text


def test_erasure_linked_to_access_comes_after_the_answer() -> None:
    text = erasure(linked_reference="SAI-0000-1111")
    assert "SAI-0000-1111" in text
    assert "l’accès d’abord, l’effacement aussitôt après" in text
    assert "article 18, paragraphe 1, point c)" in text


def test_without_an_access_request_nothing_delays_erasure() -> None:
    assert "l’accès d’abord" not in erasure()


def test_data_of_childhood_have_their_own_french_procedure() -> None:
    child = (ErasureGround.CHILD,)
    assert "trois semaines" in erasure(grounds=child)
    assert "trois semaines" not in erasure(grounds=child, subject=replace(CAMILLE, country="DE"))


def test_own_reasons_are_announced_where_the_objection_needs_them() -> None:
    text = erasure(paragraph="Ce service m’a valu du harcèlement.")
    assert "que j’expose plus loin" in text
    assert "Ce service m’a valu du harcèlement." in text
