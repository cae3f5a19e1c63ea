"""The pages about authorities: found by everybody, true to their sources, and where a person is sent from her own case."""

from dataclasses import replace
from datetime import date

import pytest
from starlette.testclient import TestClient

from app.cases.opening import Sending
from app.law.competence import Authority, authorities, authority
from app.law.events import Channel
from app.wiring import Wiring
from tests.directory.archive import sample
from tests.web.conftest import Clock, NewBrowser
from tests.web.dossiers import CAMILLE, SENT, enter, request
from tests.web.visit import heading


@pytest.fixture
def _imported(wired: Wiring) -> None:
    wired.directory.replace(sample(), source="list", etag="", today=date(2026, 11, 22))


@pytest.mark.usefixtures("_imported")
def test_the_list_names_ours_and_those_of_the_imported_list(browser: TestClient) -> None:
    text = browser.get("/authorities").text
    assert all(f'href="/authorities/{entry.id}"' in text for entry in authorities())
    assert 'href="/authorities/xxauth"' in text


@pytest.mark.parametrize(("language", "words"), [("fr", "allemagne"), ("en", "germny")])
def test_a_search_finds_an_authority_by_its_country(new_browser: NewBrowser, language: str, words: str) -> None:
    text = new_browser(language).get("/authorities", params={"q": words}).text
    assert 'href="/authorities/de-bfdi"' in text
    assert 'href="/authorities/fr-cnil"' not in text


@pytest.mark.parametrize("words", ["zzzzqqq", "<script>", "\0", "x" * 5_000, "é" * 900])
def test_any_words_can_be_searched(browser: TestClient, words: str) -> None:
    answer = browser.get("/authorities", params={"q": words})
    assert (answer.status_code, "<script>" in answer.text.partition("</head>")[2]) == (200, False)


@pytest.mark.parametrize("entry", authorities(), ids=lambda entry: entry.id)
def test_each_authority_has_its_page_with_its_way_to_complain_and_its_sources(browser: TestClient, entry: Authority) -> None:
    answer = browser.get(f"/authorities/{entry.id}")
    assert (answer.status_code, heading(answer)) == (200, entry.name.replace("'", "&#39;"))
    assert f'href="{entry.complaint_url.replace("&", "&amp;") or entry.site}"' in answer.text
    assert f"Checked on {entry.checked.day} November 2026." in answer.text


@pytest.mark.usefixtures("_imported")
def test_what_we_did_not_check_ourselves_is_said_to_be_so(browser: TestClient) -> None:
    text = browser.get("/authorities/xxauth").text
    assert "We have not checked these facts ourselves" in text
    assert "Imported on 22 November 2026." in text


@pytest.mark.usefixtures("_imported")
@pytest.mark.parametrize("slug", ["absent", "%2e%2e", "exemple", "%00", "x" * 500])
def test_an_unknown_authority_is_not_found(browser: TestClient, slug: str) -> None:
    assert browser.get(f"/authorities/{slug}").status_code == 404


@pytest.mark.parametrize(("country", "slug"), [("FR", "fr-cnil"), ("IE", "ie-dpc"), ("PT", "pt-cnpd")])
def test_whoever_is_to_complain_is_sent_to_her_own_authority(
    wired: Wiring, browser: TestClient, clock: Clock, country: str, slug: str
) -> None:
    asked = replace(request(), subject=replace(CAMILLE, country=country))
    person = enter(wired, browser, asked, sending=Sending(days=(SENT,), channel=Channel.EMAIL, received=SENT))
    person.come_back(clock, date(2026, 6, 2))
    text = browser.get(f"{person.case}/next?action=complaint").text
    assert f'href="/authorities/{slug}"' in text
    assert authority(slug).complaint_url in text
    assert "/letter/complaint.pdf" in text
