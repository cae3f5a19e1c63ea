"""The road of a case as a person walks it in the browser: each function is one stretch, found by the names of fields and buttons."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from tests.browser.visitor import Visitor, unfold

CONTINUE = "#step .actions button.button"
RECORD = "form[action$='/events'] button.button"
CAMILLE = {"name": "Camille Exemple", "address": "12 rue des Essais\n75000 Paris", "email": "camille@example.org"}


def days_ago(days: int) -> str:
    """A day in the past as date fields take it."""
    return (date.today() - timedelta(days=days)).isoformat()  # noqa: DTZ011 -- the program under test runs on this machine's clock


def choose(visitor: Visitor, name: str, *values: str) -> None:
    """Ticks options of a group."""
    for value in values:
        visitor.page.locator(f"input[name='{name}'][value='{value}']").check()


def fill(visitor: Visitor, answers: Mapping[str, str]) -> None:
    """Types into fields; those folded away are unfolded first."""
    for name, text in answers.items():
        field = visitor.page.locator(f"[name='{name}']").first
        unfold(field)
        field.fill(text)


def ask(
    visitor: Visitor,
    *,
    right: str = "access",
    controller: str = "clearview-ai",
    person: Mapping[str, str] = CAMILLE,
    paragraph: str = "",
    sent: Sequence[str] = (),
) -> None:
    """From the first step to the review page; with dates in `sent`, for requests that were sent before."""
    visitor.open("/already" if sent else "/request")
    choose(visitor, "controller", controller)
    visitor.press(CONTINUE)
    choose(visitor, "right", right)
    if right != "access":
        visitor.page.locator("input[name='grounds']").first.check()
    visitor.press(CONTINUE)
    fill(visitor, person)
    visitor.press(CONTINUE)
    fill(visitor, {"paragraph": paragraph, "urls": "https://example.org/camille"})
    visitor.press(CONTINUE)
    fill(visitor, {f"sent_{n}": day for n, day in enumerate(sent, start=1)})
    choose(visitor, "channel", "registered_post")
    visitor.press(CONTINUE)


def follow(visitor: Visitor) -> str:
    """From the review page into a dossier: the seven words, as shown once. Ends on the list of cases."""
    visitor.press("button[formaction='/request/follow']")
    words = visitor.page.locator("#words li").all_inner_texts()
    assert len(words) == 7
    enter(visitor, " ".join(words))
    return " ".join(words)


def enter(visitor: Visitor, code: str) -> None:
    """Opens a dossier with its code."""
    visitor.open("/dossier")
    fill(visitor, {"code": code})
    visitor.press("form[action='/dossier'] button.button")


def open_case(visitor: Visitor, number: int = 1) -> str:
    """Opens a case from the list of cases: its address."""
    address = visitor.page.locator("main a[href^='/case/']").nth(number - 1).get_attribute("href")
    assert address
    visitor.open(address)
    return address


def record(visitor: Visitor, case: str, what: str, answers: Mapping[str, str], choices: Mapping[str, Sequence[str]] | None = None) -> None:
    """Records one fact on the case page and comes back to it."""
    visitor.open(case)
    link = visitor.page.locator(f"a[href='{case}/record/{what}']").first
    visitor.open(link.get_attribute("href") or "")
    fill(visitor, answers)
    for name, values in (choices or {}).items():
        choose(visitor, name, *values)
    visitor.press(RECORD)
