"""What an authority would ask back, how it is mended, and from which day on it is there."""

from dataclasses import replace
from datetime import date

from app.law.admissibility import Point, Situation, State, admissibility
from app.law.mandates import Gap

TODAY = date(2026, 5, 4)
COMPLETE = Situation(
    controller_named=True,
    controller_reachable=True,
    sent=True,
    sending_proved=True,
    receipt_proved=True,
    after_safe_date=date(2026, 5, 4),
    position_on=None,
)


def codes(now: Situation, on: date = TODAY) -> dict[Point, tuple[State, str]]:
    return {check.point: (check.state, check.code) for check in admissibility(now, on).checks}


def test_silence_over_and_proved_lacks_nothing() -> None:
    found = admissibility(COMPLETE, TODAY)
    assert found.ready
    assert found.gaps == ()
    assert Point.MANDATE not in codes(COMPLETE)


def test_before_the_month_is_over_the_day_is_named() -> None:
    found = admissibility(COMPLETE, date(2026, 5, 3))
    assert not found.ready
    assert found.possible_on == date(2026, 5, 4)


def test_a_refusal_need_not_wait() -> None:
    refused = replace(COMPLETE, position_on=date(2026, 4, 20))
    assert codes(refused, date(2026, 4, 20))[Point.TIME] == (State.MET, "position_taken")


def test_without_proof_of_sending_no_day_mends_it() -> None:
    bare = replace(COMPLETE, sending_proved=False, receipt_proved=False)
    found = admissibility(bare, date(2026, 4, 1))
    assert codes(bare)[Point.SENDING] == (State.MISSING, "sending_unproved")
    assert codes(bare)[Point.RECEIPT] == (State.WEAK, "receipt_presumed")
    assert found.possible_on is None


def test_a_reply_shows_that_the_request_came() -> None:
    answered = replace(COMPLETE, receipt_proved=False, position_on=date(2026, 4, 20))
    assert codes(answered)[Point.RECEIPT] == (State.MET, "receipt_shown_by_reply")


def test_nothing_sent_is_no_time_that_runs() -> None:
    nothing = replace(COMPLETE, sent=False, sending_proved=False, receipt_proved=False, after_safe_date=None)
    found = codes(nothing)
    assert found[Point.REQUEST] == (State.MISSING, "request_not_sent")
    assert found[Point.TIME] == (State.MISSING, "no_time_runs")


def test_a_mandate_that_lacks_nothing_is_met() -> None:
    assert codes(replace(COMPLETE, mandate_gaps=()))[Point.MANDATE] == (State.MET, "mandate_valid")


def test_each_thing_that_a_mandate_lacks_is_a_point_of_its_own() -> None:
    found = admissibility(replace(COMPLETE, mandate_gaps=(Gap.SIGNATURE, Gap.ENDED)), TODAY)
    assert [check.code for check in found.gaps] == ["mandate_unsigned", "mandate_ended"]
    assert not found.ready
    assert found.possible_on is None


def test_a_body_that_is_not_on_the_french_list_is_a_doubt_and_no_gap() -> None:
    found = admissibility(replace(COMPLETE, mandate_gaps=(Gap.BODY_UNLISTED,)), TODAY)
    assert found.ready
    assert found.gaps[0].articles == ("GDPR Art. 80(1)", "LIL Art. 38")


def test_an_unnamed_controller_is_missing_one_without_address_only_weak() -> None:
    assert not admissibility(replace(COMPLETE, controller_named=False), TODAY).ready
    assert admissibility(replace(COMPLETE, controller_reachable=False), TODAY).ready
