"""One language a page: in English nothing is French but the letters and proper names, in French nothing is English."""

import html
import re

import pytest
from starlette.testclient import TestClient

from app.cases.opening import Sending
from app.law.assessment import Action
from app.law.events import Channel
from app.law.limits import all_limits
from app.wiring import Wiring
from tests.web.conftest import Clock, NewBrowser
from tests.web.dossiers import SENT, enter
from tests.web.visit import to_review

FOREIGN = {
    "en": re.compile(r"\b(?:le|les|des|une|est|dans|pour|vous|votre|avec|sur|droit|par|qui|aux|du)\b"),
    "fr": re.compile(r"\b(?:the|your|you|with|and|from|this|they|them|what|which|letter|answer)\b"),
}
PROPER = re.compile(r"loi Informatique et Libertés|mise en demeure|Régie Autonome des Transports Parisiens|1 rue de l’Exemple")
LETTER = re.compile(r'<div class="letter-sheet".*?</section>', re.DOTALL)
OTHER_LANGUAGE = re.compile(r"<(\w+)[^>]*\blang=\"(?:fr|en)\"[^>]*>.*?</\1>", re.DOTALL)
HIDDEN = re.compile(r"<(script|style|textarea|option|head)\b.*?</\1>|<[^>]*>", re.DOTALL)

PUBLIC = (
    "/", "/urgent", "/police", "/what-we-store", "/request", "/already", "/dossier", "/batch", "/nowhere",
    "/authorities", "/authorities?q=zzzzqqq", "/authorities/fr-cnil", "/authorities/de-bfdi",
)  # fmt: skip
RECORDS = (
    "sent", "received", "sent_again", "reply", "refused", "identity_asked", "identity_given", "extension", "nothing", "reminder",
    "complaint", "close", "finding",
)  # fmt: skip


def foreign(page: str, language: str) -> list[str]:
    """Words of the other language that a reader sees, with what stands around them."""
    body = OTHER_LANGUAGE.sub(" ", LETTER.sub(" ", page[page.index("<body") :]))
    seen = PROPER.sub(" ", re.sub(r"\s+", " ", html.unescape(HIDDEN.sub(" ", body))))
    return [seen[max(0, m.start() - 40) : m.end() + 40] for m in FOREIGN[language].finditer(seen)]


@pytest.fixture(params=["en", "fr"])
def language(request: pytest.FixtureRequest) -> str:
    """Both languages of the interface."""
    return str(request.param)


@pytest.fixture
def reader(new_browser: NewBrowser, language: str) -> TestClient:
    """Somebody who reads that language."""
    return new_browser(language)


@pytest.mark.parametrize("address", PUBLIC)
def test_open_pages_speak_one_language(reader: TestClient, language: str, address: str) -> None:
    assert foreign(reader.get(address).text, language) == []


@pytest.mark.parametrize("right", ["access", "both"])
def test_the_form_speaks_one_language_besides_the_letter(reader: TestClient, language: str, right: str) -> None:
    assert foreign(to_review(reader, right=right).text, language) == []


def test_the_pages_of_a_case_speak_one_language(wired: Wiring, reader: TestClient, clock: Clock, language: str) -> None:
    person = enter(wired, reader, sending=Sending(days=(SENT,), channel=Channel.EMAIL, received=SENT))
    person.come_back(clock, SENT.replace(month=6))
    limits = [entry.label for entry in all_limits()]
    person.record("reply", on="2026-03-20", nature="partial", text="§", limits=limits)
    assert foreign(person.page(), language) == []
    for kind in RECORDS:
        form = reader.get(f"{person.case}/record/{kind}")
        assert (form.status_code, foreign(form.text, language)) == (200, []), kind
    for action in Action:
        assert foreign(reader.get(f"{person.case}/next?action={action.value}").text, language) == []
