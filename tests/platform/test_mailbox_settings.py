"""The settings of the mailbox, and the addresses that they give to cases."""

from pathlib import Path

import pytest

from app.cases.views import new_id
from app.platform.reply_addresses import ReplyAddresses
from app.platform.settings import InvalidSetting, load_settings, to_environment

GIVEN = {"SAISINE_MAILBOX_URL": "imaps://u%40x:p%2Fw@mail.example.org/Post", "SAISINE_REPLY_ADDRESS": "replies+{case}@example.org"}


def test_a_mailbox_is_read_from_its_address(tmp_path: Path) -> None:
    settings = load_settings({**GIVEN, "SAISINE_DATA_DIR": str(tmp_path)})
    assert settings.mailbox is not None
    assert (settings.mailbox.port, settings.mailbox.user, settings.mailbox.password, settings.mailbox.folder) == (993, "u@x", "p/w", "Post")
    assert settings.mailbox.url == "imaps://u%40x:p%2Fw@mail.example.org:993/Post"
    assert "p/w" not in repr(settings)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("MAILBOX_URL", "imap://u:p@mail.example.org"),
        ("MAILBOX_URL", "imaps://mail.example.org"),
        ("MAILBOX_URL", "https://u:secret@mail.example.org"),
        ("MAILBOX_URL", "imaps://u:secret@mail.example.org:x"),
        ("MAILBOX_CA_FILE", "nowhere.pem"),
        ("REPLY_ADDRESS", ""),
        ("REPLY_ADDRESS", "replies@example.org"),
        ("REPLY_ADDRESS", "replies@{case}.example.org"),
        ("REPLY_ADDRESS", f"{'x' * 40}+{{case}}@example.org"),
        ("REPLY_ADDRESS", "{case}{case}@example.org"),
        ("OPERATOR_MAIL", "the office"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named_without_its_secret(name: str, value: str) -> None:
    with pytest.raises(InvalidSetting, match=f"SAISINE_{name}") as wrong:
        load_settings({**GIVEN, f"SAISINE_{name}": value})
    assert "secret" not in str(wrong.value)


@pytest.mark.parametrize("template", ["replies+{case}@example.org", "{case}@replies.example.org", "a.{case}.b@example.org"])
def test_an_address_leads_back_to_its_case_and_tells_nothing_of_it(template: str) -> None:
    addresses, case = ReplyAddresses(template, b"p" * 32), new_id()
    own = addresses.of(case)
    assert case not in own
    assert addresses.cases_in(f"To: <{own.upper()}>, x{own}x") == (case,)
    assert addresses.cases_in(f"References: {addresses.message_id(case, b'letter')}") == (case,)
    assert ReplyAddresses(template, b"q" * 32).cases_in(own) != (case,)


def test_an_address_that_was_made_up_leads_nowhere() -> None:
    addresses = ReplyAddresses("replies+{case}@example.org", b"p" * 32)
    assert addresses.cases_in("replies+aaaaaaaaaaaaaaaaaaaaaaaaa7@example.org") == ()  # no 16 bytes are spelt so
    assert addresses.cases_in("replies+short@example.org replies+{case}@example.org") == ()
    assert ReplyAddresses("", b"p" * 32).cases_in("anything @ all") == ()


def test_every_setting_that_is_read_may_be_given() -> None:
    settings = load_settings({**GIVEN, "SAISINE_KNOWN_REPLIES": "yes", "SAISINE_OPERATOR_MAIL": "office@example.org"})
    assert (settings.known_replies, settings.operator_mail) == (True, "office@example.org")
    assert load_settings(to_environment(settings, {})) == settings
