"""The talk with a real mail server: what arrives is filed, and whatever the server does, nothing is lost or doubled."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from imapclient import IMAPClient

from app.platform import imap
from app.platform.imap import DONE_FOLDER, Mailbox, MailboxFailed
from app.platform.mailbox_settings import MailboxSettings
from tests import dovecot
from tests.mailbox.post import Post, mail

LONGEST = 30.0


@contextmanager
def reading(post: Post, mailbox: MailboxSettings) -> Iterator[None]:
    """The reader at work beside the test."""
    stop = threading.Event()
    thread = threading.Thread(target=post.reader(mailbox, stop).run)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(LONGEST)
        assert not thread.is_alive()


def soon(holds: Callable[[], bool]) -> bool:
    """Whether it holds before long."""
    until = time.monotonic() + LONGEST
    while not holds() and time.monotonic() < until:
        time.sleep(0.1)
    return holds()


def test_what_lies_in_the_mailbox_is_filed_and_moved(post: Post, dovecot_server: dovecot.Server) -> None:
    dossier, case = post.case()
    dovecot_server.deliver(mail(to=post.addresses.of(case)), mail())
    assert post.reader(dovecot_server.settings()).once() == 2
    assert (post.notes(dossier, case), post.wiring.inbox.count()) == (1, 1)
    assert (dovecot_server.held(), dovecot_server.held(DONE_FOLDER)) == (0, 2)
    assert post.reader(dovecot_server.settings()).once() == 0


def test_a_mail_that_comes_while_the_reader_waits_is_filed_at_once(one_post: Post, dovecot_server: dovecot.Server) -> None:
    dossier, case = one_post.case()
    with reading(one_post, dovecot_server.settings()):
        time.sleep(1)
        dovecot_server.deliver(mail(to=one_post.addresses.of(case)))
        assert soon(lambda: one_post.notes(dossier, case) == 1)
        assert soon(lambda: dovecot_server.held() == 0)


def test_the_original_is_kept_byte_for_byte(one_post: Post, dovecot_server: dovecot.Server) -> None:
    dossier, case = one_post.case()
    sent = mail(to=one_post.addresses.of(case), body="é \u202f —\r\n" * 3)
    dovecot_server.deliver(sent)
    one_post.reader(dovecot_server.settings()).once()
    assert one_post.waiting(dossier, case) == [sent]


def test_a_crash_between_filing_and_moving_doubles_nothing(
    one_post: Post, dovecot_server: dovecot.Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossier, case = one_post.case()
    dovecot_server.deliver(mail(to=one_post.addresses.of(case)))
    with monkeypatch.context() as crash:
        crash.setattr(Mailbox, "done", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            one_post.reader(dovecot_server.settings()).once()
    assert (one_post.notes(dossier, case), dovecot_server.held()) == (1, 1)
    one_post.reader(dovecot_server.settings()).once()
    assert (one_post.notes(dossier, case), dovecot_server.held()) == (1, 0)


def test_a_server_that_cannot_move_gets_a_keyword(one_post: Post, dovecot_server: dovecot.Server, monkeypatch: pytest.MonkeyPatch) -> None:
    able = IMAPClient.has_capability
    monkeypatch.setattr(IMAPClient, "has_capability", lambda client, name: name != "MOVE" and able(client, name))
    dovecot_server.deliver(mail())
    assert [one_post.reader(dovecot_server.settings()).once() for _ in range(2)] == [1, 0]
    assert dovecot_server.held() == 1


def test_a_server_that_cannot_idle_is_looked_at_now_and_then(
    one_post: Post, dovecot_server: dovecot.Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossier, case = one_post.case()
    able = IMAPClient.has_capability
    monkeypatch.setattr(IMAPClient, "has_capability", lambda client, name: name != "IDLE" and able(client, name))
    monkeypatch.setattr(imap, "LOOK", 1.0)
    with reading(one_post, dovecot_server.settings()):
        dovecot_server.deliver(mail(to=one_post.addresses.of(case)))
        assert soon(lambda: one_post.notes(dossier, case) == 1)


def test_a_mail_that_is_too_large_stays_and_is_named(
    one_post: Post, dovecot_server: dovecot.Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imap, "MAX_MAIL", 3_000)
    dovecot_server.deliver(mail(Subject="Vos données", body="x" * 5_000))
    one_post.reader(dovecot_server.settings()).once()
    (found,) = one_post.wiring.inbox.waiting()
    assert (found.reason, found.subject) == ("too_large", "Vos données")
    assert dovecot_server.held(DONE_FOLDER) == 1


def test_a_server_that_goes_and_comes_back_is_read_again(
    one_post: Post, dovecot_server: dovecot.Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossier, case = one_post.case()
    monkeypatch.setattr("app.mailbox.reader.SHORTEST_PAUSE", 0.2)
    with reading(one_post, dovecot_server.settings()):
        time.sleep(1)
        dovecot_server.restart()
        dovecot_server.deliver(mail(to=one_post.addresses.of(case)))
        assert soon(lambda: one_post.notes(dossier, case) == 1)


@pytest.mark.parametrize("wrong", [{"password": "wrong"}, {"folder": "Nowhere"}, {"ca_file": None}, {"port": 1}, {"host": "127.0.0.2"}])
def test_a_mailbox_that_cannot_be_opened_says_why_without_a_secret(dovecot_server: dovecot.Server, wrong: dict[str, object]) -> None:
    with pytest.raises(MailboxFailed) as failed, Mailbox(dovecot_server.settings(**wrong)):
        pass
    assert dovecot.PASSWORD not in str(failed.value)
    assert failed.value.why


def test_a_server_that_says_nothing_is_given_up(monkeypatch: pytest.MonkeyPatch, dovecot_server: dovecot.Server) -> None:
    monkeypatch.setattr(imap, "ANSWER", 0.5)
    with dovecot.silent() as port, pytest.raises(MailboxFailed), Mailbox(dovecot_server.settings(port=port, encrypted=False)):
        pass
