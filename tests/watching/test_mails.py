"""How a reminder reads: what is late first, one date as one and several as several, on narrow screens too."""

from datetime import date

import pytest

from app.platform.i18n import translator
from app.watching.mails import Besides, Letter, as_html, as_text, reminder
from app.watching.views import Urgency

MAY, JUNE = date(2026, 5, 4), date(2026, 6, 1)
STOP = "https://saisine.example.org/notices/stop/" + "x" * 43


def written(language: str, *lines: tuple[Urgency, date]) -> Letter:
    return reminder(lines, "https://saisine.example.org/dossier/notices", STOP, translator(language), Besides())


@pytest.mark.parametrize(
    ("language", "one", "several"),
    [("en", "This date has passed:", "These dates have passed:"), ("fr", "Cette date est passée\u00a0:", "Ces dates sont passées\u00a0:")],
)
def test_one_date_is_told_as_one_and_several_as_several(language: str, one: str, several: str) -> None:
    assert [group.title for group in written(language, (Urgency.LATE, MAY)).groups] == [one]
    assert [group.title for group in written(language, (Urgency.LATE, MAY), (Urgency.LATE, JUNE)).groups] == [several]


def test_what_is_late_comes_first() -> None:
    text = as_text(written("en", (Urgency.TO_DO, MAY), (Urgency.SOON, JUNE), (Urgency.LATE, JUNE)))
    assert text.index("has passed") < text.index("is near") < text.index("has been waiting for you since")


def test_long_links_break_rather_than_leave_a_narrow_screen() -> None:
    assert "overflow-wrap: anywhere" in as_html(written("en", (Urgency.LATE, MAY)), "en")
