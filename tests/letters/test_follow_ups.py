"""Letters that follow up on a request: each says what happened, why it is wrong, what is asked, and by when."""

from datetime import date
from typing import Any

import pytest

from app.cases.parties import Attachment
from app.law.assessment import LETTERS
from app.law.authority_events import AuthorityAcknowledged, AuthorityDecided, AuthorityInformed, AuthorityOutcome, ComplaintFiled
from app.law.events import (
    CaseClosed,
    Channel,
    Event,
    ExtensionNotified,
    FindingConfirmed,
    IdentityAsked,
    LetterDrafted,
    Outcome,
    ReplyNature,
    ReplyReceived,
    RequestReceived,
    RequestReturned,
    RequestSent,
    ReturnReason,
)
from app.law.rights import Right
from app.letters import kinds
from app.letters.drafts import Draft, draft_letter
from app.letters.formats import to_text
from app.letters.identity_copy import Shown
from app.platform.errors import InvalidInput
from tests.letters.people import CAMILLE, FACES, photo, replace, request
from tests.letters.people import case as case_of

DRAFTED = LetterDrafted(on=date(2026, 3, 2), letter="access")
SENT = RequestSent(on=date(2026, 3, 2), channel=Channel.REGISTERED_POST)
RECEIVED = RequestReceived(on=date(2026, 3, 5))
PARTIAL = ReplyReceived(on=date(2026, 4, 1), nature=ReplyNature.PARTIAL)
FILED = ComplaintFiled(on=date(2026, 6, 15), authority="fr-cnil", number="26-004217")
BEFORE, AFTER, SUMMER = date(2026, 3, 20), date(2026, 4, 20), date(2026, 8, 25)


def draft(
    kind: str,
    *events: Event,
    on: date = AFTER,
    language: str | None = None,
    missing: tuple[str, ...] = (),
    shown: Shown | None = None,
    **changes: Any,
) -> Draft:
    """The letter after these events; the request went on 2 March and arrived on the 5th, so that its month ends on 7 April."""
    about = request(on=date(2026, 3, 2), **changes)
    facts = replace(case_of([DRAFTED, SENT, RECEIVED, *events], about, on), missing=missing, shown=shown)
    return draft_letter(kind, about, language=language, case=facts)


def said(kind: str, *events: Event, **more: Any) -> str:
    """That letter as one line of text."""
    return " ".join(to_text(draft(kind, *events, **more)).split())


def test_every_language_registers_a_letter_in_the_same_way() -> None:
    for kind, rule in kinds.follow_ups().items():
        assert {letters[kind].follows for letters in map(kinds.kinds, kinds.languages()) if kind in letters} == {rule}


def test_each_action_s_letter_says_that_it_serves_it() -> None:
    served = {kind: LETTERS[rule.serves] for kind, rule in kinds.follow_ups().items()}
    assert served == {kind: kind for kind in served}
    assert {*LETTERS.values()} == {*served, "request"}


def test_the_time_that_letters_leave_is_eight_days_and_fifteen_for_a_formal_notice() -> None:
    days = {kind: rule.days for kind, rule in kinds.follow_ups().items() if rule.days}
    assert days == {"reminder": 8, "contest_extension": 8, "missing_items": 8, "answer": 8, "mise_en_demeure": 15}


def test_a_reminder_recalls_the_request_the_date_and_the_silence() -> None:
    text = said("reminder")
    assert "je vous ai adressé, par lettre recommandée avec avis de réception, une demande d’accès" in text
    assert "a expiré le 7 avril 2026. Sauf erreur de ma part, aucune réponse ne m’est parvenue." in text
    assert "dans les huit jours de la réception de la présente. Aucun texte ne prévoit ces huit jours" in text


