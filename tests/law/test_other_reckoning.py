"""Two reckonings that know nothing of each other come to the same dates."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.law.deadlines import Pause, Receipt, compute
from app.platform.calendars import PublicHolidays
from tests.law.other_reckoning import REGIONS, STATES, Answer, reckon

CALENDARS = PublicHolidays()
DAYS = st.dates(date(2024, 1, 1), date(2035, 12, 31))
PLACES = sorted({*STATES, *REGIONS})
EVERY_DAY = [date(2024, 1, 1) + timedelta(days=n) for n in range(12 * 365)]


def program(first: date, last: date, place: str, subject: str = "", pauses: list[tuple[date, date]] | None = None) -> Answer:
    told = [Pause(*pause) for pause in pauses or []]
    found = compute(Receipt(first, last), place, CALENDARS, subject_place=subject or None, pauses=told)
    return Answer(found.due_strict, found.due_safe, found.extended_strict, found.extended_safe)


@pytest.mark.parametrize("place", PLACES)
def test_every_fifth_day_of_twelve_years_leads_to_the_same_dates(place: str) -> None:
    days = EVERY_DAY[PLACES.index(place) % 5 :: 5]
    assert [day for day in days if program(day, day, place) != reckon(day, day, place)] == []


@settings(max_examples=300)
@given(DAYS, st.integers(0, 20), st.sampled_from(PLACES), st.sampled_from(["", *PLACES]))
def test_uncertain_receipts_and_any_subject_lead_to_the_same_dates(first: date, more: int, place: str, subject: str) -> None:
    last = first + timedelta(days=more)
    assert program(first, last, place, subject) == reckon(first, last, place, subject)


@settings(max_examples=300)
@given(DAYS, st.lists(st.tuples(st.integers(0, 25), st.integers(0, 40)), max_size=3), st.sampled_from(PLACES))
def test_pauses_lead_to_the_same_dates(received: date, spans: list[tuple[int, int]], place: str) -> None:
    pauses = [(received + timedelta(days=start), received + timedelta(days=start + length)) for start, length in spans]
    assert program(received, received, place, "", pauses) == reckon(received, received, place, "", pauses)
