"""The life of a case through its pages, as a person leads it."""

import io
import re
from datetime import date

import pypdf
import pytest
from starlette.testclient import TestClient

from app.cases.opening import Sending
from app.law.events import Channel, ReplyReceived, standing
from app.law.rights import Right
from app.wiring import Wiring
from tests.web.conftest import Clock, NewBrowser
from tests.web.dossiers import Person, enter, request, token_in

SEVEN = tuple(date(2026, 1, 5 + 7 * n) for n in range(4)) + tuple(date(2026, 2, 2 + 7 * n) for n in range(3))


@pytest.fixture
def person(wired: Wiring, browser: TestClient) -> Person:
    """Camille, who has just written to Clearview AI."""
    return enter(wired, browser)


def pdf_text(person: Person, kind: str) -> str:
    """The text of a letter of the first case, white space folded."""
    answer = person.browser.get(f"{person.case}/letter/{kind}.pdf")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/pdf"
    pages = pypdf.PdfReader(io.BytesIO(answer.content)).pages
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages))


def received(person: Person, on: str = "2026-03-02") -> None:
    """Sent and received on one day."""
    assert person.record("sent", on=on, channel="email").status_code == 303
    assert person.record("received", on=on).status_code == 303


def test_a_new_case_says_to_send_the_letter_and_has_no_date_yet(person: Person) -> None:
    page = person.page()
    assert "Send the request" in page
    assert "They must answer by" not in page


def test_the_date_appears_with_its_steps_once_receipt_is_recorded(person: Person) -> None:
    received(person)
    page = person.page()
    assert "2 April 2026" in page
    assert "1182/71" in page


def test_two_dates_of_receipt_give_two_dates_and_say_why(person: Person, clock: Clock) -> None:
    person.come_back(clock, date(2026, 3, 20))
    person.record("sent", on="2026-03-02", channel="registered_post")
    person.record("received", on="2026-03-05", latest="2026-03-17")
    page = person.page()
    assert "There are two dates because" in page
    assert "17 April 2026" in page


def test_a_complaint_after_silence_is_offered_only_after_the_safe_date(person: Person, clock: Clock) -> None:
    received(person)
    assert "Useful from" in person.page()
    person.come_back(clock, date(2026, 4, 20))
    assert "Useful from" not in person.page()


def test_nothing_is_blocked_a_letter_can_be_prepared_before_its_day(person: Person) -> None:
    received(person)
    assert pdf_text(person, "mise_en_demeure")
    assert pdf_text(person, "complaint")


def test_seven_letters_limits_and_silence_stand_in_the_complaint_with_dates_and_articles(
    wired: Wiring, new_browser: NewBrowser, clock: Clock
) -> None:
    clock.day = date(2026, 4, 20)
    sending = Sending(days=SEVEN, channel=Channel.EMAIL, received=SEVEN[0])
    person = enter(wired, new_browser(), sending=sending)
    person.record("reply", on="2026-02-20", nature="partial", text="Only twelve months.", limits=["temporal_limit", "frequency_limit"])
    text = pdf_text(person, "complaint")
    for day in ("5 janvier 2026", "12 janvier 2026", "16 février 2026", "20 février 2026"):
        assert day in text
    assert "douze" in text
    assert re.search(r"article 12\b", text)
    assert re.search(r"article 15\b", text)


def test_a_refusal_can_be_complained_of_at_once(person: Person) -> None:
    received(person)
    person.record("refused", on="2026-03-02", reasons_given="no", remedies_given="no", text="We are not subject to the GDPR.")
    page = person.page()
    assert "Complain to the authority" in page
    assert "Useful from" not in page.partition("<h3>Complaint</h3>")[2]
    assert "2 mars 2026" in pdf_text(person, "complaint")


def test_limits_ticked_show_as_breaches_with_their_articles(person: Person) -> None:
    received(person)
    person.record("reply", on="2026-03-02", nature="partial", limits=["temporal_limit"], quote_temporal_limit="preceding 12 months")
    breaches = person.page().partition('id="breaches-title"')[2].partition("</section>")[0]
    assert "Articles 15(1) and 12(2) GDPR" in breaches


def test_an_extension_without_reasons_is_called_what_it_is(person: Person, clock: Clock) -> None:
    received(person)
    person.come_back(clock, date(2026, 3, 20))
    person.record("extension", on="2026-03-18", reasons="")
    assert "2 April 2026" in person.page()


def test_a_corrected_record_stays_visible_and_moves_the_date(person: Person, wired: Wiring, clock: Clock) -> None:
    received(person)
    person.come_back(clock, date(2026, 3, 20))
    form = person.browser.get(re.findall(r'href="(/case/\w+/correct/\w+)"', person.page())[-1])
    assert 'value="2026-03-02"' in form.text
    record = re.search(r'name="corrects" value="(\w+)"', form.text)
    assert record
    sent = {"kind": "received", "corrects": record[1], "submit_token": token_in(form.text), "on": "2026-03-09"}
    assert person.send(sent).status_code == 303
    page = person.page()
    assert "9 April 2026" in page
    assert "(corrected)" in page


def test_a_correction_sent_twice_is_made_once(person: Person, wired: Wiring) -> None:
    received(person)
    form = person.browser.get(re.findall(r'href="(/case/\w+/correct/\w+)"', person.page())[-1]).text
    record = re.search(r'name="corrects" value="(\w+)"', form)
    assert record
    sent = {"kind": "received", "corrects": record[1], "submit_token": token_in(form), "on": "2026-03-01"}
    assert [person.send(sent).status_code for _ in range(2)] == [303, 303]
    assert len(wired.store.case(person.dossier, person.cases[0]).records) == 5


