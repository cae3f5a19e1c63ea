"""Dates in five languages, and the first month and the two that may follow."""

from datetime import date

import pytest

from app.replies.analysis.dates import beyond_three_months, days_named, month_is_over, promised

RECEIVED = date(2023, 12, 20)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("d'ici au 30 avril 2024", date(2024, 4, 30)),
        ("le 1er février", date(2024, 2, 1)),
        ("by 11 January 2024", date(2024, 1, 11)),
        ("on January 5, 2024", date(2024, 1, 5)),
        ("bis zum 22. Dezember 2023", date(2023, 12, 22)),
        ("el 15 de mayo de 2024", date(2024, 5, 15)),
        ("entro il 3 luglio 2024", date(2024, 7, 3)),
        ("12/01/2024", date(2024, 1, 12)),
        ("bis 02.01.24", date(2024, 1, 2)),
        ("2024-03-05", date(2024, 3, 5)),
    ],
)
def test_days_are_read_in_every_language(text: str, day: date) -> None:
    found = list(days_named(text, 0, len(text), RECEIVED))
    assert [one.day for one in found] == [day]
    assert text[found[0].start : found[0].end] in text


@pytest.mark.parametrize("text", ["ticket 99/99/2024", "31 February 2024", "art. 12.3", "call 0800 112", "1 May have", "version 3.4.9999"])
def test_what_is_no_day_is_left_alone(text: str) -> None:
    assert list(days_named(text, 0, len(text), None)) == []


def test_only_days_after_the_reply_are_promised() -> None:
    text = "Your letter of 4 December reached us; you will hear by 9 January."
    assert [one.day for one in promised(days_named(text, 0, len(text), RECEIVED), RECEIVED)] == [date(2024, 1, 9)]


def test_the_month_ends_with_some_grace() -> None:
    sent = date(2024, 1, 31)
    assert not month_is_over(sent, date(2024, 3, 3))
    assert month_is_over(sent, date(2024, 3, 4))
    assert not month_is_over(None, date(2024, 3, 4))


def test_three_months_are_the_longest() -> None:
    text = "by 30 April 2024"
    days = promised(days_named(text, 0, len(text), RECEIVED), RECEIVED)
    assert beyond_three_months(days, date(2023, 12, 1))
    assert not beyond_three_months(days, date(2024, 2, 1))
