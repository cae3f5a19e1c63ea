"""What excludes what, and what the dates of the case decide."""

from datetime import date

from app.replies.analysis.dates import Dated
from app.replies.analysis.decisions import Circumstances, decide
from tests.replies.samples import LABELS

SENT = date(2024, 3, 1)
IN_TIME = Circumstances(SENT, date(2024, 3, 20), (Dated(date(2024, 5, 30), 0, 1),))


def found(given: Circumstances, **scores: float) -> dict[str, str]:
    every = dict.fromkeys(LABELS, -5.0) | scores
    return {one.label: one.why for one in decide(every, given)}


def test_limits_and_answers_never_stand_together() -> None:
    assert found(IN_TIME, compliant=1.0, fee_demanded=2.0, partial_answer=1.5) == {"fee_demanded": "model", "partial_answer": "model"}
    assert found(IN_TIME, compliant=3.0, fee_demanded=2.0) == {"compliant": "model"}


def test_an_extension_in_time_with_a_day_is_what_the_words_say() -> None:
    assert found(IN_TIME, extension_valid=2.0) == {"extension_valid": "model"}


def test_an_extension_after_the_month_is_unjustified_whatever_its_reasons() -> None:
    late = Circumstances(SENT, date(2024, 4, 20), IN_TIME.promised)
    assert found(late, extension_valid=2.0) == {"extension_unjustified": "dates"}


def test_an_extension_beyond_three_months_is_unjustified() -> None:
    long = Circumstances(SENT, date(2024, 3, 20), (Dated(date(2024, 7, 30), 0, 1),))
    assert found(long, extension_valid=2.0) == {"extension_unjustified": "dates"}


def test_an_acknowledgement_with_a_day_is_no_holding_reply() -> None:
    assert found(IN_TIME, holding_reply=2.0) == {}
    assert found(Circumstances(None, None, ()), holding_reply=2.0) == {"holding_reply": "model"}


def test_nothing_above_the_threshold_is_no_finding() -> None:
    assert found(IN_TIME) == {}


def test_a_further_limit_needs_more_than_the_first() -> None:
    assert found(IN_TIME, fee_demanded=0.2) == {"fee_demanded": "model"}
    assert found(IN_TIME, fee_demanded=2.0, partial_answer=0.9) == {"fee_demanded": "model"}
