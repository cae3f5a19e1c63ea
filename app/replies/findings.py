"""Findings that a person confirms in a reply: a label for a passage, taken back by a correcting record."""

from datetime import date

from app.cases.passages import find_words
from app.cases.statements import LONGEST, entries_for, replies, text_of
from app.cases.views import CaseView, Entry
from app.law.events import EventWithdrawn, FindingConfirmed, FindingRejected, Recorded, standing
from app.platform.errors import InvalidInput, NotFound, msg
from app.platform.text import clean_text

NOT_THERE = msg("These words are not in the text of the answer. Copy them from it, or choose a sentence.")
CHOOSE_WORDS = msg("Choose a sentence, or copy the words that say it.")

Place = tuple[int, int]


def reply_of(view: CaseView, reply_id: str) -> Recorded:
    """The answer of that id, if it still counts. Raises NotFound."""
    found = next((record for record in replies(view) if record.id == reply_id), None)
    if found is None:
        raise NotFound(reply_id)
    return found


def confirmed_in(view: CaseView, reply_id: str) -> tuple[Recorded, ...]:
    """What was confirmed in that reply and still stands, in the order of the passages; findings without a place come last."""
    found = [r for r in standing(view.records) if isinstance(r.event, FindingConfirmed) and r.event.reply == reply_id]
    return tuple(sorted(found, key=lambda record: (place_of(record, text_of(view, reply_id)) or (10**9, 0), record.sequence)))


def place_of(record: Recorded, text: str) -> Place | None:
    """Where the passage stands in the text: as recorded, else where its words are found. None for a finding without either."""
    event = record.event
    if not isinstance(event, FindingConfirmed | FindingRejected):
        return None
    if event.start is not None and event.end is not None and event.end <= len(text):
        return event.start, event.end
    return find_words(text, event.quote)


def confirmation(view: CaseView, reply_id: str, label: str, today: date, *, place: Place | None = None, words: str = "") -> list[Entry]:
    """The entries that confirm `label` for a passage: `words` as somebody copied them, closest to `place` if both are given, else `place`.

    Raises NotFound for a reply that is none, InvalidInput naming `words`, `start`, `end` or `label`.
    """
    reply = reply_of(view, reply_id)
    text = text_of(view, reply_id)
    words = clean_text(words, "words", LONGEST["quote"])
    if words and text:
        place = find_words(text, words, place[0] if place else 0)
        if place is None:
            raise InvalidInput("words", NOT_THERE)
    elif words:
        place = None
    elif place is None:
        raise InvalidInput("words", CHOOSE_WORDS)
    start, end = place or (None, None)
    event = FindingConfirmed(on=reply.on, label=label, quote="" if place else words, reply=reply_id, start=start, end=end)
    return entries_for(view, event, None, today)


def taking_back(view: CaseView, finding_id: str, today: date) -> list[Entry]:
    """The entries that take a finding back. Raises NotFound for a record that is no finding, InvalidInput for one that is gone already."""
    found = next((record for record in view.records if record.id == finding_id), None)
    if found is None or not isinstance(found.event, FindingConfirmed | FindingRejected):
        raise NotFound(finding_id)
    return entries_for(view, EventWithdrawn(on=today), finding_id, today)
