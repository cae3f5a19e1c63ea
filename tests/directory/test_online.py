"""Importing from a real https server: once, again, and on bad days, when nothing changes and the reader learns why."""

import ssl
from functools import partial
from unittest.mock import Mock

import pytest
from sqlalchemy import Engine

from app.commands.directory import import_from
from app.directory import download, imported, imports
from app.directory.directory import Directory
from app.directory.download import DownloadFailed
from app.platform.errors import InvalidInput
from tests.directory.archive import sample
from tests.directory.conftest import ETAG


@pytest.fixture
def directory(engine: Engine, trust: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch) -> Directory:
    """A directory with nothing imported, on a machine that trusts the server."""
    monkeypatch.setattr(download, "fetch", partial(download.fetch, trust=trust))
    return Directory(engine)


def test_an_import_from_a_server_is_whole_and_the_next_one_asks_only_whether_it_changed(directory: Directory, server: str) -> None:
    first, second = import_from(directory, f"{server}/archive"), import_from(directory, f"{server}/archive")
    assert (len(first.added), first.generation) == (len(sample().records), 1)
    assert (second.not_modified, second.generation, second.unchanged) == (True, 1, len(first.added))
    assert directory.etag(f"{server}/archive") == ETAG


def test_another_address_is_asked_anew_and_still_changes_nothing(directory: Directory, server: str) -> None:
    import_from(directory, f"{server}/archive")
    moved = import_from(directory, f"{server}/moved")
    assert (moved.not_modified, moved.added, moved.changed, moved.removed, moved.generation) == (False, (), (), (), 1)


@pytest.mark.parametrize("path", ["/short", "/absent", "/circle"])
def test_a_download_that_fails_changes_nothing(directory: Directory, server: str, path: str) -> None:
    import_from(directory, f"{server}/archive")
    with pytest.raises(DownloadFailed):
        import_from(directory, server + path)
    assert import_from(directory, f"{server}/archive").not_modified


@pytest.mark.parametrize("path", ["/cut", "/page"])
def test_what_arrives_and_is_no_archive_changes_nothing(directory: Directory, server: str, path: str) -> None:
    import_from(directory, f"{server}/archive")
    with pytest.raises(InvalidInput) as caught:
        import_from(directory, server + path)
    assert caught.value.message == imports.NOT_AN_ARCHIVE
    assert import_from(directory, f"{server}/archive").not_modified


def test_an_import_that_was_interrupted_is_made_whole_by_the_next(
    directory: Directory, server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(imported, "_stand", Mock(side_effect=KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            import_from(directory, f"{server}/archive")
    assert directory.search("exemple") == []
    whole = import_from(directory, f"{server}/archive")
    assert (whole.generation, len(whole.added)) == (1, len(sample().records))
