"""Reading a reply from end to end: findings, quotations, odd texts, and a floor under how well the corpus' scans are read."""

from datetime import date
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.law.limits import Kind
from app.replies.analysis import Analysis, Case, analyse, analyse_all
from app.replies.analysis.model import model
from tests.replies.samples import LABELS, samples, scans
from tests.replies.scoring import false_alarms, tally

FEE = "Dear Ms Exemple,\n\nWe charge an administration fee of £25. Nothing will be sent before it is paid.\n\nThe Registry"
LOVE = (
    "Mon amour, tes yeux me manquent. Je pense à toi chaque soir et je t'attends sous le grand chêne. Tendrement, Lou",
    "My darling, I have been thinking of you every hour. I will write again soon. Wait for me. Yours forever, J.",
    "Mein Liebling, ich vermisse dich. Jeden Abend schaue ich auf das Meer und denke an dich. Schreib mir bald.",
    "Amor mío, te echo de menos. Te escribiré pronto. Tuyo siempre, Luis",
    "Amore mio, mi manchi. Ogni sera guardo le stelle e penso ai tuoi occhi. Ti scriverò presto.",
)
INVOICE = "Invoice 2024-118\n3 chairs, oak: 420.00 EUR\nVAT 20 %: 84.00 EUR\nTotal: 504.00 EUR\nThank you for your order."


def labels(found: Analysis) -> list[str]:
    return [one.label for one in found.findings]


def test_a_fee_is_found_quoted_and_explained() -> None:
    found = analyse(FEE, "access", date(2024, 3, 1), date(2024, 3, 10))
    assert found.language == "en"
    first = found.findings[0]
    assert (first.label, first.kind, first.why) == ("fee_demanded", Kind.LIMIT, "model")
    assert FEE[first.start : first.end] == first.quote
    assert "fee" in first.quote or "paid" in first.quote
    assert "GDPR Art. 12(5)" in first.articles
    assert 0.5 < first.confidence <= 1


def test_what_was_asked_before_is_not_what_was_answered() -> None:
    quoted = (
        "Your copy is attached, all of it, free of charge.\n\nOn 3 March, Camille wrote:\n> I will not pay a fee of £25 before it is sent."
    )
    assert "fee_demanded" not in labels(analyse(quoted))


@pytest.mark.parametrize("days", [(), (date(2024, 3, 1), date(2024, 3, 10))])
@pytest.mark.parametrize(
    "text", ["", "   \n", *LOVE, INVOICE, "\x00\x01PNG\x7f" * 500, "1;2;3\n" * 5_000, "🙂" * 300, "<p></p>", "?", "a" * 100_000]
)
def test_what_is_no_reply_has_no_limit(text: str, days: tuple[date, ...]) -> None:
    found = analyse(text, "access", *days)
    assert [one for one in found.findings if one.kind is Kind.LIMIT] == []


HOSTILE = (
    "Lorem ipsum dolor sit amet. ",
    "word ",
    "a",
    "ok\n",
    "> x\n",
    "1er ",
    "Art. 15 ",
    "Aa de ",
    "From: x\n",
    "<style>",
    "<!--",
    "le 3 x x x x\n",
)


@pytest.mark.parametrize("piece", HOSTILE)
def test_the_worst_texts_take_seconds_and_find_nothing(piece: str) -> None:
    began = process_time()
    found = analyse(FEE.splitlines()[0] + "\n" + piece * (1_000_000 // len(piece)), "access", date(2024, 3, 1), date(2024, 3, 10))
    assert process_time() - began < 10
    assert found.findings == ()


def test_a_rule_quotes_what_the_model_had_found_and_is_named() -> None:
    late = "Nous prolongeons le délai de deux mois : votre dossier compte 214 enregistrements où d'autres voix doivent être masquées."
    found = analyse(late, "access", date(2024, 3, 1), date(2024, 5, 20)).findings
    assert [(one.label, one.why, one.rule.name) for one in found if one.rule] == [
        ("extension_unjustified", "rule", "extension_after_the_month")
    ]


def test_five_megabytes_are_read_by_their_beginning() -> None:
    found = analyse(FEE + "\n\n" + "Lorem ipsum dolor sit amet. " * 200_000)
    assert found.language is not None
    assert all(one.quote for one in found.findings)


def test_many_are_read_in_their_order_as_each_alone() -> None:
    some = samples()[::60]
    cases = [(sample.text, sample.case) for sample in some]
    assert [labels(found) for found in analyse_all(cases)] == [
        labels(analyse(text, c.request, c.sent_on, c.received_on)) for text, c in cases
    ]


def test_every_quotation_stands_at_its_place() -> None:
    some = [*samples()[::10], *scans()]
    for sample, found in zip(some, analyse_all((sample.text, sample.case) for sample in some), strict=True):
        places = [*found.findings]
        assert all(sample.text[one.start : one.end] == one.quote and one.quote.strip() for one in places)
        parts = [part for key in ("dates", "recipients", "amounts", "documents", "articles") for part in found.extracted[key]]
        assert all(sample.text[part["start"] : part["end"]] == part["quote"] for part in parts)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400), st.sampled_from([None, "access", "erasure", "both"]))
def test_any_text_is_read_without_complaint(text: str, request: str | None) -> None:
    found = analyse(text, request, date(2024, 1, 1), date(2024, 2, 1))
    assert all(text[one.start : one.end] == one.quote for one in found.findings)


def test_the_model_knows_labels_of_the_law_only() -> None:
    assert set(model().labels) <= set(LABELS)


def test_the_corpus_is_read_again_as_it_was_learnt() -> None:
    some = samples()[::8]
    judged = [(one, frozenset(labels(found))) for one, found in zip(some, analyse_all((one.text, one.case) for one in some), strict=True)]
    assert tally(judged).f1 > 0.9
    assert false_alarms(judged) < 0.1


def test_scans_are_read_nearly_as_well() -> None:
    some = scans()
    judged = [(one, frozenset(labels(found))) for one, found in zip(some, analyse_all((one.text, one.case) for one in some), strict=True)]
    assert tally(judged).f1 > 0.8


def test_a_case_may_be_unknown() -> None:
    assert analyse(FEE).findings[0].label == "fee_demanded"
    assert Case() == Case(None, None, None)
