"""A server that talks nonsense costs its mailbox a pause, never the reader."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pytest

from app.platform.mail_settings import WrongMailSetting
from app.platform.mailbox_settings import MailboxSettings, mailbox_settings
from tests.mailbox.post import TEMPLATE, Post

LONGEST = 30.0


@contextmanager
def talking(fetched: bytes) -> Iterator[tuple[int, list[int]]]:
    """A server that lets everybody in and has one mail, of which it says `fetched`: its port, and how often it was called."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        calls: list[int] = []
        thread = threading.Thread(target=_answer_all, args=(listening, fetched, calls), daemon=True)
        thread.start()
        yield listening.getsockname()[1], calls
        listening.shutdown(socket.SHUT_RDWR)
        thread.join(LONGEST)


def _answer_all(listening: socket.socket, fetched: bytes, calls: list[int]) -> None:
    with suppress(OSError):  # the test is over
        while True:
            line, _ = listening.accept()
            calls.append(1)
            with suppress(OSError), line, line.makefile("rb") as asked:
                line.sendall(b"* OK [CAPABILITY IMAP4rev1] ready\r\n")
                for words in asked:
                    told = fetched if b"FETCH" in words else b"* SEARCH 1\r\n" if b"SEARCH" in words else b""
                    told += b"* CAPABILITY IMAP4rev1\r\n" if b"CAPABILITY" in words else b""
                    line.sendall(told + words.split()[0] + b" OK done\r\n")


NONSENSE = [b"(" * 5000, b"(UID 1 RFC822.SIZE {99999999999}", b"(UID 1 RFC822.SIZE NIL INTERNALDATE NIL)", b"(UID 1)"]


@pytest.mark.parametrize("said", NONSENSE, ids=["nested", "endless", "nothing", "short"])
def test_a_server_that_talks_nonsense_is_called_again(one_post: Post, monkeypatch: pytest.MonkeyPatch, said: bytes) -> None:
    monkeypatch.setattr("app.mailbox.reader.SHORTEST_PAUSE", 0.1)
    monkeypatch.setattr("app.platform.imap.ANSWER", 1.0)  # newer Pythons wait for what was announced, as long as for any answer
    stop = threading.Event()
    with talking(b"* 1 FETCH " + said + b"\r\n") as (port, calls):
        nonsense = MailboxSettings(host="127.0.0.1", port=port, encrypted=False, user="replies", password="word")
        thread = threading.Thread(target=one_post.reader(nonsense, stop).run)
        thread.start()
        until = time.monotonic() + LONGEST
        while len(calls) < 2 and time.monotonic() < until and thread.is_alive():
            time.sleep(0.1)
        stop.set()
        thread.join(LONGEST)
    assert len(calls) > 1


def test_the_folder_of_what_was_read_is_no_mailbox_to_read() -> None:
    with pytest.raises(WrongMailSetting, match="another folder"):
        mailbox_settings("imaps://replies:word@mail.example.org/Saisine", None, TEMPLATE)
