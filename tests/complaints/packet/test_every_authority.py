"""A packet for each authority: in one language from the first page to the form, with its address, its route, its rule, and its own law."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from app.directory.authorities import PRIOR_CONTACT
from app.law.competence import Authority, authorities
from app.law.events import Channel, FindingConfirmed, LetterDrafted, ReplyNature, ReplyReceived, RequestReceived, RequestSent
from app.platform.i18n import translator
from tests.complaints.cases import SEVEN, TWELVE_MONTHS, records
from tests.complaints.packet.cases import Paper, order_of
from tests.complaints.packet.checked import verify
from tests.complaints.packet.conftest import Build
from tests.complaints.packet.papers import mail
from tests.complaints.packet.shown import TODAY, pages
from tests.complaints.test_every_authority import FRENCH_LAW, resident

EVERY = pytest.mark.parametrize("to", authorities(), ids=lambda to: to.id)
BY_LAW = {"GB": "UK GDPR", "CH": "RGPD"}
OWN_WORDS = {
    "fr": ("Sommaire", "Chronologie des faits", "Bordereau des pièces", "Pièce n° 1", "Dossier, page 1/"),
    "en": ("Contents", "Chronology of the facts", "List of exhibits", "Exhibit 1", "File page 1/"),
}
"""Headings, stamps and feet that stand in a packet of one language, and in none of the other."""


@dataclass(frozen=True)
class Filed:
    """What an authority gets: our pages in front of the exhibits as text, the manifest, the form."""

    front: str
    manifest: dict[str, Any]
    form: dict[str, Any]
    whole: bool

    @property
    def language(self) -> str:
        """That of the packet."""
        return str(self.manifest["language"])

    def said(self, part: str) -> dict[str, str]:
        """The values of "fields" or "filing" by code."""
        return {each["code"]: each["value"] for each in self.form[part]}


Filing = Callable[[Authority], Filed]


@pytest.fixture(scope="module")
def filing(building: Build) -> Filing:
    """Makes each packet once."""
    made: dict[str, Filed] = {}

    def file(to: Authority) -> Filed:
        return made.get(to.id) or made.setdefault(to.id, filed(to, building))

    return file


def filed(to: Authority, building: Build) -> Filed:
    """Somebody who lives there was limited to twelve months of data."""
    asked, _ = resident(to)
    day = SEVEN[0]
    events = [
        LetterDrafted(on=day, letter="access"),
        RequestSent(on=day, channel=Channel.EMAIL, files=("sent",)),
        RequestReceived(on=day, files=("receipt",)),
        ReplyReceived(on=SEVEN[6], nature=ReplyNature.PARTIAL, text=f"{TWELVE_MONTHS}.", files=("reply",)),
        FindingConfirmed(on=SEVEN[6], label="temporal_limit", quote=TWELVE_MONTHS, reply="r4"),
    ]
    papers = {"sent": Paper("sent.eml", mail("Request")), "receipt": Paper("receipt.txt", b"ok"), "reply": Paper("reply.txt", b"no")}
    packet = building(order_of(asked, records(asked, *events), papers, TODAY))
    text = pages(packet.pdf)
    first = next(part["page"] for part in read(packet.folder / "manifest.json")["volumes"][0]["parts"] if part["name"] == "piece-1")
    manifest, form = (read(packet.folder / name) for name in ("manifest.json", "form.json"))
    return Filed(" ".join(text[: first - 1]), manifest, form, verify(packet.folder).whole)


def read(file: Any) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(file.read_text())
    return found


@EVERY
def test_it_speaks_one_language_from_the_first_page_to_the_form(to: Authority, filing: Filing) -> None:
    found = filing(to)
    other = "en" if found.language == "fr" else "fr"
    assert found.language == ("fr" if "fr" in to.languages else "en")
    assert all(words in found.front for words in OWN_WORDS[found.language][:-2])
    assert not any(words in found.front for words in OWN_WORDS[other])
    assert found.said("fields")["answered"] == {"fr": "oui", "en": "yes"}[found.language]


@EVERY
def test_what_the_authority_cannot_read_is_marked_for_translation(to: Authority, filing: Filing) -> None:
    found = filing(to)
    read_there = found.language in to.languages
    assert ("translate" in found.said("filing")) is not read_there
    assert ("Translate before filing" in found.front) is not read_there
    assert ("in French" in found.front) is (found.language == "en")  # the letter to the controller, among the exhibits


@EVERY
def test_it_names_the_authority_with_its_address_route_and_rule(to: Authority, filing: Filing) -> None:
    found = filing(to)
    there = to.said(found.language)
    said = found.said("filing")
    assert found.manifest["authority"] == to.id
    assert there.name in found.front
    assert all(line in found.front for line in there.address)
    assert said["post"].splitlines() == list(there.address)
    assert said["online"] == (to.complaint_url or to.site)
    assert translator(found.language).gettext(PRIOR_CONTACT[to.prior_contact]) in said["first"]


@EVERY
def test_it_cites_the_law_of_that_authority_and_no_other(to: Authority, filing: Filing) -> None:
    found = filing(to)
    said = f"{found.front} {found.said('fields')['facts']} {found.said('fields')['right']}"
    assert any(words in said for words in FRENCH_LAW) is (to.id == "fr-cnil")
    assert ("UK GDPR" in said) is (to.country == "GB")
    assert ("Dénonciation" in said) is (to.country == "CH")
    assert BY_LAW.get(to.country, "RGPD" if found.language == "fr" else "GDPR") in found.said("fields")["right"]


@EVERY
def test_it_is_whole(to: Authority, filing: Filing) -> None:
    assert filing(to).whole


def test_in_britain_no_article_of_the_union_is_invoked(filing: Filing) -> None:
    (british,) = [to for to in authorities() if to.country == "GB"]
    said = filing(british).front.replace("UK GDPR", "").replace("EU GDPR", "").replace("General Data Protection Regulation", "")
    assert "GDPR" not in said
    assert "in the Union" not in said


def test_in_switzerland_nothing_is_called_a_complaint(filing: Filing) -> None:
    (swiss,) = [to for to in authorities() if to.country == "CH"]
    found = filing(swiss)
    assert "plainte" not in f"{found.front} {found.said('fields')['facts']}".lower()
    assert "PFPDT" in found.front


def test_beside_the_union_the_state_is_no_member_state(filing: Filing) -> None:
    for to in authorities():
        if to.country in ("NO", "IS", "LI"):
            said = filing(to).front
            assert "Member State" not in said
            assert "in the European Economic Area" in said


def test_the_federal_authority_of_germany_says_that_a_land_decides(filing: Filing) -> None:
    federal = [to for to in authorities() if to.country == "DE" and "authority of the Land" in filing(to).front]
    assert [to.id for to in federal] == ["de-bfdi"]
