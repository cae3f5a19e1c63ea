"""Deadlines row by row, then the rules that hold for every date."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.law.deadlines import Deadlines, Extension, ExtensionStatus, ImpossibleDates, Pause, Receipt, Track, UnknownPlace, compute
from app.law.periods import FIRST_DAY
from app.platform.calendars import PublicHolidays

CALENDARS = PublicHolidays()


def day(text: str) -> date:
    return date.fromisoformat(f"20{text}")


def receipt(text: str) -> Receipt:
    earliest, _, latest = text.partition("/")
    return Receipt(day(earliest), day(latest or earliest))


def pause(text: str) -> Pause:
    start, _, end = text.partition("/")
    return Pause(day(start), day(end) if end else None)


def reckon(received: str, place: str, subject: str | None = None, *paused: str, notified: str = "", reasons: str = "") -> Deadlines:
    extension = Extension(day(notified), reasons) if notified else None
    return compute(receipt(received), place, CALENDARS, subject_place=subject, pauses=[pause(p) for p in paused], extension=extension)


@dataclass(frozen=True)
class Row:
    """What is received where, and the last days that follow; the safe ones only where they differ. Years without the century."""

    why: str
    place: str
    received: str
    strict: str
    extended: str
    safe: str = ""
    extended_safe: str = ""
    subject: str | None = None
    paused: tuple[str, ...] = ()


ROWS = [
    Row("a Sunday and Easter Monday are passed over", "FR", "26-03-05", "26-04-07", "26-06-05"),
    Row("a month without a 31st ends on its last day", "FR", "26-08-31", "26-09-30", "26-11-30"),
    Row("Easter Monday", "FR", "26-03-06", "26-04-07", "26-06-08"),
    Row("Bastille Day", "FR", "26-06-14", "26-07-15", "26-09-14"),
    Row("Christmas on a Friday", "FR", "26-11-25", "26-12-28", "27-02-25"),
    Row("a Saturday is no working day", "FR", "25-12-31", "26-02-02", "26-03-31"),
    Row("three months from receipt, not one and then two", "FR", "26-01-31", "26-03-02", "26-04-30"),
    Row("30 January of a leap year", "FR", "28-01-30", "28-02-29", "28-05-02"),
    Row("29 February", "FR", "28-02-29", "28-03-29", "28-05-29"),
    Row("three months to a 29 February", "FR", "27-11-29", "27-12-29", "28-02-29"),
    Row("three months to the end of a short February", "FR", "26-11-30", "26-12-30", "27-03-01"),
    Row("28 February leads to 28 March", "FR", "27-02-28", "27-03-30", "27-05-28"),
    Row("receipt on a holiday Saturday starts the clock all the same", "FR", "26-08-15", "26-09-15", "26-11-16"),
    Row("New Year's Day", "FR", "26-12-01", "27-01-04", "27-03-01"),
    Row("Good Friday in Alsace", "FR-67", "26-03-03", "26-04-03", "26-06-03", safe="26-04-07"),
    Row("Good Friday in Alsace, by its code of today", "FR-6AE", "26-03-03", "26-04-03", "26-06-03", safe="26-04-07"),
    Row("26 December in Moselle", "FR-57", "28-11-26", "28-12-26", "29-02-26", safe="28-12-27"),
    Row("abolition of slavery in Guadeloupe", "FR-971", "26-04-27", "26-05-27", "26-07-27", safe="26-05-28"),
    Row("the same by its letters", "FR-GP", "26-04-27", "26-05-27", "26-07-27", safe="26-05-28"),
    Row("the same by its own State code", "GP", "26-04-27", "26-05-27", "26-07-27", safe="26-05-28"),
    Row("abolition of slavery in Réunion", "FR-974", "27-11-20", "27-12-20", "28-02-21", safe="27-12-21"),
    Row("Paris has no holiday of its own", "FR-75", "26-03-03", "26-04-03", "26-06-03"),
    Row("Belgian National Day", "BE", "26-06-21", "26-07-22", "26-09-21"),
    Row("Armistice in Belgium", "BE", "26-10-11", "26-11-12", "27-01-11"),
    Row("Good Friday in Germany", "DE", "26-03-03", "26-04-07", "26-06-03"),
    Row("German Unity Day falls on a Saturday", "DE", "26-09-03", "26-10-05", "26-12-03"),
    Row("Corpus Christi in Bavaria", "DE-BY", "26-05-04", "26-06-04", "26-08-04", safe="26-06-05"),
    Row("Assumption in Catholic Bavaria", "DE-BY", "28-07-15", "28-08-15", "28-10-16", safe="28-08-16"),
    Row("no Corpus Christi in Berlin", "DE-BE", "26-05-04", "26-06-04", "26-08-04"),
    Row("2 June in Italy", "IT", "26-05-02", "26-06-03", "26-08-03"),
    Row("Saint Francis, new in 2026", "IT", "27-09-04", "27-10-05", "27-12-06"),
    Row("Saint Francis was none in 2024", "IT", "24-09-04", "24-10-04", "24-12-04"),
    Row("12 October in Spain", "ES", "26-09-12", "26-10-13", "26-12-14"),
    Row("11 September in Catalonia", "ES-CT", "26-08-11", "26-09-11", "26-11-11", safe="26-09-14"),
    Row("the same in its province of Barcelona", "ES-B", "26-08-11", "26-09-11", "26-11-11", safe="26-09-14"),
    Row("Christmas Eve in Poland, new in 2025", "PL", "26-11-24", "26-12-28", "27-02-24"),
    Row("10 June in Portugal", "PT", "26-05-10", "26-06-11", "26-08-10"),
    Row("23 June in Luxembourg", "LU", "26-05-23", "26-06-24", "26-08-24"),
    Row("26 October in Austria", "AT", "26-09-26", "26-10-27", "26-12-28"),
    Row("Saint Brigid in Ireland", "IE", "27-01-01", "27-02-02", "27-04-01"),
    Row("Orthodox Easter Monday in Greece", "GR", "26-03-10", "26-04-14", "26-06-10"),
    Row("17 November in Czechia", "CZ", "26-10-17", "26-11-18", "27-01-18"),
    Row("King's Day in the Netherlands", "NL", "26-03-27", "26-04-28", "26-06-29"),
    Row("5 May in the Netherlands, before Ascension", "NL", "27-04-05", "27-05-05", "27-07-05", safe="27-05-07"),
    Row("Christmas Eve in Sweden", "SE", "26-11-24", "26-12-24", "27-02-24", safe="26-12-28"),
    Row("17 May in Norway on a Sunday", "NO", "26-04-17", "26-05-18", "26-07-17"),
    Row("summer bank holiday in England", "GB-ENG", "26-07-31", "26-09-01", "26-11-02"),
    Row("no such holiday in Scotland", "GB-SCT", "26-07-31", "26-08-31", "26-11-02"),
    Row("Saint Andrew in Scotland", "GB-SCT", "26-10-30", "26-12-01", "27-02-01"),
    Row("substitute for 2 January in Scotland", "GB-SCT", "26-12-02", "27-01-05", "27-03-02"),
    Row("substitute for 12 July in Northern Ireland", "GB-NIR", "26-06-13", "26-07-14", "26-09-14"),
    Row("Swiss law does not protect whom the GDPR protects as well", "CH", "28-07-01", "28-08-02", "28-10-02", subject="FR",
        extended_safe="28-10-02"),
    Row("Good Friday in Zürich, for somebody in Germany", "CH-ZH", "26-03-03", "26-04-03", "26-06-03", safe="26-04-07", subject="DE"),
    Row("an American holiday moves nothing", "US", "26-06-03", "26-07-03", "26-09-03", subject="FR"),
    Row("Bastille Day for an American controller", "US", "26-06-14", "26-07-14", "26-09-14", safe="26-07-15", subject="FR"),
    Row("an American controller, the subject unknown", "US", "26-06-14", "26-07-14", "26-09-14"),
    Row("a British controller and a French subject", "GB-ENG", "26-06-14", "26-07-14", "26-09-14", safe="26-07-15", subject="FR"),
    Row("the subject's holidays do not count inside the EEA", "DE", "26-06-14", "26-07-14", "26-09-14", subject="FR"),
    Row("registered post presented, then collected", "FR", "26-05-12/26-05-20", "26-06-12", "26-08-12", "26-06-22", "26-08-20"),
    Row("identity asked and given", "FR", "26-03-02", "26-04-02", "26-06-02", "26-04-09", "26-06-09", paused=("26-03-10/26-03-17",)),
    Row("overlapping pauses count each day once", "FR", "26-03-02", "26-04-02", "26-06-02", "26-04-13", "26-06-12",
        paused=("26-03-10/26-03-17", "26-03-15/26-03-20")),
    Row("two pauses add up", "FR", "26-03-02", "26-04-02", "26-06-02", "26-04-08", "26-06-08",
        paused=("26-03-23/26-03-26", "26-03-10/26-03-13")),
    Row("a pause answered the same day", "FR", "26-03-02", "26-04-02", "26-06-02", paused=("26-03-10/26-03-10",)),
    Row("a pause of an American controller", "US", "26-06-07", "26-07-07", "26-09-07", "26-07-15", "26-09-14", "FR",
        ("26-06-20/26-06-27",)),
    Row("both receipts and a pause", "FR", "26-05-12/26-05-20", "26-06-12", "26-08-12", "26-06-25", "26-08-25",
        paused=("26-06-01/26-06-06",)),
]  # fmt: skip


SWISS = [
    Row("thirty days, not a month", "CH", "26-05-04", "26-06-03", ""),
    Row("thirty days that end on 1 August", "CH", "28-07-02", "28-08-02", ""),
    Row("thirty days that end on a Sunday", "CH", "26-05-01", "26-06-01", ""),
    Row("thirty days that end on Good Friday in Zürich", "CH-ZH", "26-03-04", "26-04-03", "", safe="26-04-07"),
    Row("thirty days of February and March", "CH-GE", "26-02-10", "26-03-12", ""),
    Row("a Swiss pause", "CH", "26-05-04", "26-06-03", "", safe="26-06-08", paused=("26-05-10/26-05-15",)),
]


@pytest.mark.parametrize("row", SWISS, ids=lambda row: row.why)
@pytest.mark.parametrize("subject", [None, "CH", "US"])
def test_swiss_law_gives_thirty_days_and_fixes_no_extension(row: Row, subject: str | None) -> None:
    found = reckon(row.received, row.place, subject, *row.paused)
    assert (found.due_strict, found.due_safe) == (day(row.strict), day(row.safe or row.strict))
    assert (found.extended_strict, found.extended_safe, found.extension) == (None, None, ExtensionStatus.NONE)
    assert {"thirty_days", "extension_not_fixed"} <= {step.rule for step in found.steps}


def test_a_swiss_extension_in_time_is_waited_for_three_months_at_most() -> None:
    found = reckon("26-05-04", "CH", "CH", notified="26-06-03")
    assert (found.extension, found.extended_strict, found.extended_safe) == (ExtensionStatus.VALID, None, day("26-08-04"))
    assert reckon("26-05-04", "CH", "CH", notified="26-06-04").extension is ExtensionStatus.VOID
    open_ = next(step for step in reckon("26-05-04", "CH", "CH", notified="26-05-20").steps if step.rule == "extension_open")
    assert open_.date == day("26-05-20")


@pytest.mark.parametrize(("received", "rule"), [("26-02-04", "pause"), ("26-02-05", "pause_uk")])
def test_british_pauses_stop_the_clock_by_the_law_of_the_day_of_receipt(received: str, rule: str) -> None:
    found = reckon(received, "GB-ENG", "GB", "26-02-10/26-02-17")
    pauses = [step for step in found.steps if step.rule.startswith("pause")]
    assert {step.rule for step in pauses} == {rule}
    assert (found.due_safe - found.due_strict).days in (5, 6, 7)


def test_a_british_question_about_identity_may_begin_the_month_anew() -> None:
    found = reckon("26-03-02", "GB-ENG", "GB", "26-03-10/26-03-17")
    step = next(step for step in found.steps if step.rule == "pause_uk")
    assert (found.due_strict, found.due_safe, step.params["anew"]) == (day("26-04-02"), day("26-04-09"), day("26-04-17"))
    assert reckon("26-03-02", "GB-ENG", "FR", "26-03-10/26-03-17").due_safe == day("26-04-09")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.why)
def test_last_days(row: Row) -> None:
    found = reckon(row.received, row.place, row.subject, *row.paused)
    assert (found.due_strict, found.due_safe) == (day(row.strict), day(row.safe or row.strict))
    assert (found.extended_strict, found.extended_safe) == (day(row.extended), day(row.extended_safe or row.extended))
    assert found.extension is ExtensionStatus.NONE


def test_an_extension_on_the_last_day_is_in_time() -> None:
    found = reckon("26-03-05", "FR", notified="26-04-07", reasons="eleven systems to search")
    assert found.extension is ExtensionStatus.VALID
    assert (found.extended_strict, found.extended_safe) == (day("26-06-05"), day("26-06-05"))


def test_an_extension_after_the_first_month_is_void() -> None:
    found = reckon("26-03-05", "FR", notified="26-04-08", reasons="eleven systems to search")
    assert found.extension is ExtensionStatus.VOID
    assert (found.due_strict, found.extended_strict, found.extended_safe) == (day("26-04-07"), None, None)


@pytest.mark.parametrize("reasons", ["", "  \t"])
def test_an_extension_without_reasons_leaves_the_first_date(reasons: str) -> None:
    found = reckon("26-03-05", "FR", notified="26-03-20", reasons=reasons)
    assert found.extension is ExtensionStatus.DEFECTIVE
    assert (found.extended_strict, found.extended_safe) == (day("26-04-07"), day("26-06-05"))


def test_a_late_extension_without_reasons_is_void() -> None:
    assert reckon("26-03-05", "FR", notified="26-05-20").extension is ExtensionStatus.VOID


def test_an_extension_between_the_two_dates_moves_the_later_one_only() -> None:
    found = reckon("26-05-12/26-05-20", "FR", notified="26-06-15", reasons="number of requests")
    assert found.extension is ExtensionStatus.VALID
    assert (found.extended_strict, found.extended_safe) == (None, day("26-08-20"))
    assert "extension_uncertain" in {step.rule for step in found.steps}


def test_a_pause_within_the_extension_moves_the_extended_date_only() -> None:
    found = reckon("26-03-05", "FR", None, "26-05-04/26-05-09", notified="26-04-01", reasons="complex")
    assert (found.due_safe, found.extended_strict, found.extended_safe) == (day("26-04-07"), day("26-06-05"), day("26-06-10"))


def test_a_pause_may_make_an_extension_timely() -> None:
    found = reckon("26-03-02", "FR", None, "26-03-10/26-03-17", notified="26-04-08", reasons="complex")
    assert (found.extension, found.extended_strict, found.extended_safe) == (ExtensionStatus.VALID, None, day("26-06-09"))


def test_an_open_pause_lasts_until_today() -> None:
    asked = [Pause(day("26-03-10"), None)]
    found = compute(receipt("26-03-02"), "FR", CALENDARS, pauses=asked, today=day("26-03-17"))
    assert (found.due_strict, found.due_safe) == (day("26-04-02"), day("26-04-09"))
    assert compute(receipt("26-03-02"), "FR", CALENDARS, pauses=asked).due_safe == day("26-04-02")


IMPOSSIBLE: dict[str, tuple[Receipt, list[Pause], Extension | None]] = {
    "receipt_reversed": (receipt("26-03-06/26-03-05"), [], None),
    "pause_reversed": (receipt("26-03-05"), [pause("26-03-10/26-03-09")], None),
    "pause_before_receipt": (receipt("26-03-05"), [pause("26-03-04/26-03-10")], None),
    "pause_after_due": (receipt("26-03-05"), [pause("26-04-08/26-04-10")], None),
    "extension_before_receipt": (receipt("26-03-05"), [], Extension(day("26-03-04"), "complex")),
    "date_out_of_range": (Receipt(date.max, date.max), [], None),
}


@pytest.mark.parametrize("code", IMPOSSIBLE)
def test_dates_that_cannot_be_true_are_refused(code: str) -> None:
    received, pauses, extension = IMPOSSIBLE[code]
    with pytest.raises(ImpossibleDates, match=code):
        compute(received, "FR", CALENDARS, pauses=pauses, extension=extension)


@pytest.mark.parametrize("last", ["2100-11-30", "2100-12-31"])
def test_a_last_day_beyond_the_calendars_is_refused(last: str) -> None:
    received = date.fromisoformat(last)
    with pytest.raises(ImpossibleDates, match="date_out_of_range"):
        compute(Receipt(received, received), "FR", CALENDARS)


def test_the_calendars_reach_from_their_first_day() -> None:
    assert compute(Receipt(FIRST_DAY, FIRST_DAY), "FR", CALENDARS).due_strict == FIRST_DAY + timedelta(days=31)


@pytest.mark.parametrize(("end", "doubted"), [("26-06-08", []), ("26-06-09", [(91, Track.SAFE)]), ("99-03-10", [(26663, Track.SAFE)])])
def test_pauses_of_more_than_ninety_days_are_pointed_out(end: str, doubted: list[tuple[int, Track]]) -> None:
    found = reckon("26-03-02", "FR", None, f"26-03-10/{end}")
    first = found.steps[: [step.rule for step in found.steps].index("extension_possible")]
    assert [(step.params["days"], step.track) for step in first if step.rule == "long_pauses"] == doubted


def test_pauses_that_touch_are_told_as_one() -> None:
    found = reckon("26-03-02", "FR", None, "26-03-10/26-03-17", "26-03-17/26-03-20")
    told = [(step.params["start"], step.params["end"]) for step in found.steps if step.rule == "pause" and step.date < day("26-05-01")]
    assert told == [(day("26-03-10"), day("26-03-20"))]


@pytest.mark.parametrize(("place", "subject"), [("FR-99", None), ("ZZ", None), ("fr", None), ("FR", "ZZ"), ("US", "ZZ")])
def test_an_unknown_place_is_refused(place: str, subject: str | None) -> None:
    with pytest.raises(UnknownPlace):
        reckon("26-03-05", place, subject)


def test_steps_tell_the_way_and_cite_each_rule() -> None:
    found = reckon("26-03-05", "FR")
    rules = [step.rule for step in found.steps]
    assert rules[:6] == ["receipt", "receipt_not_counted", "same_day", "sunday", "holiday_controller", "due"]
    assert [step.date for step in found.steps[2:6]] == [day("26-04-05"), day("26-04-05"), day("26-04-06"), day("26-04-07")]
    assert [step.source for step in found.steps[1:6]] == [
        "Regulation 1182/71 Art. 3(1)",
        "Regulation 1182/71 Art. 3(2)(c)",
        "Regulation 1182/71 Art. 2(2), 3(4)",
        "Regulation 1182/71 Art. 2(1), 3(4)",
        "GDPR Art. 12(3)",
    ]


def test_steps_part_only_where_the_two_dates_do() -> None:
    found = reckon("26-06-14", "US", "FR")
    apart = [(step.track, step.rule, step.date) for step in found.steps if step.track is not Track.BOTH]
    assert apart == [
        (Track.STRICT, "due", day("26-07-14")),
        (Track.SAFE, "holiday_subject", day("26-07-14")),
        (Track.SAFE, "due", day("26-07-15")),
    ]


DAYS = st.dates(date(1995, 1, 1), date(2098, 12, 31))
PLACES = st.sampled_from(["FR", "FR-67", "FR-971", "DE-BY", "IT", "ES-CT", "GB-SCT", "US", "JP", "CH-GE", "SE", "NL", "HU", "BG"])


@given(DAYS, st.integers(0, 20), PLACES, st.none() | PLACES)
def test_every_last_day_is_a_working_day_in_order(earliest: date, more: int, place: str, subject: str | None) -> None:
    found = compute(Receipt(earliest, earliest + timedelta(days=more)), place, CALENDARS, subject_place=subject)
    if found.extended_strict is None or found.extended_safe is None:
        assert place == "CH-GE"
        found = replace(found, extended_strict=found.due_strict, extended_safe=found.due_safe)
    assert found.extended_strict
    assert found.extended_safe
    assert found.due_strict <= found.due_safe <= found.extended_safe
    assert found.due_strict <= found.extended_strict <= found.extended_safe
    assert all(last.weekday() < 5 for last in (found.due_strict, found.due_safe, found.extended_strict, found.extended_safe))
    assert 28 <= (found.due_strict - earliest).days <= 38


@given(DAYS, st.lists(st.tuples(st.integers(0, 25), st.integers(0, 40)), max_size=4), PLACES)
def test_pauses_never_touch_the_strict_date_nor_shorten_the_safe_one(received: date, spans: list[tuple[int, int]], place: str) -> None:
    pauses = [Pause(received + timedelta(days=start), received + timedelta(days=start + length)) for start, length in spans]
    bare = compute(Receipt(received, received), place, CALENDARS)
    found = compute(Receipt(received, received), place, CALENDARS, pauses=pauses)
    assert (found.due_strict, found.extended_strict) == (bare.due_strict, bare.extended_strict)
    assert found.due_safe >= bare.due_safe
    assert found == compute(Receipt(received, received), place, CALENDARS, pauses=pauses[::-1])


@given(DAYS, st.integers(0, 120), st.text(max_size=3), PLACES)
def test_an_extension_never_moves_the_first_dates(received: date, later: int, reasons: str, place: str) -> None:
    bare = compute(Receipt(received, received), place, CALENDARS)
    notice = Extension(received + timedelta(days=later), reasons)
    found = compute(Receipt(received, received), place, CALENDARS, extension=notice)
    assert (found.due_strict, found.due_safe) == (bare.due_strict, bare.due_safe)
    assert (found.extension is ExtensionStatus.VOID) == (notice.notified > bare.due_safe)
    assert found.extended_safe in (None, bare.extended_safe) or place == "CH-GE"


def last_days_or_code(received: Receipt, pauses: list[Pause], extension: Extension | None, today: date) -> Deadlines | str:
    try:
        return compute(received, "FR", CALENDARS, pauses=pauses, extension=extension, today=today)
    except ImpossibleDates as impossible:
        return impossible.code


@given(st.dates(), st.dates(), st.lists(st.tuples(st.dates(), st.none() | st.dates()), max_size=3), st.none() | st.dates())
def test_any_dates_give_deadlines_or_a_named_reason(
    a: date, b: date, pauses: list[tuple[date, date | None]], notified: date | None
) -> None:
    found = last_days_or_code(Receipt(a, b), [Pause(*p) for p in pauses], Extension(notified, "x") if notified else None, b)
    assert found in IMPOSSIBLE if isinstance(found, str) else found.due_strict <= found.due_safe


def test_a_year_that_four_hundred_divides_is_a_leap_year() -> None:
    received = date(2000, 1, 31)
    assert compute(Receipt(received, received), "US", CALENDARS).due_strict == date(2000, 2, 29)
