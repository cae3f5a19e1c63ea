"""Dates at the head of letters, in the five languages."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.replies.dates import dates_at_the_head

TWELFTH = date(2026, 3, 12)


@pytest.mark.parametrize(
    "head",
    [
        "Paris, le 12 mars 2026",
        "12 March 2026",
        "March 12th, 2026",
        "Berlin, den 12. März 2026",
        "Madrid, 12 de marzo de 2026",
        "Roma, 12 marzo 2026",
        "12/03/2026",
        "12.03.2026",
        "2026-03-12",
    ],
)
def test_a_day_is_found_as_each_language_writes_it(head: str) -> None:
    assert [(day, span.of(head)[-4:]) for day, span in dates_at_the_head(head)] == [(TWELFTH, head[-4:])]


@pytest.mark.parametrize("head", ["31 février 2026", "IP 10.12.2026.4", "3.12.20261", "règlement 2016/679", "12/13/2026"])
def test_what_is_no_day_is_not_found(head: str) -> None:
    assert dates_at_the_head(head) == []


def test_the_first_of_the_month_may_be_written_first() -> None:
    assert [day for day, _ in dates_at_the_head("Le 1er août 2026")] == [date(2026, 8, 1)]


@given(st.text(), st.integers(0, 50))
def test_a_found_day_stands_where_it_is_said_to(text: str, start: int) -> None:
    found = dates_at_the_head(f"{text} 12 mars 2026", start)
    assert all(0 <= span.start < span.end <= len(text) + 13 for _, span in found)
