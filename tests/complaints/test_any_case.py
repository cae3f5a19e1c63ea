"""Whatever a case records, in whatever order, a complaint can be drafted, and what was typed stays text."""

from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.law import limits
from app.law.events import (
    Channel,
    ComplaintFiled,
    Event,
    EventWithdrawn,
    ExtensionNotified,
    FindingConfirmed,
    IdentityAsked,
    IdentityGiven,
    LetterDrafted,
    NothingCame,
    ReminderSent,
    ReplyNature,
    ReplyReceived,
    RequestReceived,
    RequestRefused,
    RequestReturned,
    RequestSent,
    ReturnReason,
)
from app.law.rights import ErasureGround, Right
from app.letters.formats import to_text
from tests.complaints.cases import CLEARVIEW, SHOP, complaint, kept, records, request

DAYS = st.integers(0, 200).map(lambda n: date(2026, 1, 1) + timedelta(days=n))
HOSTILE = st.sampled_from(
    [
        "",
        "non",
        "<script>x</script>",
        "{{ 7*7 }}{% x %}",
        "a\nb\r\n\x00\u202e\ud800",
        "=?utf-8?q?a?=",
        "« » ' \"",
        "x" * 21_000,
        "\u0301" * 3000,
    ]
) | st.text(st.characters(), max_size=40)
LABELS = st.sampled_from([entry.label for entry in limits.all_limits()] + ["no_such_limit"])
CHANNELS = st.sampled_from(list(Channel))
FILES = st.sampled_from([(), ("f1",), ("f1", "f2"), ("lost",)])
YES_NO = st.sampled_from([None, True, False])
EVENTS: list[st.SearchStrategy[Event]] = [
    st.builds(LetterDrafted, on=DAYS, letter=st.sampled_from(["access", "erasure", "mise_en_demeure", "complaint"])),
    st.builds(RequestSent, on=DAYS, channel=CHANNELS, proof=HOSTILE, files=FILES),
    st.builds(RequestReceived, on=DAYS, latest=st.none() | DAYS, proof=HOSTILE, files=FILES),
    st.builds(RequestReturned, on=DAYS, reason=st.sampled_from(list(ReturnReason)), presented=st.none() | DAYS, proof=HOSTILE, files=FILES),
    st.builds(IdentityAsked, on=DAYS),
    st.builds(IdentityGiven, on=DAYS),
    st.builds(ExtensionNotified, on=DAYS, reasons=HOSTILE),
    st.builds(ReplyReceived, on=DAYS, nature=st.sampled_from(list(ReplyNature)), text=HOSTILE, files=FILES),
    st.builds(RequestRefused, on=DAYS, reasons_given=YES_NO, remedies_given=YES_NO, text=HOSTILE, files=FILES),
    st.builds(NothingCame, on=DAYS),
    st.builds(FindingConfirmed, on=DAYS, label=LABELS, quote=HOSTILE, reply=st.sampled_from([None, "r1", "r2", "r3", "r99"])),
    st.builds(
        ReminderSent, on=DAYS, letter=st.sampled_from(["reminder", "missing_items", "odd"]), channel=CHANNELS, proof=HOSTILE, files=FILES
    ),
    st.builds(ComplaintFiled, on=DAYS, authority=st.just("fr-cnil")),
    st.builds(EventWithdrawn, on=DAYS),
]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    events=st.lists(st.one_of(EVENTS), max_size=14),
    right=st.sampled_from(list(Right)),
    controller=st.sampled_from([CLEARVIEW, SHOP]),
    grounds=st.sampled_from([(), tuple(ErasureGround)]),
    today=DAYS,
)
def test_any_records_give_a_complaint(
    events: list[Event], right: Right, controller: object, grounds: tuple[ErasureGround, ...], today: date
) -> None:
    asked = request(CLEARVIEW if controller is CLEARVIEW else SHOP, right, grounds=grounds)
    draft = complaint(
        asked, records(asked, *events), today, kept("f1", "a.pdf"), kept("f2", "b<.pdf", "reply"), kept("f3", "c.pdf", "other")
    )
    assert "<script" not in draft.html
    assert draft.html.encode()
    assert "VII. Confidentialité" in to_text(draft)
