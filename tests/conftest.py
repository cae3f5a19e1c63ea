"""Fixtures that every test may use."""

from pathlib import Path

import pytest

from app.platform.settings import Settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings that keep everything in a folder of this test."""
    data = tmp_path / "data"
    return Settings(data_dir=data, database_url=f"sqlite:///{data / 'saisine.sqlite3'}", master_key_file=tmp_path / "key" / "master.key")
