"""What is suggested for a reply: found in its text, and gone once a person decided."""

from datetime import date

import pytest

from app.cases.views import CaseView
from app.law.events import Event, FindingConfirmed, FindingRejected, ReplyNature, ReplyReceived, RequestReceived
from app.platform.errors import InvalidInput, NotFound
from app.replies.suggestions import rejection, suggestions
from tests.complaints.test_case_letters import view

TEXT = "Dear Camille Exemple,\n\nWe charge an administration fee of £25. Nothing will be sent before it is paid.\n\nThe Registry"
ASKED, ANSWERED, TODAY = date(2026, 3, 1), date(2026, 3, 10), date(2026, 3, 20)


def case(*events: Event, text: str = TEXT) -> tuple[CaseView, str]:
    replied = ReplyReceived(on=ANSWERED, nature=ReplyNature.PARTIAL, text=text)
    made = view(RequestReceived(on=ASKED), replied, *events)
    return made, next(record.id for record in made.records if record.event == replied)


def test_a_fee_is_suggested_with_its_passage() -> None:
    first = suggestions(*case())[0]
    assert first.label == "fee_demanded"
    assert TEXT[first.start : first.end] == first.quote


@pytest.mark.parametrize("kind", [FindingConfirmed, FindingRejected])
def test_what_was_decided_is_not_suggested_again(kind: type[FindingConfirmed] | type[FindingRejected]) -> None:
    _, reply = case()
    decided = kind(on=ANSWERED, label="fee_demanded", reply=reply)
    assert "fee_demanded" not in [one.label for one in suggestions(*case(decided))]


def test_turning_down_records_the_passage() -> None:
    made, reply = case()
    first = suggestions(made, reply)[0]
    (entry,) = rejection(made, reply, first.label, (first.start, first.end), TODAY)
    event = entry.event
    assert isinstance(event, FindingRejected)
    assert (event.label, event.quote, event.reply) == ("fee_demanded", first.quote, reply)


def test_what_was_not_suggested_cannot_be_turned_down() -> None:
    with pytest.raises(InvalidInput):
        rejection(*case(), "waiver_or_nda", (0, 4), TODAY)
    with pytest.raises(NotFound):
        suggestions(case()[0], "0" * 26)


def test_a_reply_without_text_has_no_suggestions() -> None:
    assert suggestions(*case(text="")) == ()
