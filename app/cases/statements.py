"""What a person states about a case, made into entries for it: checked, cleaned, and with what a correction takes along.

Forms ask for each field by itself and say every mistake at once; here is what holds whichever way a statement came.
"""

import re
from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import date
from typing import Any

from app.cases.days import FOLLOWS, PRECEDES, check_day
from app.cases.lodging import chosen_forum
from app.cases.passages import MAX_PASSAGE, moved, placed
from app.cases.views import CaseView, Entry
from app.directory.fields import country, lines
from app.law.competence import UnknownAuthority, authority, competent
from app.law.events import (
    AuthorityAcknowledged,
    AuthorityDecided,
    AuthorityInformed,
    AuthorityReminded,
    CaseOpened,
    ComplaintFiled,
    CompletenessChecked,
    Event,
    EventWithdrawn,
    FindingConfirmed,
    LetterDrafted,
    MandateGiven,
    PlacesTold,
    Recorded,
    ReplyReceived,
    RequestRefused,
    standing,
)
from app.law.finding_events import Finding, ItemChecked
from app.platform.errors import InvalidInput, msg
from app.platform.text import clean_text

LONGEST = {"text": 100_000, "reasons": 20_000, "quote": MAX_PASSAGE, "by": 100, "holder_address": 600}
"""Characters that a text of an event may have, by the name of its field; the others are lines of LONGEST_LINE."""

LONGEST_LINE = 300

AUTHORITY_NAMED = (ComplaintFiled, AuthorityAcknowledged, AuthorityInformed, AuthorityReminded, AuthorityDecided)
"""Events that name an authority by the id of its file."""

OTHER_RIGHT = msg("The right that a case is about cannot be changed: open another case.")
PLACE = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,3})?")
NOT_A_PLACE = msg("Give the place as the code of a country (BE), or of a part of it (DE-BE).")
NO_SUCH_AUTHORITY = msg("No authority is known by this name.")
NOT_TO_BE_REMOVED = msg("This entry was made by the program itself and cannot be removed.")
NOT_EMPTY = msg("Please fill this in.")
REPLY_ONLY = msg("The reply named here is not in this case.")


def entries_for(view: CaseView, event: Event, corrects: str | None, today: date) -> list[Entry]:
    """The entries that record this event in the case: itself, and what follows from correcting or removing the record `corrects`.

    Raises InvalidInput naming the event's field that cannot be. What the records must fit is checked by the store.
    """
    stated = _clean(placed(event, text_of(view, getattr(event, "reply", None))))
    _check_days(stated, today)
    _check_names(view, stated)
    old = next((record for record in view.records if record.id == corrects), None)
    if isinstance(stated, EventWithdrawn) and old is not None:
        if not withdrawable(old):
            raise InvalidInput("corrects", NOT_TO_BE_REMOVED)
        return withdrawal(view, old, stated.on)
    entry = Entry(event=stated, corrects=corrects)
    return [entry, *(taken_along(view, old, entry) if old else ())]


def taken_along(view: CaseView, old: Recorded, entry: Entry) -> list[Entry]:
    """What was found in a reply stays found in its correction; where that is no reply any more, the findings go."""
    on, reply = entry.event.on, entry.event
    if isinstance(reply, ReplyReceived | RequestRefused):
        found = [(record, moved(record.event, reply.text, reply=entry.id, on=on)) for record in read_in(view, old.id)]
        return [Entry(event=event, corrects=record.id) for record, event in found]
    return [Entry(event=EventWithdrawn(on=on), corrects=record.id) for record in read_in(view, old.id)]


def withdrawal(view: CaseView, record: Recorded, on: date) -> list[Entry]:
    """Takes a record back, and with a reply what was found in it."""
    gone = [record.id, *(found.id for found in read_in(view, record.id))]
    return [Entry(event=EventWithdrawn(on=on), corrects=each) for each in gone]


def withdrawable(record: Recorded) -> bool:
    """Whether it may be taken back: all but what the program itself recorded."""
    return not isinstance(record.event, CaseOpened | LetterDrafted | EventWithdrawn)


def findings_on(view: CaseView, reply_id: str) -> list[tuple[Recorded, FindingConfirmed]]:
    """Standing findings that rest on that reply."""
    return [(r, r.event) for r in standing(view.records) if isinstance(r.event, FindingConfirmed) and r.event.reply == reply_id]


