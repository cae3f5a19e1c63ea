"""What people confirmed, turned down and corrected in replies, made anonymous, as lines of the corpus that the recognition learns from.

Nothing leaves by itself: a person sees each line, hides what she finds, and names by its digest what she has seen.
"""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from app.cases.passages import find_words
from app.cases.statements import replies, text_of
from app.cases.views import CaseView
from app.law.events import Event, FindingConfirmed, FindingRejected, Recorded, standing
from app.replies.anonymous import anonymous
from app.replies.findings import confirmed_in
from app.replies.languages import language_of
from app.replies.newest import said
from app.replies.suggestions import asked_on
from app.replies.visible import see

WEEKS = 26
"""The dates of a reply move together by so many weeks at most, so that weekdays and periods stay true."""
DIGEST = 16
"""Characters of the digest that names what was seen."""


@dataclass(frozen=True)
class Correction:
    """A reply as it would leave: `entry` in the format of the corpus; `left_out` counts passages that lie outside the newest message."""

    entry: dict[str, Any]
    left_out: int

    def line(self) -> str:
        """The entry as JSON on one line, with its line end."""
        return json.dumps(self.entry, ensure_ascii=False) + "\n"


def corrections(view: CaseView, key: bytes, hidden: Sequence[str] = ()) -> tuple[Correction, ...]:
    """The replies of a case in which something was decided. `key` decides by how much dates move; `hidden` are further words to hide."""
    return tuple(filter(None, (_correction(view, reply, key, hidden) for reply in replies(view))))


def digest(lines: Sequence[Correction]) -> str:
    """What names exactly these lines."""
    return hashlib.sha256("".join(one.line() for one in lines).encode()).hexdigest()[:DIGEST]


def particulars(view: CaseView, reply: Recorded) -> Iterator[str]:
    """All that the case knows of the person and of the organisation, in the words that a reply could repeat."""
    subject, controller, asked = view.request.subject, view.request.controller, view.request
    yield from (subject.name, *subject.name.split(), *subject.address, subject.email, subject.phone, *subject.identifiers.values())
    yield from (asked.reference, asked.linked_reference, *asked.urls)
    yield from (controller.name, *controller.address, *controller.representative, controller.email, controller.webform, controller.siren)
    yield from (getattr(reply.event, name, "") for name in ("sender", "by"))


def _correction(view: CaseView, reply: Recorded, key: bytes, hidden: Sequence[str]) -> Correction | None:
    confirmed = [record.event for record in confirmed_in(view, reply.id) if isinstance(record.event, FindingConfirmed)]
    events: list[Event] = [record.event for record in standing(view.records)]
    rejected = sorted({one.label for one in events if isinstance(one, FindingRejected) and one.reply == reply.id})
    text = _newest(text_of(view, reply.id))
    if not text or not (confirmed or rejected):
        return None
    days = _days(key, reply.id)
    language = language_of(text) or "en"
    left = anonymous(text, [*particulars(view, reply), *hidden], language, days, reply.on)
    places = {one.label: find_words(text, see(one.quote).text, one.start or 0) for one in confirmed}
    quotes = {label: left.text[slice(*left.place(*place))] for label, place in places.items() if place}
    asked = asked_on(view)
    entry = {
        "id": f"c-{hashlib.blake2b(reply.id.encode(), key=key, digest_size=5).hexdigest()}",
        "lang": language,
        "channel": "email" if getattr(reply.event, "message_id", "") else "letter",
        "request": view.request.right.value,
        "sent_on": _moved(asked or reply.on, days),
        "received_on": _moved(reply.on, days),
        "text": left.text,
        "labels": sorted(quotes),
        "quotes": quotes,
        "rejected": [label for label in rejected if label not in quotes],
        "note": "",
    }
    return Correction(entry, len(places) - len(quotes))


def _newest(text: str) -> str:
    """What the controller says now: what it quotes are the person's own words, and stays here."""
    seen = see(text).text
    return "\n\n".join(span.of(seen) for span in said(seen)) if seen.strip() else ""


def _days(key: bytes, reply_id: str) -> int:
    """By how many days the dates of that reply move: whole weeks, never none, the same each time."""
    drawn = int.from_bytes(hashlib.blake2b(reply_id.encode(), key=key, digest_size=8, person=b"weeks").digest(), "big")
    weeks = drawn % (2 * WEEKS) - WEEKS
    return 7 * (weeks if weeks < 0 else weeks + 1)


def _moved(day: date, days: int) -> str:
    return (day + timedelta(days=days)).isoformat()
