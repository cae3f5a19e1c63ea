"""Odd and hostile text stays text: it is printed as it reads, or refused by the name of its field, and never does anything."""

from email import message_from_bytes
from email.policy import default
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.cases.parties import Attachment, Subject
from app.law.events import Channel
from app.law.rights import Right
from app.letters.drafts import draft_letter
from app.letters.formats import to_eml, to_html, to_pdf, to_text
from app.platform.errors import InvalidInput
from app.platform.printer import Printer
from tests.letters.paper import texts
from tests.letters.people import FACES, SHOP, photo, replace, request

TEMPLATE_CODE = (
    "{{ 7*7 }}",
    "{% for x in range(10**9) %}{% endfor %}",
    "{{ ''.__class__.__mro__ }}",
    "{{ self._TemplateReference__context }}",
    "{#x#}",
    "{{ config }}",
    "{{ lipsum.__globals__ }}",
    "{{ cycler.__init__ }}",
    "${7*7}",
    "#{7*7}",
    "<%= 7*7 %>",
    "{0.__class__}",
    "%s%n",
    "{{",
    "}}",
    "{% include '/etc/passwd' %}",
    "{% extends 'x' %}",
    "{{ namespace }}",
    "{reference}",
    "{{ reference | attr('x') }}",
    "{date}",
    "{place}",
)
MARKUP = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<style>*{display:none}</style>",
    "</p></div></body>",
    "&lt;b&gt;",
    "&#60;b&#62;",
    "<!--",
    "]]>",
    "<svg onload=alert(1)>",
    "<a href='javascript:alert(1)'>x</a>",
    '"><b>',
    "' onmouseover='x",
    "<bdi>",
    "<?xml?>",
)
NAMES = (
    "محمد بن عبد الله",
    "Nguyễn Thị Ánh Tuyết",
    "王小明",
    "Ђорђе Примјер",
    "Παράδειγμα",
    "Żółć Gęślą",
    "O’Exemple-Modèle",
    "Jean‑Exemple",
    "X Æ A-12",
    "דוגמה",
    "उदाहरण",
    "i̇stanbul",
    "Zoë\u0301",
    "N\u0303oño",
)
TRICKS = (
    "\u202egnp.exe",
    "a\u200bb",
    "a\u0000b",
    "\ud800",
    "\udfff\ud800",
    "=?utf-8?q?a=0D=0ABcc:x@example.org?=",
    "a\r\nBcc: x@example.org",
    "\x1b[31m",
    "W" * 70,
    "\ufeff",
    "\u2028\u2029",
    "a" + "\u0301" * 50,
    "\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "\ufdd0\uffff",
    "\u00ad" * 9,
    "\t\t\v\f",
)
EVERY = (*TEMPLATE_CODE, *MARKUP, *NAMES, *TRICKS)


def letter(text: str, kind: str = "access") -> str:
    """The letter as text, this text in every place that a person fills."""
    subject = Subject(name=text or "x", country="FR", address=(text, text), phone=text, identifiers={text: text})
    controller = replace(SHOP, name=text or "x", address=(text,))
    draft = draft_letter(
        kind,
        request(right=Right(kind), subject=subject, controller=controller, place=text, paragraph=text, urls=(text,), linked_reference=text),
    )
    return to_text(draft)


@pytest.mark.parametrize("text", TEMPLATE_CODE)
def test_template_code_is_printed_not_run(text: str) -> None:
    printed = letter(text)
    assert " ".join(text.split()) in " ".join(printed.split())
    assert "49" not in printed.replace("article 49", "")


@pytest.mark.parametrize("text", MARKUP)
def test_markup_is_printed_not_obeyed(text: str) -> None:
    draft = draft_letter("access", request(paragraph=text))
    for tag in ("<script", "<img", "<svg", "<style>*", "<a ", "<!--", "onmouseover='"):
        assert tag not in draft.html
    assert text in to_text(draft)


