"""The check of a reply against what was asked, item by item: what a person judged, and the record that her judgement makes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.cases.passages import find_words
from app.cases.statements import entries_for, text_of
from app.cases.views import CaseView, Entry
from app.law.completeness import ITEMS, gaps
from app.law.events import CompletenessChecked, ItemChecked, ItemState, Recorded, standing
from app.law.facts import facts_on
from app.platform.errors import InvalidInput, msg
from app.replies.findings import reply_of

NOT_A_STATE = msg("Choose answered, in part, or missing, or leave this item open.")
UNKNOWN_ITEM = msg("“{item}” is no part of this request. Choose among: {known}.")
NOT_THERE = msg("These words are not in the text of the answer. Copy them from it.")


@dataclass(frozen=True, kw_only=True)
class Judged:
    """What a person says of one item: a state, "" for none, and the words of the reply that it rests on, "" for none."""

    state: str = ""
    words: str = ""


def last_check(view: CaseView, reply_id: str) -> Recorded | None:
    """The check of that reply that counts now; None when there is none."""
    found = [r for r in standing(view.records) if isinstance(r.event, CompletenessChecked) and r.event.reply == reply_id]
    return max(found, key=lambda record: record.sequence, default=None)


def judged_in(view: CaseView, reply_id: str) -> Mapping[str, Judged]:
    """That check as it was judged, by the code of the item."""
    check = last_check(view, reply_id)
    items = check.event.items if check and isinstance(check.event, CompletenessChecked) else ()
    return {item.code: Judged(state=item.state.value, words=item.quote) for item in items}


def missing_items(view: CaseView, today: date) -> tuple[str, ...] | None:
    """The codes of what all checked replies together leave out, wholly or in part, as of `today`; None where no reply was checked."""
    checks = facts_on(standing(view.records), today).checks
    return tuple(gap.item.code for gap in gaps(view.request.right, checks)) if checks else None


def check_entries(view: CaseView, reply_id: str, judged: Mapping[str, Judged], today: date) -> list[Entry]:
    """The entries that record the check; one of the same reply from before is corrected by it.

    Raises NotFound for a reply that is none, InvalidInput naming `state_<code>` or `words_<code>` for what was judged wrongly, `items` when
    nothing was.
    """
    reply, text = reply_of(view, reply_id), text_of(view, reply_id)
    known = [item.code for item in ITEMS[view.request.right]]
    if unknown := [code for code in judged if code not in known]:
        raise InvalidInput(f"state_{unknown[0]}", UNKNOWN_ITEM, item=unknown[0][:40], known=", ".join(known))
    codes = [code for code in known if judged.get(code, Judged()).state]
    items = tuple(_item(code, judged[code], text) for code in codes)
    earlier = last_check(view, reply_id)
    event = CompletenessChecked(on=reply.on, items=items, reply=reply_id)
    return entries_for(view, event, earlier.id if earlier else None, today)


def _item(code: str, said: Judged, text: str) -> ItemChecked:
    try:
        state = ItemState(said.state)
    except ValueError:
        raise InvalidInput(f"state_{code}", NOT_A_STATE) from None
    place = find_words(text, said.words) if said.words.strip() and text else None
    if said.words.strip() and text and place is None:
        raise InvalidInput(f"words_{code}", NOT_THERE)
    start, end = place or (None, None)
    return ItemChecked(code=code, state=state, quote="" if place else said.words, start=start, end=end)
