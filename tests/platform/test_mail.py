"""One mail and a real server that takes it, refuses it, hangs or drops the line at each stage of the talk."""

import ssl
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.platform.errors import InvalidInput
from app.platform.mail import Accepted, CalledOff, Mail, Mailer, Outcome, Patience, Refused, Retryable, Uncertain
from app.platform.mail_settings import MailSettings
from tests.smtp import STAGES, MailServer, certificate, mail_server

HASTY = Patience(answer=0.3, verdict=0.3)
"""For servers that never answer: nobody wants to wait for them."""

MAIL = Mail(
    id="mfrggzdfmztwq2lknnwg23tpoa",
    to="camille@example.org",
    subject="Un rappel que vous avez demandé",
    text="Bonjour,\n.\n.. et un point final.\n",
    html="<p>Bonjour</p>",
    language="fr",
    at=datetime(2026, 3, 2, 9, 0, tzinfo=UTC),
    unsubscribe="https://saisine.example.org/notices/stop/abc",
)


@pytest.fixture(scope="module")
def tls(tmp_path_factory: pytest.TempPathFactory) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    return certificate(tmp_path_factory.mktemp("certificate"))


@pytest.fixture
def server() -> Iterator[MailServer]:
    with mail_server() as running:
        yield running


@pytest.fixture
def guarded(tls: tuple[ssl.SSLContext, ssl.SSLContext]) -> Iterator[MailServer]:
    """A server with STARTTLS and a login."""
    with mail_server(tls[0], login=True) as running:
        yield running


def send(
    settings: MailSettings, mail: Mail = MAIL, tls: ssl.SSLContext | None = None, patience: Patience | None = None
) -> tuple[Outcome, list[str]]:
    """What became of the mail, and whether it was asked for the last word before."""
    asked: list[str] = []

    def hand_over() -> bool:
        asked.append("now")
        return True

    with Mailer(settings, tls=tls, patience=patience).line() as line:
        return line.send(mail, hand_over), asked


def test_a_mail_arrives_as_it_was_written(server: MailServer) -> None:
    assert send(server.settings()) == (Accepted(), ["now"])
    received = server.received[0]
    assert (received.sender, received.to) == ("reminders@example.org", "camille@example.org")
    body = received.message.get_body(("plain",))
    assert body is not None
    assert body.get_content().replace("\r\n", "\n") == MAIL.text


def test_its_headers_say_where_to_end_mails_and_who_wrote_it(server: MailServer) -> None:
    send(server.settings())
    message = server.received[0].message
    assert message["Subject"] == "Un rappel que vous avez demandé"
    assert message["Message-ID"] == "<mfrggzdfmztwq2lknnwg23tpoa@example.org>"
    assert (message["Auto-Submitted"], message["Content-Language"]) == ("auto-generated", "fr")
    assert message["List-Unsubscribe"] == "<https://saisine.example.org/notices/stop/abc>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]


def test_one_line_serves_several_mails(server: MailServer) -> None:
    with Mailer(server.settings()).line() as line:
        outcomes = [line.send(replace(MAIL, id=f"number-{n}"), lambda: True) for n in range(3)]
    assert outcomes == [Accepted()] * 3
    assert (len(server.received), server.talks) == (3, 1)


def test_login_and_encryption_are_used(guarded: MailServer, tls: tuple[ssl.SSLContext, ssl.SSLContext]) -> None:
    assert send(guarded.settings(), tls=tls[1]) == (Accepted(), ["now"])


def test_encryption_from_the_first_byte(tls: tuple[ssl.SSLContext, ssl.SSLContext]) -> None:
    with mail_server(tls[0], from_the_first_byte=True, login=True) as server:
        assert send(server.settings(), tls=tls[1]) == (Accepted(), ["now"])


def test_nothing_is_said_to_a_server_that_cannot_prove_its_name(guarded: MailServer) -> None:
    outcome, asked = send(guarded.settings())
    assert isinstance(outcome, Retryable)
    assert (asked, guarded.received) == ([], [])


def test_a_server_without_starttls_gets_no_password_and_no_mail(server: MailServer, guarded: MailServer) -> None:
    outcome, asked = send(replace(guarded.settings(), port=server.port))
    assert isinstance(outcome, Retryable)
    assert (asked, server.received) == ([], [])


@pytest.mark.parametrize("fault", ["hang", "drop", "garble", "later"])
@pytest.mark.parametrize("stage", STAGES[:-1])
def test_a_line_that_fails_before_the_content_is_tried_again(
    guarded: MailServer, tls: tuple[ssl.SSLContext, ssl.SSLContext], stage: str, fault: str
) -> None:
    guarded.behaviour.faults = {stage: fault}
    outcome, asked = send(guarded.settings(), tls=tls[1], patience=HASTY if fault == "hang" else None)
    assert isinstance(outcome, Retryable)
    assert (asked, guarded.received) == ([], [])


