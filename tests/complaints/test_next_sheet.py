"""The next-step sheet tells in plain words how, at what cost, with which proof, and what follows."""

import re
from datetime import date

import pytest

from app.complaints.next_sheet import Sheet, sheet
from app.law.assessment import Action
from app.law.events import Channel, ComplaintFiled, Event, RequestReceived, RequestSent
from app.platform.i18n import LANGUAGES, translator
from tests.complaints.cases import CLEARVIEW, SHOP, assessed, records, request

SENT = RequestSent(on=date(2026, 3, 2), channel=Channel.EMAIL)
RECEIVED = RequestReceived(on=date(2026, 3, 2))


def of(
    action: Action,
    channel: Channel,
    *events: Event,
    to: object = CLEARVIEW,
    language: str = "fr",
    on: date = date(2026, 11, 22),
    **more: str,
) -> Sheet:
    controller = SHOP if to is SHOP else CLEARVIEW
    state = assessed(records(request(controller), *events), on)
    return sheet(action, channel, controller, state, translator(language), **more)


def words(found: Sheet) -> str:
    return " ".join(line for section in found.steps for line in section.paragraphs)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("channel", list(Channel))
@pytest.mark.parametrize("action", list(Action))
def test_every_action_and_channel_has_a_sheet_without_open_placeholder_or_price(action: Action, channel: Channel, language: str) -> None:
    found = of(action, channel, SENT, RECEIVED, language=language)
    assert found.title
    assert found.steps
    assert all(section.paragraphs for section in found.steps)
    assert not re.search(r"[{}€]|\d euros", words(found))


def test_a_request_sheet_has_its_four_parts_in_order() -> None:
    titles = [section.title for section in of(Action.SEND, Channel.REGISTERED_POST).steps]
    assert titles == ["Comment faire", "Ce que cela coûte", "Quelle preuve garder", "Ce qui se passe ensuite, et quand"]


def test_a_letter_abroad_goes_by_international_registered_post_and_by_email() -> None:
    said = words(of(Action.SEND, Channel.REGISTERED_POST))
    assert "recommandée internationale" in said
    assert "legal-requests@clearview.ai" in said
    assert "internationale" not in words(of(Action.SEND, Channel.REGISTERED_POST, to=SHOP))


def test_known_dates_are_told() -> None:
    said = words(of(Action.WAIT, Channel.EMAIL, SENT, RECEIVED, to=SHOP))
    assert "au plus tard le 2 avril 2026" in said
    assert "À partir du 3 avril 2026" in said


def test_complaining_is_free_and_has_its_address() -> None:
    assert "La plainte est gratuite" in words(of(Action.COMPLAINT, Channel.POST))
    assert "CNIL, 3 place de Fontenoy, TSA 80715, 75334 PARIS CEDEX 07" in words(of(Action.COMPLAINT, Channel.POST))
    assert "https://www.cnil.fr/fr/plaintes" in words(of(Action.COMPLAINT, Channel.WEB_FORM))


def test_while_the_cnil_works_its_own_dates_are_told() -> None:
    filed = ComplaintFiled(on=date(2026, 9, 15), authority="fr-cnil")
    said = words(of(Action.AWAIT_AUTHORITY, Channel.POST, SENT, RECEIVED, filed))
    assert "le 15 décembre 2026, valent en principe rejet" in said
    assert "jusqu’au 15 février 2027" in said


@pytest.mark.parametrize(
    ("action", "says"),
    [
        (Action.REMINDER, "Il laisse huit jours"),
        (Action.CONTEST_EXTENSION, "La lettre dit pourquoi la prolongation ne tient pas"),
        (Action.ASK_MISSING, "Dites point par point ce qui manque"),
        (Action.ANSWER_IDENTITY, "Donnez le moins possible"),
        (Action.WITHDRAW, "vous ne voulez plus de réponse"),
    ],
)
def test_a_letter_to_the_controller_says_what_it_is_for_and_how_it_goes(action: Action, says: str) -> None:
    said = words(of(action, Channel.EMAIL, SENT, RECEIVED))
    assert says in said
    assert "legal-requests@clearview.ai" in said


def test_a_reminder_to_the_authority_goes_to_its_address_and_tells_its_dates() -> None:
    filed = ComplaintFiled(on=date(2026, 9, 15), authority="fr-cnil")
    said = words(of(Action.REMIND_AUTHORITY, Channel.POST, SENT, RECEIVED, filed, on=date(2026, 11, 25)))
    assert "CNIL, 3 place de Fontenoy" in said
    assert "le 15 décembre 2026, valent en principe rejet" in said
    assert "clearview" not in said


def test_elsewhere_three_months_of_silence_open_a_court_but_are_no_rejection() -> None:
    filed = ComplaintFiled(on=date(2026, 9, 15), authority="at-dsb")
    said = words(of(Action.AWAIT_AUTHORITY, Channel.POST, SENT, RECEIVED, filed, authority_id="at-dsb"))
    assert "le 15 décembre 2026, ouvrent un recours" in said
    assert "Conseil d’État" not in said


def test_going_to_court_names_the_last_day() -> None:
    filed = ComplaintFiled(on=date(2026, 6, 15), authority="fr-cnil")
    said = words(of(Action.GO_TO_COURT, Channel.POST, SENT, RECEIVED, filed, on=date(2026, 10, 1)))
    assert "Le dernier jour est le 15 novembre 2026" in said
    assert "sans avocat" in said


def test_a_complaint_is_withdrawn_at_the_authority() -> None:
    filed = ComplaintFiled(on=date(2026, 9, 15), authority="fr-cnil")
    said = words(of(Action.WITHDRAW, Channel.POST, SENT, RECEIVED, filed, on=date(2026, 10, 1)))
    assert "vous vous désistez de votre plainte" in said
    assert "CNIL, 3 place de Fontenoy" in said
