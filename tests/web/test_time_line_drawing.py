"""The drawn time line: every day in its place, words that fit, and the same told in words."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from app.law.deadlines import Deadlines, Extension, Pause, Receipt, compute
from app.platform.calendars import PublicHolidays
from app.platform.i18n import translator
from app.web.time_line_drawing import LETTER, NARROWEST, WIDE, Drawing, draw
from app.wiring import Wiring
from tests.web.conftest import Clock
from tests.web.dossiers import enter

EN, FR = translator("en"), translator("fr")
RECEIVED = date(2026, 3, 5)
DAYS = st.dates(date(2024, 1, 1), date(2035, 12, 31))


def reckoned(
    place: str = "FR", latest: date = RECEIVED, *, pauses: tuple[Pause, ...] = (), extension: Extension | None = None
) -> Deadlines:
    """Deadlines of a request received on 5 March 2026, or then and later."""
    return compute(Receipt(RECEIVED, latest), place, PublicHolidays(), pauses=pauses, extension=extension)


def labels(drawing: Drawing) -> list[str]:
    """The words of the rows."""
    return [row.label for row in drawing.rows]


def row(drawing: Drawing, words: str) -> tuple[tuple[str, float, float], ...]:
    """The shapes of the row whose words begin so."""
    found = next(each for each in drawing.rows if each.label.startswith(words))
    return tuple((mark.shape, mark.x, mark.x + mark.width) for mark in found.marks)


def test_one_date_is_drawn_once_and_two_dates_twice() -> None:
    assert "Last day: 7 Apr 2026" in labels(draw(reckoned(), EN))
    two = draw(reckoned(latest=date(2026, 3, 17)), EN)
    assert "First date: 7 Apr 2026" in labels(two)
    assert "Second date: 17 Apr 2026" in labels(two)


def test_the_time_runs_from_receipt_to_the_first_date_and_is_in_doubt_until_the_second() -> None:
    drawing = draw(reckoned(latest=date(2026, 3, 17)), EN)
    sure, doubt = row(drawing, "Time to answer")
    assert (sure[0], doubt[0]) == ("bar", "doubt")
    assert sure[1] == row(drawing, "Received")[0][1]
    assert sure[2] == pytest.approx(row(drawing, "First date")[0][1])
    assert doubt[2] == pytest.approx(row(drawing, "Second date")[0][1])


def test_days_that_are_not_working_days_are_marked_in_runs() -> None:
    drawing = draw(reckoned(), EN)  # 5 April 2026 is Easter Sunday
    assert "Not counted as last days: 5–6 Apr 2026" in labels(drawing)
    assert [shape for shape, _, _ in row(drawing, "Not counted")] == ["tick", "tick"]


def test_pauses_and_announcements_have_rows_of_their_own() -> None:
    paused = draw(reckoned(pauses=(Pause(date(2026, 3, 10), date(2026, 3, 17)),)), EN)
    assert "Pause: 10–17 Mar 2026" in labels(paused)
    valid = draw(reckoned(extension=Extension(date(2026, 3, 20), "Three million pictures")), EN)
    assert "More time announced: 20 Mar 2026" in labels(valid)
    void = draw(reckoned(extension=Extension(date(2026, 5, 20), "Late")), EN)
    assert "More time announced too late: 20 May 2026" in labels(void)


def test_an_extension_that_nobody_announced_is_not_drawn() -> None:
    assert not any("Jun" in label for label in labels(draw(reckoned(), EN)))


def test_today_is_a_line_on_the_drawing_or_words_at_its_edge() -> None:
    now = draw(reckoned(), EN, today=date(2026, 3, 20)).today
    assert now is not None
    assert not now.beyond
    later = draw(reckoned(), EN, today=date(2029, 3, 20)).today
    assert later is not None
    assert later.beyond
    assert later.label == "Today: 20 Mar 2029"


def test_without_today_the_drawing_never_changes() -> None:
    assert draw(reckoned(), EN).today is None


def test_the_first_of_a_month_is_written_as_french_people_write_it() -> None:
    drawing = draw(reckoned(), FR, sent=(date(2026, 3, 1),))
    assert "Envoi\u00a0: 1er mars 2026" in labels(drawing)


def test_the_description_tells_all_that_is_drawn() -> None:
    drawing = draw(reckoned(), EN, today=date(2026, 3, 20), sent=(date(2026, 3, 2),), presumed=True)
    assert drawing.description.startswith("Sent: 2 Mar 2026. Received (presumed): 5 Mar 2026. ")
    assert all(label in drawing.description for label in labels(drawing))


@given(earliest=DAYS, more=st.integers(0, 40), today=DAYS, pause=st.integers(0, 400), place=st.sampled_from(["FR", "FR-67", "US", "DE-BY"]))
def test_whatever_the_dates_everything_lies_on_the_drawing(earliest: date, more: int, today: date, pause: int, place: str) -> None:
    receipt = Receipt(earliest, earliest + timedelta(days=more))
    pauses = (Pause(receipt.latest, receipt.latest + timedelta(days=pause)),)
    drawing = draw(compute(receipt, place, PublicHolidays(), pauses=pauses), FR, today=today, sent=(earliest,))
    assert all(0 <= m.x <= m.x + m.width <= 100.01 for each in drawing.rows for m in each.marks)
    assert all(0 <= x <= 100 for x, _ in drawing.months)
    for each in drawing.rows:
        for where, width in ((each.words.narrow, NARROWEST), (each.words.wide, WIDE)):
            needed = 100 * len(each.label) * LETTER / width
            left = {"start": where.x, "middle": where.x - needed / 2, "end": where.x - needed}[where.anchor]
            assert left >= -0.01 or needed > 100
            assert left + needed <= 100.01


def test_the_page_of_a_case_has_the_drawing_once_the_request_has_left(wired: Wiring, browser: TestClient, clock: Clock) -> None:
    person = enter(wired, browser)
    assert 'class="drawing"' not in person.page()
    person.record("sent", on="2026-03-02", channel="email")
    person.come_back(clock, date(2026, 3, 20))
    found = re.search(r'<svg role="img" aria-labelledby="drawing-title drawing-text".*?</svg>', person.page(), re.DOTALL)
    assert found
    assert '<desc id="drawing-text">Sent: 2 Mar 2026. Received (presumed): 2 Mar 2026.' in found[0]
    assert "Today: 20 Mar 2026" in found[0]


def test_what_came_later_is_drawn_behind_the_time_of_the_controller(wired: Wiring, browser: TestClient, clock: Clock) -> None:
    person = enter(wired, browser)
    person.record("sent", on="2026-03-02", channel="email")
    person.come_back(clock, date(2026, 8, 20))
    person.record("reminder", on="2026-04-20", letter="mise_en_demeure", channel="email", until="2026-05-05")
    person.record("complaint", on="2026-05-10")
    page = person.page()
    for words in ("Formal notice: 20 Apr\u2009–\u20095 May 2026", "Complaint: 10 May 2026", "The authority’s time: until 10 Aug 2026"):
        assert words in page
    person.record("authority_decided", on="2026-08-18", outcome="rejected", remedies_stated="yes")
    page = person.page()
    assert "Its decision: 18 Aug 2026" in page
    assert "Last day for the court:" in page
