"""The standing of a complaint in words: every code of the law has its sentence, and the page says how a gap is mended."""

import inspect
import re
from datetime import date

import pytest
from starlette.testclient import TestClient

from app.complaints.standing_words import CHECKS, GROUNDS, REMARKS
from app.law import admissibility, forums
from app.law.admissibility import Admissibility, Check, Point, State
from app.law.competence import Reason
from app.law.forums import Forum, Forums, Ground, Remark
from app.law.mandates import Gap
from app.platform.i18n import LANGUAGES, translator
from app.web.packet_standing import standing_part
from app.wiring import Wiring
from tests.web.conftest import Clock
from tests.web.dossiers import enter
from tests.web.visit import press

NOWHERE = Forums((), ())
MANDATE = {
    "on": "2026-07-01",
    "holder": "Association Exemple",
    "body": "association",
    "parties_named": "yes",
    "statutes_fit": "yes",
    "scope_fits": "yes",
    "signed": "no",
}


def test_every_point_of_the_law_has_its_sentence_and_no_sentence_is_left_over() -> None:
    written = set(re.findall(r'"([a-z]+_[a-z_]+)"', inspect.getsource(admissibility))) - {point.value for point in Point}
    assert set(CHECKS) == written | {gap.value for gap in Gap}


def test_every_remark_and_ground_of_the_law_has_its_sentence() -> None:
    code = inspect.getsource(forums)
    written = {found for rule in (r'Reason\(\s*"([a-z_]+)"', r'"([a-z_]+)" if ', r' else "([a-z_]+)"') for found in re.findall(rule, code)}
    assert written <= set(REMARKS)
    assert set(GROUNDS) == set(Ground)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_point_is_told_with_its_day_and_articles(language: str) -> None:
    running = Check(Point.TIME, State.MISSING, "month_running", ("GDPR Art. 12(3)",), date(2026, 5, 4))
    part = standing_part(Admissibility((running,)), NOWHERE, translator(language))
    (line,) = part.checks
    assert (part.ready, line.state, line.possible_on) == (False, "missing", date(2026, 5, 4))
    assert "12" in line.articles


def test_a_land_is_told_with_its_country_and_an_unsettled_point_as_such() -> None:
    where = Forums(
        (Forum("fr-cnil", Ground.RESIDENCE, ("FR", "DE-BE"), ("GDPR Art. 77(1)",)),),
        (Remark(Reason("several_residences", ("GDPR Art. 77(1)",)), settled=False),),
    )
    part = standing_part(Admissibility(()), where, translator("en"))
    assert part.forums[0].why == "because you live there (France and Germany (BE))"
    assert [remark.settled for remark in part.remarks] == [False]


def test_an_unsigned_mandate_is_asked_for_on_the_page_until_it_is_corrected(wired: Wiring, browser: TestClient, clock: Clock) -> None:
    person = enter(wired, browser)
    person.record("sent", on="2026-03-02", channel="email")
    person.come_back(clock, date(2026, 7, 20))
    assert person.record("mandate", [("mandat.pdf", b"%PDF-1.7 mandate")], **MANDATE).status_code == 303
    page = browser.get(f"{person.case}/packet").text
    assert "The mandate is not signed" in page
    assert "mandat.pdf" in page
    assert person.record("mandate", [("mandat.pdf", b"%PDF-1.7 signed")], **{**MANDATE, "signed": "yes"}).status_code == 303
    assert "A valid mandate is on file." in browser.get(f"{person.case}/packet").text


def test_a_mandate_for_nobody_is_asked_again(wired: Wiring, browser: TestClient, clock: Clock) -> None:
    person = enter(wired, browser)
    person.come_back(clock, date(2026, 7, 20))
    answer = person.fill("mandate", {**MANDATE, "holder": "  "})
    assert answer.status_code == 422
    assert 'href="#holder"' in answer.text


def test_a_workplace_abroad_is_offered_and_the_complaint_can_be_lodged_there(wired: Wiring, browser: TestClient, clock: Clock) -> None:
    person = enter(wired, browser)
    assert person.record("places", workplace="BE").status_code == 303
    page = browser.get(f"{person.case}/packet").text
    assert "because you work there (Belgium)" in page
    assert browser.post(f"{person.case}/packet/authority", data={"authority": "be-apd"}).status_code == 303
    page = browser.get(f"{person.case}/packet").text
    assert re.search(r"Belgium\).*?</span>\s*<strong>The complaint goes there", page, re.DOTALL)
    assert "de mon lieu de travail" in page.replace("\u00a0", " ")
    assert "Authority chosen for the complaint" in person.page()


def test_a_place_that_is_not_offered_and_an_authority_that_is_unknown_are_refused(wired: Wiring, browser: TestClient) -> None:
    person = enter(wired, browser)
    assert person.record("places", workplace="Atlantis").status_code == 422
    assert browser.post(f"{person.case}/packet/authority", data={"authority": "odd"}).status_code in (400, 422)


def test_a_land_can_be_told_with_the_address(browser: TestClient) -> None:
    page = press(browser, browser.get("/request"), "/request/who", {"controller": "clearview-ai"})
    page = press(browser, page, "/request/what", {"right": "access"})
    assert "Germany – Berlin" in page.text
    answers = {"name": "Camille Exemple", "address": "Musterweg 1\n10115 Berlin", "country": "DE", "place": "DE-BE"}
    assert press(browser, page, "/request/you", answers).status_code == 200
