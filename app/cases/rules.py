"""What may be added to a case: entries that fit those already there. Bad input names its field; nothing is stored before all of it fits."""

from collections.abc import Collection, Mapping, Sequence

from app.cases.passages import check_passages
from app.cases.views import Entry
from app.law.completeness import ITEMS
from app.law.events import CaseOpened, CompletenessChecked, Event, EventWithdrawn, LetterDrafted, Recorded
from app.law.finding_events import Finding
from app.law.limits import UnknownLimit, entry
from app.law.rights import Right
from app.platform.errors import InvalidInput, msg


class CorrectedMeanwhile(InvalidInput):
    """The record to correct counts no longer: somebody was faster."""

    def __init__(self) -> None:
        super().__init__("corrects", msg("This entry was corrected meanwhile. Please look at the case as it is now."))


def check_first(events: Sequence[Event], files: Collection[str]) -> None:
    """A case begins with CaseOpened, once, and corrects nothing. Raises ValueError for a program's mistake, InvalidInput for a person's."""
    if not events or not isinstance(events[0], CaseOpened) or any(isinstance(e, CaseOpened | EventWithdrawn) for e in events[1:]):
        raise ValueError("a case begins with one CaseOpened and nothing to withdraw")
    for event in events:
        _check_references(event, {}, files)


def check_next(records: Sequence[Recorded], entries: Sequence[Entry], files: Collection[str]) -> None:
    """Whether these entries may follow these records, in this order. `files` are the ids kept with the case.

    Raises InvalidInput for the field that does not fit, ValueError when there is no entry at all.
    """
    if not entries:
        raise ValueError("nothing to record")
    known = {record.id: record.event for record in records}
    corrected = {record.corrects for record in records}
    for one in entries:
        target = _correctable(records, corrected, one.corrects) if one.corrects is not None else None
        _check_kind(one.event, target)
        _check_references(one.event, known, files)
        known[one.id] = one.event
        corrected.add(one.corrects)


def _correctable(records: Sequence[Recorded], corrected: Collection[str | None], corrects: str) -> Recorded:
    found = next((record for record in records if record.id == corrects), None)
    if found is None:
        raise InvalidInput("corrects", msg("The entry to correct is not in this case."))
    if corrects in corrected:
        raise CorrectedMeanwhile
    return found


def _check_kind(event: Event, corrected: Recorded | None) -> None:
    """The opening facts are replaced by opening facts only, so that a case always has them."""
    opening = corrected is not None and isinstance(corrected.event, CaseOpened)
    if isinstance(event, CaseOpened) != opening:
        raise InvalidInput("kind", msg("The facts with which the case was opened can be corrected, but neither added again nor removed."))
    if isinstance(event, EventWithdrawn) and corrected is None:
        raise InvalidInput("corrects", msg("Please say which entry is to be removed."))


def _check_references(event: Event, known: Mapping[str, Event], files: Collection[str]) -> None:
    """What an event names is there: files, a label, a reply and the passages of its text. `known` are the events by their record's id."""
    if not set(_files_of(event)) <= set(files):
        raise InvalidInput("files", msg("A file named here is not kept with this case."))
    if not isinstance(event, Finding | CompletenessChecked):
        return
    if isinstance(event, Finding):
        _check_label(event.label)
    else:
        _check_items(event, next((e.right for e in known.values() if isinstance(e, CaseOpened)), Right.ACCESS))
    if event.reply is not None and event.reply not in known:
        raise InvalidInput("reply", msg("The reply named here is not in this case."))
    check_passages(event, getattr(known[event.reply], "text", "") if event.reply is not None else "")


def _check_label(label: str) -> None:
    """Labels are readable in the case index, so only those of the law's data may get there."""
    try:
        entry(label)
    except UnknownLimit:
        raise InvalidInput("label", msg("This is not on the list of what a reply may contain.")) from None


def _check_items(check: CompletenessChecked, right: Right) -> None:
    """Each item is one that such a reply must hold, and is judged once."""
    known, seen = [item.code for item in ITEMS[right]], set[str]()
    if not check.items:
        raise InvalidInput("items", msg("Judge at least one item."))
    for number, item in enumerate(check.items):
        if item.code not in known:
            listed = ", ".join(known)
            raise InvalidInput(
                f"items.{number}.code",
                msg("“{item}” is no part of this request. Choose among: {known}."),
                item=item.code[:40],
                known=listed,
            )
        if item.code in seen:
            raise InvalidInput(f"items.{number}.code", msg("The item “{item}” is judged twice."), item=item.code)
        seen.add(item.code)


def _files_of(event: Event) -> tuple[str, ...]:
    if isinstance(event, LetterDrafted):
        return (event.file,) if event.file is not None else ()
    files: tuple[str, ...] = getattr(event, "files", ())
    return files
