"""Plain statements that set no limit, though they name periods, numbers, fees or papers: few of them may be taken for one."""

from datetime import date

import pytest

from app.law.limits import Kind
from app.replies.analysis import Case, analyse_all

CASE = Case("access", date(2026, 3, 2), date(2026, 3, 19))
HARMLESS = (
    "We retain your data for two years. It came from Exemple Media.",
    "We keep invoices for ten years under Article L. 123-22 of the Commercial Code, until 31 December 2031.",
    "We do not charge anything for this.",
    "You may also use our portal if you prefer; your letter is enough.",
    "We process your data to send you the newsletter.",
    "Your data were collected from you when you signed up.",
    "Nous conservons vos données pendant trois ans.",
    "Vos données sont conservées douze mois puis supprimées.",
    "Aucun justificatif ne vous est demandé.",
    "Vous trouverez vos données en pièce jointe.",
    "Wir speichern Ihre Daten zwei Jahre lang.",
    "Die Daten stammen von der Firma Muster.",
    "Conservamos sus datos durante dos años.",
    "I dati sono conservati per due anni.",
    "Thank you for your letter. We will answer by 3 April 2026.",
    "Merci de votre courrier, la réponse partira le 2 avril 2026.",
    "You have the right to lodge a complaint with the CNIL.",
    "Your data were shared with Kestrel Print Ltd and Brightmail Ltd.",
    "The purposes are billing and delivery.",
    "Logs are erased after six months.",
    "Our office is closed on Monday and Tuesday.",
    "The retention period is twelve months from the last purchase.",
    "La durée de conservation est de douze mois à compter du dernier achat.",
    "Your subscription allows two deliveries a year.",
    "Votre abonnement comprend deux numéros par an.",
    "Session recordings are kept for 30 days.",
    "Data older than a year was deleted in January, so nothing older exists.",
    "We review our privacy notice twice a year.",
)
LIMITING = (
    ("We only provide data from the preceding 12 months and you may ask twice a year.", {"temporal_limit", "frequency_limit"}),
    (
        "Nous ne communiquons que les données des douze derniers mois, dans la limite de deux demandes par an.",
        {"temporal_limit", "frequency_limit"},
    ),
    ("Please pay 20 euros before we begin.", {"fee_demanded"}),
    ("Send us a certified copy of your passport; we ask this of everybody.", {"identity_excessive"}),
)
MOST_WRONG = 3


def test_few_harmless_statements_are_taken_for_a_limit() -> None:
    found = zip(HARMLESS, analyse_all((text, CASE) for text in HARMLESS), strict=True)
    wrong = [text for text, analysis in found if any(one.kind is Kind.LIMIT for one in analysis.findings)]
    assert len(wrong) <= MOST_WRONG, wrong


@pytest.mark.parametrize(("text", "labels"), LIMITING)
def test_a_plain_limit_is_found(text: str, labels: set[str]) -> None:
    (analysis,) = analyse_all([(text, CASE)])
    assert labels <= {one.label for one in analysis.findings}
