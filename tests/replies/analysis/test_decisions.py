"""What excludes what, and what rules decide: by the dates of the case, and by the kind of text."""

from datetime import date

from app.replies.analysis.dates import Dated
from app.replies.analysis.decisions import decide
from app.replies.analysis.rules import Circumstances, is_private, rules, says_something
from tests.replies.samples import LABELS, samples

SENT = date(2024, 3, 1)
IN_TIME = Circumstances(SENT, date(2024, 3, 20), (Dated(date(2024, 5, 30), 0, 1),))


def found(given: Circumstances, **scores: float) -> dict[str, str]:
    every = dict.fromkeys(LABELS, -5.0) | scores
    return {one.label: one.why for one in decide(every, given)}


def test_limits_and_answers_never_stand_together() -> None:
    assert found(IN_TIME, compliant=1.0, fee_demanded=3.0, partial_answer=2.0) == {"fee_demanded": "model", "partial_answer": "model"}
    assert found(IN_TIME, compliant=3.0, fee_demanded=2.0) == {"compliant": "model"}


def test_an_extension_in_time_with_a_day_is_what_the_words_say() -> None:
    assert found(IN_TIME, extension_valid=2.0) == {"extension_valid": "model"}


def test_an_extension_after_the_month_is_unjustified_whatever_its_reasons() -> None:
    late = Circumstances(SENT, date(2024, 4, 20), IN_TIME.promised)
    assert found(late, extension_valid=2.0) == {"extension_unjustified": "rule"}


def test_an_extension_beyond_three_months_is_unjustified() -> None:
    long = Circumstances(SENT, date(2024, 3, 20), (Dated(date(2024, 7, 30), 0, 1),))
    assert found(long, extension_valid=2.0) == {"extension_unjustified": "rule"}


def test_an_acknowledgement_with_a_day_is_no_holding_reply() -> None:
    assert found(IN_TIME, holding_reply=2.0) == {}
    assert found(Circumstances(None, None, ()), holding_reply=2.0) == {"holding_reply": "model"}


def test_nothing_above_the_threshold_is_no_finding() -> None:
    assert found(IN_TIME) == {}


def test_a_further_limit_needs_more_than_the_first() -> None:
    assert found(IN_TIME, fee_demanded=0.2) == {"fee_demanded": "model"}
    assert found(IN_TIME, fee_demanded=2.0, partial_answer=1.4) == {"fee_demanded": "model"}


def test_what_the_model_finds_already_a_rule_decides_as_well() -> None:
    late = Circumstances(SENT, date(2024, 4, 20), ())
    assert found(late, extension_valid=1.0, extension_unjustified=2.0) == {"extension_unjustified": "rule"}
    assert found(late, extension_unjustified=2.0) == {"extension_unjustified": "rule"}
    assert found(IN_TIME, extension_unjustified=2.0) == {"extension_unjustified": "model"}


def test_every_rule_names_labels_of_the_law_and_says_why_in_both_languages() -> None:
    for rule in rules().values():
        assert {rule.instead_of, rule.found or rule.instead_of} <= set(LABELS)
        assert rule.article.startswith("GDPR Art. ")
        assert set(rule.text) == {"fr", "en"}


def test_no_reply_of_the_corpus_is_taken_for_a_private_letter() -> None:
    assert [sample.id for sample in samples() if sample.labels and is_private(sample.text)] == []
    assert is_private("Mon cœur, je t'écrirai bientôt.")
    assert not is_private("Your data are attached, with the message “I love you” of 3 March.")


def test_figures_and_single_letters_say_nothing() -> None:
    assert not any(map(says_something, ["", "x x x x", "12 34 56", "a" * 400, f"word {'x ' * 100}"]))
    assert all(map(says_something, ["Passport please.", "Nein", "Fin : 04/09/2023."]))
