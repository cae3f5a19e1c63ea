"""A complaint to each authority: in a language it reads or marked for translation, with its own name and address, and nobody else's law."""

from dataclasses import replace
from datetime import date

import pytest

from app.cases.parties import Request
from app.complaints.complaint import language_of
from app.law.competence import Authority, authorities
from app.law.events import Channel, Recorded, ReminderSent, RequestReceived, RequestSent
from app.letters.drafts import Draft
from tests.complaints.cases import CAMILLE, complaint, records, request, text

EVERY = pytest.mark.parametrize("to", authorities(), ids=lambda to: to.id)
LATER = date(2026, 11, 22)
FRENCH_LAW = ("LIL", "R. 625", "loi n° 78-17", "Code pénal", "astreinte assortie")


def resident(to: Authority) -> tuple[Request, tuple[Recorded, ...]]:
    """Somebody who lives there, and wrote in vain to the same American company."""
    place = next((place for place in to.territory if "-" in place), "")
    asked = request(subject=replace(CAMILLE, country=to.country, place=place))
    sent = [RequestSent(on=date(2026, 3, 3), channel=Channel.EMAIL), RequestReceived(on=date(2026, 3, 3))]
    return asked, records(asked, *sent)


def drafted(to: Authority) -> Draft:
    return complaint(*resident(to), LATER)


@EVERY
def test_it_goes_to_that_authority_by_name(to: Authority) -> None:
    found = drafted(to)
    said, to = text(found), to.said(found.language)
    assert to.name.removesuffix(f" ({to.short_name})") in said
    assert all(line in said for line in to.address)


@EVERY
def test_it_is_in_a_language_that_the_authority_reads_or_marked_for_translation(to: Authority) -> None:
    found, said = drafted(to), text(drafted(to))
    assert found.language == ("fr" if "fr" in to.languages else "en") == language_of(to)
    assert ("Translate before" in said) is (found.language not in to.languages)


@EVERY
def test_french_law_is_for_the_french_authority_alone(to: Authority) -> None:
    said = text(drafted(to))
    assert any(words in said for words in FRENCH_LAW) is (to.id == "fr-cnil")


@EVERY
def test_it_shows_that_the_controller_was_asked_first(to: Authority) -> None:
    said = text(drafted(to))
    assert ("J’ai d’abord exercé mon droit" if "fr" in to.languages else "I first exercised my right") in said


def test_in_switzerland_it_claims_no_right_to_a_decision_and_no_fine() -> None:
    (swiss,) = [to for to in authorities() if to.country == "CH"]
    said = text(drafted(swiss))
    assert "relève du juge civil" in said
    for words in ("autorité de contrôle de l’État membre", "amende administrative est", "guichet unique", "article 77"):
        assert words not in said


def test_in_britain_the_complaint_to_the_company_is_told() -> None:
    (british,) = [to for to in authorities() if to.country == "GB"]
    asked, found = resident(british)
    events = [record.event for record in found[1:]]
    told = records(asked, *events, ReminderSent(on=date(2026, 7, 1), channel=Channel.EMAIL, letter="mise_en_demeure"))
    assert "section 164A" in text(complaint(asked, told, LATER))
    assert "section 164A" not in text(drafted(british))
