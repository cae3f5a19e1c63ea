"""The newest message apart from what it quotes, in the shapes that mail programs and ticket systems give it."""

import json
from itertools import pairwise
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.replies.newest import divide, newest_text, said

CORPUS = sorted((Path(__file__).parent / "corpus").glob("*.jsonl"))

OUTLOOK = """\
Bonjour,
Nous avons bien reçu votre demande.

Cordialement,
Service clients
01 99 00 12 34

________________________________
De : Camille Exemple <camille@example.org>
Envoyé : mardi 3 mars 2026 10:12
À : Service clients
Objet : Demande d'accès

Bonjour, je souhaite une copie de mes données."""

GMAIL = """\
Your data is attached.

On Tue, Mar 3, 2026 at 10:12 AM Camille Exemple <
camille@example.org> wrote:

> I would like a copy of my data.
>
> Camille"""

APPLE = """\
Ihre Daten sind gelöscht.

Von meinem iPhone gesendet

> Am 03.03.2026 um 10:12 schrieb Camille Exemple <camille@example.org>:
>\x20
> Bitte löschen Sie meine Daten."""

ZENDESK = """\
##- Si prega di scrivere la risposta sopra questa riga -##

Debora (Assistenza), 14 mag, 15:12
Confermo che il caso era stato chiuso per errore.

Camille Exemple, 13 mag, 09:31
Vorrei la copia dei miei dati."""

FRESHDESK = """\
Estimada Camille:
Le enviamos sus datos.

--- Por favor, responda por encima de esta línea ---
Usted escribió: quiero una copia."""

ORIGINAL = """\
Please send us your identity card.

-----Original Message-----
From: Camille Exemple
Sent: 3 March 2026
I want a copy."""


HISTORY = [
    "Nous refusons.\n\nLe 3 mars 2024, Idris a écrit :\n> Ma carte d'identité ?\n",
    "We refuse.\n\nOn 3 March, Sam wrote:\nNo passport, please.",
    "Wir lehnen ab.\n\nVon: Paul R.\nGesendet: Dienstag, 4. Juni\nBetreff: Auskunft\nKein Ausweis bitte.",
    "Rifiutiamo.\n\n-----Messaggio originale-----\nNiente passaporto.",
    "No.\n\nEl 3 de marzo, Soporte escribió:\n> Sin pasaporte no tramitamos.",
    "Réponse du support :\nNous refusons.\n\nVotre question :\n« Et mon passeport ? »",
    "> What about my passport?\nWe refuse.",
]


CONVERSATION = """\
Utente: posso darvi lo scontrino!
Supporto: grazie ma non ci serve.
Utente: ho un passaporto anch'io.
Supporto: non serve."""


@pytest.mark.parametrize(
    ("mail", "now", "signed"),
    [
        (OUTLOOK, "Bonjour,\nNous avons bien reçu votre demande.", "Cordialement,\nService clients\n01 99 00 12 34"),
        (GMAIL, "Your data is attached.", ""),
        (APPLE, "Ihre Daten sind gelöscht.", "Von meinem iPhone gesendet"),
        (ZENDESK, "Debora (Assistenza), 14 mag, 15:12\nConfermo che il caso era stato chiuso per errore.", ""),
        (FRESHDESK, "Estimada Camille:\nLe enviamos sus datos.", ""),
        (ORIGINAL, "Please send us your identity card.", ""),
    ],
    ids=["outlook", "gmail", "apple", "zendesk", "freshdesk", "original"],
)
def test_what_is_said_now_stands_apart(mail: str, now: str, signed: str) -> None:
    found = divide(mail)
    assert [span.of(mail) for span in found.newest] == [now]
    assert (found.signature.of(mail) if found.signature else "") == signed
    assert found.history


@pytest.mark.parametrize("mail", HISTORY)
def test_what_the_person_wrote_is_not_said_now(mail: str) -> None:
    left = " ".join(span.of(mail) for span in said(mail)).lower()
    assert left.strip()
    assert not any(word in left for word in ("passport", "passeport", "pasaporte", "passaporto", "ausweis", "identité"))


def test_of_a_conversation_only_their_turns_are_said() -> None:
    assert newest_text(CONVERSATION) == "Supporto: grazie ma non ci serve.\n\nSupporto: non serve."
    assert newest_text("Cliente: 4711\nLe scriviamo per la pratica.") == "Cliente: 4711\nLe scriviamo per la pratica."


