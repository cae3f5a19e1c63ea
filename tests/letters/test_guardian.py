"""Who signs for a child: below fifteen a holder of parental authority has a place for name and signature."""

from datetime import date

import pytest

from app.cases.parties import Subject
from app.law.events import Channel
from app.letters.drafts import draft_letter
from app.letters.formats import to_pdf, to_text
from app.platform.printer import Printer
from tests.letters.paper import box, texts
from tests.letters.people import CAMILLE, replace, request

DAY = date(2026, 11, 22)


def text(subject: Subject, channel: Channel = Channel.REGISTERED_POST) -> str:
    """The access letter of that person."""
    return to_text(draft_letter("access", request(on=DAY, subject=subject, channel=channel)))


@pytest.mark.parametrize(("birthdate", "signs"), [(date(2011, 11, 23), True), (date(2011, 11, 22), False), (date(1990, 4, 2), False)])
def test_a_holder_of_parental_authority_signs_until_the_fifteenth_birthday(birthdate: date, signs: bool) -> None:
    assert ("Titulaire de l’autorité parentale\n" in text(replace(CAMILLE, birthdate=birthdate, minor=True))) is signs


def test_a_minor_of_unknown_age_is_left_the_choice() -> None:
    assert "Titulaire de l’autorité parentale (avant quinze ans)" in text(replace(CAMILLE, minor=True))


def test_an_adult_signs_alone() -> None:
    assert "parentale" not in text(CAMILLE)


def test_an_e_mail_has_the_name_but_no_place_for_a_signature() -> None:
    child = text(replace(CAMILLE, birthdate=date(2014, 1, 1)), Channel.EMAIL)
    assert "Nom et prénom :" in child
    assert "Signature :" not in child


def test_both_signatures_stand_side_by_side(printer: Printer) -> None:
    child = replace(CAMILLE, birthdate=date(2014, 1, 1))
    pdf = to_pdf(draft_letter("access", request(on=DAY, subject=child)), printer)
    left = box(pdf, "Titulaire", page=1)
    assert left[0] < 30
    assert left[1] < box(pdf, "Camille Exemple", page=1)[1] < left[1] + 30


@pytest.mark.parametrize("lines", range(0, 40, 4))
def test_both_signatures_stand_on_one_page_wherever_it_ends(printer: Printer, lines: int) -> None:
    child, own = replace(CAMILLE, birthdate=date(2014, 1, 1)), "\n".join(f"Précision numéro {n}." for n in range(lines))
    pages = texts(to_pdf(draft_letter("access", request(on=DAY, subject=child, paragraph=own)), printer))
    (last,) = [page for page in pages if "Titulaire de l’autorité parentale" in page]
    assert all(words in last for words in ("salutations distinguées", "Nom et prénom :", "Signature :", "Camille Exemple"))
