"""What leaves of corrected replies: labels and words in the format of the corpus, and nothing that tells who anybody is."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from time import process_time

import pytest

from app.cases.parties import Subject
from app.cases.views import CaseView
from app.directory.controllers import Controller
from app.law.events import FindingConfirmed, FindingRejected, ReplyNature, ReplyReceived, RequestReceived
from app.replies.anonymous import anonymous
from app.replies.corrections import corrections, digest
from tests.complaints.test_case_letters import view
from tests.replies.samples import read, samples

KEY = b"k" * 32
FEE = "Volière SARL facture 25 € de frais de dossier pour toute copie."
TEXT = f"""Madame Canaria,

Votre demande du lundi 2 mars 2026 (réf. SAI-CANA-RIA0, dossier n° 88417) nous est parvenue le 03/03/2026 à 9h30.
CANARIA EXEMPLE, née le 4 mai 1987, joignable au 01 99 00 77 31 ou +33199007731, canaria@example.org, 7 allée des Serins, 33000 Bordeaux,
pseudo serin-7731, a pour conseil Maître Perruche. {FEE}
Réponse avant le 30 avril. IBAN FR76 3000 6000 0112 3456 7890 189, voir www.voliere.example/dpo.
Le règlement (UE) 2016/679, article 12, le permet.

Cordialement,
Jean Mésange
Délégué à la protection des données

Le 2 mars 2026, Canaria Exemple a écrit :
> Je m'appelle Canaria et mon secret est Ornithorynque."""
CANARIES = (
    "canaria", "exemple", "serin", "bordeaux", "33000", "voliere", "volière",
    "perruche", "mesange", "mésange", "jean", "88417", "7731", "sai-",
    "ria0", "fr76", "7890", "ornithorynque", "1987", "2026-03-02", "03/03/2026", "2 mars 2026", "30 avril", "9900", "99 00",
)  # fmt: skip
SUBJECT = Subject(
    name="Canaria Exemple", country="FR", address=("7 Allée des Serins", "33000 Bordeaux"), email="canaria@example.org",
    phone="+33199007731", birthdate=date(1987, 5, 4), identifiers={"pseudo": "serin-7731"},
)  # fmt: skip


def corrected(text: str = TEXT, quote: str = FEE) -> CaseView:
    """A case with that reply, in which a fee was confirmed and a portal turned down."""
    replied = ReplyReceived(on=date(2026, 3, 20), nature=ReplyNature.OTHER, text=text)
    bare = view(RequestReceived(on=date(2026, 3, 3)), replied)
    reply = next(record.id for record in bare.records if record.event == replied)
    start = text.index(quote)
    fee = FindingConfirmed(on=replied.on, label="fee_demanded", quote=quote, reply=reply, start=start, end=start + len(quote))
    made = view(
        RequestReceived(on=date(2026, 3, 3)), replied, fee, FindingRejected(on=replied.on, label="portal_or_form_only", reply=reply)
    )
    controller = Controller(name="Volière SARL", country="FR", email="dpo@voliere.example")
    return replace(made, request=replace(made.request, subject=SUBJECT, controller=controller, reference="SAI-CANA-RIA0"))


def test_nothing_personal_leaves() -> None:
    (found,) = corrections(corrected(), KEY)
    left = found.line().lower()
    assert [canary for canary in CANARIES if canary in left] == []


def test_what_carries_the_label_stays_and_is_found_in_the_text() -> None:
    entry = corrections(corrected(), KEY)[0].entry
    assert entry["quotes"] == {"fee_demanded": "Xxxxxxx XXXX facture 25 € de frais de dossier pour toute copie."}
    assert entry["quotes"]["fee_demanded"] in entry["text"]
    assert entry["rejected"] == ["portal_or_form_only"]
    assert "(UE) 2016/679, article 12" in entry["text"]


