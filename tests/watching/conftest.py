"""An installation per test, on SQLite and on PostgreSQL."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.platform.settings import Settings
from tests.databases import BOTH, fresh_database
from tests.smtp import MailServer, mail_server
from tests.watching.site import Site


@pytest.fixture
def server() -> Iterator[MailServer]:
    with mail_server() as running:
        yield running


@pytest.fixture(params=BOTH)
def site(request: pytest.FixtureRequest, tmp_path: Path, server: MailServer) -> Iterator[Site]:
    with fresh_database(request.param, request, tmp_path / "data") as url:
        made = Site(site_settings(tmp_path, url, server), server)
        yield made
        made.wiring.close()


def site_settings(folder: Path, url: str, server: MailServer) -> Settings:
    """Settings of an installation in that folder, which sends through that server."""
    own = Settings(data_dir=folder / "data", database_url=url, master_key_file=folder / "key" / "master.key")
    return replace(own, public_url="https://saisine.example.org", mail=server.settings())
