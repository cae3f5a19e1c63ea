"""The complaint file in a real browser: what is in it, made, downloaded, its fields copied; with and without scripts."""

from pathlib import Path
from typing import Any

import pytest

from app.complaints.packet.verify import verify
from tests.browser import road
from tests.browser.conftest import NewVisitor
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

VISITORS = [
    pytest.param({"language": "fr", "width": 375, "javascript": True}, id="fr-375-script"),
    pytest.param({"language": "en", "width": 1280, "javascript": False}, id="en-1280-plain"),
]


def until_made(visitor: Visitor, packet: str) -> None:
    """Waits for the page to say so by itself, or looks again as it invites to."""
    if visitor.javascript:
        visitor.page.locator(".documents").wait_for(timeout=90_000)
        return
    for _ in range(300):
        if visitor.page.locator(".documents").count():
            return
        visitor.page.goto(visitor.url + packet)
    raise AssertionError("it was not made")


@pytest.mark.parametrize("who", VISITORS)
def test_a_complaint_file_is_made_and_downloaded(visit: NewVisitor, who: dict[str, Any], downloads: Path) -> None:
    visitor = visit(**who)
    road.ask(visitor)
    road.follow(visitor)
    case = road.open_case(visitor)
    road.record(visitor, case, "sent", {"on": road.days_ago(60)}, {"channel": ["email"]})
    visitor.open(f"{case}/packet")
    visitor.press("#packet form button.button")
    until_made(visitor, f"{case}/packet")
    visitor.look()
    for link in (".documents li:first-child a", ".documents li:last-child a"):
        assert verify(visitor.download(link, downloads)).whole
    assert visitor.page.locator("[data-copy]:visible").count() == (
        visitor.page.locator(".form-fields dd").count() if visitor.javascript else 0
    )
