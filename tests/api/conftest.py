"""The program with a session open over the API."""

import pytest

from app.wiring import Wiring
from tests.api.client import Program, program


@pytest.fixture
def user(wiring: Wiring) -> Program:
    """A program with a case against Clearview AI, sent on 2 March 2026, and a live session."""
    return program(wiring)
