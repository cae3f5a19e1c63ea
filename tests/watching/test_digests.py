"""Whoever wants mail once a day or once a week gets it gathered, with what is late in front."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from app.watching.sending import Fate
from app.watching.sweep import next_digest
from app.watching.views import Rhythm
from tests.watching.site import Site, opened, text_of

MONDAY = date(2026, 4, 13)
PARIS = ZoneInfo("Europe/Paris")


def test_a_digest_leads_with_what_is_late(site: Site) -> None:
    dossier, _ = site.case()
    site.case(opened(MONDAY - timedelta(days=20)), dossier=dossier)
    site.subscribe(dossier, "weekly")
    site.on(MONDAY)
    site.watch.sweep.run()
    assert site.watch.sweep.digests(MONDAY) == 1
    assert site.sender.run()[Fate.ACCEPTED] == 1
    text = text_of(site.reminders()[0])
    assert 0 < text.index("Cette date est passée") < text.index("Ceci vous attend")


def test_what_waits_for_a_digest_goes_with_it_in_one_mail(site: Site) -> None:
    dossier, _ = site.case()
    site.subscribe(dossier, "daily")
    site.on(MONDAY)
    site.round()
    assert site.reminders() == []
    site.watch.sweep.digests(MONDAY)
    site.round()
    assert len(site.reminders()) == 1
    assert {state for _, state in site.states()} == {"sent"}


def test_a_digest_that_never_comes_keeps_nothing_back_for_long(site: Site) -> None:
    dossier, _ = site.case()
    site.subscribe(dossier, "daily")
    site.on(MONDAY)
    site.round()
    site.clock.pass_(days=1)
    assert site.round()[Fate.ACCEPTED] == 1


def test_a_weekly_digest_comes_on_mondays_as_long_as_something_is_late(site: Site) -> None:
    dossier, _ = site.case()
    site.subscribe(dossier, "weekly")
    for days in range(14):
        site.on(MONDAY + timedelta(days=days))
        site.watch.sweep.digests(MONDAY + timedelta(days=days))
        site.sender.run()
    assert [mail["Date"].datetime.date() for mail in site.reminders()] == [MONDAY, MONDAY + timedelta(days=7)]


def test_a_daily_digest_comes_on_days_with_news_only(site: Site) -> None:
    dossier, _ = site.case()
    site.subscribe(dossier, "daily")
    for days in range(4):
        day = MONDAY + timedelta(days=days)
        site.on(day)
        site.watch.sweep.run()
        site.watch.sweep.digests(day)
        site.sender.run()
    assert [mail["Date"].datetime.date() for mail in site.reminders()] == [MONDAY]


@pytest.mark.parametrize("rhythm", ["daily", "weekly"])
def test_nobody_gets_a_digest_of_nothing(site: Site, rhythm: str) -> None:
    dossier, _ = site.case()
    site.subscribe(dossier, rhythm)
    assert site.watch.sweep.digests(date(2026, 3, 9)) == 0


def test_days_that_were_missed_are_made_up_for_in_one_mail(site: Site) -> None:
    dossier, _ = site.case()
    site.subscribe(dossier, "daily")
    site.on(MONDAY)
    site.watch.sweep.run()
    for days in range(3):
        for _ in range(2):
            site.watch.sweep.digests(MONDAY - timedelta(days=days))
    assert site.sender.run()[Fate.ACCEPTED] == 1
    assert [code for code, _ in site.states()].count("digest") == 3


@pytest.mark.parametrize(
    ("now", "rhythm", "then"),
    [
        ("2026-04-13 06:59", Rhythm.DAILY, "2026-04-13 07:00"),
        ("2026-04-13 07:00", Rhythm.DAILY, "2026-04-14 07:00"),
        ("2026-04-13 07:00", Rhythm.WEEKLY, "2026-04-20 07:00"),
        ("2026-04-19 23:59", Rhythm.WEEKLY, "2026-04-20 07:00"),
        ("2026-03-28 12:00", Rhythm.DAILY, "2026-03-29 07:00"),  # the night on which clocks go forward
        ("2026-10-24 12:00", Rhythm.DAILY, "2026-10-25 07:00"),  # and back
    ],
)
def test_the_next_digest(now: str, rhythm: Rhythm, then: str) -> None:
    instant = datetime.fromisoformat(now).replace(tzinfo=PARIS)
    found = next_digest(instant, rhythm)
    assert found == datetime.fromisoformat(then).replace(tzinfo=PARIS)
    assert found.astimezone(UTC) > instant.astimezone(UTC)
