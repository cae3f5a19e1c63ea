"""The complaint in every variant for authorities abroad: silence, refusal and limits, for both rights, and before anything was sent."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.law.competence import Authority, authorities
from app.law.events import Channel, FindingConfirmed, NothingCame, ReplyNature, ReplyReceived, RequestReceived, RequestRefused, RequestSent
from app.law.rights import Right
from tests.complaints.cases import CAMILLE, CLEARVIEW, SHOP, complaint, records, request, text

LATER = date(2026, 10, 1)


@pytest.mark.parametrize("right", Right)
@pytest.mark.parametrize("country", ["IE", "BE", "GB", "CH", "DE"])
def test_silence_refusal_and_limits_are_told_in_every_variant(right: Right, country: str) -> None:
    asked = request(SHOP, right, subject=replace(CAMILLE, country=country))
    sent = RequestSent(on=date(2026, 3, 3), channel=Channel.REGISTERED_POST)
    received = RequestReceived(on=date(2026, 3, 5))
    reply = ReplyReceived(on=date(2026, 3, 20), nature=ReplyNature.PARTIAL, text="no")
    for events in (
        (sent, NothingCame(on=LATER)),
        (sent, received, RequestRefused(on=date(2026, 3, 20), reasons_given=False)),
        (sent, received, reply, FindingConfirmed(on=date(2026, 3, 20), label="fee_demanded", quote="ten euros", reply="r3")),
    ):
        said = text(complaint(asked, records(asked, *events), LATER))
        assert "undefined" not in said.lower()
        assert "1 October 2026" in said or "1er octobre 2026" in said


@given(st.sampled_from(authorities()), st.sampled_from(Right), st.booleans())
@settings(max_examples=40, deadline=None)
def test_any_authority_can_be_written_to_before_anything_was_sent(entry: Authority, right: Right, confidential: bool) -> None:
    place = entry.territory[0]
    asked = request(CLEARVIEW, right, subject=replace(CAMILLE, country=place[:2], place=place))
    assert complaint(asked, records(asked), date(2026, 3, 3), confidential=confidential).html
