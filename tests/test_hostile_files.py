"""There are enough hostile files, of every kind, and they are the same every time."""

from collections import Counter
from hashlib import sha256

from tests.hostile import mails, olefiles
from tests.hostile_files import hostile_files


def test_there_are_more_than_two_hundred_of_every_kind() -> None:
    names = [name for name, _ in hostile_files()]
    kinds = Counter(name.rpartition(".")[2] for name in names)
    assert len(set(names)) == len(names) > 400
    assert all(kinds[kind] >= 10 for kind in ("pdf", "png", "jpg", "tif", "heic", "zip", "docx", "eml", "msg", "html", "txt"))


def test_they_are_the_same_every_time() -> None:
    for kind in (mails, olefiles):
        first, second = ([(name, sha256(content).digest()) for name, content in kind.hostile()] for _ in range(2))
        assert first == second
