"""Whatever the mail server or another worker does, each notice goes once, or is shown as uncertain."""

import threading
from collections.abc import Callable
from datetime import date, timedelta
from itertools import product

import pytest

from app.platform.errors import NotFound, StorageFailed
from app.platform.mail import Patience
from app.watching import ledger
from app.watching.preparing import Preparing
from app.watching.sending import PATIENCE, Fate
from app.watching.views import NoticeState
from tests.cases.world import run_at_once
from tests.smtp import Behaviour
from tests.watching.site import Site, text_of

LATE = date(2026, 4, 10)
BEFORE_THE_CONTENT = ("connect", "ehlo", "mail", "rcpt", "data")
FOR_GOOD = {("rcpt", "refuse"), ("data", "refuse")}
NOT_TAKEN = sorted(set(product(BEFORE_THE_CONTENT, ("refuse", "later", "drop", "garble"))) - FOR_GOOD)


@pytest.fixture
def waiting(site: Site) -> Site:
    """A site with one reminder that waits to be sent."""
    return with_reminders(site, 1)


def with_reminders(site: Site, count: int) -> Site:
    """That many people, each with a reminder that waits to be sent."""
    for n in range(count):
        site.subscribe(site.case()[0], address=f"camille-{n}@example.org")
    site.on(LATE)
    site.watch.sweep.run()
    return site


@pytest.mark.parametrize(("stage", "fault"), NOT_TAKEN)
def test_what_was_not_taken_goes_out_later_once(waiting: Site, stage: str, fault: str) -> None:
    waiting.server.behaviour.faults = {stage: fault}
    assert waiting.sender.run()[Fate.LATER] == 1
    assert waiting.sender.run()[Fate.LATER] == 0
    waiting.server.behaviour.faults = {}
    waiting.clock.pass_(minutes=2)
    assert waiting.sender.run()[Fate.ACCEPTED] == 1
    assert len(waiting.reminders()) == 1


@pytest.mark.parametrize("fault", ["drop", "garble"])
@pytest.mark.parametrize("stage", ["content", "accepted"])
def test_what_may_have_been_taken_is_shown_and_never_sent_again(waiting: Site, stage: str, fault: str) -> None:
    waiting.server.behaviour.faults = {stage: "drop" if stage == "accepted" else fault}
    assert waiting.sender.run()[Fate.UNCERTAIN] == 1
    waiting.server.behaviour.faults = {}
    waiting.clock.pass_(days=3)
    assert waiting.round() == dict.fromkeys(Fate, 0)
    assert waiting.states() == [("overdue", "uncertain")]


def test_the_page_shows_an_uncertain_mail_and_sends_it_again_only_when_asked(waiting: Site) -> None:
    waiting.server.behaviour.faults = {"content": "drop"}
    waiting.sender.run()
    waiting.server.behaviour.faults = {}
    dossier = dossier_of(waiting)
    line = waiting.watch.notices(dossier)[0]
    assert line.state is NoticeState.UNCERTAIN
    waiting.watch.send_again(dossier, line.notice_id or "")
    assert waiting.sender.run()[Fate.ACCEPTED] == 1


def test_a_notice_that_was_sent_is_not_sent_again_even_when_asked(waiting: Site) -> None:
    waiting.sender.run()
    dossier = dossier_of(waiting)
    for notice in (waiting.watch.notices(dossier)[0].notice_id or "", "a" * 26, "\udcff", ""):
        with pytest.raises(NotFound):
            waiting.watch.send_again(dossier, notice)


def test_a_server_that_never_answers_costs_one_wait(waiting: Site) -> None:
    waiting.patience = Patience(answer=0.2, verdict=0.2)
    waiting.server.behaviour.faults = {"mail": "hang"}
    assert waiting.sender.run()[Fate.LATER] == 1


def test_a_server_that_takes_nothing_is_left_alone_after_a_few_mails(site: Site) -> None:
    with_reminders(site, PATIENCE + 2)
    site.server.behaviour.faults = {"mail": "later"}
    assert site.sender.run()[Fate.LATER] == PATIENCE


def test_one_refused_address_keeps_nobody_else_waiting(site: Site) -> None:
    with_reminders(site, 3)
    site.server.behaviour = Behaviour(seen=once(site, "rcpt", "refuse"))
    fates = site.sender.run()
    assert (fates[Fate.REFUSED], fates[Fate.ACCEPTED]) == (1, 2)


def test_pauses_between_attempts_grow(waiting: Site) -> None:
    waiting.server.behaviour.faults = {"mail": "later"}
    waiting.sender.run()
    waiting.clock.pass_(seconds=61)
    assert waiting.sender.run()[Fate.LATER] == 1
    waiting.clock.pass_(seconds=61)
    assert waiting.sender.run()[Fate.LATER] == 0
    waiting.clock.pass_(seconds=61)
    assert waiting.sender.run()[Fate.LATER] == 1


def test_a_claim_that_nobody_came_back_for_is_taken_up_within_a_minute(waiting: Site) -> None:
    assert waiting.watch.notices_ledger.claim() is not None
    assert waiting.sender.run() == dict.fromkeys(Fate, 0)
    waiting.clock.pass_(seconds=61)
    assert waiting.sender.run()[Fate.ACCEPTED] == 1


