"""The language of a letter follows its reader; the country line follows the post office that takes the letter in."""

import re

import pytest

from app.law.events import Channel
from app.law.rights import Right
from app.letters import kinds
from app.letters.drafts import draft_letter
from app.letters.formats import to_text
from app.letters.languages import letter_language, posting_language
from app.letters.layout import country_line
from tests.letters.people import CAMILLE, FACES, OVERSEAS, SHOP, photo, replace, request


def english(right: str = "access", **changes: object) -> str:
    """The English letter as one line of text."""
    return " ".join(to_text(draft_letter(right, request(right=Right(right), language="en", **changes))).split())


@pytest.mark.parametrize(
    ("country", "asked", "language"),
    [("FR", "", "fr"), ("LU", "", "fr"), ("DE", "", "en"), ("US", "", "en"), ("FR", "en", "en"), ("DE", "fr", "fr"), ("FR", "de", "fr")],
)
def test_a_letter_is_in_the_language_that_its_reader_takes(country: str, asked: str, language: str) -> None:
    assert letter_language(replace(SHOP, country=country, request_language=asked)) == language


def test_languages_that_a_controller_says_it_takes_count_before_its_country() -> None:
    assert letter_language(replace(SHOP, languages=("it", "en-GB"))) == "en"


def test_the_person_s_own_choice_counts_most() -> None:
    about = request(controller=OVERSEAS, language="")
    assert draft_letter("access", about).language == "en"
    assert draft_letter("access", replace(about, language="fr")).language == "fr"
    assert draft_letter("access", replace(about, language="fr"), language="en").language == "en"


def test_every_language_has_the_letters_to_a_controller_and_the_same_words() -> None:
    for language in kinds.languages():
        assert {"access", "erasure", *kinds.follow_ups()} - {"complaint"} <= set(kinds.kinds(language))
        assert kinds.words(language).keys() == kinds.words("fr").keys()


@pytest.mark.parametrize(
    ("home", "line"), [("FR", "ALLEMAGNE"), ("AT", "DEUTSCHLAND"), ("GB", "GERMANY"), ("GR", "GERMANY"), ("ES", "ALEMANIA")]
)
def test_the_country_stands_in_the_language_of_the_sender_s_post(home: str, line: str) -> None:
    assert country_line("DE", home, posting_language(home)) == line


def test_turkish_capitals_keep_their_dots() -> None:
    assert country_line("GB", "TR", posting_language("TR")) == "BİRLEŞİK KRALLIK"


def test_an_english_letter_posted_in_france_names_the_country_for_the_french_post() -> None:
    text = to_text(draft_letter("access", request(controller=replace(SHOP, country="DE"), language="en")))
    assert "ALLEMAGNE" in text
    assert "Lyon, 22 November 2026" in text


@pytest.mark.parametrize(
    "asked",
    [
        "a) the purposes", "b) the categories", "c) the recipients", "d) the envisaged period", "e) the existence of the rights",
        "f) the right to lodge a complaint", "g) where the data were not collected", "h) the existence of automated decision-making",
        "Article 15(2)", "Article 15(3)", "without undue delay and in any event within one month of receipt", "Article 12(4)", "C-154/21",
        "C-487/21", "C-579/21", "C-203/22", "C-307/22", "free of charge", "I enclose no identity document",
    ],
)  # fmt: skip
def test_the_english_letter_asks_each_thing_the_law_grants(asked: str) -> None:
    assert asked in english()


def test_an_erasure_in_english_objects_notifies_and_restricts() -> None:
    text = english("erasure", controller=FACES)
    for asked in ("Article 17(1)", "Article 21(1)", "Article 19", "Article 18(1)(d)", "every template or vector", "SAN-2022-019"):
        assert asked in text


def test_french_law_is_cited_in_english_to_controllers_in_france_only() -> None:
    assert "Article 49 of the French Data Protection Act" in english()
    assert "Article 51 of the French Data Protection Act" in english("erasure")
    for right in ("access", "erasure"):
        assert "78-17" not in english(right, controller=OVERSEAS, subject=replace(CAMILLE, country="DE"))


def test_no_french_word_of_the_layout_is_left_in_an_english_letter() -> None:
    text = english(attachments=(photo(),), urls=("https://example.org/a",), channel=Channel.EMAIL)
    assert not re.search(r"\b(Objet|Annexe|Pièces|Madame|RGPD|article \d|Page internet)\b", text)
    assert "Enclosure 1: Photograph" in text
    assert "By email: dpo@example.com" in text


def test_english_is_free_of_french_spaces() -> None:
    for right in Right:
        html = draft_letter(right.value, request(right=right, language="en", attachments=(photo(),))).html
        assert not re.search("[\u00a0\u202f][:;!?»]", html)
        assert not re.search(r"\bArticles? \d", html)
