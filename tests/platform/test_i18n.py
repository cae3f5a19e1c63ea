"""The reader's language: messages, dates, lists, and how the language is chosen."""

from datetime import date
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from app.platform.i18n import LANGUAGES, ConflictingTranslations, merge, negotiate, own_name, spoken, translator


@pytest.mark.parametrize(
    ("header", "cookie", "language"),
    [
        (None, None, "fr"),
        ("", "en", "en"),
        ("en-GB,en;q=0.9,fr;q=0.8", None, "en"),
        ("de, en;q=0.5, fr;q=0.7", None, "fr"),
        ("de", None, "fr"),
        ("en;q=0, fr;q=0.1", None, "fr"),
        ("en;q=abc, ;;;,=", None, "fr"),
        ("en", "fr", "fr"),
        ("en", "xx", "en"),
        ("en;q=²", None, "fr"),
        ("e" * 100_000, None, "fr"),
    ],
)
def test_the_chosen_language_wins_then_the_browsers_then_french(header: str | None, cookie: str | None, language: str) -> None:
    assert negotiate(header, cookie) == language


def test_dates_read_as_each_language_writes_them() -> None:
    assert translator("fr").format_date(date(2026, 11, 22)) == "22 novembre 2026"
    assert translator("fr").format_date(date(2026, 3, 1)) == "1er mars 2026"
    assert translator("en").format_date(date(2026, 3, 1)) == "1 March 2026"
    assert translator("fr").format_date(date(2026, 3, 1), "short") == "01/03/2026"


def test_a_list_reads_as_a_phrase() -> None:
    assert translator("fr").format_list(["a", "b", "c"]) == "a, b et c"
    assert translator("fr").format_list([]) == ""


def test_a_message_without_translation_is_shown_as_it_is() -> None:
    assert translator("fr").gettext("Never written down anywhere") == "Never written down anywhere"
    assert translator("fr").gettext("") == ""


def test_every_language_has_a_translator_and_it_is_made_once() -> None:
    assert all(translator(language).language == language for language in LANGUAGES)
    assert translator("fr") is translator("fr")


def test_a_folder_of_catalogues_is_a_language(tmp_path: Path) -> None:
    for language in ("fr", "it", "de"):
        (tmp_path / language / "LC_MESSAGES").mkdir(parents=True)
    (tmp_path / "notes").mkdir()
    assert spoken(tmp_path) == ("fr", "en", "de", "it")


def test_a_language_names_itself() -> None:
    assert [own_name(language) for language in ("fr", "en", "de")] == ["Français", "English", "Deutsch"]


def test_a_language_that_nobody_translated_to_is_no_language_here() -> None:
    with pytest.raises(KeyError):
        translator("tlh")


def test_two_translations_of_one_message_are_an_error_when_asked() -> None:
    parts = [_catalogue("Sent", "Envoyée"), _catalogue("Sent", "Parti")]
    assert merge(parts, "fr", strict=False)["Sent"].string == "Envoyée"
    with pytest.raises(ConflictingTranslations, match="Sent"):
        merge(parts, "fr", strict=True)


def _catalogue(message: str, translation: str) -> Catalog:
    catalogue = Catalog(locale="fr")
    catalogue.add(message, translation)
    return catalogue
