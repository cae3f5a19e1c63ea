"""A letter to every odd organisation of the sample is printed: its whole address shows in the window, in one language, without boxes."""

import json
from collections.abc import Iterator
from itertools import cycle, islice

import pytest
from weasyprint.logger import LOGGER

from app.directory.controllers import Controller, from_mapping
from app.directory.records import Kind
from app.platform.printer import Printer
from tests.directory.archive import companies, sample
from tests.load.all_controllers import MissingGlyphs, Outcome, checked, letters

SLUGS = sorted(companies())
TURNS = dict(zip(SLUGS, cycle(range(4)), strict=False))
"""Which of the four letters each one gets: both kinds, both languages and both envelopes come up in turn."""


@pytest.fixture(scope="module")
def printer() -> Printer:
    """The program's renderer, in this process."""
    return Printer()


@pytest.fixture
def complaints(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What the renderer complains about."""
    found = MissingGlyphs()
    monkeypatch.setattr(LOGGER, "disabled", False)
    LOGGER.addHandler(found)
    yield found.messages
    LOGGER.removeHandler(found)


@pytest.fixture(scope="module")
def listed() -> dict[str, Controller]:
    """The controllers of the sample as an import keeps them."""
    records = sample().records
    return {slug: from_mapping(json.loads(record.content)) for (kind, slug), record in records.items() if kind is Kind.CONTROLLER}


@pytest.mark.parametrize("slug", SLUGS)
def test_an_odd_organisation_gets_its_letter(slug: str, listed: dict[str, Controller], printer: Printer, complaints: list[str]) -> None:
    (letter,) = islice(letters(listed[slug]), TURNS[slug], TURNS[slug] + 1)
    name, wrong = checked(letter, printer, Outcome(), heads=False)
    assert (name, wrong, complaints) == (name, [], [])
