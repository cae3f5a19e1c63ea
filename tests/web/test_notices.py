"""Being reminded, through the pages and with a real mail server: an address that must be confirmed, links of mails, a calendar."""

import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from app.web.main import create_app
from app.wiring import Wiring
from tests.smtp import MailServer, mail_server
from tests.watching.conftest import site_settings
from tests.watching.site import ADDRESS, Site, sent, text_of
from tests.web.conftest import ORIGIN
from tests.web.dossiers import Person, enter, request
from tests.web.visit import mistakes

PAGE = "/dossier/notices"
OVERDUE = date(2026, 4, 20)
PUBLIC = "https://saisine.example.org"


@pytest.fixture
def server() -> Iterator[MailServer]:
    with mail_server() as running:
        yield running


@pytest.fixture
def site(tmp_path: Path, database_url: str, server: MailServer) -> Iterator[Site]:
    made = Site(site_settings(tmp_path, database_url, server), server)
    yield made
    made.wiring.close()


@pytest.fixture
def visitor(site: Site) -> Iterator[TestClient]:
    """Camille's browser, in English."""
    headers = {"Origin": ORIGIN, "Accept-Language": "en"}
    with TestClient(create_app(site.wiring), base_url=ORIGIN, headers=headers, follow_redirects=False) as client:
        yield client


@pytest.fixture
def person(site: Site, visitor: TestClient) -> Person:
    """Camille, who wrote on 2 March 2026; the controller's time is over."""
    someone = enter(site.wiring, visitor)
    site.wiring.store.record(someone.dossier, someone.cases[0], [sent()])
    site.on(OVERDUE)
    visitor.post("/dossier", data={"code": someone.code.text})
    return someone


@pytest.fixture
def stranger(site: Site) -> Iterator[TestClient]:
    """Somebody without a code, or a mail program: no page of ours sent it here."""
    with TestClient(create_app(site.wiring), base_url=ORIGIN, headers={"Accept-Language": "en"}, follow_redirects=False) as client:
        yield client


def subscribe(person: Person, address: str = ADDRESS, wants: str = "at_once") -> Response:
    return person.browser.post(f"{PAGE}/contact", data={"email": address, "wants": wants})


def confirmed(person: Person, site: Site) -> None:
    """The address is given, the link in the mail opened, the button pressed."""
    subscribe(person)
    site.sender.run()
    assert person.browser.post(f"/notices/confirm/{site.link('confirm')}").status_code == 200


def test_the_page_tells_what_is_late_with_a_link_to_its_case(person: Person) -> None:
    page = person.browser.get(PAGE).text
    assert "The time to answer is over" in page
    assert f'href="{person.case}"' in page


def test_the_list_of_cases_begins_with_what_is_late(person: Person) -> None:
    page = person.browser.get("/dossier/cases").text
    assert page.index("The time to answer is over") < page.index('class="case-list"')
    assert f'href="{PAGE}"' in page


def test_an_address_is_written_to_once_and_told_nothing_before_its_owner_agrees(person: Person, site: Site) -> None:
    assert subscribe(person).headers["location"] == f"{PAGE}?done=asked"
    site.round()
    assert [mail["To"] for mail in site.mails()] == [ADDRESS]
    assert site.reminders() == []
    assert f"We wrote to {ADDRESS}" in person.browser.get(PAGE).text


def test_following_the_link_changes_nothing_until_the_button_is_pressed(person: Person, site: Site, stranger: TestClient) -> None:
    subscribe(person)
    site.sender.run()
    link = f"/notices/confirm/{site.link('confirm')}"
    assert "Is this address yours?" in stranger.get(link).text
    assert f"We wrote to {ADDRESS}" in person.browser.get(PAGE).text
    assert "The address is confirmed" in person.browser.post(link).text
    assert f"Reminders go to {ADDRESS}." in person.browser.get(PAGE).text


def test_the_page_says_when_the_mail_about_a_notice_left(person: Person, site: Site) -> None:
    confirmed(person, site)
    site.round()
    assert len(site.reminders()) == 1
    assert "The mail about this left on 20 April 2026." in person.browser.get(PAGE).text


def test_a_link_works_once(person: Person, site: Site) -> None:
    confirmed(person, site)
    again = person.browser.post(f"/notices/confirm/{site.link('confirm')}")
    assert again.status_code == 404
    assert "This link no longer works" in again.text


@pytest.mark.parametrize(
    ("address", "wants", "wrong"),
    [
        ("", "at_once", "email"),
        ("camille", "at_once", "email"),
        ("a@b\r\nBcc: x@example.org", "daily", "email"),
        (ADDRESS, "hourly", "wants"),
    ],
)
def test_what_cannot_be_is_named_and_stays_typed(person: Person, address: str, wants: str, wrong: str) -> None:
    page = subscribe(person, address, wants)
    assert page.status_code == 422
    assert mistakes(page) == [wrong]
    if address == "camille":
        assert 'value="camille"' in page.text


