"""Addresses in a text that is shown on a page: links, and nothing else in the text becomes HTML."""

import re

import pytest
from starlette.testclient import TestClient

from app.web.addresses import linked
from app.wiring import Wiring
from tests.web.dossiers import enter


def test_an_address_becomes_a_link_without_what_follows_it() -> None:
    shown = linked("Ouvrez https://example.org/fr/plaintes?a=1&b=2. Puis revenez.")
    address = "https://example.org/fr/plaintes?a=1&amp;b=2"
    assert shown == f'Ouvrez <a href="{address}" rel="noreferrer">{address}</a>. Puis revenez.'


@pytest.mark.parametrize("text", ["", "rien", "http://example.org", "javascript:alert(1)", "<b>{0}</b> & https://", "privacy@example.org"])
def test_everything_else_is_text(text: str) -> None:
    shown = linked(text)
    assert "<a" not in shown
    assert shown.unescape() == text


def test_html_beside_and_in_an_address_stays_text() -> None:
    shown = linked('<i>https://example.org/"onclick=x</i>{0}<script>')
    assert re.findall(r"<[^>]*>", shown) == ['<a href="https://example.org/" rel="noreferrer">', "</a>"]


def test_the_sheet_leads_to_the_complaint_page_of_the_authority(wired: Wiring, browser: TestClient) -> None:
    person = enter(wired, browser)
    person.record("sent", on="2026-03-02", channel="email")
    person.record("refused", on="2026-03-02", reasons_given="no", remedies_given="no", text="No.")
    assert '<a href="https://www.cnil.fr/fr/plaintes" rel="noreferrer">' in browser.get(f"{person.case}/next").text
