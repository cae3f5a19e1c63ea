"""The access letter says what the law lets a person ask, and nothing that depends on facts it does not have."""

import pytest

from app.law.events import Channel
from app.letters.drafts import draft_letter
from app.letters.formats import to_text
from tests.letters.people import CAMILLE, DOMINIQUE, FACES, OVERSEAS, photo, replace, request


def access(**changes: object) -> str:
    """The letter as one line of text."""
    return " ".join(to_text(draft_letter("access", request(**changes))).split())


@pytest.mark.parametrize(
    "asked",
    [
        "a) les finalités",
        "b) les catégories de données",
        "c) les destinataires",
        "d) la durée de conservation",
        "e) le droit d’obtenir",
        "f) le droit d’introduire une réclamation",
        "g) lorsque les données n’ont pas été recueillies",
        "h) l’existence d’une prise de décision",
        "article 15, paragraphe 2",
        "article 15, paragraphe 3",
        "désignés par leur nom",
        "C-154/21",
        "C-487/21",
        "C-579/21",
        "C-203/22",
        "C-307/22",
        "un délai d’un mois à compter de la réception",
        "article 12, paragraphe 4",
        "article 49 de la loi n° 78-17",
        "gratuite",
    ],
)
def test_each_thing_the_law_grants_is_asked(asked: str) -> None:
    assert asked in access()


def test_the_first_letter_names_no_due_date_for_receipt_is_not_known() -> None:
    text = access()
    assert text.count("2026") == 1
    assert "22 novembre 2026" in text


def test_no_identity_document_goes_along_and_the_letter_says_why() -> None:
    assert "je n’y joins pas de pièce d’identité" in access()
    assert "article 12, paragraphe 6" in access()


def test_money_is_never_asked_for() -> None:
    assert not any(word in access(controller=FACES) for word in ("€", " euros", "indemni", "dommages", "dédommag"))


def test_a_face_search_engine_is_asked_for_pictures_templates_and_searches() -> None:
    text = access(controller=FACES)
    for asked in (
        "chaque photographie",
        "chaque gabarit",
        "version de l’algorithme",
        "chaque recherche",
        "article 9, paragraphe 2",
        "article 27",
    ):
        assert asked in text


def test_an_ordinary_controller_is_asked_nothing_about_faces() -> None:
    assert "gabarit" not in access()
    assert "Clearview" not in access()


def test_decisions_about_clearview_are_held_against_clearview_alone() -> None:
    assert "MED-2021-134" in access(controller=FACES)
    assert "MED-2021-134" not in access(controller=replace(FACES, slug="", name="Autre moteur de visages"))


def test_one_photograph_serves_one_search() -> None:
    one, two = access(controller=FACES, attachments=(photo(),)), access(controller=FACES, attachments=(photo(), photo()))
    assert "La photographie jointe vous est remise" in one
    assert "elle ne doit pas entrer dans votre base" in one
    assert "Les photographies jointes vous sont remises" in two
    assert "elles ne doivent pas entrer dans votre base" in two
    assert "j’en fournirai une seule" in access(controller=FACES)


def test_enclosures_are_numbered_as_the_letter_names_them() -> None:
    text = access(attachments=(photo(),), urls=("https://example.org/a",))
    assert "photographie (annexe 1)" in text
    assert "figurent (annexe 2)" in text
    assert "Annexe 2 : Adresses de pages internet" in text


def test_a_request_by_email_asks_for_an_answer_by_email() -> None:
    text = access(channel=Channel.EMAIL, subject=DOMINIQUE)
    assert "Par courriel : dpo@example.com" in text
    assert "par la même voie, à l’adresse d.modele@example.org" in text


def test_registered_post_is_mentioned_and_simple_post_is_not() -> None:
    assert "Lettre recommandée avec avis de réception" in access()
    assert "recommandée" not in access(channel=Channel.POST)
    assert "Lettre recommandée internationale" in access(controller=OVERSEAS)


def test_a_controller_outside_the_union_is_told_why_the_gdpr_applies() -> None:
    assert "article 3, paragraphe 2" in access(controller=OVERSEAS)
    assert "article 3" not in access()


def test_french_law_is_cited_for_people_in_france_only() -> None:
    text = access(subject=replace(CAMILLE, country="BE"))
    assert "78-17" not in text
    assert "Mon pays de résidence est : Belgique." in text


def test_a_linked_erasure_waits_for_the_copy() -> None:
    assert "ne supprimez rien" in access(linked_reference="SAI-0000-1111")
    assert "ne supprimez rien" not in access()
