"""The application in this process: a real database and real keys in a folder of the test, a clock that the test turns."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time

import pytest
from starlette.testclient import TestClient

from app.cases.recovery import Stretching
from app.platform.printing import PrintShop
from app.platform.settings import Settings
from app.web.main import create_app
from app.wiring import Wiring, build

ORIGIN = "http://127.0.0.1:8000"


@dataclass
class Clock:
    """Noon of a day that the test chooses, in UTC."""

    day: date = date(2026, 3, 2)

    def __call__(self) -> datetime:
        return datetime.combine(self.day, time(12), UTC)


@pytest.fixture
def clock() -> Clock:
    """The day it is: 2 March 2026, until the test says otherwise."""
    return Clock()


@pytest.fixture(scope="session")
def print_shop() -> Iterator[PrintShop]:
    """One printing process for all tests."""
    shop = PrintShop()
    yield shop
    shop.close()


@pytest.fixture
def wired(settings: Settings, clock: Clock, print_shop: PrintShop) -> Iterator[Wiring]:
    """The program's parts, with the shared printing process, and codes that are cheap to stretch."""
    built = build(settings, clock=clock, stretching=Stretching(memory=64, passes=1, lanes=1))
    built.print_shop.close()
    yield replace(built, print_shop=print_shop)
    built.sandbox.close()
    built.engine.dispose()


NewBrowser = Callable[..., TestClient]


@pytest.fixture
def new_browser(wired: Wiring) -> Iterator[NewBrowser]:
    """Makes browsers without memory of each other. They send forms as one of our own pages would, and follow no redirects."""
    opened: list[TestClient] = []

    def arrive(language: str = "en") -> TestClient:
        headers = {"Origin": ORIGIN, "Accept-Language": language}
        client = TestClient(create_app(wired), base_url=ORIGIN, headers=headers, follow_redirects=False)
        opened.append(client)
        return client

    yield arrive
    for client in opened:
        client.close()


@pytest.fixture
def browser(new_browser: NewBrowser) -> TestClient:
    """A browser that reads English."""
    return new_browser()
