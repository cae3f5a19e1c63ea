"""The case's page after a rejection, and the way from it to what an infringement may cost."""

from datetime import date

from app.wiring import Wiring
from tests.web.conftest import Clock
from tests.web.dossiers import Person
from tests.web.test_later_steps import complained, person

__all__ = ["person"]


def test_after_a_rejection_the_page_has_the_checklist_with_its_dates(person: Person, clock: Clock) -> None:
    complained(person).come_back(clock, date(2026, 7, 2))
    assert "Before you go to the Conseil" not in person.page()
    person.record("authority_decided", on="2026-07-01", outcome="rejected", remedies_stated="yes", text="No breach was found.")
    page = person.page()
    assert "Before you go to the Conseil" in page
    assert 'datetime="2026-09-01"' in page
    assert "/next?action=go_to_court" in page


def test_the_amounts_are_reached_from_the_case_and_its_complaint(wired: Wiring, person: Person) -> None:
    del wired
    for page in ("", "/packet", "/next?action=complaint"):
        assert 'href="/amounts"' in person.browser.get(f"{person.case}{page}").text, page