def test_a_mail_program_ends_the_mails_in_one_click_without_cookie_or_page(person: Person, site: Site, stranger: TestClient) -> None:
    confirmed(person, site)
    site.round()
    header = site.reminders()[0]["List-Unsubscribe"]
    path = re.sub(r"[<>]", "", header).removeprefix(PUBLIC)
    answer = stranger.post(path, data={"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert "set-cookie" not in answer.headers
    assert ADDRESS not in person.browser.get(PAGE).text


def test_looking_at_the_link_that_ends_mails_ends_nothing(person: Person, site: Site, stranger: TestClient) -> None:
    confirmed(person, site)
    site.round()
    assert "End the reminders?" in stranger.get(f"/notices/stop/{site.link('stop')}").text
    assert f"Reminders go to {ADDRESS}." in person.browser.get(PAGE).text


@pytest.mark.parametrize("token", ["x", "%00", "%ff%fe", "a" * 3_000, "%F0%9F%98%80", "..%2f.."])
def test_links_that_nobody_made_open_nothing_and_tell_nothing(person: Person, token: str) -> None:
    assert person.browser.post(f"/notices/confirm/{token}").status_code == 404
    assert person.browser.get(f"/calendar/{token}.ics").status_code == 404
    stop = person.browser.post(f"/notices/stop/{token}")
    assert stop.status_code == (404 if "%2f" in token else 200)
    assert person.browser.get(f"/notices/stop/{token}").status_code == (404 if "%2f" in token else 200)


def test_other_forms_still_come_from_our_own_pages_only(person: Person, stranger: TestClient) -> None:
    assert stranger.post("/notices/confirm/x").status_code == 403
    assert stranger.post(f"{PAGE}/contact/remove").status_code == 403


def test_from_inside_the_mails_end_and_the_address_is_erased(person: Person, site: Site) -> None:
    confirmed(person, site)
    assert person.browser.post(f"{PAGE}/contact/remove").status_code == 303
    assert ADDRESS not in person.browser.get(PAGE).text


def test_the_calendar_link_is_shown_once_and_gives_the_dates_without_names(person: Person, stranger: TestClient) -> None:
    made = person.browser.post(f"{PAGE}/calendar").text
    found = re.search(rf'href="{PUBLIC}(/calendar/[^"]+\.ics)"', made)
    assert found
    feed = stranger.get(unescape(found[1]))
    assert feed.headers["content-type"] == "text/calendar; charset=utf-8"
    assert feed.text.startswith("BEGIN:VCALENDAR")
    assert "Clearview" not in feed.text
    assert "/calendar/" not in person.browser.get(PAGE).text.replace(f"{PAGE}/calendar", "")


def test_a_calendar_link_can_be_ended_and_a_new_one_ends_the_former(person: Person, stranger: TestClient) -> None:
    links = [re.findall(r"/calendar/[\w-]+\.ics", person.browser.post(f"{PAGE}/calendar").text)[0] for _ in range(2)]
    assert [stranger.get(link).status_code for link in links] == [404, 200]
    assert person.browser.post(f"{PAGE}/calendar/remove").status_code == 303
    assert stranger.get(links[1]).status_code == 404


def test_a_mail_that_may_be_lost_is_told_and_sent_again_only_when_wanted(person: Person, site: Site) -> None:
    confirmed(person, site)
    with site.wiring.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE notice SET state = 'uncertain' WHERE channel = 'mail' AND code <> 'confirm'")
    page = person.browser.get(PAGE).text
    assert "Nobody knows whether the mail about this arrived" in page
    notice = re.findall(r'name="notice" value="(\w+)"', page)[0]
    assert person.browser.post(f"{PAGE}/again", data={"notice": notice}).status_code == 303
    assert site.states()[0][1] == "queued"
    assert person.browser.post(f"{PAGE}/again", data={"notice": "x"}).status_code == 404


def test_nobody_sends_the_mail_of_another(person: Person, site: Site, stranger: TestClient) -> None:
    confirmed(person, site)
    with site.wiring.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE notice SET state = 'uncertain' WHERE channel = 'mail' AND code <> 'confirm'")
    notice = re.findall(r'name="notice" value="(\w+)"', person.browser.get(PAGE).text)[0]
    stranger.headers["Origin"] = ORIGIN
    other = enter(site.wiring, stranger, request(reference="SAI-TEST-0002"))
    assert other.browser.post(f"{PAGE}/again", data={"notice": notice}).status_code == 404


def test_a_request_that_sleeps_is_not_told_of_although_its_time_is_over(person: Person) -> None:
    assert person.record("snooze", until="2026-05-20").status_code == 303
    assert "The time to answer is over" not in person.browser.get(PAGE).text
    assert "The time to answer is over" not in person.browser.get("/dossier/cases").text
    assert "Overdue" in person.browser.get("/dossier/cases").text


def test_without_a_mail_server_the_page_says_so_and_offers_the_calendar(wired: Wiring, browser: TestClient) -> None:
    someone = enter(wired, browser)
    page = someone.browser.get(PAGE).text
    assert "This installation sends no mail" in page
    assert "Make a calendar link" in page
    assert 'name="email"' not in page


def test_the_code_typed_in_the_middle_leads_back_to_the_page(person: Person) -> None:
    assert person.browser.get(f"{PAGE}/calendar").headers["location"] == PAGE
    person.browser.post("/dossier/leave")
    assert person.browser.get(PAGE).headers["location"] == f"/dossier?next={PAGE}"
    assert person.browser.post(f"{PAGE}/calendar").status_code == 403


def test_reminders_and_pages_of_links_name_nothing(person: Person, site: Site, stranger: TestClient) -> None:
    confirmed(person, site)
    site.round()
    pages = [stranger.get(f"/notices/{what}/{site.link(what)}").text for what in ("confirm", "stop")]
    said = " ".join([*pages, *(text_of(mail) for mail in site.reminders())]).lower()
    assert not any(word in said for word in ("clearview", "camille exemple", "gdpr", "complaint"))


def test_new_dates_are_told_on_the_page(person: Person, site: Site) -> None:
    site.watch.tell(person.cases[0], "dates_changed", date(2026, 4, 8))
    page = person.browser.get(PAGE).text
    assert "The dates were worked out anew" in page