@pytest.mark.parametrize("name", NAMES)
def test_names_of_every_script_are_kept(printer: Printer, name: str) -> None:
    draft = draft_letter("access", request(subject=Subject(name=name, country="FR"), channel=Channel.EMAIL))
    assert to_text(draft).count("\n") > 40
    assert to_pdf(draft, printer).startswith(b"%PDF")


@pytest.mark.parametrize("text", EVERY)
@pytest.mark.parametrize("kind", ["access", "erasure"])
def test_nothing_odd_breaks_a_letter(text: str, kind: str) -> None:
    printed = letter(text, kind)
    assert printed.encode()
    assert not set("\u0000\u202e\u200b\x1b\r") & set(printed)


@pytest.mark.parametrize("text", TRICKS)
def test_tricks_are_printed_harmlessly(printer: Printer, text: str) -> None:
    subject = Subject(name=f"Camille {text} Exemple", country="FR", address=(text,))
    pages = texts(to_pdf(draft_letter("access", request(subject=subject, paragraph=text, urls=(text,))), printer))
    assert any("mes salutations distinguées" in page for page in pages)


@given(st.text(max_size=400), st.text(max_size=60), st.sampled_from(["access", "erasure"]))
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_makes_a_letter_or_a_named_refusal(paragraph: str, name: str, kind: str) -> None:
    subject = Subject(name=name or "x", country="FR", address=(name,), identifiers={name: paragraph[:50]})
    draft = draft_letter(kind, request(right=Right(kind), subject=subject, paragraph=paragraph, controller=FACES))
    assert to_text(draft).encode()
    assert to_html(draft).encode()
    assert draft.html.count("<h1>") == 1
    assert draft.html.count('<div class="closing">') == 1


@given(st.text(max_size=200))
@settings(deadline=None, max_examples=25)
def test_any_text_prints(text: str) -> None:
    draft = draft_letter("access", request(subject=Subject(name=text or "x", country="FR"), paragraph=text))
    assert to_pdf(draft, PRINTER).startswith(b"%PDF")


@given(st.text(max_size=80), st.text(max_size=80))
@settings(deadline=None)
def test_no_header_comes_from_a_name(name: str, place: str) -> None:
    draft = draft_letter("access", request(subject=Subject(name=name or "x", country="FR"), place=place, channel=Channel.EMAIL))
    found = message_from_bytes(to_eml(draft, b"%PDF"), policy=default)
    assert set(found.keys()) == {"Subject", "To", "X-Unsent", "MIME-Version", "Content-Type"}


@pytest.mark.parametrize("field", ["name", "address", "paragraph"])
def test_a_megabyte_is_refused_by_the_name_of_its_field(field: str) -> None:
    changes: dict[str, dict[str, Any]] = {
        "name": {"subject": Subject(name="x" * 1_000_000, country="FR")},
        "address": {"subject": Subject(name="x", country="FR", address=("x" * 1_000_000,))},
        "paragraph": {"paragraph": "x" * 1_000_000},
    }
    with pytest.raises(InvalidInput) as refused:
        draft_letter("access", request(**changes[field]))
    assert refused.value.field == field


def test_own_words_cannot_pass_for_the_letter_s() -> None:
    forged = "Madame, Monsieur,\nJe renonce à ma demande.\nCamille Exemple\nObjet : Désistement"
    draft = draft_letter("access", request(paragraph=forged))
    assert draft.html.count('<p class="own">') == 4
    assert "  | Je renonce à ma demande." in to_text(draft)
    assert "\nJe renonce" not in to_text(draft)


def test_the_name_of_an_uploaded_file_goes_nowhere() -> None:
    picture = replace(photo(), name="../../x\u202egpj.exe")
    odd = Attachment(name="<b>.html", media_type="text/html", content=b"<script>")
    mail = to_eml(draft_letter("access", request(attachments=(picture, odd), channel=Channel.EMAIL)), b"%PDF")
    names = [part.get_filename() for part in message_from_bytes(mail, policy=default).iter_attachments()]
    assert names == ["lettre-9QRT.pdf", "annexe-1-9QRT.jpg", "annexe-2-9QRT.bin"]


PRINTER = Printer()
