"""One sandbox for all tests of replies: the real one, with the tasks that the program runs."""

from collections.abc import Callable, Iterator

import pytest

from app.platform.sandbox import Sandbox
from app.replies.intake import TASKS, Received, read_reply
from app.replies.reading import Reading
from tests.cases.conftest import world_on_disk

__all__ = ["world_on_disk"]


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Sandbox]:
    """Where foreign files are read."""
    with Sandbox(TASKS) as built:
        yield built


Read = Callable[..., Reading]


@pytest.fixture
def read(sandbox: Sandbox) -> Read:
    """Reads files given by name, and text."""

    def reading(pasted: str = "", **files: bytes) -> Reading:
        return read_reply([Received(name=name.replace("__", "."), content=content) for name, content in files.items()], pasted, sandbox)

    return reading
