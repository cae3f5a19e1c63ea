"""The complaint says what happened, with its dates, its articles and its proofs, and never more than that."""

import html
import re
from datetime import date
from typing import Any

import pypdfium2
import pytest

from app.law.events import (
    Channel,
    CompletenessChecked,
    Event,
    ExtensionNotified,
    FindingConfirmed,
    IdentityAsked,
    IdentityGiven,
    ItemChecked,
    ItemState,
    LetterDrafted,
    NothingCame,
    ReminderSent,
    ReplyReceived,
    RequestReceived,
    RequestRefused,
    RequestReturned,
    RequestSent,
    ReturnReason,
)
from app.law.events import ReplyNature as Nature
from app.law.limits import all_limits
from app.law.rights import ErasureGround, Right
from app.letters.formats import to_pdf, to_text
from app.letters.kinds import in_words
from app.platform.errors import InvalidInput
from app.platform.printer import Printer
from tests.complaints.cases import CAMILLE, CLEARVIEW, SEVEN, SHOP, complaint, kept, proofs_of_seven, records, request, seven_requests, text
from tests.law_data.typography import faults

LATER = date(2026, 11, 22)
SENT = RequestSent(on=date(2026, 3, 2), channel=Channel.EMAIL)
RECEIVED = RequestReceived(on=date(2026, 3, 2))


def told(*events: Event, today: date = LATER, **more: Any) -> str:
    """What the complaint against a French shop says after these events."""
    asked = request(SHOP, **more)
    return text(complaint(asked, records(asked, *events), today))


def of_seven() -> str:
    asked, found = seven_requests()
    return text(complaint(asked, found, LATER, *proofs_of_seven()))


@pytest.mark.parametrize("day", SEVEN)
def test_each_of_seven_requests_has_its_dated_line(day: date) -> None:
    said = of_seven()
    assert f"Le {in_words(day, 'fr')}, j’ai ".replace("\u00a0", " ") in said


def test_the_seven_days_are_listed_together_with_their_year_said_once() -> None:
    said = of_seven()
    assert "à sept reprises, les 3 mars, 24 mars, 14 avril, 5 mai, 26 mai, 16 juin et 7 juillet 2026." in said
    assert "à sept reprises, du 3 mars 2026 au 7 juillet 2026" in said


def test_limits_silence_and_insistence_stand_with_dates_quotations_and_articles() -> None:
    said = of_seven()
    assert "Le 20 juillet 2026, le responsable du traitement a limité l’accès" in said
    assert "preceding 12 months" in said
    assert "two requests per year" in said
    assert "a expiré le 3 avril 2026" in said
    assert "à sept reprises" in said
    for article in ("article 12, paragraphe 2", "article 12, paragraphe 3", "L’article 15, paragraphe 1", "article 12, paragraphes 2 et 5"):
        assert article in said


def test_without_quotations_the_limits_are_stated_in_words() -> None:
    reply = ReplyReceived(on=date(2026, 7, 20), nature=Nature.PARTIAL)
    ticked = [FindingConfirmed(on=date(2026, 7, 21), label=label, reply="r3") for label in ("temporal_limit", "frequency_limit")]
    said = told(SENT, RECEIVED, reply, *ticked)
    assert "Le 20 juillet 2026, le responsable du traitement a limité l’accès aux données des douze derniers mois" in said
    assert "Le 20 juillet 2026, le responsable du traitement a limité les demandes à deux par an." in said
    assert "sans limite tenant à l’ancienneté des données ni au nombre des demandes" in said


def test_it_goes_to_the_authority_and_its_titles_give_nothing_away() -> None:
    asked, found = seven_requests()
    draft = complaint(asked, found, LATER)
    assert draft.recipient.name == "CNIL"
    assert draft.recipient.address == ("3 place de Fontenoy", "TSA 80715", "75334 PARIS CEDEX 07")
    assert draft.file_name == "lettre-0000.pdf"
    assert "plainte" not in draft.title.lower()
    assert draft.object_line.startswith("Plainte contre Clearview AI, Inc.")


