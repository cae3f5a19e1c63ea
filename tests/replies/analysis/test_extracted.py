"""What is taken out of a reply besides its limits."""

import pytest

from app.replies.analysis import extracted


def whats(found: list[extracted.Passage]) -> list[str]:
    return [one.what for one in found]


@pytest.mark.parametrize(
    ("text", "amount"), [("un forfait de 45 euros", "45 euros"), ("that's £20, up front", "£20"), ("12,50 € Gebühr", "12,50 €")]
)
def test_amounts_are_as_written(text: str, amount: str) -> None:
    assert whats(extracted.amounts(text, [(0, len(text))])) == [amount]


@pytest.mark.parametrize(
    ("text", "article"),
    [
        ("Declined under Art. 12(5)(b).", "Art. 12(5)(b)"),
        ("nach Art. 15 Abs. 3 DSGVO", "Art. 15 Abs. 3 DSGVO"),
        ("l'article 12 du RGPD", "article 12 du RGPD"),
        ("ai sensi dell'art. 15", "art. 15"),
    ],
)
def test_articles_are_as_written(text: str, article: str) -> None:
    assert whats(extracted.articles(text, [(0, len(text))])) == [article]


def test_recipients_are_names_after_the_words_for_passing_on() -> None:
    text = "Ils ont été transmis à Banque Ocre et à Bibliosoft-K."
    assert whats(extracted.recipients(text, [(0, len(text))])) == ["Banque Ocre", "Bibliosoft-K"]
    assert extracted.recipients("Banque Ocre vous salue.", [(0, 23)]) == []


def test_documents_and_remedies_have_kinds() -> None:
    text = "Senden Sie eine beglaubigte Ausweiskopie. Beschwerde: Aufsichtsbehörde."
    assert whats(extracted.documents(text, [(0, len(text))])) == ["certified_copy", "identity_document"]
    assert whats(extracted.remedies(text, [(0, len(text))])) == ["complaint"]
