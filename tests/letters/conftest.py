"""One renderer for all tests of letters: making one takes longer than printing."""

import pytest

from app.platform.printer import Printer


@pytest.fixture(scope="session")
def printer() -> Printer:
    """The program's renderer, in this process."""
    return Printer()
