"""`saisine inbox`, and a worker that fills it from a real mailbox."""

import json
from pathlib import Path

import pytest

from app.cli import main
from app.wiring import Wiring
from tests import dovecot
from tests.cases.world import first_events, request
from tests.mailbox.post import TEMPLATE, mail


@pytest.fixture
def installation(wiring: Wiring, monkeypatch: pytest.MonkeyPatch) -> Wiring:
    """The commands find it by its settings, as the server does."""
    settings = wiring.settings
    monkeypatch.setenv("SAISINE_DATA_DIR", str(settings.data_dir))
    monkeypatch.setenv("SAISINE_DATABASE_URL", settings.database_url)
    monkeypatch.setenv("SAISINE_MASTER_KEY_FILE", str(settings.master_key_file))
    return wiring


def listed(capsys: pytest.CaptureFixture[str]) -> list[dict[str, str]]:
    """What `saisine inbox --json` prints."""
    capsys.readouterr()
    assert main(["inbox", "--json"]) == 0
    found: list[dict[str, str]] = json.loads(capsys.readouterr().out)["messages"]
    return found


def test_a_mail_goes_from_the_mailbox_through_the_inbox_to_its_case(
    installation: Wiring, dovecot_server: dovecot.Server, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = request()
    dossier, _ = installation.store.open_dossier([asked], [first_events(asked)], "draft-of-camille-01")
    case = installation.store.cases(dossier)[0].public_id
    monkeypatch.setenv("SAISINE_MAILBOX_URL", dovecot_server.url)
    monkeypatch.setenv("SAISINE_MAILBOX_CA_FILE", str(dovecot_server.ca_file))
    monkeypatch.setenv("SAISINE_REPLY_ADDRESS", TEMPLATE)
    dovecot_server.deliver(mail())
    assert main(["worker", "--once"]) == 0
    (found,) = listed(capsys)
    assert (found["sender"], found["reason"]) == ("DPO <dpo@example.org>", "no_case")
    assert main(["inbox", "assign", found["id"], case]) == 0
    assert [file.purpose for file in installation.store.case(dossier, case).files].count("reading") == 1
    assert listed(capsys) == []


def test_a_message_is_saved_as_it_came_and_put_away(installation: Wiring, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    installation.arrivals.take(mail(Subject="\x1b[31mrot"), installation.clock())
    (found,) = listed(capsys)
    assert main(["inbox"]) == 0
    assert "\x1b" not in capsys.readouterr().out
    assert main(["inbox", "save", found["id"], str(tmp_path / "mail.eml")]) == 0
    assert (tmp_path / "mail.eml").read_bytes() == mail(Subject="\x1b[31mrot")
    assert main(["inbox", "discard", found["id"]]) == 0
    assert listed(capsys) == []


@pytest.mark.parametrize("act", [["save", "x", "f"], ["assign", "x", "y"], ["discard", "a" * 26], ["save", "\0", "f"]])
def test_a_message_that_is_not_there_is_refused(installation: Wiring, act: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["inbox", *act]) == 2
    assert "ID: There is no such message in the inbox." in capsys.readouterr().err
    assert installation.inbox.count() == 0
