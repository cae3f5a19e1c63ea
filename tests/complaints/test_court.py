"""The checklist for the Conseil d'État: after a rejection, express or implied, with its dates, and never a draft."""

from datetime import date

import pytest

from app.complaints.court import CourtChecklist, court_checklist
from app.law.events import (
    AuthorityDecided,
    AuthorityInformed,
    AuthorityOutcome,
    Channel,
    ComplaintFiled,
    Event,
    RequestReceived,
    RequestSent,
)
from app.platform.i18n import translator
from tests.complaints.cases import assessed, records, request

ASKED = (RequestSent(on=date(2026, 3, 3), channel=Channel.EMAIL), RequestReceived(on=date(2026, 3, 3)))


def filed(authority: str = "fr-cnil") -> ComplaintFiled:
    return ComplaintFiled(on=date(2026, 5, 15), authority=authority)


def checklist(today: date, *events: Event) -> CourtChecklist | None:
    return court_checklist(assessed(records(request(), *ASKED, *events), today), translator("fr"))


def days(found: CourtChecklist | None) -> list[date]:
    assert found is not None
    return [day.on for day in found.days]


def decided(*, stated: bool = True, outcome: AuthorityOutcome = AuthorityOutcome.REJECTED) -> AuthorityDecided:
    return AuthorityDecided(on=date(2026, 7, 1), authority="fr-cnil", outcome=outcome, remedies_stated=stated)


def test_three_months_of_silence_open_two_for_the_court() -> None:
    found = checklist(date(2026, 8, 20), filed())
    assert days(found) == [date(2026, 5, 15), date(2026, 8, 15), date(2026, 10, 15)]
    assert found is not None
    assert [day.rule for day in found.days][1] == "décret n°\u00a02019-536, article\u00a010"
    assert any("avocat" in point for point in found.points)


def test_a_decision_counts_from_its_own_day() -> None:
    assert days(checklist(date(2026, 7, 5), filed(), decided())) == [date(2026, 5, 15), date(2026, 7, 1), date(2026, 9, 1)]


def test_one_that_names_no_remedies_has_a_year_at_most() -> None:
    found = days(checklist(date(2026, 7, 5), filed(), decided(stated=False)))
    assert found[-2:] == [date(2026, 9, 1), date(2027, 7, 1)]


def test_news_moves_the_silence_and_is_among_the_dates() -> None:
    informed = AuthorityInformed(on=date(2026, 7, 1), authority="fr-cnil")
    assert checklist(date(2026, 8, 20), filed(), informed) is None
    assert days(checklist(date(2026, 10, 5), filed(), informed))[1:3] == [date(2026, 7, 1), date(2026, 10, 1)]


def test_once_the_last_day_has_passed_it_says_so_first() -> None:
    found = checklist(date(2026, 12, 1), filed())
    assert found is not None
    assert found.late
    assert found.points[0].startswith("Le dernier jour est passé")


@pytest.mark.parametrize("events", [(), (filed(),), (filed("ie-dpc"),), (filed(), decided(outcome=AuthorityOutcome.UPHELD))])
def test_without_a_rejection_by_the_cnil_there_is_none(events: tuple[Event, ...]) -> None:
    assert checklist(date(2026, 8, 1), *events) is None


def test_abroad_the_last_day_of_another_authority_is_nobody_s_to_tell() -> None:
    assert checklist(date(2026, 12, 1), filed("ie-dpc")) is None