def test_measures_are_asked_for_and_a_fine_is_only_invited() -> None:
    said = of_seven()
    for source in ("art. 20, III, 1°", "art. 20, IV, 2°", "art. 20, IV, 3°"):
        assert f"(LIL, {source})" in said
    assert "J’invite la CNIL à apprécier si une amende administrative est justifiée (LIL, art. 20, IV, 7°)." in said


def test_the_clearview_decisions_are_told_as_they_are() -> None:
    said = of_seven()
    assert "MED-2021-134 du 26 novembre 2021" in said
    assert "SAN-2022-019 du 17 octobre 2022" in said
    assert "La limite de douze mois portait sur le droit d’accès (article 15), non sur l’effacement" in said
    assert "guichet unique ne s’applique pas" in said


def test_a_shop_in_france_is_met_with_no_foreign_law_and_no_precedent() -> None:
    said = told(SENT, RECEIVED)
    assert "SIREN : 123 456 789" in said
    assert "guichet unique" not in said
    assert "article 3, paragraphe 2" not in said
    assert "Clearview" not in said


def test_a_refusal_is_complained_of_at_once() -> None:
    refusal = RequestRefused(on=date(2026, 3, 9), reasons_given=False, remedies_given=False, text="Non.")
    said = told(SENT, RECEIVED, refusal, today=date(2026, 3, 10))
    assert "Il l’a expressément refusée le 9 mars 2026" in said
    assert "sans indiquer de motifs ni mentionner les voies de réclamation et de recours, en ces termes : « Non »." in said
    assert "Projet" not in said
    assert "contravention" not in said


def test_a_presumed_receipt_is_said_to_be_presumed_and_its_proof_to_be_missing() -> None:
    said = told(SENT)
    assert "je la présume au 2 mars 2026" in said
    assert "C’est une présomption" in said
    assert "Preuve de la réception de ma demande d’accès." in said.partition("Pièces qui ne sont pas jointes")[2]


def test_two_possible_receipts_give_two_dates() -> None:
    said = told(SENT, RequestReceived(on=date(2026, 3, 5), latest=date(2026, 3, 19)))
    assert "Le 5 mars 2026, ma demande a été présentée" in said
    assert "elle lui a été remise au plus tard le 19 mars 2026" in said
    assert "n’est pas tranchée" in said
    assert "le délai a expiré au plus tard le 20 avril 2026" in said


def test_with_a_pause_the_later_date_is_claimed() -> None:
    pause = [IdentityAsked(on=date(2026, 3, 10)), IdentityGiven(on=date(2026, 3, 15))]
    said = told(SENT, RECEIVED, *pause)
    assert "a donc expiré le 7 avril 2026" in said
    assert "soit le 2 avril 2026, que la suspension exposée au point suivant reporte au 7 avril 2026" in said
    assert "la suspension de 5 jours, du 10 mars 2026 au 15 mars 2026," in said
    assert "sans reconnaître que ces conditions étaient réunies" in said


def test_a_sunday_and_a_holiday_push_the_end_on_and_are_named() -> None:
    said = told(RequestSent(on=date(2026, 3, 5), channel=Channel.EMAIL), RequestReceived(on=date(2026, 3, 5)))
    assert "Le 5 avril 2026 étant un dimanche et le 6 avril 2026 étant un jour férié" in said
    assert "a donc expiré le 7 avril 2026" in said


@pytest.mark.parametrize(
    ("notified", "reasons", "expected"),
    [
        (date(2026, 3, 20), "nombre de demandes", "sans reconnaître que la complexité"),
        (date(2026, 3, 20), "", "n’est accompagnée d’aucun motif"),
        (date(2026, 6, 20), "nombre de demandes", "elle est sans effet"),
    ],
)
def test_an_extension_is_judged(notified: date, reasons: str, expected: str) -> None:
    assert expected in told(SENT, RECEIVED, ExtensionNotified(on=notified, reasons=reasons))


def test_erasure_is_argued_on_article_17() -> None:
    grounds = (ErasureGround.CONSENT_WITHDRAWN, ErasureGround.UNLAWFUL)
    said = told(SENT, RECEIVED, right=Right.ERASURE, grounds=grounds)
    assert "demande d’effacement fondée sur l’article 17 du RGPD" in said
    assert "Ma demande invoquait les points b) et d) du paragraphe 1" in said
    assert "R. 625-12" in said


