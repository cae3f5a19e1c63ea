"""The French of the interface: complete, without contradictions, and set as French is printed."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir

from app.platform.i18n import LANGUAGES, catalogues, merge

APP = Path(__file__).parents[2] / "app"
METHODS = [("web/templates/**.html", "jinja2"), ("**.py", "python")]
OPTIONS = {"web/templates/**.html": {"silent": "false", "newstyle_gettext": "true"}}
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "msg": None, "InvalidInput": (2,)}
TRANSLATED = [language for language in LANGUAGES if language != "en"]

PLACEHOLDER = re.compile(r"\{[^{}]*\}|%\(\w+\)s")
# What stands outside the rules of prose: placeholders, tags, web addresses, times of day.
NOT_PROSE = re.compile(r"\{[^{}]*\}|%\(\w+\)s|<[^>]*>|&\w+;|\w+://\S*|mailto:\S+|\d\d:\d\d|Art\.\S+")
BAD_FRENCH = {
    "a straight apostrophe": re.compile(r"\w'\w"),
    "straight quotation marks": re.compile(r'"'),
    "high punctuation without its no-break space": re.compile(r"[^\u00a0\u202f;:!?»…]([;:!?»])"),
    "an opening guillemet without its no-break space": re.compile(r"«(?![\u00a0\u202f])"),
    "three dots for an ellipsis": re.compile(r"\.\.\."),
}


def sources() -> dict[str | tuple[str, ...], str]:
    """Every message of the program, and one place where it stands."""
    found: dict[str | tuple[str, ...], str] = {}
    for file, line, message, _, _ in extract_from_dir(APP, METHODS, OPTIONS, KEYWORDS):
        for one in _messages(message):
            found.setdefault(one, f"{file}:{line}")
    return found


def _messages(extracted: object) -> Iterator[str | tuple[str, ...]]:
    """`ngettext` gives a pair of forms, a call whose message is a variable gives nothing."""
    if isinstance(extracted, str) and extracted:
        yield extracted
    elif isinstance(extracted, tuple) and all(isinstance(part, str) for part in extracted):
        yield tuple(str(part) for part in extracted)


def strings(catalogue: Catalog) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Each message's forms with the forms of its translation."""
    for message in catalogue:
        if message.id:
            yield _forms(message.id), _forms(message.string)


def _forms(value: str | Iterable[str] | None) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value or ())


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_message_of_the_program_is_translated(language: str) -> None:
    known = {forms[0]: translation for part in catalogues(language) for forms, translation in strings(part)}
    missing = [f"{place}: {message!r}" for message, place in sources().items() if not all(known.get(_forms(message)[0], ("",)))]
    assert not missing, "\n" + "\n".join(missing)


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_message_has_two_translations(language: str) -> None:
    assert len(merge(catalogues(language), language, strict=True))


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_translation_is_doubtful_or_empty(language: str) -> None:
    doubtful = [m.id for part in catalogues(language) for m in part if m.id and (m.fuzzy or not all(_forms(m.string)))]
    assert not doubtful


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_fills_the_same_placeholders(language: str) -> None:
    for part in catalogues(language):
        for forms, translation in strings(part):
            wanted = set(PLACEHOLDER.findall(forms[-1]))
            for form in translation:
                assert set(PLACEHOLDER.findall(form)) <= wanted, form
            assert set(PLACEHOLDER.findall(translation[-1])) == wanted, forms


@pytest.mark.parametrize("fault", BAD_FRENCH)
def test_french_is_set_as_french_is_printed(fault: str) -> None:
    bad = []
    for part in catalogues("fr"):
        for _, translation in strings(part):
            bad += [form for form in translation if BAD_FRENCH[fault].search(NOT_PROSE.sub("x", form))]
    assert not bad, f"{fault}:\n" + "\n".join(bad)


def test_the_extraction_sees_every_way_of_writing_a_message(tmp_path: Path) -> None:
    (tmp_path / "web" / "templates").mkdir(parents=True)
    (tmp_path / "web" / "templates" / "p.html").write_text('{{ _("a") }}{% trans n=1 %}b {{ n }}{% pluralize %}c {{ n }}{% endtrans %}')
    (tmp_path / "m.py").write_text('_("d"); t.gettext("e"); t.ngettext("f", "g", 2); InvalidInput(field, "h", n=1); x = msg("i")')
    found = {one for *_, message, _, _ in extract_from_dir(tmp_path, METHODS, OPTIONS, KEYWORDS) for one in _messages(message)}
    assert found == {"a", ("b %(n)s", "c %(n)s"), "d", "e", ("f", "g"), "h", "i"}
