"""Findings that a person confirms in a reply: a label for a passage, taken back by a correcting record."""

from dataclasses import replace
from datetime import date

from app.cases.passages import find_words
from app.cases.statements import LONGEST, entries_for, replies, text_of
from app.cases.views import CaseView, Entry
from app.law.events import EventWithdrawn, FindingConfirmed, FindingRejected, Recorded, standing
from app.platform.errors import InvalidInput, NotFound, msg
from app.platform.text import clean_text
from app.replies.sentences import grown

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
    """The entries that take a finding back, and with a label that was chosen instead of a suggested one the rejection of that one.

    Raises NotFound for a record that is no finding, InvalidInput for one that is gone already.
    """
    found = finding_of(view, finding_id)
    together = [found, *filter(None, [replaced_by(view, found)])]
    return [entry for each in together for entry in entries_for(view, EventWithdrawn(on=today), each.id, today)]


def turning_down(view: CaseView, finding_id: str, today: date) -> list[Entry]:
    """The entries by which a person says that what she confirmed is not so: it then counts no more, and is not suggested again.

    Raises NotFound for what is no confirmed finding, InvalidInput for one that is gone already.
    """
    found = finding_of(view, finding_id).event
    if not isinstance(found, FindingConfirmed):
        raise NotFound(finding_id)
    event = FindingRejected(on=found.on, label=found.label, quote=found.quote, reply=found.reply, start=found.start, end=found.end)
    return entries_for(view, event, finding_id, today)


def changing(view: CaseView, finding_id: str, label: str, more: Place, today: date) -> list[Entry]:
    """The entries that give a confirmed finding another label, or sentences more or fewer at its beginning and end (`more`); none where
    nothing changes. Raises NotFound and InvalidInput as `turning_down`."""
    found = finding_of(view, finding_id).event
    if not isinstance(found, FindingConfirmed):
        raise NotFound(finding_id)
    text = text_of(view, found.reply)
    start, end = grown(text, found.start, found.end, *more) if found.start is not None and found.end is not None else (None, None)
    quote = found.quote if start is None or end is None else text[start:end]
    changed = replace(found, label=label, start=start, end=end, quote=quote)
    return [] if changed == found else entries_for(view, changed, finding_id, today)


def finding_of(view: CaseView, finding_id: str) -> Recorded:
    """The record of that finding, whether it still stands or not. Raises NotFound for what is none."""
    found = next((record for record in view.records if record.id == finding_id), None)
    if found is None or not isinstance(found.event, FindingConfirmed | FindingRejected):
        raise NotFound(finding_id)
    return found


def replaced_by(view: CaseView, finding: Recorded) -> Recorded | None:
    """The suggestion that was turned down for this finding: recorded with it, just before it, and still standing."""
    before = next((record for record in standing(view.records) if record.sequence == finding.sequence - 1), None)
    if before is None or not isinstance(before.event, FindingRejected) or not isinstance(finding.event, FindingConfirmed):
        return None
    together = before.recorded_at == finding.recorded_at and before.corrects is None and finding.corrects is None
    return before if together and before.event.reply == finding.event.reply else None
