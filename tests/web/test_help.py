"""Pages of advice: they open for everybody, store nothing and send nobody away without a next step."""

import re

import pytest
from starlette.testclient import TestClient

from tests.web.conftest import NewBrowser

PAGES = ["/urgent", "/police", "/what-we-store"]


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("path", PAGES)
def test_advice_opens_without_a_code_and_sets_no_cookie(path: str, language: str, new_browser: NewBrowser) -> None:
    answer = new_browser(language).get(path)
    assert answer.status_code == 200
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("path", PAGES)
def test_titles_of_advice_give_nothing_away(path: str, browser: TestClient) -> None:
    title = re.search(r"<title>(.*?)</title>", browser.get(path).text)
    assert title
    assert not re.search(r"(?i)urgent|police|danger|gdpr|data", title[1])


@pytest.mark.parametrize("path", PAGES)
def test_outside_links_tell_nobody_where_they_were_followed(path: str, browser: TestClient) -> None:
    for link in re.findall(r'<a [^>]*href="https?://[^>]*>', browser.get(path).text):
        assert "noreferrer" in link


def test_emergency_numbers_come_first(browser: TestClient) -> None:
    text = browser.get("/urgent").text
    assert text.index('href="tel:17"') < text.index('href="tel:112"') < text.index("Article 18")


def test_a_name_that_only_looks_like_the_police_has_a_way_back(browser: TestClient) -> None:
    assert 'href="/request"' in browser.get("/police").text
