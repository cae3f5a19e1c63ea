"""What may be added to a case: entries that fit those already there. Bad input names its field; nothing is stored before all of it fits."""

from collections.abc import Collection, Sequence

from app.cases.views import Entry
from app.law.events import CaseOpened, Event, EventWithdrawn, FindingConfirmed, LetterDrafted, Recorded
from app.law.limits import all_answers, all_limits
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
        _check_references(event, (), files)


def check_next(records: Sequence[Recorded], entries: Sequence[Entry], files: Collection[str]) -> None:
    """Whether these entries may follow these records, in this order. `files` are the ids kept with the case.

    Raises InvalidInput for the field that does not fit, ValueError when there is no entry at all.
    """
    if not entries:
        raise ValueError("nothing to record")
    known = {record.id for record in records}
    corrected = {record.corrects for record in records}
    for entry in entries:
        target = _correctable(records, corrected, entry.corrects) if entry.corrects is not None else None
        _check_kind(entry.event, target)
        _check_references(entry.event, known, files)
        known.add(entry.id)
        corrected.add(entry.corrects)


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


def _check_references(event: Event, known: Collection[str], files: Collection[str]) -> None:
    if not set(_files_of(event)) <= set(files):
        raise InvalidInput("files", msg("A file named here is not kept with this case."))
    if isinstance(event, FindingConfirmed):
        _check_label(event.label)
        if event.reply is not None and event.reply not in known:
            raise InvalidInput("reply", msg("The reply named here is not in this case."))


def _check_label(label: str) -> None:
    """Labels are readable in the case index, so only those of the law's data may get there."""
    if label not in {entry.label for entry in (*all_limits(), *all_answers())}:
        raise InvalidInput("label", msg("This is not on the list of what a reply may contain."))


def _files_of(event: Event) -> tuple[str, ...]:
    if isinstance(event, LetterDrafted):
        return (event.file,) if event.file is not None else ()
    files: tuple[str, ...] = getattr(event, "files", ())
    return files
