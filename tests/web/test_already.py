"""A letter sent before the person came here: its dates and proofs become the first facts of a case."""

from datetime import date

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from app.cases.recovery import RecoveryCode
from app.cases.views import CaseView
from app.law.events import CaseOpened, Channel, RequestReceived, RequestSent
from app.wiring import Wiring
from tests.web.visit import form_of, heading, mistakes, press, to_review, words

SEVEN = {f"sent_{n}": f"2025-0{n + 1}-15" for n in range(1, 8)}


def already(browser: TestClient, **answers: str) -> Response:
    """The last page of the road for letters already sent."""
    return to_review(browser, start="/already", **{"sent_1": "2026-01-12", "channel": "registered_post", **answers})


def followed(page: Response, wired: Wiring) -> CaseView:
    """The first case of the dossier whose code is on the page."""
    dossier = wired.store.dossier_of(wired.store.enter(RecoveryCode.parse(" ".join(words(page)))))
    assert dossier
    return wired.store.case(dossier, wired.store.cases(dossier)[0].public_id)


def test_the_dates_are_shown_for_a_last_look(browser: TestClient) -> None:
    review = already(browser, received_on="2026-01-15")
    assert heading(review) == "Check what you said"
    assert "12 January 2026" in review.text
    assert "15 January 2026" in review.text
    assert "/request/letter" not in review.text


def test_seven_letters_become_seven_facts_in_their_order(browser: TestClient, wired: Wiring) -> None:
    page = press(browser, already(browser, **SEVEN), "/request/follow")
    events = [record.event for record in followed(page, wired).records]
    assert isinstance(events[0], CaseOpened)
    assert [e.on for e in events if isinstance(e, RequestSent)] == [date(2025, n, 15) for n in range(2, 9)]


def test_thirteen_dates_fit(browser: TestClient, wired: Wiring) -> None:
    days = {f"sent_{n}": f"2025-{n:02d}-01" for n in range(1, 13)} | {"sent_13": "2026-01-01"}
    view = followed(press(browser, already(browser, **days), "/request/follow"), wired)
    assert sum(isinstance(r.event, RequestSent) for r in view.records) == 13


def test_receipt_and_proof_are_kept_with_the_case(browser: TestClient, wired: Wiring) -> None:
    review = already(browser, received_on="2026-01-15", proof="1A 000 000 0000 0")
    scan = ("proofs", ("slip.pdf", b"%PDF-1.7 example", "application/pdf"))
    view = followed(press(browser, review, "/request/follow", {}, [scan]), wired)
    (sent,) = [r.event for r in view.records if isinstance(r.event, RequestSent)]
    (received,) = [r.event for r in view.records if isinstance(r.event, RequestReceived)]
    assert (sent.channel, sent.proof, received.on) == (Channel.REGISTERED_POST, "1A 000 000 0000 0", date(2026, 1, 15))
    assert sent.files == tuple(file.id for file in view.files if file.purpose == "proof")
    assert [file.name for file in view.files] == ["slip.pdf"]


def test_an_empty_proof_is_named_and_nothing_is_lost(browser: TestClient) -> None:
    page = press(browser, already(browser), "/request/follow", {}, [("proofs", ("slip.pdf", b"", "application/pdf"))])
    assert page.status_code == 422
    assert mistakes(page) == ["proofs"]
    assert form_of(page)["sent_1"] == ["2026-01-12"]


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        ({"sent_1": "2026-03-03"}, "sent_1"),
        ({"sent_1": "2018-05-24"}, "sent_1"),
        ({"sent_1": ""}, "sent_1"),
        ({"sent_1": "31/02/2026"}, "sent_1"),
        ({"sent_2": "2030-01-01"}, "sent_2"),
        ({"sent_2": "2026-01-12"}, "sent_2"),
        ({"received_on": "2026-01-11"}, "received_on"),
        ({"received_on": "2026-03-03"}, "received_on"),
        ({"channel": "pigeon"}, "channel"),
    ],
)
def test_a_date_that_cannot_be_is_questioned(answers: dict[str, str], field: str, browser: TestClient) -> None:
    page = already(browser, **answers)
    assert page.status_code == 422
    assert mistakes(page) == [field]


def test_dates_may_be_typed_as_people_write_them(browser: TestClient) -> None:
    assert "12 January 2026" in already(browser, sent_1="12/01/2026").text


def test_today_and_the_first_day_of_the_regulation_are_possible(browser: TestClient) -> None:
    assert heading(already(browser, sent_1="2018-05-25", sent_2="2026-03-02")) == "Check what you said"


def test_both_rights_are_followed_as_two_cases_with_their_own_proofs(browser: TestClient, wired: Wiring) -> None:
    review = already(browser, right="both")
    page = press(browser, review, "/request/follow", {}, [("proofs", ("slip.pdf", b"%PDF-1.7", "application/pdf"))])
    dossier = wired.store.dossier_of(wired.store.enter(RecoveryCode.parse(" ".join(words(page)))))
    assert dossier
    first, second = (wired.store.case(dossier, case.public_id) for case in wired.store.cases(dossier))
    assert (len(first.files), len(second.files)) == (1, 1)
    assert first.files[0].id != second.files[0].id
