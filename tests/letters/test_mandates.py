"""The mandates as they are signed: who, for what, within which limits, revocable; and a child that acts through a parent."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from app.law.events import MandateFor, MandateHolder
from app.law.rights import Right
from app.letters.drafts import draft_letter
from app.letters.formats import to_text
from app.letters.mandates import MandateWish, draft_mandate, languages_of
from tests.complaints.cases import CAMILLE, assessed, complaint, records, request, text

ON = date(2026, 11, 27)
BODY = MandateWish(
    purpose=MandateFor.COMPLAINT,
    holder="Association Exemple",
    address=("5 place de l’Essai", "75002 PARIS"),
    body=MandateHolder.ASSOCIATION,
    statutes="déclarée le 2 mai 2016",
)


def written(wish: MandateWish = BODY, language: str = "fr", **more: Any) -> str:
    return text(draft_mandate(wish, request(**more), ON, language))


def test_the_mandate_for_the_complaint_names_parties_authority_and_articles() -> None:
    told = written()
    assert "Camille Exemple" in told
    assert "Association Exemple , 5 place de l’Essai, 75002 PARIS" in told.replace("Exemple,", "Exemple ,")
    assert "articles 77 et 80, paragraphe 1" in told
    assert "Commission nationale de l’informatique et des libertés" in told
    assert "association régulièrement déclarée depuis cinq ans au moins" in told


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("purpose", list(MandateFor))
def test_every_mandate_can_be_revoked_and_leaves_place_date_and_signatures_blank(purpose: MandateFor, language: str) -> None:
    told = written(replace(BODY, purpose=purpose), language)
    assert ("révoquer à tout moment" if language == "fr" else "revoke it at any time") in told
    assert told.count("______") >= 2
    assert told.count("Signature") == 2
    assert "27" not in told.partition("Fait" if language == "fr" else "Made in")[2]
    assert set(languages_of(purpose)) >= {"fr", "en"}


def test_courts_are_covered_only_when_wished() -> None:
    assert "ni les recours des articles 78 et 79" in written()
    assert "exercer les droits prévus aux articles 78 et 79" in written(replace(BODY, courts_too=True))


def test_the_agent_s_mandate_covers_no_complaint_and_says_where_the_data_go() -> None:
    agent = replace(BODY, purpose=MandateFor.REQUEST)
    assert "ni la réclamation auprès d’une autorité de contrôle" in written(agent)
    assert "adressées directement au mandant" in written(agent)
    assert "recevoir la réponse et les données du mandant" in written(replace(agent, to_holder=True))


def test_the_french_list_stands_in_a_mandate_for_the_french_authority_only() -> None:
    belgian = replace(CAMILLE, country="BE", address=("1 rue de l’Essai", "1000 BRUXELLES"))
    assert "article 38" in written()
    assert "article 38" not in written(subject=belgian)
    assert "relever de l’article 38" not in written(replace(BODY, body=MandateHolder.OTHER))


def test_a_day_on_which_it_ends_is_written_out() -> None:
    assert "prend fin le 30 juin 2028 au plus tard" in written(replace(BODY, ends_on=date(2028, 6, 30)))


CHILD = replace(CAMILLE, name="Sacha Exemple", birthdate=date(2014, 5, 1), minor=True, guardian="Camille Exemple")


@pytest.mark.parametrize("right", list(Right))
def test_a_child_writes_through_the_holder_of_parental_authority_who_signs(right: Right) -> None:
    told = to_text(draft_letter(right.value, request(right=right, subject=CHILD), language="fr"))
    flat = " ".join(told.split())
    assert "j’agis par Camille Exemple, titulaire de l’autorité parentale, qui signe la présente lettre en mon nom." in flat
    assert "Nom et prénom" not in flat


def test_the_complaint_of_a_child_says_so_too() -> None:
    asked = request(subject=CHILD)
    found = records(asked)
    assert assessed(found, ON).status
    assert "j’agis par Camille Exemple, titulaire de l’autorité parentale" in text(complaint(asked, found, ON))


def test_a_child_s_mandate_is_signed_by_the_holder_of_parental_authority() -> None:
    told = written(subject=CHILD)
    assert "agissant par Camille Exemple" in told.replace("  ", " ")
    assert "Le mandant Camille Exemple Signature" in told


def test_who_acts_alone_is_said_to_act_through_nobody() -> None:
    assert "autorité parentale" not in to_text(draft_letter("access", request(), language="fr"))
