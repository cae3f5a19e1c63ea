"""A dossier's dates in any calendar: read here by a parser that did not write them."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ical.calendar import Calendar
from ical.calendar_stream import IcsCalendarStream

from app.cases.review import Reviewed
from app.law.assessment import Alert
from app.law.events import RequestReceived
from app.law.lifecycle import assess
from app.platform.calendars import PublicHolidays
from app.platform.errors import NotFound
from app.platform.i18n import translator
from app.watching.calendar import Entry, entries, to_bytes
from tests.smtp import MailServer
from tests.watching.conftest import site_settings
from tests.watching.site import Site

DUE = date(2026, 4, 2)
ZONES = ("Europe/Paris", "Indian/Reunion", "America/New_York")


def parsed(content: bytes) -> Calendar:
    return IcsCalendarStream.calendar_from_ics(content.decode("utf-8"))


def feed(site: Site, dossier: str, language: str = "fr") -> Calendar:
    return parsed(site.watch.feed(site.watch.feed_url_token(dossier, language)))


def test_the_last_day_is_an_event_of_that_whole_day(site: Site) -> None:
    dossier, _ = site.case()
    events = {event.dtstart: event for event in feed(site, dossier).events}
    assert events[DUE].summary == "Dernier jour\u00a0: voyez votre page"
    assert events[DUE].dtend == DUE + timedelta(days=1)


def test_alarms_go_off_in_the_morning_of_the_day_and_of_the_day_to_prepare_it(site: Site) -> None:
    dossier, _ = site.case()
    last_day = next(event for event in feed(site, dossier).events if event.dtstart == DUE)
    triggers = [alarm.trigger for alarm in last_day.alarm]
    assert triggers == [timedelta(days=-3, hours=9), timedelta(hours=9)]


@pytest.mark.parametrize("zone", ZONES)
def test_it_is_the_same_day_wherever_it_is_read(site: Site, zone: str) -> None:
    dossier, _ = site.case()
    timeline = feed(site, dossier).timeline_tz(ZoneInfo(zone))
    midnights = [datetime(2026, 4, day, tzinfo=ZoneInfo(zone)) for day in (1, 2, 3, 4)]
    days = [[event.dtstart for event in timeline.overlapping(*span)] for span in pairwise(midnights)]
    assert [DUE in day for day in days] == [False, True, False]


@pytest.mark.parametrize("zone", ZONES)
def test_the_sweep_keeps_the_calendar_of_its_installation(tmp_path: Path, database_url: str, server: MailServer, zone: str) -> None:
    site = Site(replace(site_settings(tmp_path, database_url, server), time_zone=zone), server)
    site.case()
    midnight = datetime(2026, 4, 3, tzinfo=ZoneInfo(zone)).astimezone(UTC)
    site.clock.now = midnight - timedelta(seconds=1)
    site.watch.sweep.run()
    assert site.watch.sweep.run() == 0
    site.clock.now = midnight
    assert site.watch.sweep.run() == 1
    site.wiring.close()


def test_a_date_that_moves_keeps_its_event(site: Site) -> None:
    dossier, case = site.case()
    token = site.watch.feed_url_token(dossier, "fr")
    before = {event.uid: event.dtstart for event in parsed(site.watch.feed(token)).events}
    site.on(date(2026, 3, 6))
    site.wiring.store.record(dossier, case, [RequestReceived(on=date(2026, 3, 5))])
    after = {event.uid: event.dtstart for event in parsed(site.watch.feed(token)).events}
    moved = [uid for uid, day in before.items() if day == DUE]
    assert [after[uid] for uid in moved] == [date(2026, 4, 7)]


def test_no_name_and_no_id_is_in_it(site: Site) -> None:
    dossier, case = site.case()
    content = site.watch.feed(site.watch.feed_url_token(dossier, "en")).decode().lower()
    assert [word for word in ("clearview", "camille", "gdpr", "cnil", case, dossier) if word in content] == []


def test_a_new_link_ends_the_former_and_both_can_be_taken_back(site: Site) -> None:
    dossier, _ = site.case()
    former, latter = site.watch.feed_url_token(dossier, "fr"), site.watch.feed_url_token(dossier, "fr")
    with pytest.raises(NotFound):
        site.watch.feed(former)
    assert site.watch.has_feed(dossier)
    site.watch.stop_feed(dossier)
    assert not site.watch.has_feed(dossier)
    with pytest.raises(NotFound):
        site.watch.feed(latter)


def test_the_same_facts_give_the_same_calendar(site: Site) -> None:
    dossier, _ = site.case()
    token = site.watch.feed_url_token(dossier, "fr")
    assert site.watch.feed(token) == site.watch.feed(token)


def test_a_dossier_without_dates_has_an_empty_calendar() -> None:
    assert parsed(to_bytes([], "fr")).events == []


@given(st.text(max_size=300))
def test_lines_are_folded_at_75_bytes_and_any_title_survives(title: str) -> None:
    wanted = "".join(c for c in title if c.isprintable())
    content = to_bytes([Entry("uid", DUE, wanted, datetime(2026, 3, 2, tzinfo=UTC))], "fr")
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    assert (parsed(content).events[0].summary or "").strip() == wanted.strip()


DAYS = st.dates(date(2024, 1, 1), date(2035, 12, 31))
ALERTS = st.builds(
    Alert, code=st.sampled_from(["due_soon", "overdue", "not_sent", "reply_unread", "court_last"]), on=DAYS, about=st.none() | DAYS
)


@given(st.lists(ALERTS, max_size=12))
def test_any_alerts_give_events_with_uids_of_their_own(alerts: list[Alert]) -> None:
    assessment = replace(assess((), DUE, PublicHolidays()), alerts=tuple(alerts))
    found = list(entries([Reviewed("case", "dossier", (), assessment)], lambda case, what: f"{case} {what}", translator("en")))
    assert len({each.uid for each in found}) == len(found)
    assert {event.uid for event in parsed(to_bytes(found, "en")).events} == {each.uid for each in found}
