"""The first records of a case: the facts that the law needs, and the letters that went before."""

from dataclasses import replace
from datetime import date

import pytest

from app.cases.opening import Sending, opening_events
from app.cases.parties import Request, Subject
from app.directory.controllers import find
from app.law.events import CaseOpened, Channel, LetterDrafted, RequestReceived, RequestSent
from app.law.rights import Right

TODAY = date(2026, 3, 2)
SENT = Sending(days=(date(2026, 1, 5), date(2026, 2, 5)), channel=Channel.EMAIL, proof="number 1", files=("scan",))


@pytest.fixture
def request_() -> Request:
    """Access to what Clearview AI holds on a person in France."""
    camille = Subject(name="Camille Exemple", country="FR", minor=True)
    clearview = find("clearview-ai")
    return Request(right=Right.ACCESS, controller=clearview, subject=camille, channel=Channel.EMAIL, reference="SAI-0000-0000", on=TODAY)


def test_a_new_case_begins_with_its_facts_and_its_letter(request_: Request) -> None:
    opened, drafted = opening_events(request_, TODAY)
    assert opened == CaseOpened(
        on=TODAY,
        right=Right.ACCESS,
        controller_place="US",
        union_establishment=False,
        subject_place="FR",
        minor=True,
        traits=("face_search",),
    )
    assert drafted == LetterDrafted(on=TODAY, letter="access")


def test_a_region_refines_the_country_of_the_person(request_: Request) -> None:
    in_alsace = replace(request_, subject=replace(request_.subject, place="FR-67"))
    opened = opening_events(in_alsace, TODAY)[0]
    assert isinstance(opened, CaseOpened)
    assert opened.subject_place == "FR-67"


def test_a_case_of_an_earlier_letter_opens_on_the_day_of_that_letter(request_: Request) -> None:
    opened, first, second = opening_events(request_, TODAY, SENT)
    assert (opened.on, first.on, second.on) == (date(2026, 1, 5), date(2026, 1, 5), date(2026, 2, 5))


def test_the_proof_belongs_to_the_first_letter(request_: Request) -> None:
    _, first, second = opening_events(request_, TODAY, SENT)
    assert first == RequestSent(on=date(2026, 1, 5), channel=Channel.EMAIL, proof="number 1", files=("scan",))
    assert second == RequestSent(on=date(2026, 2, 5), channel=Channel.EMAIL)


def test_a_known_receipt_comes_last(request_: Request) -> None:
    events = opening_events(request_, TODAY, replace(SENT, received=date(2026, 1, 7)))
    assert events[-1] == RequestReceived(on=date(2026, 1, 7))
