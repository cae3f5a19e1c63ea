"""Chromium and the program, both started once for this folder."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.visitor import Visitor, arrive
from tests.program import Program, start

QUIET = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
NewVisitor = Callable[..., Visitor]


def chromium() -> str:
    """Path of the Chromium that SAISINE_CHROMIUM or the system names."""
    executable = os.environ.get("SAISINE_CHROMIUM") or shutil.which("chromium")
    assert executable, "Chromium is not installed: scripts/test says how"
    return executable


@pytest.fixture(scope="package")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """The running program."""
    running = start(tmp_path_factory.mktemp("program"))
    yield running
    assert running.stop() == 0, running.log


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """The system's Chromium; Playwright's own downloads are not used."""
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium(), args=QUIET)
        yield launched
        launched.close()


@pytest.fixture
def visit(program: Program, browser: Browser) -> Iterator[NewVisitor]:
    """Makes visitors; at the end none of them may have anything to complain of."""
    visitors: list[Visitor] = []

    def new(**how: Any) -> Visitor:
        visitors.append(arrive(browser, program.url, **how))
        return visitors[-1]

    yield new
    for visitor in visitors:
        visitor.leave()
    assert [each for visitor in visitors for each in visitor.complaints] == []


@pytest.fixture
def downloads(tmp_path: Path) -> Path:
    """Where files that the program gives are kept."""
    folder = tmp_path / "downloads"
    folder.mkdir()
    return folder
