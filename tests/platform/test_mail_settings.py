"""Where mail leaves: one address of a server, and nothing that would send a password or a mail readable over a network."""

import pytest

from app.platform.mail_settings import Security
from app.platform.settings import InvalidSetting, Settings, load_settings, to_environment

WELL = {"SAISINE_MAIL_FROM": "reminders@example.org", "SAISINE_PUBLIC_URL": "https://saisine.example.org"}


def loaded(url: str, **changes: str) -> Settings:
    return load_settings({**WELL, "SAISINE_SMTP_URL": url, **changes})


@pytest.mark.parametrize(
    ("url", "host", "port", "security"),
    [
        ("smtps://mail.example.org", "mail.example.org", 465, Security.TLS),
        ("smtp://mail.example.org", "mail.example.org", 587, Security.STARTTLS),
        ("smtp://mail.example.org:25?starttls=required", "mail.example.org", 25, Security.STARTTLS),
        ("smtp://127.0.0.1:25?starttls=no", "127.0.0.1", 25, Security.NONE),
        ("smtp://[::1]:25?starttls=no", "::1", 25, Security.NONE),
    ],
)
def test_a_server_is_named_by_one_address(url: str, host: str, port: int, security: Security) -> None:
    mail = loaded(url).mail
    assert mail is not None
    assert (mail.host, mail.port, mail.security) == (host, port, security)


def test_names_and_passwords_may_hold_any_letter() -> None:
    mail = loaded("smtps://camille%40example.org:p%3Ass%2Fw%40rd@mail.example.org").mail
    assert mail is not None
    assert (mail.user, mail.password) == ("camille@example.org", "p:ss/w@rd")
    assert "p:ss" not in repr(mail)


@pytest.mark.parametrize("url", ["smtps://a%40b:p%3A@mail.example.org", "smtp://mail.example.org:2525", "smtp://[::1]:25?starttls=no"])
def test_another_process_gets_the_same_settings(url: str) -> None:
    settings = loaded(url)
    assert load_settings(to_environment(settings, {"PATH": "x"})).mail == settings.mail
    assert load_settings(to_environment(settings, {})).public_url == settings.public_url


@pytest.mark.parametrize(
    "url",
    [
        "mail.example.org",
        "http://mail.example.org",
        "smtp://",
        "smtp://mail.example.org:99999",
        "smtp://mail.example.org/path",
        "smtp://mail.example.org?starttls=maybe",
        "smtp://mail.example.org?tls=no",
        "smtp://[::1",
        "smtp://user:secret@mail.example.org?starttls=no",
    ],
)
def test_what_cannot_be_used_is_named_without_its_password(url: str) -> None:
    with pytest.raises(InvalidSetting, match="SAISINE_SMTP_URL") as refused:
        loaded(url)
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize("sender", ["", "Saisine", "a@b\r\nBcc: eve@example.org", "Saisine <a@example.org>"])
def test_a_sender_is_a_plain_address(sender: str) -> None:
    with pytest.raises(InvalidSetting, match="SAISINE_MAIL_FROM"):
        loaded("smtps://mail.example.org", SAISINE_MAIL_FROM=sender)


@pytest.mark.parametrize(
    "url", ["", "saisine.example.org", "http://saisine.example.org", "https://a@example.org", "https://x/?q", 'https://x/"', "https://[::1"]
)
def test_links_in_mails_lead_to_an_encrypted_address(url: str) -> None:
    with pytest.raises(InvalidSetting, match="SAISINE_PUBLIC_URL"):
        loaded("smtps://mail.example.org", SAISINE_PUBLIC_URL=url)


def test_without_a_server_no_mail_is_sent() -> None:
    assert load_settings({}).mail is None
