"""`saisine worker` and `saisine due` as whoever runs an installation sees them, with a real mail server."""

import json
import secrets
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from app.cases.store import CaseStore
from app.law.events import CaseOpened, Channel, RequestSent
from app.law.rights import Right
from app.platform.settings import Settings
from app.wiring import Wiring, build
from tests.cases.world import request
from tests.conftest import CHEAP
from tests.databases import on_both
from tests.program import LONGEST, ROOT, environment, saisine, start
from tests.smtp import MailServer, mail_server

ADDRESS = "camille@example.org"


@pytest.fixture
def server() -> Iterator[MailServer]:
    with mail_server() as running:
        yield running


@pytest.fixture
def late(settings: Settings, server: MailServer) -> Iterator[Wiring]:
    """An installation with a case that is late, and an address that is yet to be asked."""
    mailing = replace(settings, public_url="https://saisine.example.org", mail=server.settings())
    wiring = build(mailing, stretching=CHEAP)
    wiring.watch.subscribe(late_case(wiring.store), ADDRESS, "en", "at_once")
    yield wiring
    wiring.close()


def late_case(store: CaseStore) -> str:
    """A case whose time is over: its dossier."""
    on = store.today() - timedelta(days=60)
    opened = CaseOpened(on=on, right=Right.ACCESS, controller_place="FR", union_establishment=True, subject_place="FR")
    return store.open_dossier([request()], [[opened, RequestSent(on=on, channel=Channel.EMAIL)]], secrets.token_hex(16))[0]


def mail_settings(wiring: Wiring) -> dict[str, str]:
    """What another process of the program needs to know."""
    assert wiring.settings.mail is not None
    return {
        "SAISINE_DATABASE_URL": wiring.settings.database_url,
        "SAISINE_SMTP_URL": wiring.settings.mail.url,
        "SAISINE_MAIL_FROM": wiring.settings.mail.sender,
        "SAISINE_PUBLIC_URL": wiring.settings.public_url,
    }


def mail_comes(server: MailServer) -> threading.Event:
    """Set when the server accepts a mail."""
    came = threading.Event()
    server.behaviour.after_acceptance = came.set
    return came


@on_both
def test_once_sends_what_waits_and_ends(tmp_path: Path, late: Wiring, server: MailServer) -> None:
    for _ in range(2):
        done = saisine("worker", "--once", folder=tmp_path, **mail_settings(late))
        assert done.returncode == 0, done.stderr
    assert [mail.to for mail in server.received] == [ADDRESS]


@on_both
def test_a_worker_sends_until_it_is_told_to_stop(tmp_path: Path, late: Wiring, server: MailServer) -> None:
    came = mail_comes(server)
    command = [sys.executable, "-W", "error", "-m", "app.cli", "worker"]
    env = environment(tmp_path, **mail_settings(late))
    with subprocess.Popen(command, cwd=ROOT, env=env, stderr=subprocess.PIPE, text=True) as worker:
        try:
            assert came.wait(LONGEST)
        finally:
            worker.send_signal(signal.SIGTERM)
        assert worker.wait(LONGEST) == 0
        assert worker.stderr is not None
        log = worker.stderr.read()
    assert "Saisine watches over cases (Ctrl+C stops it)\n" in log
    assert "Traceback" not in log
    assert ADDRESS not in log


def test_the_program_that_serves_pages_sends_mails_by_itself(tmp_path: Path, late: Wiring, server: MailServer) -> None:
    came = mail_comes(server)
    program = start(tmp_path, **mail_settings(late))
    try:
        assert came.wait(LONGEST)
    finally:
        assert program.stop() == 0
    assert ADDRESS not in program.log


def test_what_is_due_is_listed_without_names(tmp_path: Path, settings: Settings) -> None:
    wiring = build(settings, stretching=CHEAP)
    late_case(wiring.store)
    wiring.close()
    done = saisine("due", "--json", folder=tmp_path, SAISINE_DATABASE_URL=settings.database_url)
    found = json.loads(done.stdout)
    assert [set(case) for case in found["cases"]] == [{"case", "controller", "status", "due_strict", "due_safe", "days_late"}]
    assert found["next"] is None
    assert "camille" not in done.stdout.lower()


@pytest.mark.parametrize(("arguments", "named"), [(("--limit", "0"), "limit"), (("--after", "x"), "after")])
def test_a_wrong_page_is_named(tmp_path: Path, arguments: tuple[str, str], named: str) -> None:
    refused = saisine("due", *arguments, folder=tmp_path)
    assert refused.returncode == 2
    assert named in refused.stderr
