"""`saisine serve` as whoever runs it sees it: a clean start and stop, clear refusals, a log without personal data."""

import http.client
import signal
import socket
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from app.law.events import CaseClosed, CaseOpened, Outcome
from app.law.rights import Right
from app.platform.errors import NotFound
from app.platform.settings import Settings
from app.wiring import build
from tests.cases.world import request
from tests.conftest import CHEAP
from tests.databases import on_both
from tests.program import Program, saisine, start

LONG_AGO = date(2020, 1, 6)


@pytest.fixture(scope="module")
def stopped(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """A program that answered four requests and was stopped with SIGTERM; `folder` keeps its data."""
    program = start(tmp_path_factory.mktemp("serve"))
    for path in ("/healthz", "/case/camille-exemple-was-here", "/camille-exemple", "/api/v1/controllers/camille-exemple"):
        get(program, path)
    assert program.stop(signal.SIGTERM) == 0
    return program


@pytest.fixture
def taken_port() -> Iterator[int]:
    """A port on which somebody else listens."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield int(other.getsockname()[1])


def get(program: Program, path: str) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection(urlsplit(program.url).netloc, timeout=30)
    connection.request("GET", path)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer


def test_a_stop_by_signal_leaves_no_traceback(stopped: Program) -> None:
    assert "Traceback" not in stopped.log
    assert "ready at http://127.0.0.1:" in stopped.log


def test_the_log_names_routes_and_never_paths(stopped: Program) -> None:
    assert "GET /healthz 200" in stopped.log
    assert "GET /case/{case_id}" in stopped.log
    assert "GET /api/v1/controllers/{slug} 404" in stopped.log
    assert "camille" not in stopped.log


def test_ctrl_c_stops_it_and_the_server_does_not_name_itself(tmp_path: Path) -> None:
    program = start(tmp_path)
    assert get(program, "/healthz").getheader("server") is None
    assert program.stop(signal.SIGINT) == 0
    assert "Traceback" not in program.log


def test_what_it_makes_is_private_and_the_key_lies_apart(stopped: Program) -> None:
    key = stopped.folder / "key" / "master.key"
    database = stopped.folder / "data" / "saisine.sqlite3"
    assert key.stat().st_mode & 0o077 == 0
    assert database.stat().st_mode & 0o077 == 0


@on_both
def test_what_was_closed_long_ago_is_gone_once_the_program_has_run(tmp_path: Path, settings: Settings) -> None:
    years_ago = build(settings, clock=lambda: datetime(2020, 1, 6, 12, tzinfo=UTC), stretching=CHEAP)
    opened = CaseOpened(on=LONG_AGO, right=Right.ACCESS, controller_place="FR", union_establishment=True, subject_place="FR")
    closed = CaseClosed(on=LONG_AGO, outcome=Outcome.SATISFIED)
    dossier, _ = years_ago.store.open_dossier([request()], [[opened, closed]], "draft-of-camille-01")
    program = start(tmp_path, SAISINE_DATABASE_URL=settings.database_url)
    assert get(program, "/healthz").status == 200
    assert program.stop() == 0
    with pytest.raises(NotFound):
        years_ago.store.cases(dossier)
    years_ago.close()


def test_a_taken_port_is_named(tmp_path: Path, taken_port: int) -> None:
    refused = saisine("serve", "--port", str(taken_port), folder=tmp_path)
    assert refused.returncode == 1
    assert f"port {taken_port}" in refused.stderr
    assert "Traceback" not in refused.stderr


@pytest.mark.parametrize("host", ["a" * 300, "x..y", "\udcff"])
def test_a_host_that_nobody_knows_is_named(host: str, tmp_path: Path) -> None:
    refused = saisine("serve", "--port", "0", "--host", host, folder=tmp_path)
    assert refused.returncode == 1
    assert "cannot listen" in refused.stderr
    assert "Traceback" not in refused.stderr


@pytest.mark.parametrize("port", ["70000", "-1", "http"])
def test_an_impossible_port_is_a_wrong_argument(tmp_path: Path, port: str) -> None:
    refused = saisine("serve", "--port", port, folder=tmp_path)
    assert refused.returncode == 2
    assert "--port" in refused.stderr


def test_a_setting_that_does_not_exist_is_named(tmp_path: Path) -> None:
    refused = saisine("serve", folder=tmp_path, SAISINE_PROT="80")
    assert refused.returncode == 2
    assert "SAISINE_PROT" in refused.stderr


def test_a_data_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    refused = saisine("serve", "--port", "0", folder=tmp_path, SAISINE_DATA_DIR=str(tmp_path / "file" / "data"))
    assert refused.returncode == 1
    assert str(tmp_path / "file") in refused.stderr
    assert "Traceback" not in refused.stderr
