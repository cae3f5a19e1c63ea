"""Encrypted content in a folder: what was acknowledged is there, unchanged, and nothing else can be reached."""

import hashlib
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.platform.errors import StorageFailed
from app.platform.files import BlobDamaged, BlobMissing, FolderStore

NOWHERE = "0" * 64


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "files"


@pytest.fixture
def store(folder: Path) -> FolderStore:
    return FolderStore(folder)


def test_content_is_kept_under_the_hash_of_its_ciphertext(store: FolderStore) -> None:
    blob = store.put(b"ciphertext")
    assert blob == hashlib.sha256(b"ciphertext").hexdigest()
    assert store.get(blob) == b"ciphertext"
    assert [id_ for id_, _ in store.stored()] == [blob]


def test_storing_the_same_twice_is_harmless(store: FolderStore) -> None:
    assert store.put(b"same") == store.put(b"same")


def test_only_this_user_can_read_what_is_kept(store: FolderStore, folder: Path) -> None:
    store.put(b"ciphertext")
    assert all(path.stat().st_mode & 0o077 == 0 for path in folder.rglob("*"))


def test_deleted_content_is_gone_and_deleting_again_is_harmless(store: FolderStore, folder: Path) -> None:
    blob = store.put(b"ciphertext")
    store.delete(blob)
    store.delete(blob)
    with pytest.raises(BlobMissing):
        store.get(blob)
    assert not [path for path in folder.rglob("*") if path.is_file()]


def test_content_changed_on_disk_is_not_given_out(store: FolderStore, folder: Path) -> None:
    blob = store.put(b"ciphertext")
    (folder / blob[:2] / blob).write_bytes(b"something else")
    with pytest.raises(BlobDamaged):
        store.get(blob)


@pytest.mark.parametrize("id_", ["", "..", "../../etc/passwd", "incoming/x", "A" * 64, NOWHERE + "\n", NOWHERE])
def test_what_is_no_id_reaches_no_file(store: FolderStore, id_: str) -> None:
    with pytest.raises(BlobMissing):
        store.get(id_)


def test_half_written_content_is_discarded_once_it_is_old(store: FolderStore, folder: Path) -> None:
    (folder / "incoming" / "draft").write_bytes(b"half")
    now = datetime.now(UTC)
    store.discard_unfinished(now - timedelta(hours=1))
    assert (folder / "incoming" / "draft").exists()
    store.discard_unfinished(now + timedelta(hours=1))
    assert not (folder / "incoming" / "draft").exists()


def test_a_disk_that_refuses_leaves_nothing_half_written(store: FolderStore, folder: Path) -> None:
    blob = hashlib.sha256(b"ciphertext").hexdigest()
    (folder / blob[:2]).write_bytes(b"a file where a folder should be")
    with pytest.raises(StorageFailed, match="ENOTDIR"):
        store.put(b"ciphertext")
    assert not list((folder / "incoming").iterdir())


def test_a_disk_that_refuses_is_a_failure_with_its_name(store: FolderStore, folder: Path) -> None:
    (folder / "incoming").rmdir()
    (folder / "incoming").write_text("in the way")
    with pytest.raises(StorageFailed) as failed:
        store.put(b"ciphertext")
    assert failed.value.reason == "ENOTDIR"
    assert list(store.stored()) == []


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "files").write_text("in the way")
    with pytest.raises(StorageFailed, match="incoming cannot be made"):
        FolderStore(tmp_path / "files")
