"""People are told by mail: what is current, once, and nothing that a stranger could read something from."""

from datetime import date, timedelta

import pytest
from sqlalchemy import text

from app.law.events import NothingCame, ReplyNature, ReplyReceived, Snoozed
from app.platform.database import writing
from app.watching import ledger
from app.watching.sending import Fate
from app.watching.views import NoticeState, Urgency
from tests.watching.site import ADDRESS, Site, opened, sent, text_of

DUE = date(2026, 4, 2)
LATE = date(2026, 4, 10)


def test_a_date_that_comes_near_is_told_once(site: Site) -> None:
    dossier, _ = site.case()
    site.subscribe(dossier)
    site.on(DUE - timedelta(days=3))
    assert site.round()[Fate.ACCEPTED] == 1
    assert [site.round() for _ in range(3)] == [dict.fromkeys(Fate, 0)] * 3
    assert len(site.reminders()) == 1


def test_a_sweep_finds_only_what_is_due(site: Site) -> None:
    site.case()
    assert site.watch.sweep.run() == 0
    site.on(LATE)
    assert site.watch.sweep.run() == 1
    assert site.watch.sweep.run() == 0


def test_nights_that_were_missed_bring_the_news_and_not_its_history(site: Site) -> None:
    dossier, _ = site.case()
    site.subscribe(dossier)
    site.on(LATE)
    site.round()
    assert site.states() == [("overdue", "sent")]


def test_a_first_subscription_tells_what_is_current_and_no_more(site: Site) -> None:
    dossier, _ = site.case()
    site.on(LATE)
    site.round()
    site.subscribe(dossier)
    site.round()
    assert site.states() == [("overdue", "sent")]
    assert len(site.reminders()) == 1


def test_without_a_confirmed_address_nothing_goes_out(site: Site) -> None:
    dossier, _ = site.case()
    site.watch.subscribe(dossier, ADDRESS, "fr", "at_once")
    site.on(LATE)
    site.round()
    assert [mail["List-Unsubscribe"] for mail in site.mails()] == [None]


def test_what_a_new_record_makes_late_at_once_is_told_as_well(site: Site) -> None:
    dossier, case = site.case(opened())
    site.subscribe(dossier)
    site.on(LATE)
    site.round()
    site.wiring.store.record(dossier, case, [sent()])
    site.round()
    assert ("overdue", "sent") in site.states()


def test_two_cases_of_one_person_make_one_mail(site: Site) -> None:
    dossier, _ = site.case()
    site.case(opened(), sent(date(2026, 3, 5)), dossier=dossier)
    site.subscribe(dossier)
    site.on(LATE)
    site.round()
    told = text_of(site.reminders()[0])
    assert len(site.reminders()) == 1
    assert told.index("2 avril 2026") < told.index("7 avril 2026")


def test_an_answer_recorded_before_the_mail_goes_takes_its_reason(site: Site) -> None:
    dossier, case = site.case()
    site.subscribe(dossier)
    site.on(LATE)
    site.watch.sweep.run()
    site.wiring.store.record(dossier, case, [ReplyReceived(on=LATE, nature=ReplyNature.COMPLETE)])
    assert site.sender.run()[Fate.UNNEEDED] == 1
    assert (site.reminders(), site.states()) == ([], [])


def test_whoever_asks_for_rest_is_told_when_it_is_over(site: Site) -> None:
    dossier, case = site.case()
    site.subscribe(dossier)
    site.wiring.store.record(dossier, case, [Snoozed(on=date(2026, 3, 2), until=date(2026, 5, 1))])
    site.on(LATE)
    site.round()
    assert site.reminders() == []
    site.on(date(2026, 5, 1))
    site.round()
    assert site.states() == [("overdue", "sent")]


def test_what_was_told_before_a_rest_is_told_once_more_after_it(site: Site) -> None:
    dossier, case = site.case()
    told = []
    for since in (DUE, DUE, LATE, LATE):  # each sweep comes twice
        with writing(site.wiring.engine) as session:
            told.append(ledger.enter(session, [ledger.Entry(dossier, case, "overdue", DUE, 0, case_id=case, since=since)], since))
            session.execute(text("UPDATE notice SET state = 'sent'"))
    assert told == [1, 0, 1, 0]


