"""The formal notice: dated facts, breaches, a precise demand, a period, and what comes next."""

from datetime import date

import pytest

from app.law.events import (
    Channel,
    Event,
    ExtensionNotified,
    FindingConfirmed,
    IdentityAsked,
    IdentityGiven,
    NothingCame,
    ReplyNature,
    ReplyReceived,
    RequestReceived,
    RequestRefused,
    RequestSent,
)
from app.law.rights import Right
from app.letters.drafts import draft_letter
from app.letters.formats import to_text
from app.platform.errors import InvalidInput
from tests.letters.people import CAMILLE, FACES, SHOP, case, replace, request

SENT = RequestSent(on=date(2026, 3, 2), channel=Channel.REGISTERED_POST)
RECEIVED = RequestReceived(on=date(2026, 3, 5))
TODAY = date(2026, 5, 20)


def notice(*events: Event, **changes: object) -> str:
    """The notice after these events as one line of text."""
    about = request(on=date(2026, 3, 2), **changes)
    return " ".join(to_text(draft_letter("mise_en_demeure", about, case=case(list(events), about, TODAY))).split())


def test_it_is_dated_today_and_names_the_request() -> None:
    text = notice(SENT, RECEIVED)
    assert "Lyon, le 20 mai 2026" in text
    assert "Objet : Mise en demeure – demande d’accès du 2 mars 2026" in text
    assert "Le 2 mars 2026, je vous ai adressé, par lettre recommandée avec avis de réception, une demande d’accès" in text


def test_silence_is_claimed_from_the_strict_date() -> None:
    text = notice(SENT, RECEIVED, NothingCame(on=date(2026, 5, 1)), NothingCame(on=date(2026, 5, 19)))
    assert "a expiré le 7 avril 2026" in text
    assert "Ce défaut de réponse méconnaît l’article 12, paragraphes 3 et 4, ainsi que l’article 15" in text
    assert "Le 19 mai 2026, aucune réponse" in text
    assert "1er mai" not in text


def test_a_pause_moves_the_date_that_is_claimed() -> None:
    asked, given = IdentityAsked(on=date(2026, 3, 10)), IdentityGiven(on=date(2026, 3, 20))
    assert "a expiré le 15 avril 2026" in notice(SENT, RECEIVED, asked, given)


def test_limits_are_quoted_and_answered() -> None:
    reply = ReplyReceived(on=date(2026, 4, 1), nature=ReplyNature.PARTIAL)
    found = FindingConfirmed(on=date(2026, 4, 2), label="frequency_limit", quote="deux fois par an.", reply="r3")
    text = notice(SENT, RECEIVED, reply, found, controller=FACES)
    assert "Vous m’avez écrit : « deux fois par an »." in text
    assert "quota" in text


def test_seven_letters_are_counted_with_their_dates() -> None:
    letters = [RequestSent(on=date(2026, 3, day), channel=Channel.EMAIL) for day in range(2, 9)]
    text = notice(*letters, RECEIVED)
    assert "sept fois (2 mars, 3 mars, 4 mars" in text
    assert "et 8 mars 2026). L’article 12, paragraphe 2" in text


def test_an_extension_without_reasons_changes_nothing() -> None:
    text = notice(SENT, RECEIVED, ExtensionNotified(on=date(2026, 3, 20)))
    assert "sans en donner les motifs" in text
    assert "n’est pas valable" in text


def test_a_refusal_without_reasons_or_remedies_is_met() -> None:
    text = notice(SENT, RECEIVED, RequestRefused(on=date(2026, 3, 30), reasons_given=False, remedies_given=False))
    assert "vous avez refusé de faire droit à ma demande, sans donner de motifs" in text
    assert "article 12, paragraphe 5" in text
    assert "comme l’exige l’article 12, paragraphe 4" in text


@pytest.mark.parametrize(("right", "article"), [(Right.ACCESS, "R. 625-11"), (Right.ERASURE, "R. 625-12")])
def test_the_warning_fits_the_right(right: Right, article: str) -> None:
    text = notice(SENT, RECEIVED, right=right)
    assert f"l’article {article} du code pénal" in text
    assert "article 77 du RGPD ; article 8, I, 2°, d), de la loi n° 78-17" in text


def test_fifteen_days_are_left_and_said_to_come_from_no_text() -> None:
    text = notice(SENT, RECEIVED)
    assert "quinze jours à compter de la réception de la présente" in text
    assert "Aucun texte ne vous accorde ce délai" in text


def test_somebody_outside_france_is_not_sent_to_the_cnil() -> None:
    text = notice(SENT, RECEIVED, subject=replace(CAMILLE, country="BE"))
    assert "l’autorité de contrôle de mon lieu de résidence" in text
    assert "code pénal" not in text


def test_it_is_not_written_without_its_case() -> None:
    with pytest.raises(InvalidInput) as refused:
        draft_letter("mise_en_demeure", request())
    assert refused.value.field == "kind"


def test_police_files_are_redirected_not_written_to() -> None:
    with pytest.raises(InvalidInput) as refused:
        draft_letter("access", request(controller=replace(SHOP, regime="police")))
    assert refused.value.field == "controller"