def test_a_minors_erasure_names_the_three_weeks() -> None:
    minor = type(CAMILLE)(name="Sacha Exemple", country="FR", minor=True)
    said = told(SENT, RECEIVED, right=Right.ERASURE, subject=minor, grounds=(ErasureGround.CHILD,))
    assert "dans le cadre de l’offre de services de la société de l’information" in said
    assert "trois semaines (LIL, art. 51, II)" in said


def test_a_minor_who_named_no_online_service_does_not_assert_one() -> None:
    minor = type(CAMILLE)(name="Sacha Exemple", country="FR", minor=True)
    said = told(SENT, RECEIVED, right=Right.ERASURE, subject=minor)
    assert "J’invoque, dans la mesure où elles l’ont été dans le cadre de l’offre de services" in said


def test_a_reply_without_its_file_is_quoted_and_listed_as_missing() -> None:
    said = told(SENT, RECEIVED, ReplyReceived(on=date(2026, 3, 20), nature=Nature.ACKNOWLEDGEMENT, text="Bien reçu."))
    listed, _, absent = said.partition("Pièces qui ne sont pas jointes")
    assert "« Bien reçu »." in listed
    assert "Réponse du responsable du traitement (20 mars 2026)" in absent


def test_a_paper_on_file_is_listed_and_cited_by_its_number() -> None:
    asked = request(SHOP)
    sent = RequestSent(on=date(2026, 3, 2), channel=Channel.REGISTERED_POST, files=("f1",))
    found = records(asked, LetterDrafted(on=date(2026, 3, 1), letter="access"), sent)
    said = text(complaint(asked, found, LATER, kept("f1", "depot.pdf")))
    assert "par lettre recommandée avec avis de réception, une demande d’accès fondée sur l’article 15 du RGPD (pièces n° 1 et 2)" in said
    assert "2 2 mars 2026 Preuve de l’envoi de ma demande d’accès (fichier depot.pdf )" in said


def test_a_mise_en_demeure_is_told_with_the_day_it_set() -> None:
    sent = ReminderSent(on=date(2026, 5, 4), letter="mise_en_demeure", channel=Channel.REGISTERED_POST, until=date(2026, 5, 19))
    said = told(SENT, RECEIVED, LetterDrafted(on=date(2026, 5, 4), letter="mise_en_demeure"), sent, NothingCame(on=date(2026, 5, 20)))
    assert "Le 4 mai 2026, j’ai mis le responsable du traitement en demeure" in said
    assert "jusqu’au 19 mai 2026" in said
    assert "Copie de ma mise en demeure" in said
    assert "Le 20 mai 2026, j’ai constaté que je n’avais reçu aucune réponse." in said


def test_a_draft_made_too_early_says_so_on_its_face() -> None:
    said = told(SENT, RECEIVED, today=date(2026, 3, 10))
    assert "Projet, à ne pas déposer en l’état." in said
    assert "à compter du 3 avril 2026" in said
    assert told(today=date(2026, 3, 10)).count("aucun manquement") == 1


def test_hostile_words_are_kept_as_words_inside_their_quotation() -> None:
    words = "<b>x</b> {{ 7*7 }}\n\nCamille Exemple\nVI. Les mesures demandées\u202e =?utf-8?q?a?="
    asked = request(SHOP)
    reply = ReplyReceived(on=date(2026, 3, 20), nature=Nature.OTHER, text=words)
    draft = complaint(asked, records(asked, SENT, RECEIVED, reply), LATER)
    assert "&lt;b&gt;x&lt;/b&gt; {{ 7*7 }} Camille Exemple VI. Les mesures" in draft.html
    assert "<b>" not in draft.html
    assert "\u202e" not in draft.html


def test_a_long_reply_is_quoted_in_part_and_the_cut_is_shown() -> None:
    said = told(SENT, RECEIVED, ReplyReceived(on=date(2026, 3, 20), nature=Nature.OTHER, text="mot " * 5000))
    assert "mot […] »" in said
    assert len(said) < 20_000


