"""A complaint to each authority: in a language that it reads or marked to be translated, and with no other State's law."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.law.competence import Authority, authorities
from app.law.events import Channel, FindingConfirmed, NothingCame, ReplyNature, ReplyReceived, RequestReceived, RequestRefused, RequestSent
from app.law.rights import Right
from app.letters.drafts import Draft
from tests.complaints.cases import CAMILLE, CLEARVIEW, SHOP, complaint, records, request, seven_requests, text

LATER = date(2026, 10, 1)
FRENCH_LAW = ("LIL", "CNIL (« CNIL »)", "R. 625-11", "formation restreinte, d’emblée", "Commission nationale de l’informatique")
TO_TRANSLATE = ("Translate before sending.", "À traduire avant l’envoi.")


def to(entry: Authority) -> Draft:
    """The Clearview complaint of somebody who lives in that authority's territory."""
    _, found = seven_requests()
    place = entry.territory[0]
    subject = replace(CAMILLE, country=entry.country if "-" in place else place, place=place)
    return complaint(request(subject=subject), found, LATER)


@pytest.mark.parametrize("entry", authorities(), ids=lambda entry: entry.id)
def test_it_is_in_a_language_that_the_authority_reads_or_says_that_it_must_be_translated(entry: Authority) -> None:
    draft = to(entry)
    reads = draft.language in entry.languages
    assert reads is not any(words in text(draft) for words in TO_TRANSLATE)
    assert draft.language == next((known for known in entry.languages if known in ("fr", "en")), "en")


@pytest.mark.parametrize("entry", authorities(), ids=lambda entry: entry.id)
def test_it_names_its_authority_the_seven_dates_and_both_limits(entry: Authority) -> None:
    said = text(to(entry))
    assert entry.short_name in said
    assert "twelve months" in said or "douze mois" in said
    assert "two requests per year" in said
    assert said.count("2026") > 12


@pytest.mark.parametrize("entry", [e for e in authorities() if e.id != "fr-cnil"], ids=lambda entry: entry.id)
def test_no_other_authority_is_told_of_french_law_as_its_own(entry: Authority) -> None:
    said = text(to(entry))
    assert not [words for words in FRENCH_LAW if words in said]
    assert "Je réside en France" not in said


def test_the_united_kingdom_has_its_own_regulation_and_switzerland_a_report() -> None:
    british, swiss = (text(to(next(e for e in authorities() if e.country == country))) for country in ("GB", "CH"))
    assert "UK GDPR" in british
    assert "one-stop-shop" not in british
    assert "civil courts" in swiss or "juge civil" in swiss


@pytest.mark.parametrize("right", Right)
@pytest.mark.parametrize("country", ["IE", "BE", "GB", "CH", "DE"])
def test_silence_refusal_and_limits_are_told_in_every_variant(right: Right, country: str) -> None:
    asked = request(SHOP, right, subject=replace(CAMILLE, country=country))
    sent = RequestSent(on=date(2026, 3, 3), channel=Channel.REGISTERED_POST)
    received = RequestReceived(on=date(2026, 3, 5))
    reply = ReplyReceived(on=date(2026, 3, 20), nature=ReplyNature.PARTIAL, text="no")
    for events in (
        (sent, NothingCame(on=LATER)),
        (sent, received, RequestRefused(on=date(2026, 3, 20), reasons_given=False)),
        (sent, received, reply, FindingConfirmed(on=date(2026, 3, 20), label="fee_demanded", quote="ten euros", reply="r3")),
    ):
        said = text(complaint(asked, records(asked, *events), LATER))
        assert "undefined" not in said.lower()
        assert "1 October 2026" in said or "1er octobre 2026" in said


@given(st.sampled_from(authorities()), st.sampled_from(Right), st.booleans())
@settings(max_examples=40, deadline=None)
def test_any_authority_can_be_written_to_before_anything_was_sent(entry: Authority, right: Right, confidential: bool) -> None:
    place = entry.territory[0]
    asked = request(CLEARVIEW, right, subject=replace(CAMILLE, country=place[:2], place=place))
    assert complaint(asked, records(asked), date(2026, 3, 3), confidential=confidential).html