def test_a_reminder_in_time_opens_no_new_period() -> None:
    text = said("reminder", on=BEFORE)
    assert "expire le 7 avril 2026" in text
    assert "au plus tard le 7 avril 2026. La présente n’ouvre aucun délai nouveau." in text


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (ReplyNature.ACKNOWLEDGEMENT, "que votre accusé de réception du 1er avril 2026, qui ne se prononce pas"),
        (ReplyNature.PARTIAL, "Votre réponse du 1er avril 2026 ne satisfait qu’en partie à ma demande"),
        (ReplyNature.OTHER, "Votre message du 1er avril 2026 ne répond pas à ma demande"),
    ],
)
def test_a_reminder_says_what_came(reply: ReplyNature, words: str) -> None:
    assert words in said("reminder", ReplyReceived(on=date(2026, 4, 1), nature=reply))


def test_an_extension_that_came_too_late_is_void() -> None:
    text = said("contest_extension", ExtensionNotified(on=date(2026, 4, 10), reasons="Demande complexe."))
    assert "pour le motif suivant : « Demande complexe »." in text
    assert "Ce mois a expiré le 7 avril 2026. Votre annonce lui est postérieure" in text


def test_an_extension_without_reasons_leaves_the_first_date() -> None:
    text = said("contest_extension", ExtensionNotified(on=date(2026, 3, 18)), on=BEFORE)
    assert "sans m’en donner les motifs" in text
    assert "je m’en tiens au premier terme, qui expire le 7 avril 2026".casefold() in text.casefold()


def test_an_extension_with_reasons_is_contested_by_what_the_board_says() -> None:
    text = said("contest_extension", ExtensionNotified(on=date(2026, 3, 18), reasons="grand nombre de demandes"), on=BEFORE)
    assert "lignes directrices 01/2022, points 162 à 164" in text
    assert "au plus tard le 7 avril 2026" in text


def test_the_answer_about_identity_gives_what_was_given_and_no_document() -> None:
    person = replace(CAMILLE, birthdate=date(1990, 4, 2), identifiers={"Numéro de client": "EX-42"})
    text = said("identity_answer", IdentityAsked(on=date(2026, 3, 12)), on=date(2026, 3, 14), subject=person)
    assert "date de naissance : 2 avril 1990 ; - Numéro de client : EX-42." in text
    assert "Je ne joins pas de copie de pièce d’identité" in text
    assert "reprend dès ce jour son cours" in text


def test_the_answer_about_identity_meets_the_limits_that_were_found() -> None:
    asked = IdentityAsked(on=date(2026, 3, 12))
    found = [FindingConfirmed(on=date(2026, 3, 13), label=label) for label in ("identity_excessive", "temporal_limit")]
    text = said("identity_answer", asked, *found, on=date(2026, 3, 14), controller=FACES, attachments=(photo(),))
    assert "SAN-2020-008" in text
    assert "douze derniers mois" not in text
    assert "la photographie jointe à ma demande" in text


def test_a_question_that_was_found_reasonable_is_answered_without_protest() -> None:
    asked, fair = IdentityAsked(on=date(2026, 3, 12)), FindingConfirmed(on=date(2026, 3, 13), label="identity_reasonable")
    text = said("identity_answer", asked, fair, on=date(2026, 3, 14))
    assert "Je n’admets pas" not in text
    assert "Le délai de l’article 12, paragraphe 3, que votre question a suspendu, reprend dès ce jour son cours" in text
    assert "Je n’admets pas" in said("identity_answer", asked, on=date(2026, 3, 14))


SHOWN = Shown(file=Attachment(name="copy-1.jpg", media_type="image/jpeg", content=photo().content), hidden=("number", "photo"))
MASKED = {
    "fr": (
        "Ce qui suit y est masqué, parce que vous n’en avez pas besoin",
        "m’indiquer quel doute raisonnable",
        "point c)",
        "l’effacer aussitôt après",
    ),
    "en": (
        "The following are blacked out, because you do not need them",
        "which reasonable doubt you had",
        "5(1)(c)",
        "erase it immediately",
    ),
}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_copy_that_is_enclosed_is_named_with_what_is_hidden_and_is_to_be_erased(language: str) -> None:
    text = said("identity_answer", IdentityAsked(on=date(2026, 3, 12)), on=date(2026, 3, 14), language=language, shown=SHOWN)
    assert [words for words in MASKED[language] if words not in text] == []
    assert "Je ne joins pas" not in text
    assert "I enclose no copy" not in text