def test_dates_move_together_by_whole_weeks() -> None:
    entry = corrections(corrected(), KEY)[0].entry
    sent, received = date.fromisoformat(entry["sent_on"]), date.fromisoformat(entry["received_on"])
    assert (received - sent).days == 17
    assert received != date(2026, 3, 20)
    assert received.weekday() == date(2026, 3, 20).weekday()
    assert f"{sent:%d/%m/%Y}" in entry["text"]


def test_the_line_is_one_of_the_corpus(tmp_path: Path) -> None:
    (tmp_path / "more.jsonl").write_text("".join(one.line() for one in corrections(corrected(), KEY)))
    (sample,) = read(tmp_path / "more.jsonl")
    assert (sample.language, sample.case.request, sample.labels) == ("fr", "access", frozenset({"fee_demanded"}))


def test_a_word_that_a_person_hides_goes_and_changes_the_digest() -> None:
    before, after = corrections(corrected(), KEY), corrections(corrected(), KEY, ["frais de dossier"])
    assert "xxxxx xx xxxxxxx" in after[0].entry["text"]
    assert digest(before) != digest(after)
    assert digest(before) == digest(corrections(corrected(), KEY))


def test_a_passage_of_quoted_history_stays() -> None:
    (found,) = corrections(corrected(quote="mon secret est Ornithorynque"), KEY)
    assert (found.left_out, found.entry["labels"]) == (1, [])


def test_a_reply_in_which_nothing_was_decided_stays() -> None:
    assert corrections(view(ReplyReceived(on=date(2026, 3, 20), nature=ReplyNature.OTHER, text=TEXT)), KEY) == ()


@pytest.mark.parametrize("language", ["fr", "en", "de", "es", "it"])
def test_quotations_of_the_corpus_survive_in_their_places(language: str) -> None:
    for sample in [one for one in samples() if one.language == language and one.quotes][::25]:
        left = anonymous(sample.text, [], language, 63, date(2024, 3, 20))
        for quote in sample.quotes.values():
            at = sample.text.index(quote)
            start, end = left.place(at, at + len(quote))
            assert left.text[start:end]
            assert json.dumps(left.text)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (
            "Sehr geehrte Frau Lerche, die vom 3. März liegt vor.",
            "Sehr geehrte Frau Xxxxxx, die vom 5. Mai liegt vor.",
        ),
        ("Dear Ms Wren,\nplease call Robin Finch on 020 7946 0018.", "Dear Ms Xxxx,\nplease call Xxxxx Xxxxx on 000 0000 0000."),
        (
            "Il caso: Signora Merlo, risponde Anna Rondine il 12/03/2026.",
            "Il caso: Signora Xxxxx, risponde Xxxx Xxxxxxx il 14/05/2026.",
        ),
        (
            "Estimada Sra. Gaviota: calle Mayor 12, expediente 77-AB.",
            "Estimada Sra. Xxxxxxx: xxxxx Xxxxx 00, expediente 00-XX.",
        ),
        ("We charge £25 under Article 12(5) GDPR since 2019.", "We charge £25 under Article 12(5) GDPR since 2019."),
    ],
)
def test_names_and_numbers_go_in_every_language(text: str, left: str) -> None:
    guessed = {"S": "de", "D": "en", "I": "it", "E": "es", "W": "en"}[text[0]]
    assert anonymous(text, [], guessed, 63, date(2026, 3, 20)).text == left


@pytest.mark.parametrize(
    "piece", ["a", "a-", "a.", "1 ", "Dear Aa ", "Aa ", "Aa\n", "12/03/2026 ", "AB12", "@", "rue ", "1 rue a ", "Ab3 calle "]
)
def test_no_text_takes_long(piece: str) -> None:
    began = process_time()
    anonymous(piece * (100_000 // len(piece)), ["Camille Exemple", "7 rue des Lilas"], "fr", 63, date(2026, 3, 20))
    assert process_time() - began < 3
