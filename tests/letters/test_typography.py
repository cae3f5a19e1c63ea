"""Every letter is set as a printer of its language sets it: apostrophes, quotation marks, spaces before punctuation, numbers held."""

import html
import re
from datetime import date

import pytest

from app.law.events import (
    AuthorityAcknowledged,
    AuthorityInformed,
    CaseClosed,
    Channel,
    ComplaintFiled,
    Event,
    ExtensionNotified,
    FindingConfirmed,
    IdentityAsked,
    IdentityGiven,
    NothingCame,
    Outcome,
    ReminderSent,
    ReplyNature,
    ReplyReceived,
    RequestReceived,
    RequestRefused,
    RequestSent,
)
from app.law.limits import all_limits
from app.law.rights import ErasureGround, Right
from app.letters import kinds
from app.letters.drafts import Draft, draft_letter
from tests.law_data.typography import faults
from tests.letters.people import FACES, OVERSEAS, SHOP, case, photo, request

SENT = RequestSent(on=date(2026, 3, 2), channel=Channel.REGISTERED_POST)
RECEIVED = RequestReceived(on=date(2026, 3, 5), latest=date(2026, 3, 9))
REPLY = ReplyReceived(on=date(2026, 4, 1), nature=ReplyNature.PARTIAL)
LIMITS: list[Event] = [FindingConfirmed(on=date(2026, 4, 2), label=entry.label, reply="r3") for entry in all_limits()]
ASKED: list[Event] = [
    IdentityAsked(on=date(2026, 3, 10)),
    ExtensionNotified(on=date(2026, 3, 12), reasons="complexité"),
    ReplyReceived(on=date(2026, 3, 15), nature=ReplyNature.OTHER),
    ComplaintFiled(on=date(2026, 3, 16), authority="at-dsb"),
]
COMPLAINED: list[Event] = [
    ReplyReceived(on=date(2026, 4, 1), nature=ReplyNature.COMPLETE),
    AuthorityAcknowledged(on=date(2026, 6, 20), authority="at-dsb", number="7"),
    AuthorityInformed(on=date(2026, 7, 1), authority="at-dsb"),
    CaseClosed(on=date(2026, 8, 1), outcome=Outcome.SATISFIED),
]
STORIES: list[list[Event]] = [
    [SENT, RECEIVED, NothingCame(on=date(2026, 5, 1))],
    [SENT, RECEIVED, REPLY, *LIMITS],
    [SENT, RECEIVED, IdentityAsked(on=date(2026, 3, 10)), IdentityGiven(on=date(2026, 3, 12)), ExtensionNotified(on=date(2026, 5, 2))],
    [SENT, RECEIVED, RequestRefused(on=date(2026, 3, 20), reasons_given=False, remedies_given=False)],
    [SENT, SENT, RECEIVED, ReminderSent(on=date(2026, 5, 1), letter="mise_en_demeure", channel=Channel.EMAIL)],
]


def marked(draft: Draft) -> list[str]:
    """What a printer would mark in each paragraph of the letter."""
    prose = draft.html.partition("</h1>")[2]
    blocks = [html.unescape(re.sub(r"<[^>]*>", "", block)) for block in re.split(r"</(?:p|li|h2)>", prose)]
    texts = [text for block in blocks if (text := re.sub(r"[ \n]+", " ", block).strip(" "))]
    assert len(texts) > 3
    return [f"{fault}: {text}" for text in texts for fault in faults(text, draft.language)]


@pytest.mark.parametrize("right", list(Right))
@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("controller", [FACES, SHOP, OVERSEAS], ids=lambda controller: controller.name)
def test_requests_are_set_without_fault(right: Right, language: str, controller: object) -> None:
    more = {
        "language": language,
        "attachments": (photo(),),
        "urls": ("page.example",),
        "linked_reference": "SAI-0000-1111",
        "grounds": tuple(ErasureGround),
    }
    about = request(right=right, controller=controller, **more)
    assert marked(draft_letter(right.value, about)) == []
    assert marked(draft_letter(right.value, request(right=right, controller=controller, language=language))) == []


@pytest.mark.parametrize("right", list(Right))
@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("controller", [FACES, SHOP, OVERSEAS], ids=lambda controller: controller.name)
@pytest.mark.parametrize("events", STORIES)
def test_notices_are_set_without_fault(right: Right, language: str, controller: object, events: list[Event]) -> None:
    about = request(right=right, controller=controller, on=date(2026, 3, 2), language=language)
    assert marked(draft_letter("mise_en_demeure", about, case=case(events, about, date(2026, 5, 20)))) == []


@pytest.mark.parametrize("right", list(Right))
@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("kind", sorted(kind for kind in kinds.follow_ups() if kind != "complaint"))
def test_follow_ups_are_set_without_fault(right: Right, language: str, kind: str) -> None:
    for day, who in (
        (date(2026, 3, 20), {}),
        (date(2026, 10, 20), {"controller": FACES, "attachments": (photo(),), "urls": ("a.example",)}),
    ):
        about = request(right=right, on=date(2026, 3, 2), language=language, **who)
        facts = case([SENT, RECEIVED, *ASKED, *(COMPLAINED if day.month > 6 else [])], about, day)
        assert marked(draft_letter(kind, about, language=language, case=facts)) == []
