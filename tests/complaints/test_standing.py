"""How a complaint would stand, from the records of a case: papers, the day of a position, the mandate, and the forums."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from app.cases.lodging import forums_of
from app.cases.parties import Request
from app.cases.views import FileInfo
from app.complaints.complaint import told_by
from app.complaints.exhibits import gather
from app.complaints.standing import checked
from app.directory.controllers import Controller
from app.law.admissibility import Admissibility, Point, State
from app.law.events import (
    Channel,
    Event,
    FindingConfirmed,
    MandateFor,
    MandateGiven,
    MandateHolder,
    MandateRevoked,
    PlacesTold,
    Recorded,
    ReplyNature,
    ReplyReceived,
    RequestReceived,
    RequestRefused,
    RequestReturned,
    RequestSent,
    ReturnReason,
)
from app.law.forums import Ground
from tests.complaints.cases import CAMILLE, SHOP, assessed, complaint, kept, records, request, text

SENT = RequestSent(on=date(2026, 3, 3), channel=Channel.EMAIL, files=("sent",))
CAME = RequestReceived(on=date(2026, 3, 4), files=("came",))
LONG_AFTER = date(2026, 6, 1)
MANDATE = MandateGiven(
    on=date(2026, 5, 4),
    purpose=MandateFor.COMPLAINT,
    holder="Association Exemple",
    body=MandateHolder.ASSOCIATION,
    parties_named=True,
    statutes_fit=True,
    scope_fits=True,
    signed=True,
    files=("mandate",),
)
FILES = tuple(kept(id_, f"{id_}.pdf") for id_ in ("sent", "came", "mandate", "back"))


def standing(*events: Event, today: date = LONG_AFTER, files: tuple[FileInfo, ...] = FILES, asked: Request | None = None) -> Admissibility:
    asked = asked or request()
    found = records(asked, *events)
    told = told_by(found, today)
    return checked(asked, told, gather(asked.right, told, files), assessed(found, today), today)


def codes(*events: Event, **more: Any) -> dict[Point, str]:
    return {check.point: check.code for check in standing(*events, **more).checks}


def test_silence_after_a_proved_request_lacks_nothing() -> None:
    assert standing(SENT, CAME).gaps == ()


def test_without_papers_sending_is_missing_and_receipt_presumed() -> None:
    found = codes(SENT, files=())
    assert (found[Point.SENDING], found[Point.RECEIPT]) == ("sending_unproved", "receipt_presumed")


def test_a_letter_that_came_back_unclaimed_shows_that_it_left_and_came() -> None:
    back = RequestReturned(on=date(2026, 3, 24), reason=ReturnReason.UNCLAIMED, presented=date(2026, 3, 5), files=("back",))
    found = codes(replace(SENT, channel=Channel.REGISTERED_POST, files=()), back)
    assert (found[Point.SENDING], found[Point.RECEIPT]) == ("sending_proved", "receipt_proved")


def test_a_refusal_need_not_wait_and_an_acknowledgement_is_no_position() -> None:
    soon = date(2026, 3, 12)
    refused = RequestRefused(on=date(2026, 3, 10))
    acknowledged = ReplyReceived(on=date(2026, 3, 10), nature=ReplyNature.ACKNOWLEDGEMENT)
    assert codes(SENT, CAME, refused, today=soon)[Point.TIME] == "position_taken"
    assert codes(SENT, CAME, acknowledged, today=soon)[Point.TIME] == "month_running"


def test_a_limit_that_was_confirmed_opens_the_way_before_the_month_is_over() -> None:
    reply = ReplyReceived(on=date(2026, 3, 10), nature=ReplyNature.OTHER, text="Only twelve months.")
    limit = FindingConfirmed(on=date(2026, 3, 10), label="temporal_limit", reply="r3")
    assert codes(SENT, CAME, reply, limit, today=date(2026, 3, 12))[Point.TIME] == "position_taken"


def test_an_unsent_request_is_missing() -> None:
    assert codes()[Point.REQUEST] == "request_not_sent"


def test_an_organisation_without_any_address_can_hardly_be_reached() -> None:
    asked = request(replace(SHOP, address=(), email="", webform=""))
    assert codes(SENT, CAME, asked=asked)[Point.CONTROLLER] == "controller_without_address"


def test_whoever_acts_alone_is_asked_for_no_mandate() -> None:
    assert Point.MANDATE not in codes(SENT, CAME)


def test_a_whole_mandate_is_met_and_an_unsigned_one_is_missing() -> None:
    assert codes(SENT, CAME, MANDATE)[Point.MANDATE] == "mandate_valid"
    assert standing(SENT, CAME, MANDATE).ready
    (gap,) = standing(SENT, CAME, replace(MANDATE, signed=False)).gaps
    assert (gap.code, gap.state) == ("mandate_unsigned", State.MISSING)


def test_a_mandate_without_its_paper_is_not_on_file() -> None:
    assert codes(SENT, CAME, replace(MANDATE, files=()))[Point.MANDATE] == "mandate_not_on_file"


def test_a_mandate_that_was_taken_back_is_asked_for_no_more_and_no_exhibit() -> None:
    taken = MandateRevoked(on=date(2026, 5, 20), purpose=MandateFor.COMPLAINT)
    assert Point.MANDATE not in codes(SENT, CAME, MANDATE, taken)
    told = told_by(records(request(), SENT, CAME, MANDATE, taken), LONG_AFTER)
    assert "mandate" not in {exhibit.kind for exhibit in gather(request().right, told, FILES).on_file}


def test_the_agent_s_mandate_for_the_request_does_not_serve_for_the_complaint() -> None:
    agent = replace(MANDATE, purpose=MandateFor.REQUEST)
    assert Point.MANDATE not in codes(SENT, CAME, agent)
    told = text(complaint(request(), records(request(), SENT, CAME, agent), LONG_AFTER, *FILES))
    assert "Un mandat distinct, donné le 4 mai 2026 à Association Exemple, porte sur la demande d’accès elle-même" in told
    assert "Mandataire" not in told


def test_the_complaint_names_the_one_who_acts_and_the_exhibit() -> None:
    given = replace(MANDATE, courts_too=True)
    told = text(complaint(request(), records(request(), SENT, CAME, given), LONG_AFTER, *FILES[:3]))
    assert "Association Exemple, à qui j’ai donné mandat, le 4 mai 2026, d’introduire la présente plainte en mon nom" in told
    assert "articles 78 et 79 du RGPD (pièce n° 3)" in told
    assert "sur le fondement de l’article 80, paragraphe 1, du RGPD et de l’article 38 de la LIL" in told
    assert "Mandat donné pour la plainte (fichier mandate.pdf" in told


def told(**places: str) -> tuple[Recorded, ...]:
    return records(request(), PlacesTold(on=date(2026, 5, 4), **places))


@pytest.mark.parametrize(("workplace", "grounds"), [("", [Ground.RESIDENCE]), ("BE", [Ground.RESIDENCE, Ground.WORKPLACE])])
def test_a_workplace_abroad_opens_another_authority(workplace: str, grounds: list[Ground]) -> None:
    found = forums_of(request(), told(workplace=workplace), LONG_AFTER)
    assert [forum.ground for forum in found.open] == grounds


def test_a_second_home_is_offered_and_called_unsettled() -> None:
    found = forums_of(request(), told(other_home="DE-BE"), LONG_AFTER)
    assert {forum.authority for forum in found.open} >= {"fr-cnil"}
    assert len(found.open) == 2
    assert [remark.settled for remark in found.remarks if remark.reason.code == "several_residences"] == [False]


def test_the_land_where_somebody_lives_is_named_and_a_bare_germany_asks_for_it() -> None:
    berlin = request(subject=replace(CAMILLE, country="DE", place="DE-BE"))
    germany = request(subject=replace(CAMILLE, country="DE"))
    assert "land_of_residence" in {r.reason.code for r in forums_of(berlin, (), LONG_AFTER).remarks}
    assert "which_land" in {r.reason.code for r in forums_of(germany, (), LONG_AFTER).remarks}


def test_a_representative_is_an_addressee_only_without_establishment() -> None:
    abroad = Controller(
        name="Exemple Inc.", country="US", union_establishment=False, representative=("Représentant Exemple", "1050 Bruxelles")
    )
    assert "representative_is_addressee" in {r.reason.code for r in forums_of(request(abroad), (), LONG_AFTER).remarks}
    settled = replace(abroad, union_establishment=True)
    assert "representative_is_addressee" not in {r.reason.code for r in forums_of(request(settled), (), LONG_AFTER).remarks}


def complaint_to(**places: str) -> str:
    found = records(request(), SENT, CAME, PlacesTold(on=date(2026, 5, 4), **places))
    return text(complaint(request(), found, LONG_AFTER, *FILES))


def test_a_complaint_goes_to_the_authority_that_was_chosen_and_says_why_it_is_competent() -> None:
    told = complaint_to(workplace="BE", authority="be-apd")
    assert "Autorité de protection des données" in told
    assert "de mon lieu de travail. Je travaille dans le pays suivant : Belgique" in told
    assert "Commission nationale de l’informatique et des libertés" not in told.partition("I. Les parties")[0]


def test_a_second_home_and_a_place_of_infringement_are_told_as_such() -> None:
    assert "I live in two countries: France and Germany" in complaint_to(other_home="DE-BE", authority="de-be")
    assert "of the place of the alleged infringement. That place is in the following country: Ireland" in complaint_to(
        infringement="IE", authority="ie-dpc"
    )


def test_an_authority_that_no_place_opens_is_not_turned_to() -> None:
    assert "Je réside en France" in complaint_to(workplace="BE", authority="ie-dpc")


def test_places_alone_leave_the_complaint_where_the_person_lives() -> None:
    assert "Je réside en France" in complaint_to(workplace="BE")
