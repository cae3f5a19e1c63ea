"""Public holidays by place: the State's own list, the subdivision's on top, nothing that only some people observe."""

from datetime import date

import pytest

from app.law.deadlines import UnknownPlace
from app.law.places import WITH_HOLIDAYS
from app.platform.calendars import PublicHolidays
from app.platform.i18n import translator

CALENDARS = PublicHolidays()


def days(place: str, year: int) -> list[str]:
    return [day.strftime("%m-%d") for day in sorted(CALENDARS.holidays(place, year))]


FRENCH = ["01-01", "04-06", "05-01", "05-08", "05-14", "05-25", "07-14", "08-15", "11-01", "11-11", "12-25"]
GERMAN = ["01-01", "04-03", "04-06", "05-01", "05-14", "05-25", "10-03", "12-25", "12-26"]
ITALIAN = ["01-01", "01-06", "04-05", "04-06", "04-25", "05-01", "06-02", "08-15", "10-04", "11-01", "12-08", "12-25", "12-26"]


@pytest.mark.parametrize(("place", "expected"), [("FR", FRENCH), ("DE", GERMAN), ("IT", ITALIAN)])
def test_the_national_list_is_the_one_of_the_law(place: str, expected: list[str]) -> None:
    assert days(place, 2026) == expected


@pytest.mark.parametrize("place", ["FR-67", "FR-68", "FR-57", "FR-6AE"])
def test_alsace_and_moselle_add_good_friday_and_the_day_after_christmas(place: str) -> None:
    assert set(days(place, 2026)) - set(FRENCH) == {"04-03", "12-26"}


OVERSEAS = {"971": "05-27", "972": "05-22", "973": "06-10", "974": "12-20", "976": "04-27"}


@pytest.mark.parametrize("department", OVERSEAS)
def test_each_department_overseas_has_its_day_of_abolition(department: str) -> None:
    assert OVERSEAS[department] in days(f"FR-{department}", 2026)
    assert OVERSEAS[department] not in FRENCH


@pytest.mark.parametrize(("letters", "number"), [("GP", "971"), ("MQ", "972"), ("GF", "973"), ("RE", "974"), ("YT", "976")])
def test_departments_overseas_are_known_by_letters_too(letters: str, number: str) -> None:
    assert days(f"FR-{letters}", 2026) == days(f"FR-{number}", 2026)


@pytest.mark.parametrize("place", ["FR-75", "FR-75C", "FR-69", "FR-2A", "FR-IDF", "NL-NH", "BE-BRU", "IT-25", "PL-14"])
def test_a_subdivision_without_holidays_of_its_own_has_the_national_ones(place: str) -> None:
    assert days(place, 2026) == days(place[:2], 2026)


@pytest.mark.parametrize(("part", "whole"), [("ES-B", "ES-CT"), ("ES-M", "ES-MD"), ("GB-LND", "GB-ENG")])
def test_a_part_of_a_subdivision_has_the_holidays_of_the_whole(part: str, whole: str) -> None:
    assert days(part, 2026) == days(whole, 2026)


def test_the_nations_of_the_united_kingdom_differ() -> None:
    assert "08-31" in days("GB-ENG", 2026)
    assert {"01-02", "08-03", "11-30"} <= set(days("GB-SCT", 2026))
    assert {"03-17", "07-13"} <= set(days("GB-NIR", 2026))
    assert "04-06" not in days("GB-SCT", 2026)


def test_a_bank_holiday_on_a_weekend_has_its_substitute() -> None:
    assert "12-28" in days("GB-ENG", 2026)


@pytest.mark.parametrize(("place", "day", "since"), [("IT", (10, 4), 2026), ("PL", (12, 24), 2025), ("IE", (2, 1), 2027)])
def test_holidays_begin_with_the_law_that_made_them(place: str, day: tuple[int, int], since: int) -> None:
    assert date(since, *day) in CALENDARS.holidays(place, since)
    assert date(2020, *day) not in CALENDARS.holidays(place, 2020)


@pytest.mark.parametrize(("place", "day"), [("NL", date(2027, 5, 5)), ("SE", date(2026, 12, 24)), ("HU", date(2026, 1, 2))])
def test_days_that_are_only_treated_like_holidays_are_doubtful(place: str, day: date) -> None:
    assert day not in CALENDARS.holidays(place, day.year)
    assert day in CALENDARS.doubtful_days(place, day.year)


UNKNOWN = ["FR-99", "ZZ", "", "-", "FR-", "fr", "FRA", "FR-67-1", "DE-XX", "FR-Zone A", "UK", "FR-６７", "DE-Augsburg"]


@pytest.mark.parametrize("place", UNKNOWN)
def test_a_place_without_an_iso_code_is_unknown(place: str) -> None:
    with pytest.raises(UnknownPlace):
        CALENDARS.holidays(place, 2026)


@pytest.mark.parametrize("year", [1990, 2018, 2026, 2050, 2100])
@pytest.mark.parametrize("place", sorted(WITH_HOLIDAYS))
def test_every_state_answers_in_every_year(place: str, year: int) -> None:
    assert all(day.year == year for day in CALENDARS.holidays(place, year))
    assert len(CALENDARS.holidays(place, year)) > 3 or year == 1990


@pytest.mark.parametrize("place", [*sorted(WITH_HOLIDAYS), "FR-67", "FR-971", "FR-974", "DE-BY", "DE-SN", "DE-BE", "GB-SCT", "GB-NIR"])
def test_every_national_holiday_has_a_french_name(place: str) -> None:
    t = translator("fr")
    named = {part for year in range(2026, 2036) for name in CALENDARS.holidays(place, year).values() for part in name.split("; ")}
    plain = {name.removesuffix(" (observed)") for name in named}
    once = {"Scotland's participation in the FIFA World Cup final", "75th anniversary of the East German uprising of 1953"}
    assert {name for name in plain - once if t.gettext(name) == name} == set()
