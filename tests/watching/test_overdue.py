"""The overdue list: from the index alone, longest first, page by page."""

from datetime import date, timedelta

import pytest
from sqlalchemy import Engine, text

from app.law.assessment import Status
from app.platform.errors import InvalidInput
from app.watching.overdue import MOST, Overdue
from tests.watching.site import Site

TODAY = date(2026, 5, 1)
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def index(engine: Engine, rows: list[tuple[str, date]]) -> list[str]:
    """Index rows with that status and safe date, of cases that have nothing else: their ids."""
    ids = [f"{LETTERS[n % 26]}{n:025d}".translate(str.maketrans("0189", "wxyz")) for n in range(len(rows))]
    dossier = "INSERT INTO dossier VALUES (:id, :b, '', '', '', '', :used, :day)"
    with engine.begin() as connection:
        connection.execute(text(dossier.replace("''", ":b")), {"id": "d" * 26, "b": b"x", "used": True, "day": TODAY})
        for id_, (status, day) in zip(ids, rows, strict=True):
            case = "INSERT INTO legal_case (id, dossier_id, key_for_code, particulars, head) VALUES (:id, :dossier, :b, :b, :b)"
            connection.execute(text(case), {"id": id_, "dossier": "d" * 26, "b": b"x"})
            row = "INSERT INTO case_index (case_id, controller, status, due_safe, labels) VALUES (:id, 'typed', :status, :day, '[]')"
            connection.execute(text(row), {"id": id_, "status": status, "day": day})
    return ids


def overdue(engine: Engine) -> Overdue:
    return Overdue(engine, lambda: TODAY)


def test_the_longest_overdue_comes_first(engine: Engine) -> None:
    ids = index(engine, [("overdue", TODAY - timedelta(days=n)) for n in (3, 40, 1)])
    page = overdue(engine).page(10)
    assert [(case.case_id, case.days_late) for case in page.cases] == [(ids[1], 40), (ids[0], 3), (ids[2], 1)]
    assert page.next is None


def test_what_is_answered_closed_or_still_in_time_is_not_in_it(engine: Engine) -> None:
    settled = ["draft", "replied", "refused", "complaint", "authority_silent", "decided", "closed"]
    index(engine, [*((status, TODAY - timedelta(days=9)) for status in settled), ("received", TODAY)])
    assert overdue(engine).page(10).cases == ()


def test_a_case_whose_sweep_has_not_run_is_in_it(engine: Engine) -> None:
    index(engine, [("to_read", TODAY - timedelta(days=1))])
    assert [case.status for case in overdue(engine).page(10).cases] == [Status.TO_READ]


def test_pages_join_without_gap_or_repetition(engine: Engine) -> None:
    statuses = ("overdue", "reminded", "sent")
    ids = index(engine, [(statuses[n % 3], TODAY - timedelta(days=1 + n % 5)) for n in range(23)])
    found, after = [], None
    while True:
        page = overdue(engine).page(4, after)
        found += [case.case_id for case in page.cases]
        if (after := page.next) is None:
            break
    assert sorted(found) == sorted(ids)


@pytest.mark.parametrize("cursor", ["", "x", "2026-02-30." + "a" * 26, "2026-02-03.A", "2026-02-03." + "a" * 27, "\udcff"])
def test_a_place_that_is_none_is_refused_by_its_field(engine: Engine, cursor: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        overdue(engine).page(10, cursor)
    assert refused.value.field == "after"


@pytest.mark.parametrize("limit", [0, -1, MOST + 1])
def test_a_page_has_its_limits(engine: Engine, limit: int) -> None:
    with pytest.raises(InvalidInput) as refused:
        overdue(engine).page(limit)
    assert refused.value.field == "limit"


def test_a_real_case_gets_into_it_and_out_of_it(site: Site) -> None:
    dossier, case = site.case()
    site.on(TODAY)
    site.watch.sweep.run()
    assert [each.case_id for each in overdue(site.wiring.engine).page(10).cases] == [case]
    site.wiring.store.erase_dossier(dossier)
    assert overdue(site.wiring.engine).page(10).cases == ()