def test_a_doubt_that_was_stated_is_not_asked_for_again() -> None:
    asked, fair = IdentityAsked(on=date(2026, 3, 12)), FindingConfirmed(on=date(2026, 3, 13), label="identity_reasonable")
    text = said("identity_answer", asked, fair, on=date(2026, 3, 14), shown=replace(SHOWN, hidden=("mrz",)))
    assert "quel doute raisonnable" not in text
    assert "Ce qui suit y est masqué" in text


def test_no_other_letter_encloses_the_copy() -> None:
    asked = IdentityAsked(on=date(2026, 3, 12))
    assert draft("identity_answer", asked, on=date(2026, 3, 14), shown=SHOWN).attachments == (SHOWN.file,)
    assert draft("reminder", asked, shown=SHOWN).attachments == ()


def test_what_was_ticked_as_missing_is_asked_for_and_nothing_else() -> None:
    text = said("missing_items", PARTIAL, missing=("source", "recipients"))
    assert "Je n’y trouve pas : - l’identité même des destinataires" in text
    assert "(point g))." in text
    assert "point d)" not in text
    assert "(article 12, paragraphe 4)" in text


def test_without_ticks_every_part_of_the_right_is_listed_with_the_limits_answered() -> None:
    limit = FindingConfirmed(on=date(2026, 4, 2), label="temporal_limit", reply="r4", quote="preceding 12 months only")
    text = said("missing_items", PARTIAL, limit)
    assert "point par point" in text
    assert all(f"point {letter})" in text for letter in "abcdefgh")
    assert "Vous m’avez écrit : « preceding 12 months only »." in text
    assert "(article 17, paragraphe 2)" in said("missing_items", PARTIAL, right=Right.ERASURE)


def test_a_part_that_the_right_does_not_have_is_refused_by_name() -> None:
    with pytest.raises(InvalidInput) as refused:
        draft("missing_items", PARTIAL, missing=("restriction",))
    assert refused.value.field == "missing"


def test_a_withdrawal_waives_nothing_and_asks_for_the_photograph_to_go() -> None:
    text = said("withdrawal", controller=FACES, attachments=(photo(),), linked_reference="SAI-0000-1111")
    assert "ne vaut ni renonciation aux droits" in text
    assert "la photographie de mon visage" in text
    assert "SAI-0000-1111, n’est pas concernée" in text


def test_once_a_complaint_was_filed_the_authority_is_told_of_the_withdrawal() -> None:
    letter = draft("withdrawal", FILED, CaseClosed(on=date(2026, 7, 1), outcome=Outcome.WITHDRAWN), on=SUMMER)
    assert letter.recipient.name == "CNIL"
    assert "Je me désiste de cette plainte" in to_text(letter)
    assert letter.object_line.startswith("Désistement – plainte n°\u00a026-004217 du 15\u00a0juin\u00a02026")


def test_the_authority_is_reminded_of_its_duty_and_of_the_day_of_its_silence() -> None:
    text = said("authority_reminder", FILED, on=SUMMER)
    assert "article 77, paragraphe 2, du RGPD" in text
    assert "fera naître, le 15 septembre 2026, une décision implicite de rejet" in text
    assert "De son côté, le responsable du traitement ne m’a rien fait parvenir" in text


def test_a_reminder_after_the_three_months_names_the_last_day_for_the_court() -> None:
    text = said("authority_reminder", FILED, on=date(2026, 9, 25))
    assert "a fait naître, le 15 septembre 2026" in text
    assert "devant le Conseil d’État jusqu’au 15 novembre 2026" in text