def test_whoever_lost_a_claim_can_no_longer_send(waiting: Site) -> None:
    slow = waiting.watch.notices_ledger.claim()
    assert slow is not None
    waiting.clock.pass_(seconds=61)
    assert waiting.sender.run()[Fate.ACCEPTED] == 1
    assert not waiting.watch.notices_ledger.hand_over(slow, 1)
    assert waiting.states() == [("overdue", "sent")]


def test_what_was_handed_over_before_a_crash_is_uncertain(waiting: Site) -> None:
    claim = waiting.watch.notices_ledger.claim()
    assert claim is not None
    assert waiting.watch.notices_ledger.hand_over(claim, 1)
    waiting.clock.pass_(seconds=ledger.VERDICT + 1)
    assert waiting.sender.run() == dict.fromkeys(Fate, 0)
    assert waiting.states() == [("overdue", "uncertain")]


def test_a_late_word_of_the_server_settles_what_was_uncertain(waiting: Site) -> None:
    claim = waiting.watch.notices_ledger.claim()
    assert claim is not None
    waiting.watch.notices_ledger.hand_over(claim, 1)
    waiting.clock.pass_(seconds=ledger.VERDICT + 1)
    waiting.watch.notices_ledger.flag_uncertain()
    waiting.watch.notices_ledger.sent(claim)
    assert waiting.states() == [("overdue", "sent")]


def test_a_database_that_fails_after_the_acceptance_sends_nothing_twice(waiting: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(_self: object, _claim: object) -> None:
        raise StorageFailed("gone")

    with monkeypatch.context() as broken:
        broken.setattr(ledger.NoticeLedger, "sent", failing)
        with pytest.raises(StorageFailed):
            waiting.sender.run()
    waiting.clock.pass_(hours=1)
    waiting.sender.run()
    assert (len(waiting.reminders()), waiting.states()) == (1, [("overdue", "uncertain")])


def test_a_clock_that_is_set_back_sends_nothing_twice(waiting: Site) -> None:
    waiting.sender.run()
    waiting.clock.pass_(days=-3)
    waiting.round()
    waiting.clock.pass_(days=3)
    waiting.round()
    assert len(waiting.reminders()) == 1


def test_many_workers_send_each_notice_once(site: Site) -> None:
    with_reminders(site, 8)
    run_at_once(4, lambda _: (site.watch.sweep.run(), site.new_sender().run()))
    assert sorted(mail["To"] for mail in site.reminders()) == [f"camille-{n}@example.org" for n in range(8)]


def test_sweeps_at_once_enter_each_notice_once(site: Site) -> None:
    for _ in range(4):
        site.subscribe(site.case()[0], address=f"{_}@example.org")
    site.on(LATE)
    run_at_once(4, lambda _: site.watch.sweep.run())
    assert site.states() == [("overdue", "queued")] * 4


def test_a_case_that_cannot_be_read_keeps_no_other_from_being_told(site: Site) -> None:
    damaged, _ = site.case()
    well, _ = site.case()
    site.subscribe(well)
    with site.wiring.engine.begin() as connection:
        connection.exec_driver_sql(f"UPDATE legal_case SET key_for_server = key_for_code WHERE dossier_id = '{damaged}'")  # noqa: S608
    site.on(LATE)
    assert site.round()[Fate.ACCEPTED] == 1


def test_a_sealed_case_is_left_alone(site: Site) -> None:
    sealed, _ = site.case()
    with site.wiring.engine.begin() as connection:
        connection.exec_driver_sql(f"UPDATE legal_case SET key_for_server = NULL WHERE dossier_id = '{sealed}'")  # noqa: S608
    site.on(LATE)
    assert site.watch.sweep.run() == 0
    assert site.watch.current(sealed) == []


def test_a_case_erased_while_its_mail_is_written_is_told_to_nobody(waiting: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    prepare, dossier = Preparing.prepared, dossier_of(waiting)

    def then_erased(self: Preparing, claim: ledger.Claim) -> object:
        made = prepare(self, claim)
        waiting.wiring.store.erase_dossier(dossier)
        return made

    monkeypatch.setattr(Preparing, "prepared", then_erased)
    waiting.sender.run()
    assert waiting.reminders() == []


def test_logs_name_no_address(waiting: Site, caplog: pytest.LogCaptureFixture) -> None:
    waiting.server.behaviour.faults = {"rcpt": "refuse"}
    waiting.sender.run()
    assert "a mail was refused" in caplog.text
    assert "@" not in caplog.text


def test_an_uncertain_mail_is_mentioned_in_the_next_one(waiting: Site) -> None:
    waiting.server.behaviour.faults = {"content": "drop"}
    waiting.sender.run()
    waiting.server.behaviour.faults = {}
    case = waiting.watch.current(dossier_of(waiting))[0].case_id
    waiting.watch.tell(case, ledger.DATES_CHANGED, LATE + timedelta(days=1))
    waiting.sender.run()
    assert "pas certain" in text_of(waiting.reminders()[-1])


def once(site: Site, stage: str, fault: str) -> Callable[[str], None]:
    """A behaviour that has the fault the first time only."""
    lock, left = threading.Lock(), [1]

    def seen(now: str) -> None:
        if now == stage:
            with lock:
                site.server.behaviour.faults = {stage: fault} if left else {}
                left.clear()

    return seen


def dossier_of(site: Site) -> str:
    """The dossier of the only contact."""
    with site.wiring.engine.connect() as connection:
        return str(connection.exec_driver_sql("SELECT dossier_id FROM contact").scalar_one())
