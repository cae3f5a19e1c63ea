"""A reckoning of deadlines for readers: from what they gave, as a document for programs and as text for a terminal."""

from collections.abc import Iterator, Sequence
from datetime import date
from textwrap import fill
from typing import Any

from app.cases.wording import source_text, step_line
from app.law.deadlines import Calendars, Deadlines, Extension, ExtensionStatus, ImpossibleDates, Pause, Receipt, UnknownPlace, compute
from app.law.periods import FIRST_DAY, LAST_DAY, canonical
from app.platform.errors import InvalidInput, msg
from app.platform.i18n import Translator

EXTENSIONS: dict[ExtensionStatus, str] = {
    ExtensionStatus.NONE: msg("if validly extended"),
    ExtensionStatus.VALID: msg("extended"),
    ExtensionStatus.DEFECTIVE: msg("extended without reasons"),
}

IMPOSSIBLE = {
    "receipt_reversed": ("received", msg("The second date lies before the first. Write the earlier date first.")),
    "pause_reversed": ("paused", msg("The second date lies before the first. Write the earlier date first.")),
    "pause_before_receipt": ("paused", msg("The pause begins before the request was received.")),
    "pause_after_due": ("paused", msg("The pause begins when the time is already over.")),
    "extension_before_receipt": ("extension", msg("The extension was notified before the request was received.")),
}
"""The field at fault and what to say, by the law's code."""

OUT_OF_RANGE = msg("Deadlines are reckoned from {first} to {last} only.")
PAUSED_TOO_LONG = msg("With these pauses the time ends after {last}, beyond what is reckoned.")
REASONS_ALONE = msg("Reasons go with the day of the notice: give that day as well.")
UNKNOWN_PLACE = msg("“{value}” is no place that is known. Write an ISO 3166 code such as FR, FR-67, DE-BY, GB-ENG or US.")


def reckon(
    receipt: Receipt,
    place: str,
    calendars: Calendars,
    *,
    subject_place: str | None = None,
    pauses: Sequence[Pause] = (),
    extension: Extension | None = None,
) -> Deadlines:
    """The deadlines that these facts lead to. Raises InvalidInput naming received, place, subject_place, paused or extension."""
    here = known_place("place", place, calendars)
    subject = known_place("subject_place", subject_place, calendars) if subject_place is not None else None
    try:
        return compute(receipt, here, calendars, subject_place=subject, pauses=pauses, extension=extension)
    except ImpossibleDates as impossible:
        field, message = IMPOSSIBLE.get(impossible.code, ("received", OUT_OF_RANGE))
        if message == OUT_OF_RANGE and pauses:  # without a mistake of its own, the receipt is not what leads so far
            reckon(receipt, here, calendars, subject_place=subject, extension=extension)
            field, message = "paused", PAUSED_TOO_LONG
        raise InvalidInput(field, message, first=FIRST_DAY, last=LAST_DAY) from None


def known_place(field: str, text: str, calendars: Calendars) -> str:
    """The ISO 3166 code in capitals. Raises InvalidInput for a place that does not exist."""
    place = text.strip().upper()
    try:
        calendars.holidays(canonical(place), FIRST_DAY.year)
    except UnknownPlace:
        raise InvalidInput(field, UNKNOWN_PLACE, value=text) from None
    return place


def to_document(found: Deadlines, t: Translator) -> dict[str, Any]:
    """Plain values, with dates in ISO form or None. The keys are a contract; only `text` depends on the language."""
    return {
        "due_strict": _iso(found.due_strict),
        "due_safe": _iso(found.due_safe),
        "extended_strict": _iso(found.extended_strict),
        "extended_safe": _iso(found.extended_safe),
        "extension": found.extension.value,
        "steps": [{"date": _iso(step.date), "rule": step.rule, "source": step.source, "text": step_line(step, t)} for step in found.steps],
    }


def to_text(found: Deadlines, t: Translator, width: int) -> str:
    """The dates, then every step with its source, in lines of at most `width` characters."""
    return "\n".join([*_summary(found, t), "", *_steps(found, t, width)])


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _summary(found: Deadlines, t: Translator) -> Iterator[str]:
    """One line for each period: one date, or both where they part."""
    _ = t.gettext
    yield _("Due: {dates}").format(dates=_dates(found.due_strict, found.due_safe, t))
    if found.extension is ExtensionStatus.VOID:
        yield _("The extension is void: the first date stands.")
    elif found.extended_safe:
        dates = _dates(found.extended_strict, found.extended_safe, t)
        yield _("Due, {how}: {dates}").format(how=_(EXTENSIONS[found.extension]), dates=dates)


def _dates(strict: date | None, safe: date | None, t: Translator) -> str:
    _ = t.gettext
    if strict == safe and safe:
        return t.format_date(safe)
    told = [_("{date} (strict)").format(date=t.format_date(strict))] if strict else []
    told += [_("{date} (safe)").format(date=t.format_date(safe))] if safe else []
    return ", ".join(told)


def _steps(found: Deadlines, t: Translator, width: int) -> Iterator[str]:
    for number, step in enumerate(found.steps, start=1):
        yield fill(step_line(step, t), width, initial_indent=f"{number:2}. ", subsequent_indent="    ")
        yield fill(f"[{source_text(step.source, t)}]", width, initial_indent="    ", subsequent_indent="     ")
