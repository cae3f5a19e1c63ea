"""The whole road in a real browser: form, letter, followed case, due date, reply with limits, formal notice, complaint."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from tests.browser import road
from tests.browser.conftest import NewVisitor

pytestmark = pytest.mark.browser

# Every pair of language, width and scripting occurs at least once.
VISITORS = [
    pytest.param({"language": "fr", "width": 375, "javascript": True}, id="fr-375-script"),
    pytest.param({"language": "en", "width": 375, "javascript": False}, id="en-375-plain"),
    pytest.param({"language": "fr", "width": 1280, "javascript": False}, id="fr-1280-plain"),
    pytest.param({"language": "en", "width": 1280, "javascript": True}, id="en-1280-script"),
]


def text_of(pdf: Path) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(pdf).pages).split())


@pytest.mark.parametrize("who", VISITORS)
def test_a_letter_is_made_without_storing_anything(visit: NewVisitor, who: dict[str, Any], downloads: Path) -> None:
    visitor = visit(**who)
    road.ask(visitor, paragraph="Merci de regarder aussi les archives.")
    pdf = visitor.download("button[name='as'][value='pdf']", downloads)
    letter = text_of(pdf)
    assert "Clearview" in letter
    assert "Camille Exemple" in letter
    assert "Merci de regarder aussi les archives." in letter
    assert "clearview" not in pdf.name.lower()


@pytest.mark.parametrize("who", VISITORS)
def test_a_refused_request_becomes_a_complaint(visit: NewVisitor, who: dict[str, Any], downloads: Path) -> None:
    visitor = visit(**who)
    road.ask(visitor)
    road.follow(visitor)
    case = road.open_case(visitor)
    road.record(visitor, case, "sent", {"on": road.days_ago(20), "proof": "1A 000 000 0000 0"}, {"channel": ["registered_post"]})
    road.record(visitor, case, "received", {"on": road.days_ago(18)})
    visitor.open(f"{case}/next")
    limits = {"reasons_given": ["no"], "limits": ["temporal_limit", "frequency_limit"]}
    road.record(visitor, case, "refused", {"on": road.days_ago(3), "text": "Only the last twelve months."}, limits)
    complaint = text_of(visitor.download(f"a[href='{case}/letter/complaint.pdf']", downloads))
    notice = text_of(visitor.download(f"a[href='{case}/letter/mise_en_demeure.pdf']", downloads))
    assert "Commission nationale de l’informatique et des libertés" in complaint
    assert "1A 000 000 0000 0" in complaint
    assert "Clearview" in notice


@pytest.mark.parametrize("who", VISITORS[:2])
def test_seven_earlier_letters_and_silence_become_a_complaint(visit: NewVisitor, who: dict[str, Any], downloads: Path) -> None:
    visitor = visit(**who)
    sent = [road.days_ago(days) for days in (240, 200, 160, 130, 100, 80, 60)]
    road.ask(visitor, sent=sent)
    road.follow(visitor)
    case = road.open_case(visitor)
    road.record(visitor, case, "nothing", {"on": road.days_ago(1)})
    visitor.open(f"{case}/next")
    complaint = text_of(visitor.download(f"a[href='{case}/letter/complaint.pdf']", downloads))
    years = {day[:4] for day in sent}
    assert all(year in complaint for year in years)
    assert str(date.fromisoformat(sent[0]).day) in complaint


@pytest.mark.parametrize("who", VISITORS[:2])
def test_the_road_goes_on_to_the_authority_and_the_court(visit: NewVisitor, who: dict[str, Any], downloads: Path) -> None:
    visitor = visit(**who)
    road.ask(visitor, sent=[road.days_ago(200)])
    road.follow(visitor)
    case = road.open_case(visitor)
    road.record(visitor, case, "returned", {"on": road.days_ago(180), "presented": road.days_ago(195)}, {"reason": ["unclaimed"]})
    road.record(visitor, case, "reply", {"on": road.days_ago(170)}, {"nature": ["partial"]})
    visitor.open(f"{case}/missing")
    road.choose(visitor, "state_source", "missing")
    visitor.press("#items button.button")
    road.choose(visitor, "missing", "storage")
    assert "point g)" in text_of(visitor.download("main form button.button", downloads))
    road.record(visitor, case, "complaint", {"on": road.days_ago(120), "number": "26-0001"})
    road.record(visitor, case, "authority_acknowledged", {"on": road.days_ago(118), "received_on": road.days_ago(119)})
    road.record(visitor, case, "authority_decided", {"on": road.days_ago(10)}, {"outcome": ["rejected"], "remedies_stated": ["yes"]})
    assert visitor.page.locator(".drawing svg").count() == 1
    road.record(visitor, case, "court", {"on": road.days_ago(1)})


@pytest.mark.parametrize("who", VISITORS[2:])
def test_reminders_can_be_had_read_and_put_to_sleep(visit: NewVisitor, who: dict[str, Any]) -> None:
    visitor = visit(**who)
    road.ask(visitor, sent=[road.days_ago(60)])
    road.follow(visitor)
    visitor.open("/dossier/cases")
    assert visitor.page.locator(".notices li").count() >= 1
    visitor.open("/dossier/notices")
    visitor.press("form[action='/dossier/notices/calendar'] button")
    assert visitor.page.locator("a[href$='.ics']").count() == 1
    visitor.press("form[action='/dossier/notices/calendar/remove'] button")
    assert visitor.page.locator("a[href$='.ics']").count() == 0
    visitor.press("a[href$='/record/snooze']")
    road.fill(visitor, {"until": road.days_ago(-30)})
    visitor.press(road.RECORD)


@pytest.mark.parametrize("who", VISITORS[1:3])
def test_the_calculator_says_what_is_wrong_and_then_the_date(visit: NewVisitor, who: dict[str, Any]) -> None:
    visitor = visit(**who)
    visitor.open("/deadline")
    visitor.press("main form button.button")
    assert visitor.page.locator("#problems li").count() == 2
    road.fill(visitor, {"received": "2026-03-05", "paused_from": "2026-03-10", "paused_to": "2026-03-17"})
    visitor.page.locator("#place").select_option("FR-67")
    visitor.press("main form button.button")
    assert visitor.page.locator(".due-day time").get_attribute("datetime") == "2026-04-07"
    visitor.press(".calculation a")
    assert visitor.page.locator(".due-day time").get_attribute("datetime") == "2026-04-07"


def test_both_requests_become_two_linked_cases(visit: NewVisitor, downloads: Path) -> None:
    visitor = visit(language="fr", width=1280, javascript=True)
    road.ask(visitor, right="both")
    road.follow(visitor)
    assert visitor.page.locator("main a[href^='/case/']").count() >= 2
    case = road.open_case(visitor, 1)
    erasure = visitor.page.locator(".case-head a[href^='/case/']")
    assert erasure.count() == 1
    assert erasure.get_attribute("href") != case


def test_a_dossier_is_deleted_for_good(visit: NewVisitor) -> None:
    visitor = visit(language="fr", width=375, javascript=False)
    road.ask(visitor)
    code = road.follow(visitor)
    visitor.open("/dossier/delete")
    visitor.page.locator("input[name='sure']").check()
    visitor.press("form[action='/dossier/delete'] button.button, form[action='/dossier/delete'] button")
    visitor.open("/dossier")
    road.fill(visitor, {"code": code})
    visitor.press("form[action='/dossier'] button.button")
    assert visitor.page.locator("#problems").count() == 1


def test_a_case_on_paper_shows_its_reasons_and_nothing_to_press(visit: NewVisitor, downloads: Path) -> None:
    visitor = visit(language="en", width=1280, javascript=False)
    road.ask(visitor, sent=[road.days_ago(75)])
    road.follow(visitor)
    road.open_case(visitor)
    paper = downloads / "case.pdf"
    paper.write_bytes(visitor.page.pdf(format="A4"))
    text = text_of(paper)
    assert "The day of receipt is not counted" in text
    assert [word for word in ("Take back", "Close my documents", "Delete everything", "What else you can do") if word in text] == []