@pytest.mark.parametrize("stage", ["connect", "ehlo", "starttls", "auth", "mail"])
def test_a_server_that_refuses_us_may_be_told_later(guarded: MailServer, tls: tuple[ssl.SSLContext, ssl.SSLContext], stage: str) -> None:
    guarded.behaviour.faults = {stage: "refuse"}
    assert isinstance(send(guarded.settings(), tls=tls[1])[0], Retryable)


def test_a_refused_address_is_known_as_such(server: MailServer) -> None:
    server.behaviour.faults = {"rcpt": "refuse"}
    assert send(server.settings()) == (Refused("SMTPRecipientRefused 550", address=True), [])


@pytest.mark.parametrize(("stage", "asked"), [("data", []), ("content", ["now"])])
def test_a_refused_mail_is_not_the_fault_of_its_address(server: MailServer, stage: str, asked: list[str]) -> None:
    server.behaviour.faults = {stage: "refuse"}
    assert send(server.settings()) == (Refused("SMTPDataError 554"), asked)


def test_a_server_that_says_later_after_the_content_did_not_take_it(server: MailServer) -> None:
    server.behaviour.faults = {"content": "later"}
    assert send(server.settings()) == (Retryable("SMTPDataError 451"), ["now"])


@pytest.mark.parametrize("fault", ["hang", "drop", "garble"])
def test_a_line_that_fails_after_the_content_leaves_it_uncertain(server: MailServer, fault: str) -> None:
    server.behaviour.faults = {"content": fault}
    outcome, asked = send(server.settings(), patience=Patience(verdict=0.3) if fault == "hang" else None)
    assert isinstance(outcome, Uncertain)
    assert asked == ["now"]


def test_an_acceptance_that_nobody_heard_is_uncertain_too(server: MailServer) -> None:
    server.behaviour.faults = {"accepted": "drop"}
    assert isinstance(send(server.settings())[0], Uncertain)
    assert len(server.received) == 1


def test_no_server_at_all_is_tried_again(server: MailServer) -> None:
    nobody = replace(server.settings(), port=1)
    assert isinstance(send(nobody)[0], Retryable)


def test_whoever_calls_it_off_at_the_last_moment_has_sent_nothing(server: MailServer) -> None:
    with Mailer(server.settings()).line() as line:
        assert line.send(MAIL, lambda: False) == CalledOff()
        assert line.send(MAIL, lambda: True) == Accepted()
    assert len(server.received) == 1


def test_a_database_that_fails_at_the_last_moment_keeps_the_mail_back(server: MailServer) -> None:
    def failing() -> bool:
        raise RuntimeError

    with Mailer(server.settings()).line() as line:
        with pytest.raises(RuntimeError):
            line.send(MAIL, failing)
        assert line.send(MAIL, lambda: True) == Accepted()
    assert len(server.received) == 1


def test_after_a_fault_the_next_mail_gets_a_new_line(server: MailServer) -> None:
    with Mailer(server.settings()).line() as line:
        server.behaviour.faults = {"rcpt": "drop"}
        assert isinstance(line.send(MAIL, lambda: True), Retryable)
        server.behaviour.faults = {}
        assert line.send(MAIL, lambda: True) == Accepted()


@pytest.mark.parametrize(
    "hostile",
    [
        {"to": "camille@example.org\r\nBcc: eve@example.org"},
        {"to": "=?utf-8?q?a=0D=0ABcc:eve@example.org?=@example.org"},
        {"subject": "=?utf-8?q?a=0D=0ABcc:_eve=40example.org?="},
        {"subject": "a\nBcc: eve@example.org"},
        {"unsubscribe": "https://example.org/\r\nBcc: eve@example.org"},
    ],
)
def test_no_header_can_carry_another_one(server: MailServer, hostile: dict[str, str]) -> None:
    with pytest.raises(InvalidInput):
        send(server.settings(), replace(MAIL, **hostile))  # type: ignore[arg-type]
    assert server.received == []


def test_a_domain_in_another_script_travels_as_the_network_knows_it(server: MailServer) -> None:
    send(server.settings(), replace(MAIL, to="camille@exämple.org"))
    assert server.received[0].to == "camille@xn--exmple-cua.org"


def test_what_a_server_says_is_never_repeated(server: MailServer) -> None:
    server.behaviour.faults = {"rcpt": "refuse"}
    assert "somebody" not in str(send(server.settings())[0])


def test_the_password_shows_in_no_text(guarded: MailServer, tmp_path: Path) -> None:
    assert "p:ss" not in repr(guarded.settings())
