"""A reckoning of deadlines for readers: as a document for programs and as text for a terminal."""

from collections.abc import Iterator
from datetime import date
from textwrap import fill
from typing import Any

from app.cases.wording import source_text, step_line
from app.law.deadlines import Deadlines, ExtensionStatus
from app.platform.errors import msg
from app.platform.i18n import Translator

EXTENSIONS: dict[ExtensionStatus, str] = {
    ExtensionStatus.NONE: msg("if validly extended"),
    ExtensionStatus.VALID: msg("extended"),
    ExtensionStatus.DEFECTIVE: msg("extended without reasons"),
}


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
    else:
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
