"""A refusal names the field in the reader's language."""

from app.platform.errors import InvalidInput, NotFound, SaisineError
from app.platform.i18n import translator

TOO_LONG = "This is too long: the field “{field}” takes at most {limit} characters."


def test_a_refusal_names_the_field_in_the_readers_language() -> None:
    refusal = InvalidInput("subject.address", TOO_LONG, limit=40)
    assert "adresse postale" in refusal.text(translator("fr"))
    assert "postal address" in refusal.text(translator("en"))
    assert "40" in refusal.text(translator("fr"))


def test_an_unknown_field_keeps_its_own_name() -> None:
    assert "nickname" in InvalidInput("nickname", TOO_LONG, limit=1).text(translator("fr"))


def test_braces_in_a_parameter_are_harmless() -> None:
    assert "{limit}" in InvalidInput("name", "{word} is not known", word="{limit}").text(translator("en"))


def test_all_errors_of_the_program_share_one_root() -> None:
    assert issubclass(InvalidInput, SaisineError)
    assert issubclass(NotFound, SaisineError)


def test_a_field_of_a_file_is_named_without_the_file() -> None:
    known, unknown = InvalidInput("camille.json: name", TOO_LONG, limit=1), InvalidInput("camille.json: pet.name of dog", TOO_LONG, limit=1)
    assert "« nom »".replace(" ", "\u00a0") in known.text(translator("fr")).replace("\u202f", "\u00a0")
    assert "“pet.name of dog” takes" in str(unknown)
