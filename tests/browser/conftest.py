"""Chromium and the program, both started once for this folder."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.visitor import Visitor
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
SIZES = {375: 812, 1280: 900}
NewVisitor = Callable[..., Visitor]


@pytest.fixture(scope="package")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """The running program."""
    running = start(tmp_path_factory.mktemp("program"))
    yield running
    assert running.stop() == 0, running.log


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """The system's Chromium; Playwright's own downloads are not used."""
    executable = os.environ.get("SAISINE_CHROMIUM") or shutil.which("chromium")
    assert executable, "Chromium is not installed: scripts/test says how"
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=executable, args=QUIET)
        yield launched
        launched.close()


@pytest.fixture
def visit(program: Program, browser: Browser) -> Iterator[NewVisitor]:
    """Makes visitors; at the end none of them may have anything to complain of."""
    visitors: list[Visitor] = []

    def arrive(*, language: str = "fr", width: int = 1280, javascript: bool = True, url: str = "") -> Visitor:
        context = browser.new_context(
            locale={"fr": "fr-FR", "en": "en-GB"}[language],
            viewport={"width": width, "height": SIZES[width]},
            java_script_enabled=javascript,
        )
        context.set_default_timeout(20_000)
        visitor = Visitor(context, context.new_page(), url or program.url, javascript)
        visitor.watch()
        visitors.append(visitor)
        return visitor

    yield arrive
    for visitor in visitors:
        visitor.leave()
    assert [each for visitor in visitors for each in visitor.complaints] == []


@pytest.fixture
def downloads(tmp_path: Path) -> Path:
    """Where files that the program gives are kept."""
    folder = tmp_path / "downloads"
    folder.mkdir()
    return folder
