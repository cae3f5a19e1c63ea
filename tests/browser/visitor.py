"""A visitor with a real browser, who notices what a person would not: console messages, requests to strangers, pages that overflow."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, Response, Route
from playwright.sync_api import Request as PageRequest

AXE = Axe()
HIDDEN = re.compile(r'<input type="hidden"[^>]*>')
LOCALES = {"fr": "fr-FR", "en": "en-GB"}
HEIGHTS = {375: 812, 1280: 900}
OVERFLOW = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
SMALL_TYPE = """() => [...document.querySelectorAll("input:not([type=radio], [type=checkbox]), select, textarea, button")]
    .filter((each) => each.checkVisibility() && parseFloat(getComputedStyle(each).fontSize) < 16)
    .map((each) => each.name || each.className)"""
PATIENCE = 30_000  # milliseconds
READ: set[tuple[str, bool, str]] = set()


@dataclass
class Visitor:
    """One browser context on one running program."""

    context: BrowserContext
    page: Page
    url: str
    javascript: bool = True
    copy: Page | None = None
    complaints: list[str] = field(default_factory=list)

    def watch(self) -> None:
        """Begins to note what must not happen."""
        self.context.on("request", self._note_stranger)
        self.context.on("response", self._note_failure)
        self.context.on("console", self._note_console)
        self.page.on("pageerror", lambda error: self.complaints.append(f"script error: {error}"))

    def _note_stranger(self, request: PageRequest) -> None:
        if not request.url.startswith((self.url + "/", "data:", "blob:")):
            self.complaints.append(f"request to another host: {request.url}")

    def _note_failure(self, response: Response) -> None:
        if response.status >= 500:
            self.complaints.append(f"{response.status} for {urlsplit(response.url).path}")

    def _note_console(self, message: ConsoleMessage) -> None:
        if re.search(r"status of 4\d\d", message.text):  # Chromium's own remark on a page that says what is wrong
            return
        if message.type in ("error", "warning", "assert"):
            self.complaints.append(f"console {message.type}: {message.text}")

    def leave(self) -> None:
        """Closes the browser's pages."""
        if self.copy:
            self.copy.context.close()
        self.context.close()

    def open(self, path: str) -> None:
        """Goes to a page of the program and looks at it."""
        self.page.goto(self.url + path)
        self.look()

    def look(self) -> None:
        """Checks the page that is open: accessible (axe finds nothing), no sideways scrolling, no small type in fields (telephones would
        zoom in on them), one main heading."""
        where = urlsplit(self.page.url).path
        self.complaints += [f"{where}: {found}" for found in self._violations()]
        if (excess := self.page.evaluate(OVERFLOW)) > 0:
            self.complaints.append(f"{where}: {excess} px too wide")
        self.complaints += [f"{where}: small type in {name}" for name in self.page.evaluate(SMALL_TYPE)]
        if self.page.locator("h1").count() != 1:
            self.complaints.append(f"{where}: {self.page.locator('h1').count()} main headings")

    def press(self, selector: str) -> None:
        """Presses a button or follows a link that leads to another page, and looks at that page."""
        with self.page.expect_navigation():
            self.page.locator(selector).first.click()
        self.look()

    def download(self, selector: str, folder: Path) -> Path:
        """Presses what gives a file, and keeps it under the name that it came with."""
        found = self.page.locator(selector).first
        unfold(found)
        with self.page.expect_download() as started:
            found.click()
        kept = folder / started.value.suggested_filename
        started.value.save_as(kept)
        return kept

    def _violations(self) -> list[str]:
        """What axe finds wrong with the page that is open; nothing new where an equal page was read before."""
        seen = (str(self.page.viewport_size), self.javascript, HIDDEN.sub("", self.page.content()))
        if seen in READ:
            return []
        READ.add(seen)
        return violations(self.page if self.javascript else self._copied())

    def _copied(self) -> Page:
        """Where scripts are off, axe, which is one, reads a copy of the page without the page's own."""
        if self.copy is None:
            assert self.context.browser
            self.copy = self.context.browser.new_page(viewport=self.page.viewport_size)
        html = self.page.content()
        self.copy.unroute_all()
        self.copy.route("**/*", lambda route, request: _serve_copy(route, request, html))
        self.copy.goto(self.page.url)
        return self.copy


def arrive(browser: Browser, url: str, *, language: str = "fr", width: int = 1280, javascript: bool = True) -> Visitor:
    """A new visitor to the program at `url`, with a screen `width` pixels wide."""
    context = browser.new_context(
        locale=LOCALES[language], viewport={"width": width, "height": HEIGHTS[width]}, java_script_enabled=javascript, accept_downloads=True
    )
    context.set_default_timeout(PATIENCE)
    visitor = Visitor(context, context.new_page(), url, javascript)
    visitor.watch()
    return visitor


def unfold(found: Locator) -> None:
    """Opens the folded parts of the page that something lies in, from the outside in."""
    for summary in found.locator("xpath=ancestor::details[not(@open)]/summary").all():
        summary.click()


def violations(page: Page) -> list[str]:
    """What axe finds wrong with a page, one line per rule and element."""
    found = AXE.run(page).response["violations"]
    return [f"{rule['id']}: {rule['help']} at {node['html'][:160]}" for rule in found for node in rule["nodes"]]


def _serve_copy(route: Route, request: PageRequest, html: str) -> None:
    """Gives the copy instead of the page, nothing instead of a script, and lets style sheets pass."""
    if request.resource_type == "document":
        route.fulfill(body=html, content_type="text/html; charset=utf-8")
    elif request.resource_type == "script":
        route.fulfill(body="", content_type="text/javascript")
    else:
        route.continue_()
