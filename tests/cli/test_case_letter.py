"""`saisine letter --case`: a letter of a case with its facts of today, opened by the words or by the installation's key."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from app.cases.store import CaseStore
from app.cases.views import Entry
from app.cli import main
from app.directory.controllers import find
from app.law.events import Channel, Event, IdentityAsked, ReplyNature, ReplyReceived, RequestSent
from app.platform.settings import Settings
from app.wiring import Wiring
from tests.cases.world import OPENED, first_events, request


@dataclass
class Kept:
    """A dossier with one case that was sent, and the file with its seven words."""

    store: CaseStore
    dossier: str
    case: str
    words: Path

    def record(self, event: Event) -> None:
        self.store.record(self.dossier, self.case, [Entry(event=event)], submit_token=f"{event.kind}-of-camille-01")


@pytest.fixture
def kept(wiring: Wiring, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Kept:
    """The command finds the installation by its settings, and works in a folder of its own."""
    monkeypatch.setenv("SAISINE_DATA_DIR", str(settings.data_dir))
    monkeypatch.setenv("SAISINE_DATABASE_URL", settings.database_url)
    monkeypatch.setenv("SAISINE_MASTER_KEY_FILE", str(settings.master_key_file))
    monkeypatch.chdir(tmp_path)
    asked, sent = request(controller=find("clearview-ai")), RequestSent(on=OPENED, channel=Channel.EMAIL)
    dossier, code = wiring.store.open_dossier([asked], [[*first_events(asked), sent]], "draft-of-camille-01")
    words = tmp_path / "words.txt"
    words.write_text(code.text, encoding="utf-8")
    return Kept(wiring.store, dossier, wiring.store.cases(dossier)[0].public_id, words)


def written(kept: Kept, kind: str, *more: str) -> str:
    """The letter as plain text."""
    assert main(["letter", kind, "--case", kept.case, "--format", "text", "-o", "out.txt", *more]) == 0
    return Path("out.txt").read_text(encoding="utf-8")


def test_a_letter_of_a_case_is_opened_by_the_key_or_by_the_words(kept: Kept) -> None:
    assert "Objet : Rappel – demande d’accès" in written(kept, "reminder")
    assert "Objet : Rappel – demande d’accès" in written(kept, "reminder", "--code-file", str(kept.words))
    assert "Subject: Reminder" in written(kept, "reminder", "--lang", "en", "--channel", "email")


def test_without_a_name_the_file_gets_a_neutral_one_and_no_other_is_overwritten(kept: Kept, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["letter", "withdrawal", "--case", kept.case, "--format", "text"]
    assert main(command) == 0
    (file,) = (path for path in Path().glob("*.txt") if path != Path("words.txt"))
    assert file.name.startswith("lettre-")
    assert main(command) == 2
    assert "exists already" in capsys.readouterr().err


def test_what_a_reply_lacks_is_said_item_by_item(kept: Kept) -> None:
    kept.record(ReplyReceived(on=kept.store.today(), nature=ReplyNature.PARTIAL))
    text = " ".join(written(kept, "missing_items", "--missing", "source,recipients").split())
    assert "Je n’y trouve pas : - l’identité même des destinataires" in text
    assert "finalités" not in text


def test_a_question_that_was_never_recorded_has_no_answer(kept: Kept, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["letter", "identity_answer", "--case", kept.case, "-o", "out.pdf"]) == 2
    assert "record first that it was asked" in capsys.readouterr().err
    kept.record(IdentityAsked(on=kept.store.today()))
    assert "Réponse à votre question" in written(kept, "identity_answer")


@pytest.mark.parametrize(
    ("more", "named"),
    [
        (("nothing",), "nothing"),
        (("reminder", "--subject", "x.json"), "--subject"),
        (("reminder", "--code-file", "absent.txt"), "--code-file"),
        (("missing_items", "--missing", "odd"), "odd"),
        (("reminder", "--lang", "xx"), "xx"),
    ],
)
def test_what_does_not_fit_a_case_is_named(kept: Kept, capsys: pytest.CaptureFixture[str], more: tuple[str, ...], named: str) -> None:
    kept.record(ReplyReceived(on=kept.store.today(), nature=ReplyNature.PARTIAL))
    assert main(["letter", *more, "--case", kept.case, "-o", "out.pdf"]) == 2
    assert named in capsys.readouterr().err


def test_an_unknown_case_and_a_letter_with_neither_case_nor_files_are_refused(kept: Kept, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["letter", "reminder", "--case", "a" * 26, "-o", "out.pdf"]) == 2
    assert main(["letter", "access", "-o", "out.pdf"]) == 2
    assert "--controller" in capsys.readouterr().err
    assert main(["letter", "access", "--controller", "x", "--subject", "x", "-o", "x", "--missing", "copy"]) == 2
    assert "--missing" in capsys.readouterr().err