def test_findings_follow_their_reply_when_it_is_corrected(person: Person, wired: Wiring) -> None:
    received(person)
    person.record("reply", on="2026-03-01", nature="partial", limits=["temporal_limit", "frequency_limit"])
    old = next(r for r in wired.store.case(person.dossier, person.cases[0]).records if isinstance(r.event, ReplyReceived))
    sent = {"kind": "reply", "corrects": old.id, "submit_token": "a-new-token", "on": "2026-03-02", "nature": "partial", "text": "x"}
    assert [person.send(sent).status_code for _ in range(2)] == [303, 303]
    counting = standing(wired.store.case(person.dossier, person.cases[0]).records)
    new = next(r for r in counting if isinstance(r.event, ReplyReceived))
    assert [r.event.reply for r in counting if hasattr(r.event, "reply")] == [new.id, new.id]


def test_a_record_taken_back_counts_no_longer_and_stays_visible(person: Person) -> None:
    received(person)
    link = re.findall(r'href="(/case/\w+/withdraw/\w+)"', person.page())[-1]
    form = person.browser.get(link)
    sent = {"kind": "withdraw", "corrects": link.rpartition("/")[2], "submit_token": token_in(form.text)}
    assert [person.send(sent).status_code for _ in range(2)] == [303, 303]
    assert "(taken back)" in person.page()


def test_taking_back_a_reply_takes_back_what_was_found_in_it(person: Person, wired: Wiring) -> None:
    received(person)
    person.record("reply", on="2026-03-01", nature="partial", limits=["temporal_limit"])
    reply = next(r for r in wired.store.case(person.dossier, person.cases[0]).records if isinstance(r.event, ReplyReceived))
    person.send({"kind": "withdraw", "corrects": reply.id, "submit_token": "another-token"})
    assert not wired.store.assessment(wired.store.case(person.dossier, person.cases[0]), date(2026, 3, 2)).breaches


def test_a_limit_noticed_later_is_added_to_the_answer_it_was_found_in(person: Person, wired: Wiring) -> None:
    received(person)
    person.record("reply", on="2026-03-01", nature="partial")
    reply = next(r for r in wired.store.case(person.dossier, person.cases[0]).records if isinstance(r.event, ReplyReceived))
    assert person.record("finding", reply=reply.id, limits=["temporal_limit"]).status_code == 303
    last = wired.store.case(person.dossier, person.cases[0]).records[-1].event
    assert (last.on, getattr(last, "reply", "")) == (reply.event.on, reply.id)


def test_the_same_form_sent_twice_is_recorded_once(person: Person, wired: Wiring) -> None:
    form = person.browser.get(f"{person.case}/record/sent")
    sent = {"kind": "sent", "submit_token": token_in(form.text), "on": "2026-03-02", "channel": "email"}
    assert [person.send(sent, [("a.txt", b"proof")]).status_code for _ in range(2)] == [303, 303]
    view = wired.store.case(person.dossier, person.cases[0])
    assert (len(view.records), len(view.files)) == (3, 1)


def test_a_closed_case_can_be_opened_again(person: Person) -> None:
    received(person)
    person.record("close", on="2026-03-02", outcome="satisfied")
    page = person.page()
    assert "Record what happened" not in page
    link = re.findall(r'href="(/case/\w+/withdraw/\w+)"', page)[-1]
    person.send({"kind": "withdraw", "corrects": link.rpartition("/")[2], "submit_token": "reopen-token"})
    assert "Record what happened" in person.page()


def test_the_rest_of_the_road_is_recorded_on_its_own_forms(person: Person, clock: Clock) -> None:
    received(person)
    person.come_back(clock, date(2026, 6, 1))
    person.record("identity_asked", on="2026-03-04")
    person.record("identity_given", on="2026-03-06")
    person.record("nothing", on="2026-04-20")
    person.record("sent_again", on="2026-04-21", channel="registered_post", proof="RK 1")
    person.record("reminder", letter="prepared", on="2026-04-22", channel="registered_post", until="2026-05-07")
    assert person.record("complaint", on="2026-05-15", number="26012345").status_code == 303
    page = person.page()
    assert "26012345" in page
    assert "Follow the complaint" in page


def test_two_linked_cases_lead_to_each_other(wired: Wiring, new_browser: NewBrowser) -> None:
    person = enter(wired, new_browser(), request(), request(Right.ERASURE, reference="SAI-TEST-0002"))
    assert f'href="/case/{person.cases[1]}"' in person.page()


@pytest.mark.parametrize("ending", ["pdf", "txt", "eml"])
@pytest.mark.parametrize("kind", ["request", "access", "mise_en_demeure", "complaint"])
def test_every_letter_comes_in_three_forms_under_a_name_that_says_nothing(kind: str, ending: str, person: Person) -> None:
    received(person)
    answer = person.browser.get(f"{person.case}/letter/{kind}.{ending}")
    assert answer.status_code == 200
    name = answer.headers["content-disposition"]
    assert name.startswith("attachment;")
    assert not re.search(r"(?i)clearview|plainte|complaint|cnil|acc[eè]s|camille", name)


@pytest.mark.parametrize("name", ["complaint.html", "complaint", "x.pdf", "..%2f..%2fetc.pdf", "erasure.pdf"])
def test_there_are_no_other_letters(name: str, person: Person) -> None:
    assert person.browser.get(f"{person.case}/letter/{name}").status_code == 404
