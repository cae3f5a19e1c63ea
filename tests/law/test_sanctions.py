"""What an infringement can cost: caps, penalties by the day, and the ledger of what was really imposed."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.law.competence import authority
from app.law.sanctions import Penalty, Sanction, Tier, fine_cap, gravest, read, sanctions, tier_of
from app.law.tables import LawDataError, parse

TURNOVERS = st.integers(0, 10**13)


def clearview(country: str) -> Sanction:
    (found,) = [entry for entry in sanctions("clearview-ai") if entry.authority.startswith(country)]
    return found


@pytest.mark.parametrize(("article", "tier"), [(6, Tier.UPPER), (15, Tier.UPPER), (22, Tier.UPPER), (27, Tier.LOWER), (31, Tier.LOWER)])
def test_rights_and_principles_are_in_the_upper_tier_the_representative_in_the_lower(article: int, tier: Tier) -> None:
    assert tier_of(article) is tier


def test_an_article_without_a_fine_has_no_tier() -> None:
    assert tier_of(77) is None
    assert gravest([77]) is None


def test_linked_infringements_are_capped_by_the_gravest() -> None:
    assert gravest([27, 15, 31]) is Tier.UPPER
    assert gravest([31, 27]) is Tier.LOWER


def test_somebody_who_is_no_undertaking_has_the_fixed_cap_alone() -> None:
    assert fine_cap(Tier.UPPER, undertaking=False, turnover=10**12).amount == 20_000_000


@pytest.mark.parametrize("tier", Tier)
def test_both_tiers_cross_over_at_a_turnover_of_five_hundred_million(tier: Tier) -> None:
    at, above = (fine_cap(tier, undertaking=True, turnover=turnover) for turnover in (500_000_000, 500_000_100))
    assert (at.amount, at.of_turnover) == (at.fixed, False)
    assert above.amount > above.fixed
    assert above.of_turnover


def test_an_unknown_turnover_leaves_the_fixed_sum() -> None:
    assert fine_cap(Tier.LOWER, undertaking=True).amount == 10_000_000


def test_a_negative_turnover_is_refused() -> None:
    with pytest.raises(ValueError, match="turnover"):
        fine_cap(Tier.LOWER, undertaking=True, turnover=-1)


@given(TURNOVERS, TURNOVERS)
def test_more_turnover_never_lowers_the_cap(one: int, other: int) -> None:
    low, high = sorted((one, other))
    assert fine_cap(Tier.UPPER, undertaking=True, turnover=low).amount <= fine_cap(Tier.UPPER, undertaking=True, turnover=high).amount


def test_a_penalty_counts_its_first_and_its_last_day() -> None:
    penalty = Penalty(rate=100_000, start=date(2022, 12, 20))
    assert penalty.accrued(date(2022, 12, 19)) == 0
    assert penalty.accrued(date(2022, 12, 20)) == 100_000
    assert penalty.accrued(date(2023, 2, 9)) == 5_200_000


def test_a_capped_penalty_stops_at_its_cap() -> None:
    monthly = Penalty(rate=250_000, start=date(2024, 1, 15), period="month", cap=1_500_000)
    assert monthly.accrued(date(2024, 1, 15)) == 250_000
    assert monthly.accrued(date(2024, 2, 14)) == 250_000
    assert monthly.accrued(date(2024, 2, 15)) == 500_000
    assert monthly.accrued(date(2030, 1, 1)) == 1_500_000


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.integers(0, 4000), st.sampled_from(["day", "month"]))
def test_a_penalty_never_shrinks(start: date, days: int, period: str) -> None:
    penalty = Penalty(rate=7, start=start, period=period)
    until = start + timedelta(days=days)
    assert 0 < penalty.accrued(until) <= penalty.accrued(until + timedelta(days=1))


def test_the_ledger_gives_what_the_cnil_liquidated_and_names_the_reading() -> None:
    decision = clearview("fr-")
    assert decision.liquidated == 5_200_000
    assert [(reading.days, reading.official) for reading in decision.matching] == [(52, False)]
    assert {reading.days for reading in decision.readings if reading.official} == {53}


def test_the_dutch_orders_can_cost_five_million_one_hundred_thousand() -> None:
    assert clearview("nl-").most_of_orders == 5_100_000


def test_the_french_injunction_has_no_cap() -> None:
    assert clearview("fr-").most_of_orders is None


def test_what_is_pending_says_so() -> None:
    standing = clearview("gb-").standing
    assert standing is not None
    assert "pending" in standing["en"]


def test_every_decision_is_of_an_authority_that_has_a_file() -> None:
    assert {entry.authority for entry in sanctions()} == {authority(entry.authority).id for entry in sanctions()}


def test_a_reading_that_ends_before_it_begins_is_refused() -> None:
    text = """
controller = "x"
authority = "fr-cnil"
on = 2022-01-01
reference = "x"
currency = "EUR"
checked = 2022-01-01
sources = [{ ref = "x", status = "known" }]
title = { fr = "x", en = "x" }
[[readings]]
first = 2022-02-01
last = 2022-01-01
why = { fr = "x", en = "x" }
sources = [{ ref = "x", status = "known" }]
"""
    with pytest.raises(LawDataError, match="last"):
        read(parse("sanctions/x.toml", text.encode()))