def test_what_the_authority_wrote_is_not_passed_over() -> None:
    told = AuthorityInformed(on=date(2026, 7, 10), authority="fr-cnil")
    receipt = AuthorityAcknowledged(on=date(2026, 6, 20), authority="fr-cnil", number="26-9")
    text = said("authority_reminder", FILED, receipt, told, on=date(2026, 9, 1))
    assert "Vous m’en avez accusé réception le 20 juin 2026." in text
    assert "Depuis votre message du 10 juillet 2026, je n’ai reçu aucune information" in text
    assert "enregistrée sous le n° 26-9" in text


def test_an_authority_that_reads_neither_language_gets_a_letter_to_translate() -> None:
    text = said("authority_reminder", replace(FILED, authority="at-dsb"), on=SUMMER)
    assert "Translate before sending. This authority works in German." in text
    assert "Decree" not in text
    assert "Translate" not in said("authority_reminder", replace(FILED, authority="ie-dpc"), on=SUMMER)


def test_a_child_s_complaint_recalls_the_three_weeks() -> None:
    child = replace(CAMILLE, birthdate=date(2012, 4, 2), minor=True)
    text = said("authority_reminder", FILED, on=SUMMER, right=Right.ERASURE, subject=child)
    assert "article 51, II) a expiré le 6 juillet 2026" in text


@pytest.mark.parametrize("kind", ["identity_answer", "contest_extension", "missing_items", "authority_reminder"])
def test_a_letter_about_something_never_recorded_is_refused(kind: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        draft(kind)
    assert refused.value.field == "kind"


def test_an_authority_that_has_decided_is_reminded_of_nothing() -> None:
    decided = AuthorityDecided(on=date(2026, 8, 1), authority="fr-cnil", outcome=AuthorityOutcome.CLOSED)
    with pytest.raises(InvalidInput) as refused:
        draft("authority_reminder", FILED, decided, on=SUMMER)
    assert refused.value.field == "kind"


def test_an_authority_that_nobody_described_is_refused_by_name() -> None:
    with pytest.raises(InvalidInput) as refused:
        draft("authority_reminder", replace(FILED, authority="xx-none"), on=SUMMER)
    assert refused.value.field == "authority"


def test_a_request_that_was_left_at_the_post_office_counts_from_its_presentation() -> None:
    back = RequestReturned(on=date(2026, 3, 25), reason=ReturnReason.UNCLAIMED, presented=date(2026, 3, 5))
    about = request(on=date(2026, 3, 2))
    text = " ".join(to_text(draft_letter("reminder", about, case=case_of([SENT, back], about, AFTER))).split())
    assert "Présentée à votre adresse le 5 mars 2026, elle m’a été retournée le 25 mars 2026, faute d’avoir été réclamée." in text
    assert "compté depuis la présentation de ma demande à votre adresse, a expiré le 7 avril 2026" in text


def test_our_reference_stands_only_in_requests_that_bore_it() -> None:
    about = request(on=date(2026, 3, 2))
    text = to_text(draft_letter("reminder", about, case=case_of([SENT, RECEIVED], about, AFTER)))
    assert "sous la référence" not in text
    assert "sous la référence" in said("reminder")


@pytest.mark.parametrize("kind", ["mise_en_demeure", "contest_extension", "missing_items"])
def test_in_britain_the_letter_is_the_complaint_that_comes_before_the_authority(kind: str) -> None:
    events = (PARTIAL, ExtensionNotified(on=date(2026, 4, 10)))
    assert "section 164A" in said(kind, *events, language="en", subject=replace(CAMILLE, country="GB"))
    assert "section 164A" not in said(kind, *events, language="en")


def test_english_letters_say_the_same() -> None:
    assert "The time limit of one month laid down in Article 12(3) GDPR expired on 7 April 2026." in said("reminder", language="en")
    assert "I do not find in it: - the actual identity" in said("missing_items", PARTIAL, missing=("recipients",), language="en")
    assert "neither a waiver of my rights" in said("withdrawal", language="en")