def read_in(view: CaseView, reply_id: str) -> list[Recorded]:
    """Everything that was read in that reply and still stands: findings, suggestions turned down, checks."""
    standing_now = standing(view.records)
    return [r for r in standing_now if isinstance(r.event, Finding | CompletenessChecked) and r.event.reply == reply_id]


def text_of(view: CaseView, reply_id: str | None) -> str:
    """The text of that reply as it is kept; "" where none is, and for what is no reply of this case."""
    return next((str(getattr(r.event, "text", "")) for r in view.records if r.id == reply_id), "")


def replies(view: CaseView) -> list[Recorded]:
    """Standing answers of the controller, in the order in which they came."""
    return [record for record in standing(view.records) if isinstance(record.event, ReplyReceived | RequestRefused)]


def authority_of(view: CaseView) -> str:
    """Id of the authority that hears this case's complaint: the one that the person chose, else that of her own country.

    "" when no file describes one.
    """
    chosen = chosen_forum(view.request, view.records)
    if chosen:
        return chosen.authority
    opened = next((r.event for r in view.records if isinstance(r.event, CaseOpened)), None)
    if opened is None:
        return ""
    return competent(opened.subject_place, opened.controller_place, opened.union_establishment).authority or ""


def complained_to(view: CaseView) -> str:
    """Id of the authority that has the complaint, once it is filed; before, of the one that would hear it."""
    filed = [record.event.authority for record in standing(view.records) if isinstance(record.event, ComplaintFiled)]
    return filed[-1] if filed else authority_of(view)


def _check_places(told: PlacesTold) -> None:
    """Places are codes of countries or of parts of them, and the authority is one that is known. Each may be left empty."""
    for name in ("other_home", "workplace", "infringement"):
        place = getattr(told, name)
        if place and not PLACE.fullmatch(place):
            raise InvalidInput(name, NOT_A_PLACE)
        if place:
            country({name: place.partition("-")[0]}, name)
    if told.authority:
        try:
            authority(told.authority)
        except UnknownAuthority:
            raise InvalidInput("authority", NO_SUCH_AUTHORITY) from None


def _clean(event: Event) -> Event:
    """The event with every text of it clean. Raises InvalidInput for one that is too long."""
    clean = replace(event, **_clean_texts(event, ""))
    if isinstance(clean, CompletenessChecked):
        items = [replace(item, **_clean_texts(item, f"items.{number}.")) for number, item in enumerate(clean.items)]
        return replace(clean, items=tuple(items))
    return clean


def _clean_texts(told: Event | ItemChecked, at: str) -> dict[str, Any]:
    """The clean texts by name. A quotation with its place is left as it is: it must be what the stored text says."""
    given = {field.name: getattr(told, field.name) for field in fields(told)}
    if given.get("start") is not None:
        del given["quote"]
    return {n: clean_text(t, f"{at}{n}", LONGEST.get(n, LONGEST_LINE)) for n, t in given.items() if type(t) is str}


def _check_days(event: Event, today: date) -> None:
    days: Sequence[tuple[str, date]] = [(f.name, day) for f in fields(event) if isinstance(day := getattr(event, f.name), date)]
    for name, day in days:
        check_day(day, name, today)
        if name in FOLLOWS and day < event.on:
            raise InvalidInput(name, FOLLOWS[name])
        if name in PRECEDES and day > event.on:
            raise InvalidInput(name, PRECEDES[name])


def _check_names(view: CaseView, event: Event) -> None:
    """What an event names must exist: an authority, the right of the case, a reply that still counts."""
    if isinstance(event, CaseOpened) and event.right is not view.request.right:
        raise InvalidInput("right", OTHER_RIGHT)
    if isinstance(event, AUTHORITY_NAMED):
        try:
            authority(event.authority)
        except UnknownAuthority:
            raise InvalidInput("authority", NO_SUCH_AUTHORITY) from None
    if isinstance(event, MandateGiven):
        if not event.holder.strip():
            raise InvalidInput("holder", NOT_EMPTY)
        lines({"holder_address": event.holder_address}, "holder_address")
    if isinstance(event, PlacesTold):
        _check_places(event)
    named = event.reply if isinstance(event, Finding | CompletenessChecked) else None
    if named is not None and named not in {reply.id for reply in replies(view)}:
        raise InvalidInput("reply", REPLY_ONLY)
