"""Which mandate counts on a day, and what it lacks."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from app.law.events import Event, MandateFor, MandateGiven, MandateHolder, MandateRevoked, Recorded, from_payload, to_payload
from app.law.mandates import Gap, Mandate, gaps, mandate_on, may_lodge

SIGNED = date(2026, 3, 2)
WHOLE = MandateGiven(
    on=SIGNED,
    purpose=MandateFor.COMPLAINT,
    holder="Association Exemple",
    body=MandateHolder.ASSOCIATION,
    parties_named=True,
    statutes_fit=True,
    scope_fits=True,
    signed=True,
)


def records(*events: Event) -> list[Recorded]:
    at = datetime(2026, 3, 2, tzinfo=UTC)
    return [Recorded(id=f"r{n}", sequence=n, recorded_at=at, event=event) for n, event in enumerate(events)]


def lacking(given: MandateGiven, day: date = SIGNED, *, on_file: bool = True, french: bool = True) -> tuple[Gap, ...]:
    return gaps(Mandate(record="r0", given=given), day, on_file=on_file, french=french)


def test_the_latest_mandate_for_a_purpose_counts() -> None:
    later = replace(WHOLE, on=date(2026, 4, 1), holder="Autre Exemple")
    found = mandate_on(records(WHOLE, later), MandateFor.COMPLAINT, date(2026, 5, 1))
    assert found is not None
    assert found.given is later
    assert mandate_on(records(WHOLE, later), MandateFor.COMPLAINT, date(2026, 3, 31)) == Mandate(record="r0", given=WHOLE)


def test_a_mandate_for_the_request_is_none_for_the_complaint() -> None:
    assert mandate_on(records(replace(WHOLE, purpose=MandateFor.REQUEST)), MandateFor.COMPLAINT, SIGNED) is None


def test_a_mandate_that_was_taken_back_counts_until_that_day() -> None:
    found = records(WHOLE, MandateRevoked(on=date(2026, 4, 1), purpose=MandateFor.COMPLAINT))
    assert mandate_on(found, MandateFor.COMPLAINT, date(2026, 3, 31)) is not None
    assert mandate_on(found, MandateFor.COMPLAINT, date(2026, 4, 1)) is None


def test_taking_back_the_one_leaves_the_other() -> None:
    found = records(WHOLE, MandateRevoked(on=date(2026, 4, 1), purpose=MandateFor.REQUEST))
    assert mandate_on(found, MandateFor.COMPLAINT, date(2026, 5, 1)) is not None


@pytest.mark.parametrize("answer", [False, None])
@pytest.mark.parametrize(
    ("field", "gap"),
    [("signed", Gap.SIGNATURE), ("parties_named", Gap.PARTIES), ("scope_fits", Gap.SCOPE), ("statutes_fit", Gap.STATUTES)],
)
def test_what_the_paper_does_not_say_or_nobody_looked_at_is_lacking(field: str, gap: Gap, answer: bool | None) -> None:
    assert lacking(WHOLE) == ()
    assert lacking(from_payload("mandate_given", {**to_payload(WHOLE), field: answer})) == (gap,)  # type: ignore[arg-type]


def test_its_last_day_still_counts() -> None:
    ending = replace(WHOLE, ends_on=date(2026, 6, 30))
    assert lacking(ending, date(2026, 6, 30)) == ()
    assert lacking(ending, date(2026, 7, 1)) == (Gap.ENDED,)


def test_a_mandate_without_its_paper_proves_nothing() -> None:
    assert lacking(WHOLE, on_file=False) == (Gap.PAPER,)


def test_the_french_list_matters_to_the_french_authority_only() -> None:
    other = replace(WHOLE, body=MandateHolder.OTHER)
    assert lacking(other) == (Gap.BODY_UNLISTED,)
    assert lacking(other, french=False) == ()


def test_an_agent_needs_no_statutes() -> None:
    agent = replace(WHOLE, purpose=MandateFor.REQUEST, body=MandateHolder.OTHER, statutes_fit=None)
    assert lacking(agent) == ()


@pytest.mark.parametrize(
    ("changes", "lodges"),
    [
        ({}, True),
        ({"lodges": None}, False),
        ({"lodges": False}, False),
        ({"signed": None, "scope_fits": None}, True),
        ({"signed": False}, False),
        ({"scope_fits": False}, False),
        ({"statutes_fit": False}, False),
        ({"parties_named": False}, False),
        ({"holder": " "}, False),
        ({"ends_on": SIGNED}, True),
        ({"ends_on": date(2026, 1, 1)}, False),
    ],
)
def test_who_lodges_has_a_paper_that_nothing_known_speaks_against(changes: dict[str, Any], lodges: bool) -> None:
    assert may_lodge(replace(WHOLE, **{"lodges": True, **changes}), SIGNED) is lodges


def test_the_one_who_lodges_must_be_reachable() -> None:
    assert lacking(replace(WHOLE, lodges=True)) == (Gap.ADDRESS,)
    assert lacking(replace(WHOLE, lodges=True, holder_address="5 place de l’Essai\n75002 Paris")) == ()