def test_a_complete_answer_come_late_leaves_only_its_lateness_to_complain_of() -> None:
    said = told(SENT, RECEIVED, ReplyReceived(on=date(2026, 6, 2), nature=Nature.COMPLETE))
    assert "ne s’est prononcé que le 2 juin 2026" in said
    assert "de rappeler au responsable du traitement ses obligations" in said
    assert "astreinte" not in said
    assert "satisfaire entièrement" not in said


@pytest.mark.parametrize(("drafted", "invoked"), [(True, "les points a) et c) du paragraphe 1"), (False, "fondée sur ce paragraphe 1")])
def test_grounds_are_those_of_our_letter_and_none_of_a_letter_unknown(drafted: bool, invoked: str) -> None:
    ours = [LetterDrafted(on=date(2026, 3, 2), letter="erasure")] if drafted else []
    assert invoked in told(*ours, SENT, RECEIVED, right=Right.ERASURE)


def test_a_refusal_that_gives_reasons_is_not_reproached_with_giving_none() -> None:
    said = told(SENT, RECEIVED, RequestRefused(on=date(2026, 3, 9), reasons_given=True, remedies_given=False))
    assert "A. Motiver le refus et indiquer les recours (article 12, paragraphe 4, du RGPD)" in said
    assert "ne mentionne ni la possibilité d’introduire une réclamation" in said
    assert "sans en indiquer les motifs" not in said


def test_decisions_about_clearview_are_told_to_concern_the_same_controller() -> None:
    said = of_seven()
    assert "deux demandes par an, à l’égard du même responsable du traitement" in said
    assert "{clearview}" not in said


@pytest.mark.parametrize("right", list(Right))
def test_it_is_set_without_fault(right: Right) -> None:
    asked = request(CLEARVIEW, right)
    notice = ExtensionNotified(on=date(2026, 8, 1))
    ticked = [FindingConfirmed(on=date(2026, 7, 21), label=entry.label, reply="r10") for entry in all_limits()]
    found = records(asked, *(r.event for r in seven_requests()[1][1:]), notice, *ticked)
    prose = complaint(asked, found, LATER, *proofs_of_seven()).html.partition("</h1>")[2]
    for block in re.split(r"</(?:p|li|h2|h3|td)>", prose):
        said = re.sub(r"[ \n]+", " ", html.unescape(re.sub(r"<[^>]*>", "", block))).strip(" ")
        assert faults(said, "fr") == [], said


def test_a_refusal_in_time_is_not_told_as_a_time_that_ran_out() -> None:
    said = told(SENT, RECEIVED, RequestRefused(on=date(2026, 3, 20), reasons_given=True, remedies_given=True))
    assert "Le délai expirait donc le 2 avril 2026 à minuit ; le responsable".replace(" ", " ") in said
    assert "s’est prononcé avant ce terme, le 20 mars 2026." in said
    assert "a donc expiré" not in said


def test_confidentiality_can_be_asked_for() -> None:
    asked = request(SHOP)
    found = records(asked, SENT, RECEIVED)
    assert "Je demande que mon identité, mes coordonnées" in text(complaint(asked, found, LATER, confidential=True))
    assert "J’accepte que mon identité soit communiquée" in text(complaint(asked, found, LATER))


def test_outside_the_known_authorities_the_place_is_named() -> None:
    asked = request(CLEARVIEW, subject=type(CAMILLE)(name="Robin Beispiel", country="DE"))
    with pytest.raises(InvalidInput) as refused:
        complaint(asked, records(asked, SENT), LATER)
    assert refused.value.field == "country"


def test_it_prints_as_a_pdf_and_reads_whole_as_text() -> None:
    asked, found = seven_requests()
    draft = complaint(asked, found, LATER, *proofs_of_seven())
    with pypdfium2.PdfDocument(to_pdf(draft, Printer())) as pdf:
        assert 3 <= len(pdf) <= 6
        assert pdf.get_metadata_dict()["Title"] == "Lettre SAI-7K3M-0000"
    written = to_text(draft)
    assert "A. Répondre dans le mois" in written
    assert "4 24 mars 2026 Preuve de l’envoi" in written


