"""Follow-up letters on paper: one page where nothing unusual is to be said, the signature never alone, the window as for any letter."""

from datetime import date

import pytest

from app.law.events import (
    Channel,
    ComplaintFiled,
    Event,
    ExtensionNotified,
    FindingConfirmed,
    IdentityAsked,
    LetterDrafted,
    ReplyNature,
    ReplyReceived,
    RequestReceived,
    RequestSent,
)
from app.law.limits import all_limits
from app.letters.drafts import Draft, draft_letter
from app.letters.envelopes import envelope
from app.letters.formats import to_pdf
from app.platform.printer import Printer
from tests.letters.paper import compared, shown, texts
from tests.letters.people import case, replace, request

SENT = [
    LetterDrafted(on=date(2026, 3, 2), letter="access"),
    RequestSent(on=date(2026, 3, 2), channel=Channel.REGISTERED_POST),
    RequestReceived(on=date(2026, 3, 5)),
]
USUAL: dict[str, list[Event]] = {
    "reminder": [],
    "contest_extension": [ExtensionNotified(on=date(2026, 4, 10), reasons="La complexité de votre demande.")],
    "identity_answer": [IdentityAsked(on=date(2026, 4, 10))],
    "missing_items": [ReplyReceived(on=date(2026, 4, 1), nature=ReplyNature.PARTIAL)],
    "withdrawal": [],
    "authority_reminder": [ComplaintFiled(on=date(2026, 6, 15), authority="fr-cnil", number="26-004217")],
}
DAY = {"authority_reminder": date(2026, 9, 1)}


def letter(kind: str, language: str, *more: Event) -> Draft:
    """The usual case of that letter, with three parts missing where parts may be."""
    about = request(on=date(2026, 3, 2), language=language)
    facts = case([*SENT, *USUAL[kind], *more], about, DAY.get(kind, date(2026, 4, 20)))
    ticked = ("copy", "recipients", "source") if kind == "missing_items" else ()
    return draft_letter(kind, about, language=language, case=replace(facts, missing=ticked))


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("kind", list(USUAL))
def test_the_usual_letter_is_one_page(printer: Printer, kind: str, language: str) -> None:
    (page,) = texts(to_pdf(letter(kind, language), printer))
    assert page.index("Camille Exemple", 200) > page.index("salutations distinguées" if language == "fr" else "Yours faithfully")


@pytest.mark.parametrize("limits", range(1, 12, 2))
def test_the_signature_never_stands_alone(printer: Printer, limits: int) -> None:
    found = [FindingConfirmed(on=date(2026, 4, 2), label=entry.label) for entry in all_limits()[:limits]]
    last = texts(to_pdf(letter("missing_items", "fr", *found), printer))[-1]
    assert "confidentialité de l’envoi" in last
    assert "mes salutations distinguées. Camille Exemple" in last


@pytest.mark.parametrize("kind", list(USUAL))
def test_the_window_shows_the_addressee_and_nothing_else(printer: Printer, kind: str) -> None:
    seen = shown(to_pdf(letter(kind, "fr"), printer), envelope("FR").window)
    to = (
        "CNIL 3 place de Fontenoy TSA 80715 75334 PARIS CEDEX 07"
        if kind in DAY
        else "Société Exemple & Fils 1 place du Modèle 75000 Paris-Exemple"
    )
    assert compared(seen.text) == compared(to)
    assert min(seen.air) >= 0
