"""Letter kinds and languages are files: these tests run over every one there is."""

import re
from datetime import date
from pathlib import Path

import pytest
from jinja2 import UndefinedError

from app.law.events import Channel
from app.letters import kinds
from app.letters.drafts import compose
from app.letters.kinds import FRONT_MATTER, TEMPLATES, TemplateError
from app.letters.references import CROCKFORD, neutral_file_name, new_reference
from app.letters.sheet import LetterContext, Recipient, frozen
from app.platform.errors import InvalidInput
from tests.letters.people import CAMILLE, SHOP

EVERY = [(language, kind) for language in kinds.languages() for kind in kinds.kinds(language)]
CODE = re.compile(r"\{[#%{].*?[#%}]\}|<[^>]+>", re.DOTALL)


def prose(path: Path) -> str:
    """The text of a template, its code and tags taken out."""
    return CODE.sub("\x00", FRONT_MATTER.sub("", path.read_text(encoding="utf-8")))


@pytest.mark.parametrize(("language", "kind"), EVERY)
def test_front_matter_says_what_a_letter_is_and_rests_on(language: str, kind: str) -> None:
    letter = kinds.find(kind, language)
    assert letter.object_line
    assert letter.sources
    assert letter.checked <= date(2030, 1, 1)
    assert kind not in letter.file_stem


@pytest.mark.parametrize("path", sorted((TEMPLATES / "fr").glob("*.html")), ids=lambda p: p.name)
def test_french_is_set_as_french_is_printed(path: Path) -> None:
    text = prose(path)
    assert not re.findall(r".{0,20} [;:!?»].{0,5}", text)
    assert not re.findall(r"« .{0,20}", text)
    assert not re.findall(r"\w'\w", text)
    assert "\u2011" not in text


def test_no_address_of_the_renderer_is_written_by_hand() -> None:
    for path in TEMPLATES.rglob("*.*"):
        assert not re.search(r"url\(|@import|https?://|javascript:|style=", path.read_text(encoding="utf-8")), path.name


def test_an_unknown_kind_or_language_is_refused_by_name() -> None:
    for kind, language in (
        ("nothing", "fr"),
        ("access", "xx"),
        ("../fr/access", "fr"),
        ("_words", "fr"),
        ("access", "../fr"),
        ("a\x00", "fr"),
    ):
        with pytest.raises(InvalidInput) as refused:
            kinds.find(kind, language)
        assert refused.value.field == "kind"


def test_a_fact_that_a_template_misses_is_an_error_not_a_gap() -> None:
    recipient = Recipient(name=SHOP.name, country="FR")
    context = LetterContext(sender=CAMILLE, recipient=recipient, channel=Channel.POST, reference="SAI-0000-0000", on=date(2026, 11, 22))
    with pytest.raises(UndefinedError):
        compose("access", "fr", context)


def test_templates_are_handed_nothing_but_plain_values() -> None:
    assert frozen("x", [{"a": (1, date(2026, 1, 1), None, True)}]) == ({"a": (1, date(2026, 1, 1), None, True)},)
    for thing in (CAMILLE, b"bytes", object(), print, 1.5):
        with pytest.raises(TypeError):
            frozen("x", thing)


def test_front_matter_that_says_too_much_or_too_little_is_refused(tmp_path: Path) -> None:
    for text in ("no front matter", "+++\ntitle = 1\n+++\n", "+++\nobject = [\n+++\n"):
        path = tmp_path / "fr" / "odd.html"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        with pytest.raises(TemplateError, match=r"odd\.html"):
            kinds._read(path)


def test_references_are_legible_and_file_names_neutral() -> None:
    references = {new_reference() for _ in range(200)}
    assert len(references) == 200
    assert all(re.fullmatch(f"SAI-[{CROCKFORD}]{{4}}-[{CROCKFORD}]{{4}}", reference) for reference in references)
    assert neutral_file_name("lettre", "../../x\u202fdp.exe", "pdf") == "lettre-PEXE.pdf"


def test_dates_are_written_out_as_the_language_does() -> None:
    assert kinds.in_words(date(2026, 3, 1), "fr") == "1er\u00a0mars\u00a02026"
    assert kinds.in_words(date(2026, 3, 2), "fr") == "2\u00a0mars\u00a02026"