def test_a_rest_that_is_over_reminds_of_what_was_told_before(site: Site) -> None:
    dossier, case = site.case()
    site.subscribe(dossier)
    site.on(LATE)
    site.round()
    site.wiring.store.record(dossier, case, [Snoozed(on=LATE, until=date(2026, 5, 1))])
    told = []
    for day in (LATE, date(2026, 4, 30), date(2026, 5, 1), date(2026, 5, 2)):
        site.on(day)
        site.round()
        told.append(len(site.reminders()))
    assert told == [1, 1, 2, 2]


def test_an_unread_reply_never_keeps_the_date_from_being_told(site: Site) -> None:
    dossier, case = site.case()
    site.subscribe(dossier)
    site.wiring.store.record(dossier, case, [ReplyReceived(on=date(2026, 3, 2), nature=ReplyNature.OTHER)])
    site.on(LATE)
    site.round()
    assert {("reply_unread", "sent"), ("overdue", "sent")} <= set(site.states())


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_reminder_reveals_nothing(site: Site, language: str) -> None:
    dossier, case = site.case()
    site.subscribe(dossier, language=language)
    site.on(LATE)
    site.round()
    mail = site.server.received[-1].content.decode("ascii").lower()
    words = ("clearview", "camille exemple", "rgpd", "gdpr", "cnil", "plainte", "complain", case, dossier, "sai-0000", "saisine@")
    assert [word for word in words if word in mail] == []
    assert site.reminders()[-1]["Subject"] == {"fr": "Un rappel que vous avez demandé", "en": "A reminder you asked for"}[language]


def test_text_and_html_say_the_same_and_load_nothing(site: Site) -> None:
    dossier, _ = site.case()
    site.subscribe(dossier)
    site.on(LATE)
    site.round()
    plain, html = text_of(site.reminders()[0]), text_of(site.reminders()[0], "html")
    for part in ("2 avril 2026", "https://saisine.example.org/dossier/notices", site.link("stop")):
        assert part in plain
        assert part in html
    assert "src=" not in html
    assert 'lang="fr"' in html


def test_the_page_shows_what_was_told_and_when(site: Site) -> None:
    dossier, case = site.case()
    site.subscribe(dossier)
    site.on(LATE)
    site.round()
    line = site.watch.notices(dossier)[0]
    assert (line.case_id, line.code, line.urgency, line.state) == (case, "overdue", Urgency.LATE, NoticeState.SENT)
    assert line.told_at == site.clock.now


def test_the_page_tells_those_who_want_no_mail(site: Site) -> None:
    dossier, _ = site.case()
    site.on(LATE)
    assert [(line.code, line.state) for line in site.watch.current(dossier)] == [("overdue", NoticeState.PAGE)]
    assert [line.about for line in site.watch.current(dossier)] == [DUE]


def test_late_things_come_first(site: Site) -> None:
    dossier, _ = site.case(opened(LATE - timedelta(days=20)))
    site.case(dossier=dossier)
    site.on(LATE)
    assert [line.urgency for line in site.watch.current(dossier)] == [Urgency.LATE, Urgency.TO_DO]


def test_what_a_new_rule_moved_is_told_once(site: Site) -> None:
    dossier, case = site.case()
    site.subscribe(dossier)
    for _ in range(2):
        site.watch.tell(case, "dates_changed", date(2026, 4, 3))
        site.round()
    assert "recalculée" in text_of(site.reminders()[0])
    assert len(site.reminders()) == 1
    assert "dates_changed" in [line.code for line in site.watch.notices(dossier)]


def test_looking_without_finding_anything_changes_no_notice(site: Site) -> None:
    dossier, case = site.case()
    site.subscribe(dossier)
    site.on(LATE)
    site.round()
    site.wiring.store.record(dossier, case, [NothingCame(on=LATE)])
    site.round()
    assert len(site.reminders()) == 1
