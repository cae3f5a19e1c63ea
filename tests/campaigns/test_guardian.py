"""A child in the table: her letter says through whom she acts, and that one signs it."""

from io import BytesIO

import pytest

from app.campaigns.orders import drafted
from app.campaigns.people import Table, rows
from app.letters.formats import to_text
from tests.campaigns.letters import ORDER

HEAD = "name,country,birthdate,minor,guardian,language"


def letter(row: str) -> str:
    """The text of the letter of that row, on one line."""
    table = Table.read(lambda: BytesIO(f"{HEAD}\n{row}\n".encode()), "people.csv")
    (read,) = rows(table, table.named(), ORDER.kind)
    assert read.person, read.problems
    return " ".join(to_text(drafted(ORDER, read.person, "SAI-TEST-0001")).split())


@pytest.mark.parametrize("born", ["", "2014-05-01", "2010-01-01"])
def test_the_holder_of_parental_authority_signs_at_any_age(born: str) -> None:
    told = letter(f"Sacha Exemple,FR,{born},oui,Dominique Exemple,fr")
    assert "j’agis par Dominique Exemple, titulaire de l’autorité parentale, qui signe la présente lettre en mon nom." in told
    assert "Titulaire de l’autorité parentale Dominique Exemple" in told
    assert "Nom et prénom :" not in told


def test_in_english_too() -> None:
    assert "Holder of parental responsibility Dominique Exemple" in letter("Sacha Exemple,FR,,yes,Dominique Exemple,en")


def test_a_minor_without_one_leaves_the_place_blank() -> None:
    assert "Titulaire de l’autorité parentale (avant quinze ans) Nom et prénom :" in letter("Sacha Exemple,FR,,oui,,fr")


def test_who_is_of_age_signs_alone() -> None:
    assert "parentale" not in letter("Camille Exemple,FR,1990-03-01,non,,fr")