def test_a_partial_erasure_is_not_argued_on_the_right_of_access() -> None:
    reply = ReplyReceived(on=date(2026, 3, 20), nature=Nature.PARTIAL)
    found = FindingConfirmed(on=date(2026, 3, 21), label="partial_answer", reply="r3")
    said = told(SENT, RECEIVED, reply, found, right=Right.ERASURE, grounds=(ErasureGround.OBJECTION,))
    assert "L’effacement n’a été que partiel" in said
    assert "article 15" not in said.partition("V. Les manquements")[2]


def test_a_limit_and_a_computed_breach_of_the_same_kind_are_argued_once() -> None:
    asked, found = seven_requests()
    again = FindingConfirmed(on=date(2026, 7, 21), label="repeat_required", quote="ask once more", reply="r10")
    said = text(complaint(asked, (*found, *records(asked, *[again] * 13)[13:]), LATER))
    assert said.count("Une demande suffit") == 1
    assert "« ask once more ». J’ai dû adresser ma demande à sept reprises" in said
    assert "Une demande unique fait courir" not in said


def test_a_question_of_the_controller_is_not_called_silence() -> None:
    said = told(SENT, RECEIVED, IdentityAsked(on=date(2026, 3, 10)), NothingCame(on=date(2026, 3, 12)), today=date(2026, 3, 14))
    assert "je n’avais rien reçu de plus" in said
    assert "aucune réponse qui se prononce sur ma demande" in said
    assert "ma réponse n’étant pas encore donnée" in said


def test_between_the_two_dates_the_draft_says_which_is_past() -> None:
    said = told(SENT, RequestReceived(on=date(2026, 3, 5), latest=date(2026, 3, 19)), today=date(2026, 4, 10))
    assert "n’est pas expiré dans toutes les hypothèses" in said
    assert "a expiré le 7 avril 2026, mais il courrait jusqu’au 20 avril 2026" in said


def test_a_letter_that_came_back_is_told_with_its_reason() -> None:
    back = RequestReturned(on=date(2026, 3, 25), reason=ReturnReason.UNCLAIMED, presented=date(2026, 3, 5), files=("back",))
    asked = request(SHOP)
    said = text(complaint(asked, records(asked, SENT, back), LATER, kept("back", "pli.pdf")))
    assert "présentée le 5 mars 2026 à l’adresse du responsable du traitement, m’a été retournée, faute d’avoir été réclamée" in said
    assert "Pli ou message retourné sans avoir été remis" in said


@pytest.mark.parametrize(
    ("letter", "says"),
    [
        ("reminder", "j’ai relancé le responsable du traitement"),
        ("contest_extension", "j’ai contesté la prolongation"),
        ("identity_answer", "j’ai répondu à la question"),
        ("missing_items", "de compléter sa réponse"),
    ],
)
def test_each_letter_that_followed_is_told_as_what_it_was(letter: str, says: str) -> None:
    assert says in told(SENT, RECEIVED, ReminderSent(on=date(2026, 5, 4), letter=letter, channel=Channel.EMAIL))


def test_what_a_check_found_missing_is_listed_with_its_articles_and_the_words_on_file() -> None:
    reply = ReplyReceived(on=date(2026, 3, 20), nature=Nature.PARTIAL, text="We share data with our partners.")
    items = (
        ItemChecked(code="source", state=ItemState.MISSING),
        ItemChecked(code="recipients", state=ItemState.PARTLY, quote="our partners", start=19, end=31),
        ItemChecked(code="purposes", state=ItemState.ANSWERED),
    )
    said = told(SENT, RECEIVED, reply, CompletenessChecked(on=date(2026, 3, 21), items=items, reply="r3"))
    assert "la réponse ne comporte pas : la source des données (article 15, paragraphe 1, point g))." in said
    assert "Elle ne répond qu’en partie sur : l’identité des destinataires" in said
    assert "où l’on lit : « our partners »" in said
    assert "les finalités du traitement" not in said
