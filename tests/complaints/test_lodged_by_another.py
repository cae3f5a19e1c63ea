"""A complaint that a body lodges under Art. 80(1): it comes from the body, which signs for the person, and still tells her story."""

from dataclasses import replace
from datetime import date

import pytest

from app.law.events import ComplaintFiled, Event, MandateFor, MandateGiven, MandateHolder, MandateRevoked
from app.letters.drafts import CaseFacts, Draft, draft_letter
from app.letters.formats import to_pdf, to_text
from app.platform.printer import Printer
from tests.complaints.cases import assessed, complaint, kept, proofs_of_seven, records, seven_requests, text
from tests.letters.paper import texts

TODAY = date(2026, 11, 22)
MANDATE = MandateGiven(
    on=date(2026, 3, 1),
    purpose=MandateFor.COMPLAINT,
    holder="Association Exemple",
    holder_address="5 place de l’Essai\n\n75002 Paris",
    lodges=True,
    signatory="Dominique Exemple, présidente",
    body=MandateHolder.ASSOCIATION,
    signed=True,
    files=("mandate",),
)


@pytest.fixture(scope="module")
def printer() -> Printer:
    """The program's renderer, in this process."""
    return Printer()


def drafted(*more: Event) -> Draft:
    asked, found = seven_requests()
    known = records(asked, *(record.event for record in found), *more)
    return complaint(asked, known, TODAY, *proofs_of_seven(), kept("mandate", "mandat.pdf"))


def test_the_letter_comes_from_the_body_and_names_the_person() -> None:
    head = to_text(drafted(MANDATE)).split("Objet")[0].splitlines()
    assert head[:4] == ["Association Exemple", "5 place de l’Essai", "75002 Paris", "pour Camille Exemple"]
    assert "Paris, le 22" in "\n".join(head).replace("\u00a0", " ")


def test_the_body_signs_for_the_person_under_its_mandate() -> None:
    said = text(drafted(MANDATE))
    closing = said[said.index("salutations distinguées") :]
    assert "Pour Camille Exemple, en vertu du mandat du 1er mars 2026 Association Exemple Dominique Exemple, présidente" in closing


def test_the_parties_are_the_person_and_the_one_who_acts() -> None:
    said = text(drafted(MANDATE))
    assert "Personne concernée, au nom de qui la plainte est déposée : Camille Exemple" in said
    assert "Mandataire : Association Exemple , 5 place de l’Essai, 75002 Paris" in said.replace("Exemple,", "Exemple ,")
    assert "J’agis par un mandataire, Association Exemple, qui signe la présente en mon nom" in said


@pytest.mark.parametrize(
    "more",
    [
        (replace(MANDATE, lodges=False),),
        (replace(MANDATE, lodges=None),),
        (replace(MANDATE, holder=" "),),
        (replace(MANDATE, purpose=MandateFor.REQUEST),),
        (replace(MANDATE, signed=False),),
        (replace(MANDATE, statutes_fit=False),),
        (replace(MANDATE, ends_on=date(2026, 4, 1)),),
        (MANDATE, MandateRevoked(on=date(2026, 6, 1), purpose=MandateFor.COMPLAINT)),
    ],
)
def test_otherwise_the_person_lodges_and_signs_herself(more: tuple[Event, ...]) -> None:
    said = text(drafted(*more))
    assert said.startswith("Lettre SAI-7K3M-0000 Camille Exemple")
    assert "en vertu du mandat du" not in said


def test_a_body_whose_address_nobody_gave_still_signs() -> None:
    draft = drafted(replace(MANDATE, holder_address=""))
    assert to_text(draft).splitlines()[:2] == ["Association Exemple", "pour Camille Exemple"]
    assert "correspondance" not in text(draft)


def test_the_e_mail_of_it_is_not_from_the_person() -> None:
    assert drafted(MANDATE).sender_email == ""
    assert drafted().sender_email == "camille@example.org"


@pytest.mark.parametrize(("body", "cited"), [(MandateHolder.ASSOCIATION, True), (MandateHolder.OTHER, False)])
def test_the_french_list_is_cited_only_for_a_body_that_is_on_it(body: MandateHolder, cited: bool) -> None:
    assert ("de l’article 38 de la LIL" in text(drafted(replace(MANDATE, body=body)))) is cited


def test_the_parent_of_a_child_is_named_beside_the_body() -> None:
    asked, found = seven_requests()
    child = replace(asked, subject=replace(asked.subject, minor=True, birthdate=date(2015, 1, 1), guardian="Dominique Modèle"))
    said = text(complaint(child, records(child, *(each.event for each in found), MANDATE), TODAY))
    assert "J’ai moins de dix-huit ans et j’agis par Dominique Modèle, titulaire de l’autorité parentale." in said
    assert "Signature :" not in said


@pytest.mark.parametrize(
    ("country", "concerned"),
    [("IE", "this complaint is lodged"), ("GB", "this complaint is lodged"), ("NO", "this complaint is lodged"), ("CH", None)],
)
def test_abroad_it_says_the_same(country: str, concerned: str | None) -> None:
    asked, found = seven_requests()
    abroad = replace(asked, subject=replace(asked.subject, country=country))
    said = text(complaint(abroad, records(abroad, *(each.event for each in found), MANDATE), TODAY))
    assert (concerned or "au nom de qui la dénonciation est déposée") in said
    assert "Complainant:" not in said


def test_the_reminder_to_the_authority_is_signed_by_the_body_too() -> None:
    asked, found = seven_requests()
    filed = ComplaintFiled(on=date(2026, 8, 20), authority="fr-cnil")
    known = records(asked, *(each.event for each in found), MANDATE, filed)
    facts = CaseFacts(records=known, assessment=assessed(known, TODAY), on=TODAY)
    said = to_text(draft_letter("authority_reminder", asked, case=facts))
    assert said.startswith("Association Exemple\n")
    assert "en vertu du mandat du" in said


def test_the_signature_stays_with_the_closing(printer: Printer) -> None:
    (page,) = [page for page in texts(to_pdf(drafted(MANDATE), printer)) if "en vertu du mandat" in page]
    assert "salutations distinguées" in page
    assert "Dominique Exemple, présidente" in page
