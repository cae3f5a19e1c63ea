"""A visitor with a real browser, who notices what a person would not: console messages, requests to strangers, pages that overflow."""

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, ConsoleMessage, Download, Page, Response
from playwright.sync_api import Request as PageRequest

OVERFLOW = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
AXE = Axe()


@dataclass
class Visitor:
    """One browser context on one running program."""

    context: BrowserContext
    page: Page
    url: str
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
        if message.type in ("error", "warning", "assert"):
            self.complaints.append(f"console {message.type}: {message.text}")

    def open(self, path: str) -> None:
        """Goes to a page of the program and looks at it."""
        self.page.goto(self.url + path)
        self.look()

    def look(self) -> None:
        """Checks the page that is open: accessible (axe finds nothing), no sideways scrolling, a language, one main heading."""
        where = urlsplit(self.page.url).path
        self.complaints += [f"{where}: {found}" for found in violations(self.page)]
        if (excess := self.page.evaluate(OVERFLOW)) > 0:
            self.complaints.append(f"{where}: {excess} px too wide")
        if self.page.locator("h1").count() != 1:
            self.complaints.append(f"{where}: {self.page.locator('h1').count()} main headings")

    def press(self, selector: str) -> None:
        """Presses a button or follows a link that leads to another page, and looks at that page."""
        with self.page.expect_navigation():
            self.page.locator(selector).first.click()
        self.look()

    def download(self, selector: str, folder: Path) -> Path:
        """Presses what gives a file, and keeps it under the name that it came with."""
        with self.page.expect_download() as started:
            self.page.locator(selector).first.click()
        file: Download = started.value
        kept = folder / file.suggested_filename
        file.save_as(kept)
        return kept


def violations(page: Page) -> list[str]:
    """What axe finds wrong with a page, one line per rule and element."""
    found = AXE.run(page).response["violations"]
    return [f"{rule['id']}: {rule['help']} at {node['html'][:160]}" for rule in found for node in rule["nodes"]]
