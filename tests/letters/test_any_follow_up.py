"""Whatever a case records, in whatever order, a follow-up letter is written or refused by the name of a field; typed text stays text."""

from datetime import date

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from app.cases.parties import Request
from app.law.events import ComplaintFiled, Event, ExtensionNotified, IdentityAsked, ReplyNature, ReplyReceived
from app.law.rights import Right
from app.letters.drafts import CaseFacts, Draft, draft_letter
from app.letters.formats import to_text
from app.platform.errors import InvalidInput
from tests.letters.histories import DAYS, EVENTS, LETTERS
from tests.letters.people import CAMILLE, FACES, SHOP, case, replace, request


def drafted(kind: str, about: Request, language: str | None, facts: CaseFacts) -> Draft | str:
    """The letter, or the name of the field for which it was refused."""
    try:
        return draft_letter(kind, about, language=language, case=facts)
    except InvalidInput as refused:
        return refused.field


EVERYTHING: list[Event] = [
    IdentityAsked(on=date(2026, 3, 4)),
    ExtensionNotified(on=date(2026, 3, 5), reasons="motif"),
    ReplyReceived(on=date(2026, 3, 6), nature=ReplyNature.PARTIAL),
]
FILED = ComplaintFiled(on=date(2026, 7, 1), authority="fr-cnil")


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    kind=st.sampled_from(LETTERS),
    events=EVENTS,
    language=st.sampled_from([None, "fr", "en"]),
    right=st.sampled_from(list(Right)),
    far=st.booleans(),
    today=DAYS,
)
@example(kind="missing_items", events=EVERYTHING, language="fr", right=Right.ERASURE, far=True, today=date(2026, 4, 1))
@example(kind="identity_answer", events=EVERYTHING, language="en", right=Right.ACCESS, far=False, today=date(2026, 12, 1))
@example(kind="contest_extension", events=EVERYTHING, language="fr", right=Right.ACCESS, far=False, today=date(2026, 4, 1))
@example(kind="authority_reminder", events=[*EVERYTHING, FILED], language=None, right=Right.ACCESS, far=True, today=date(2026, 9, 9))
def test_any_records_give_a_letter_or_a_named_field(
    kind: str, events: list[Event], language: str | None, right: Right, far: bool, today: date
) -> None:
    about = request(right=right, on=date(2026, 1, 1), controller=FACES if far else SHOP, subject=replace(CAMILLE, phone="0"))
    found = drafted(kind, about, language, case(events, about, today))
    if isinstance(found, str):
        assert found in ("kind", "authority")
    else:
        assert "<script" not in found.html
        assert "salutations" in to_text(found) or "Yours faithfully" in to_text(found)
