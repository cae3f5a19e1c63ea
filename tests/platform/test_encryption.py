"""Sealed bytes open with their key in their place only; master keys lie in a file of their own."""

import json
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.platform.encryption import (
    DecryptionFailed,
    MasterKeyError,
    MasterKeys,
    decrypt,
    encrypt,
    new_key,
    new_key_pair,
    place,
    seal,
    unseal,
)

HERE = place("letter", "text", "row-1")
ELSEWHERE = [place("letter", "text", "row-2"), place("letter", "title", "row-1"), place("reply", "text", "row-1")]


@given(st.binary(max_size=2000))
def test_what_was_encrypted_opens_again(content: bytes) -> None:
    key = new_key()
    assert decrypt(key, encrypt(key, content, HERE), HERE) == content


def test_the_same_content_never_looks_the_same_twice() -> None:
    key = new_key()
    assert encrypt(key, b"same", HERE) != encrypt(key, b"same", HERE)


@pytest.mark.parametrize("place_", ELSEWHERE)
def test_a_ciphertext_moved_to_another_row_column_or_table_does_not_open(place_: str) -> None:
    key = new_key()
    with pytest.raises(DecryptionFailed):
        decrypt(key, encrypt(key, b"content", HERE), place_)


@given(st.data())
def test_a_changed_byte_is_noticed(data: st.DataObject) -> None:
    key = new_key()
    sealed = bytearray(encrypt(key, b"content", HERE))
    sealed[data.draw(st.integers(0, len(sealed) - 1))] ^= data.draw(st.integers(1, 255))
    with pytest.raises(DecryptionFailed):
        decrypt(key, bytes(sealed), HERE)


@pytest.mark.parametrize("length", [0, 5, 12, 27])
def test_too_few_bytes_do_not_open(length: int) -> None:
    with pytest.raises(DecryptionFailed):
        decrypt(new_key(), bytes(length), HERE)


def test_anyone_can_seal_and_only_the_private_key_opens() -> None:
    pair, other = new_key_pair(), new_key_pair()
    sealed = seal(pair.public, b"case key", HERE)
    assert unseal(pair.private, sealed, HERE) == b"case key"
    with pytest.raises(DecryptionFailed):
        unseal(other.private, sealed, HERE)
    with pytest.raises(DecryptionFailed):
        unseal(pair.private, sealed, ELSEWHERE[0])


def test_a_sender_key_that_gives_everybody_the_same_secret_is_refused() -> None:
    pair = new_key_pair()
    with pytest.raises(DecryptionFailed):
        unseal(pair.private, bytes(32) + seal(pair.public, b"x", HERE)[32:], HERE)


def test_keys_do_not_show_when_printed() -> None:
    pair = new_key_pair()
    assert repr(pair.private) not in repr(pair)


def test_the_first_start_makes_a_key_file_for_this_user_only(tmp_path: Path) -> None:
    path = tmp_path / "config" / "master.key"
    keys = MasterKeys.load_or_create(path, tmp_path / "data")
    assert path.stat().st_mode & 0o777 == 0o600
    assert [file.name for file in path.parent.iterdir()] == ["master.key"]
    again = MasterKeys.load_or_create(path, tmp_path / "data")
    assert again.pepper == keys.pepper
    assert again.unwrap(keys.wrap(b"k" * 32, HERE), HERE) == b"k" * 32


def test_programs_that_start_at_once_get_the_same_keys(tmp_path: Path) -> None:
    peppers: list[bytes] = []
    together = threading.Barrier(8)

    def start() -> None:
        together.wait()
        peppers.append(MasterKeys.load_or_create(tmp_path / "master.key", tmp_path / "data").pepper)

    threads = [threading.Thread(target=start) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(peppers) == 8
    assert len(set(peppers)) == 1


@pytest.mark.parametrize("through_a_link", [False, True])
def test_a_key_file_in_the_data_folder_is_refused(tmp_path: Path, through_a_link: bool) -> None:
    data = tmp_path / "data"
    data.mkdir()
    (tmp_path / "link").symlink_to(data)
    path = (tmp_path / "link" if through_a_link else data) / "master.key"
    with pytest.raises(MasterKeyError, match="inside the data folder"):
        MasterKeys.load_or_create(path, data)
    assert not path.exists()


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660])
def test_a_key_file_that_others_can_read_is_refused(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "master.key"
    MasterKeys.load_or_create(path, tmp_path / "data")
    path.chmod(mode)
    with pytest.raises(MasterKeyError, match="chmod 600"):
        MasterKeys.load_or_create(path, tmp_path / "data")


@pytest.mark.parametrize(
    "content", ["", "{}", "[]", "SECRET", '{"format": 1, "current": 2, "keys": {"1": "AAAA"}, "pepper": "AAAA"}', '{"format": 9}']
)
def test_a_damaged_key_file_is_named_and_not_quoted(tmp_path: Path, content: str) -> None:
    path = tmp_path / "master.key"
    path.touch(mode=0o600)
    path.write_text(content)
    with pytest.raises(MasterKeyError, match=r"master\.key") as caught:
        MasterKeys.load_or_create(path, tmp_path / "data")
    assert "SECRET" not in str(caught.value)
    assert path.read_text() == content


def test_older_keys_open_what_they_wrapped_after_a_new_one_came() -> None:
    first, second, pepper = new_key(), new_key(), new_key()
    before = MasterKeys({1: first}, 1, pepper)
    after = MasterKeys({1: first, 2: second}, 2, pepper)
    assert after.unwrap(before.wrap(b"key", HERE), HERE) == b"key"
    with pytest.raises(DecryptionFailed, match="master key 2"):
        before.unwrap(after.wrap(b"key", HERE), HERE)


def test_the_key_file_holds_versions_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "master.key"
    MasterKeys.load_or_create(path, tmp_path / "data")
    assert set(json.loads(path.read_bytes())) == {"format", "current", "keys", "pepper"}


def test_a_key_file_that_is_a_folder_or_lies_below_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("")
    for path in (tmp_path / "folder", tmp_path / "file" / "master.key"):
        with pytest.raises(MasterKeyError, match="cannot be read or made"):
            MasterKeys.load_or_create(path, tmp_path / "data")