def test_a_heading_above_the_newest_message_is_no_part_of_it() -> None:
    mail = "On 3 July, Bo wrote:\nIgnore my last mail.\n\nOn 30 June, Bo wrote:\n> Send a passport."
    assert newest_text(mail) == "Ignore my last mail."


def test_empty_lines_do_not_break_the_heading_of_an_older_message() -> None:
    assert newest_text("The copy follows.\n\nDa: Galli\n\nInviato: mercoledì 31 maggio\n\nOggetto: copia\n\nPerché?") == "The copy follows."


def test_signature_and_disclaimer_are_said_but_history_is_not() -> None:
    mail = "No.\n\nKind regards,\nA. Person\n\nThis e-mail is confidential.\n\n> Why?"
    assert [span.of(mail) for span in said(mail)] == ["No.\n\nKind regards,\nA. Person\n\nThis e-mail is confidential."]


def test_answers_between_the_quoted_lines_are_new() -> None:
    mail = "> Which data do you hold?\nName and address.\n\n> Who received them?\nNobody.\n"
    assert newest_text(mail) == "Name and address.\n\nNobody."


def test_an_answer_under_the_repeated_question_is_new() -> None:
    mail = "Votre question :\nQuelles données avez-vous ?\n\nNotre réponse :\nAucune."
    assert newest_text(mail) == "Notre réponse :\nAucune."


@pytest.mark.parametrize(
    "letter",
    [
        "Votre demande : accès à vos données\nNos références : 12\n\nMadame,\nVoici vos données.",
        "Madame,\nNous devons vous demander de formuler votre demande : elle est obscure.\nElle porte sur le 3 mars.",
        "Date: 3 March 2026\nSubject: your request\n\nDear Camille,\nhere it is.",
        "1. De : quelles sources ?\nNous ne le savons pas.",
        "We looked at what you sent us. On 3 March you asked: may I have a copy?\nYou may.",
    ],
)
def test_a_letter_without_history_is_new_as_a_whole(letter: str) -> None:
    assert not divide(letter).history
    assert newest_text(letter) == letter


def test_a_message_that_is_only_passed_on_is_the_newest_there_is() -> None:
    mail = "---------- Forwarded message ---------\nFrom: Service <dpo@example.org>\nSubject: Reply\n\nWe hold nothing."
    assert "We hold nothing." in newest_text(mail)
    assert newest_text("> We hold nothing.") == "> We hold nothing."


def test_a_postscript_under_the_formula_is_no_signature() -> None:
    mail = "We hold nothing.\n\nKind regards,\nA. Person\n\nPS: we also need your identity card."
    assert newest_text(mail) == mail


@pytest.mark.parametrize(
    "added",
    [
        "Ce message et toutes les pièces jointes sont confidentiels et destinés à l'usage exclusif de leur destinataire.",
        "This e-mail and any attachment is confidential and intended solely for the addressee.",
        "Diese E-Mail enthält vertrauliche Informationen.",
        "Este mensaje es confidencial.",
        "Questo messaggio contiene informazioni riservate.",
    ],
)
def test_what_is_added_to_every_mail_is_told_apart(added: str) -> None:
    mail = f"We hold nothing.\n\n{added}\n"
    found = divide(mail)
    assert [span.of(mail) for span in found.disclaimers] == [added]
    assert newest_text(mail) == "We hold nothing."


def test_line_ends_of_mail_are_no_obstacle() -> None:
    assert newest_text(dedent(GMAIL).replace("\n", "\r\n")) == "Your data is attached."


@given(st.text(alphabet=st.sampled_from("ab >\n-:\r#_Vous a écrit On wrote De A"), max_size=200))
def test_every_word_lies_in_exactly_one_part(text: str) -> None:
    found = divide(text)
    parts = sorted((*found.newest, *found.history, *found.disclaimers, *filter(None, [found.signature])), key=lambda span: span.start)
    assert all(before.end <= after.start for before, after in pairwise(parts))
    assert "".join("".join(span.of(text).split()) for span in parts) == "".join(text.split())


@pytest.mark.skipif(not CORPUS, reason="the collection of replies is not here")
def test_what_shows_a_limit_lies_in_the_newest_message() -> None:
    """At least 99 of 100 passages of the collection; those that are the whole text, history and all, are not asked for."""
    rows = [json.loads(row) for file in CORPUS for row in file.read_text(encoding="utf-8").splitlines()]
    asked = [(row["text"], quote) for row in rows for quote in row["quotes"].values() if quote in row["text"] and quote != row["text"]]
    inside = [any(quote in span.of(text) for span in divide(text).newest) for text, quote in asked]
    assert sum(inside) >= 0.99 * len(inside)
