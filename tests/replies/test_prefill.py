"""What the completeness check is pre-filled with: states with passages, in five languages; nothing where nothing is said."""

import pytest

from app.law.events import CompletenessChecked, ItemChecked, ItemState
from app.law.rights import Right
from app.replies.analysis import Case
from app.replies.analysis.items import items_in
from app.replies.prefill import proposals
from tests.replies.samples import samples
from tests.replies.test_suggestions import ANSWERED, case

FULL = {
    "fr": "Finalités : gestion de votre commande. Catégories de données : identité, achats. Destinataires : Transports Exemple SA et "
    "Atelier Fictif. Nous conservons vos données pendant trois ans. Vous avez un droit de rectification, d'effacement, de "
    "limitation et d'opposition. Vous pouvez saisir la CNIL d'une réclamation. Origine des données : vous-même. Aucune décision "
    "automatisée. Aucun transfert hors de l'Union.",
    "en": "Purposes: running your account. Categories of data: name, orders. It was shared with Parcel Example Ltd and Mailwise. We "
    "retain it for two years. You may ask for rectification, erasure, restriction, or object. You can lodge a complaint with the "
    "supervisory authority. It was collected from you. There is no automated decision-making. Nothing is transferred outside the "
    "EU.",
    "de": "Zwecke: Vertragserfüllung. Datenkategorien: Stammdaten. Empfänger waren Spedition Beispiel GmbH und Muster AG. Die "
    "Speicherdauer beträgt drei Jahre. Sie haben ein Recht auf Berichtigung, Löschung, Einschränkung und Widerspruch. Beschwerde "
    "bei der Aufsichtsbehörde. Die Herkunft der Daten: Ihre Angaben. Keine automatisierte Entscheidung. Keine Übermittlung in "
    "Drittländer.",
    "es": "Finalidad: gestionar su pedido. Categorías de datos: identidad. Fueron comunicados a Transportes Ejemplo y Gestoría Ficticia."
    " El plazo de conservación es de dos años. Puede pedir la rectificación, la supresión, la limitación u oposición. Puede "
    "presentar una reclamación ante la AEPD. Origen: usted mismo. No hay decisiones automatizadas. No hay transferencias a "
    "terceros países.",
    "it": "Finalità: gestione del contratto. Categorie di dati: anagrafica. Sono stati comunicati a Trasporti Esempio e Studio Finto. La"
    " conservazione dura due anni. Può chiedere rettifica, cancellazione, limitazione e opposizione. Può proporre reclamo al "
    "Garante. Provenienza: da Lei. Nessuna decisione automatizzata: decisioni automatizzate non ce ne sono. Nessun trasferimento "
    "in paesi terzi.",
}
ITEMS = {"purposes", "categories", "recipients", "storage", "rights", "complaint", "source", "automated", "transfers"}


@pytest.mark.parametrize("language", FULL)
def test_each_item_of_a_full_answer_is_proposed_as_answered_with_its_passage(language: str) -> None:
    text = FULL[language]
    found = {one.code: one for one in items_in(text, Right.ACCESS, Case("access"))}
    assert {code for code in ITEMS if code in found and found[code].state is ItemState.ANSWERED} == ITEMS
    assert all(text[one.start : one.end].strip() for one in found.values())


def test_vague_words_answer_in_part() -> None:
    text = "We keep your data for as long as necessary. Some of it may be passed to partners. Your name and address are attached."
    found = {one.code: one.state for one in items_in(text, Right.ACCESS, Case("access"))}
    assert (found["storage"], found["recipients"], found["copy"]) == (ItemState.PARTLY,) * 3


def test_deactivation_is_no_erasure() -> None:
    text = "We have deactivated your account. Your data stay in our systems but nobody sees your profile."
    found = {one.code: one.state for one in items_in(text, Right.ERASURE, Case("erasure"))}
    assert found["erasure"] is ItemState.MISSING


def test_what_is_not_spoken_of_stays_open() -> None:
    assert items_in("We have received your request.", Right.ACCESS, Case("access")) == []
    assert items_in("", Right.ERASURE, Case("erasure")) == []
    assert items_in("For what purpose do you need it?", Right.ACCESS, Case("access")) == []


def test_every_passage_of_the_corpus_stands_in_its_text() -> None:
    for sample in samples()[::80]:
        right = Right.ERASURE if sample.case.request == "erasure" else Right.ACCESS
        assert all(0 <= one.start < one.end <= len(sample.text) for one in items_in(sample.text, right, sample.case))


def test_a_checked_reply_is_not_proposed_anything() -> None:
    view, reply = case(text=FULL["en"])
    assert set(proposals(view, reply)) >= ITEMS
    checked = CompletenessChecked(on=ANSWERED, items=(ItemChecked(code="source", state=ItemState.MISSING),), reply=reply)
    assert proposals(*case(checked, text=FULL["en"])) == {}
