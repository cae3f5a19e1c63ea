"""The manifest as a spreadsheet opens it: nothing in it is taken for a formula."""

import csv

import pytest

from app.campaigns.packing import csv_line

FORMULAS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "|calc",
    "\uff1d1",
    "\uff0b1",
    "\ufeff=1",
    "\u00a0=1",
    " =1",
    "\u200b@x",
]


@pytest.mark.parametrize("cell", FORMULAS)
def test_what_could_be_a_formula_gets_an_apostrophe(cell: str) -> None:
    assert next(csv.reader([csv_line([cell])]))[0].startswith("'")


@pytest.mark.parametrize("cell", ["Camille Exemple", "", 12, "a=b", "محمد", "1-2", "«\u00a0=\u00a0»"])
def test_everything_else_stays_as_it_is(cell: object) -> None:
    assert next(csv.reader([csv_line([cell, "x"])]))[0] == str(cell)
