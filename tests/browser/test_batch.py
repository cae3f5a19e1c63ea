"""Letters for many people in a real browser: table, columns, every mistake by row and column, start, progress, ZIP."""

import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser import road
from tests.browser.conftest import NewVisitor
from tests.browser.visitor import PATIENCE, Visitor

pytestmark = pytest.mark.browser

HEAD = "Nom;Adresse;Code;Pays;N° de client\n"
PEOPLE = HEAD + "Camille Exemple;12 rue des Essais;75000 Paris;FR;K-1\nZo\ue000 Exemple;;;Allemagne;K-2\n"
MISTAKES = HEAD + ";12 rue des Essais;;XX;K-1\nCamille Exemple;;;Nulle part;K-2\n"


def hand_in(visitor: Visitor, folder: Path, table: str) -> None:
    """Chooses a table and whom to write to, and goes on to its columns."""
    path = folder / "people.csv"
    path.write_text(table, encoding="utf-8")
    visitor.open("/batch")
    visitor.page.set_input_files("#table", path)
    visitor.page.select_option("select[name='controller']", "clearview-ai")
    road.choose(visitor, "kind", "access")
    visitor.press(road.CONTINUE)


def chosen(visitor: Visitor) -> list[str]:
    """What each column is taken for."""
    return [visitor.page.locator(f"#column-{number}").input_value() for number in range(5)]


def finished(visitor: Visitor) -> None:
    """Waits for the letters: the page looks by itself, or is asked again."""
    done = visitor.page.locator("form[action='/batch/zip']")
    while not visitor.javascript and not done.count():
        visitor.press("a[href='/batch/progress']")
    expect(done).to_be_visible(timeout=4 * PATIENCE)
    visitor.look()


@pytest.mark.parametrize(("javascript", "width"), [(True, 375), (False, 1280)])
def test_a_table_becomes_letters(visit: NewVisitor, tmp_path: Path, downloads: Path, javascript: bool, width: int) -> None:
    visitor = visit(language="fr", width=width, javascript=javascript)
    hand_in(visitor, tmp_path, PEOPLE)
    assert chosen(visitor) == ["name", "address1", "", "country", ""]
    visitor.page.select_option("#column-2", "address2")
    visitor.page.select_option("#column-4", "id:N° de client")
    visitor.press(road.CONTINUE)
    assert visitor.page.locator("h1").inner_text() == "2 lettres à Clearview AI, Inc."
    visitor.press(road.CONTINUE)
    finished(visitor)
    with zipfile.ZipFile(visitor.download("form[action='/batch/zip'] button", downloads)) as archive:
        assert sorted(name.rpartition(".")[2] for name in archive.namelist()) == ["csv", "json", "pdf", "pdf"]
    visitor.press("form[action='/batch/delete'] button")
    assert visitor.page.url.endswith("/batch")


def test_every_mistake_is_told_by_row_and_column_and_the_columns_can_be_changed(visit: NewVisitor, tmp_path: Path, downloads: Path) -> None:
    visitor = visit(language="en", width=375)
    hand_in(visitor, tmp_path, MISTAKES)
    visitor.press(road.CONTINUE)
    rows = [row.locator("td").all_inner_texts()[:2] for row in visitor.page.locator("tbody tr").all()]
    assert rows == [["2", "Nom"], ["2", "Pays"], ["3", "Pays"]]
    saved = visitor.download("#step button.quiet:not([formaction])", downloads)
    assert saved.read_text("utf-8-sig").startswith("row,column,problem")
    visitor.press("button[formaction='/batch/columns']")
    assert chosen(visitor)[0] == "name"
