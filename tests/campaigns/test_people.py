"""The table of people, as spreadsheets of all sorts save it; everything wrong is told by row and column."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.campaigns.columns import guessed
from app.campaigns.orders import person_from_json, person_to_json
from app.campaigns.people import Person, Row, Table, column_problems, rows
from app.platform.errors import InvalidInput
from app.platform.i18n import translator

HEAD = "name,address1,address2,country,email,birthdate,language,id:customer number"
CAMILLE = "Camille Exemple,12 rue de l’Invention,69000 Lyon-Exemple,FR,camille@example.org,1990-03-01,fr,K-1"


def read(tmp_path: Path, content: str | bytes) -> list[Row]:
    """The rows of a file with that content; its columns have to be in order."""
    path = tmp_path / "people.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    table = Table.of(path)
    assert column_problems(table, table.named()) == []
    return list(rows(table, table.named(), "access"))


def people(tmp_path: Path, content: str | bytes) -> list[Person]:
    """The people of a file in which everything is right."""
    found = read(tmp_path, content)
    assert [row.problems for row in found if row.problems] == []
    return [row.person for row in found if row.person]


def places(found: list[Row]) -> list[tuple[int, str]]:
    """Where something is wrong."""
    return [(problem.row, problem.column) for row in found for problem in row.problems]


def test_every_column_reaches_its_field(tmp_path: Path) -> None:
    (camille,) = people(tmp_path, f"{HEAD}\n{CAMILLE}\n")
    subject = camille.subject
    assert (subject.name, subject.country, subject.email, camille.language) == ("Camille Exemple", "FR", "camille@example.org", "fr")
    assert subject.address == ("12 rue de l’Invention", "69000 Lyon-Exemple")
    assert subject.identifiers == {"customer number": "K-1"}
    assert subject.birthdate is not None


def test_only_name_and_country_are_required(tmp_path: Path) -> None:
    (camille,) = people(tmp_path, "Country,NAME\nFrance,Camille Exemple\n")
    assert camille.subject.country == "FR"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "latin-1"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_spreadsheets_save_as_they_like(tmp_path: Path, encoding: str, delimiter: str) -> None:
    content = delimiter.join(["name", "address1", "country"]) + "\r\n" + delimiter.join(["Zoé Exemplé", '"5, rue; fictive"', "FR"])
    (zoe,) = people(tmp_path, content.encode(encoding))
    assert zoe.subject.name == "Zoé Exemplé"
    assert zoe.subject.address == ("5, rue; fictive",)


@pytest.mark.parametrize("first", ["sep=;\n", "sep=;\r\n"])
def test_a_line_that_tells_the_delimiter_is_no_row_of_names(tmp_path: Path, first: str) -> None:
    found = read(tmp_path, f"{first}name;country\nCamille Exemple;XX\n")
    assert places(found) == [(3, "country")]


def test_a_cell_with_line_breaks_is_one_row(tmp_path: Path) -> None:
    found = read(tmp_path, 'name,address1,country\n"Camille\nExemple","12\r\nrue",FR\n\nDaniel Exemple,,XX\n')
    assert found[0].person
    assert found[0].person.subject.name == "Camille Exemple"
    assert places(found) == [(4, "country")]


@pytest.mark.parametrize(
    "name", ["=1+2", "@SUM(A1)", "+33", "-x", '=HYPERLINK("https://example.org")', "محمد مثال", "李样例", "Zoé 🦊", "O’Exemple"]
)
def test_a_name_is_the_characters_it_is_written_with(tmp_path: Path, name: str) -> None:
    text = io.StringIO()
    csv.writer(text).writerows([["name", "country"], [name, "FR"]])
    assert people(tmp_path, text.getvalue())[0].subject.name == name


def test_everything_wrong_is_told_not_only_the_first(tmp_path: Path) -> None:
    wrong = ",12 rue,69000 Lyon,Nowhere,no address,01/03/1990,xx,K"
    found = read(tmp_path, f"{HEAD}\n{CAMILLE}\n{wrong}\nA\x00B,,,FR,,,,\n{CAMILLE},one,two\n\n{CAMILLE}\nDaniel Exemple\n")
    assert places(found) == [
        *((3, column) for column in ("name", "country", "email", "birthdate", "language")),
        (4, "name"), (5, ""), (8, "country"),
    ]  # fmt: skip


def test_a_problem_keeps_nothing_alive_of_where_it_was_found(tmp_path: Path) -> None:
    (row,) = read(tmp_path, "name,country,email\n,XX,nowhere\n")
    assert len(row.problems) == 3
    assert [(each.error.__traceback__, each.error.__context__) for each in row.problems] == [(None, None)] * 3


def test_several_cells_too_many_are_one_problem_of_the_row(tmp_path: Path) -> None:
    assert places(read(tmp_path, "name,country\nCamille Exemple,FR,x,y,,z\n")) == [(2, "")]


@pytest.mark.parametrize("start", [b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF-1.7"])
def test_a_workbook_or_a_document_is_named_as_such(start: bytes) -> None:
    with pytest.raises(InvalidInput, match="This is no CSV file but a workbook"):
        Table.read(lambda: io.BytesIO(start + b"\x14\0\6\0\x08\0name,country\n"), "people.xlsx")


def test_an_open_quotation_mark_costs_its_own_row(tmp_path: Path) -> None:
    found = read(tmp_path, 'name,country\n"Camille" Exemple,FR\nDaniel Exemple,FR\n"Never closed,FR\nEve Exemple,FR\n')
    assert places(found) == [(2, ""), (4, "")]
    assert found[1].person
    assert found[1].person.subject.name == "Daniel Exemple"


def test_a_row_without_end_is_refused_in_a_bounded_memory(tmp_path: Path) -> None:
    assert places(read(tmp_path, "name,country\n" + '"' + "x" * 200_000)) == [(2, "")]


CHILDREN = "name,country,minor,guardian\n"


@pytest.mark.parametrize("yes", ["yes", "Oui", " VRAI ", "true", "1", "x"])
def test_a_child_acts_through_whom_her_row_names(tmp_path: Path, yes: str) -> None:
    sacha, camille = people(tmp_path, f"{CHILDREN}Sacha Exemple,FR,{yes},Dominique  Exemple\nCamille Exemple,FR,non,\n")
    assert (sacha.subject.minor, sacha.subject.guardian) == (True, "Dominique Exemple")
    assert (camille.subject.minor, camille.subject.guardian) == (False, "")
    assert person_from_json(person_to_json(sacha)) == sacha


def test_a_minor_may_act_alone(tmp_path: Path) -> None:
    (sacha,) = people(tmp_path, "name,country,minor\nSacha Exemple,FR,oui\n")
    assert (sacha.subject.minor, sacha.subject.guardian) == (True, "")


@pytest.mark.parametrize(
    ("row", "wrong"),
    [
        ("Camille Exemple,FR,,Dominique Exemple", ["guardian"]),
        ("Camille Exemple,FR,\u200bno,Dominique Exemple", ["guardian"]),
        ("Camille Exemple,FR,perhaps,", ["minor"]),
        ("Camille Exemple,FR,perhaps,Dominique Exemple", ["minor"]),
        (",XX,no,Dominique Exemple", ["name", "country", "guardian"]),
        (",FR,yes,Dominique Exemple", ["name"]),
        (f"Sacha Exemple,FR,yes,{'x' * 201}", ["guardian"]),
    ],
)
def test_what_is_wrong_with_a_guardian_is_told_in_its_own_column(tmp_path: Path, row: str, wrong: list[str]) -> None:
    assert places(read(tmp_path, f"{CHILDREN}{row}\n")) == [(2, column) for column in wrong]


def test_somebody_of_age_acts_through_nobody_also_where_no_column_says_so(tmp_path: Path) -> None:
    (row,) = read(tmp_path, "name,country,guardian\nCamille Exemple,FR,Dominique Exemple\n")
    assert row.problems[0].text(translator("en")).startswith("Row 2, column “guardian”: Only somebody under eighteen acts through")
    assert "Indiquez que la personne est mineure" in row.problems[0].text(translator("fr"))


def test_a_cell_that_is_neither_yes_nor_no_says_what_would_do(tmp_path: Path) -> None:
    (row,) = read(tmp_path, f"{CHILDREN}Sacha Exemple,FR,14 ans,\n")
    assert row.problems[0].text(translator("en")) == "Row 2, column “minor”: Write yes or no in this cell, or leave it empty."


@pytest.mark.parametrize(
    "head", ["Mineur,Titulaire de l’autorité parentale", "mineure,Titulaire de l'autorité parentale", "Minor,Représentant légal"]
)
def test_a_page_guesses_the_columns_of_a_child(head: str) -> None:
    assert guessed(head.split(",")) == ("minor", "guardian")


@pytest.mark.parametrize(
    ("head", "columns"),
    [
        ("name", ["country"]),
        ("email", ["name", "country"]),
        ("name,country,name", ["name"]),
        ("name,country,surname", ["surname"]),
        ("name,country,id:", ["id:"]),
        ("name,country,id:a,ID:A", ["id:a"]),
        ("nom,pays", ["nom", "pays", "name", "country"]),
    ],
)
def test_wrong_columns_are_named(tmp_path: Path, head: str, columns: list[str]) -> None:
    path = tmp_path / "people.csv"
    path.write_text(f"{head}\n")
    table = Table.of(path)
    assert [(problem.row, problem.column) for problem in column_problems(table, table.named())] == [(1, column) for column in columns]


@pytest.mark.parametrize("content", [b"", b"\n\n", b"  ", b",,\n", b"\xef\xbb\xbf"])
def test_a_file_without_names_of_columns_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "people.csv"
    path.write_bytes(content)
    with pytest.raises(InvalidInput) as refusal:
        Table.of(path)
    assert refusal.value.field == "people.csv"


def test_a_page_guesses_columns_in_both_languages() -> None:
    assert guessed(["Nom", "Adresse", "PAYS", "Courriel", "Date de naissance", "N°"]) == (
        "name",
        "address1",
        "country",
        "email",
        "birthdate",
        "",
    )


def test_a_problem_speaks_the_readers_language(tmp_path: Path) -> None:
    (row,) = read(tmp_path, "name,country\nCamille Exemple,\n")
    assert row.problems[0].text(translator("en")) == "Row 2, column “country”: The field “country” is required."
    assert row.problems[0].text(translator("fr")).startswith("Ligne 2, colonne «\u00a0country\u00a0»\u00a0: ")


@given(st.binary(max_size=400) | st.text(max_size=400).map(lambda text: f"name,country\n{text}".encode("utf-8", "replace")))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_file_whatever_makes_a_traceback(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "people.csv"
    path.write_bytes(content)
    try:
        table = Table.of(path)
    except InvalidInput:
        return
    fields = table.named()
    if not column_problems(table, fields):
        assert all(row.person or row.problems for row in rows(table, fields, "access"))
