"""The clock of a case as a drawing: what ran, from when to when, and both dates. It computes places and words; `_time_line.html` draws.

The horizontal axis is time, in per cent of whatever width there is, so that one drawing fits a telephone and a sheet of paper while its
letters keep the reader's own size. Each row has one label, which is placed so that it fits the narrowest screen.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise, takewhile

from app.cases.index import in_force
from app.law.deadlines import Deadlines, ExtensionStatus, Step
from app.platform.i18n import Translator

NARROWEST, WIDE, LETTER = 280, 560, 7.4
"""Pixels that the drawing has on the narrowest screen and on one of 40 rem, and that one letter takes on average."""

MARGIN = 0.03
"""Free space before the first day and after the last one, as a part of the days between them."""

LONGEST_AFTER = 0.5
"""How far today may lie behind the last date, as a part of the days before, to be still on the drawing."""

MOST_MONTHS = 7
"""Names of months that fit side by side."""


@dataclass(frozen=True, kw_only=True)
class Mark:
    """One shape of a row: "dot", "date", "tick", or from `x` on a "bar", "doubt", "pause" or "given" of some `width`, both in per cent."""

    shape: str
    x: float
    width: float = 0.0


@dataclass(frozen=True)
class Place:
    """Where words stand: in per cent, from there on ("start"), around it ("middle"), or up to it ("end")."""

    x: float
    anchor: str


@dataclass(frozen=True, kw_only=True)
class Words:
    """A label with its place on a narrow screen and on a wide one."""

    text: str
    narrow: Place
    wide: Place


@dataclass(frozen=True, kw_only=True)
class Row:
    """A line of the drawing: its words and its shapes."""

    words: Words
    marks: tuple[Mark, ...]

    @property
    def label(self) -> str:
        """What it says."""
        return self.words.text


@dataclass(frozen=True, kw_only=True)
class Today:
    """The line of today at `x`; `beyond` when the day lies outside the drawing and has words only."""

    words: Words
    x: float
    beyond: bool

    @property
    def label(self) -> str:
        """What it says."""
        return self.words.text


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """All that the template draws. `description` tells the same in words; `months` are the places and names of first days of months."""

    title: str
    description: str
    rows: tuple[Row, ...]
    months: tuple[tuple[float, str], ...]
    today: Today | None


@dataclass(frozen=True)
class Span:
    """Something to draw, still in days: shapes with their first and last day, and the words about them."""

    label: str
    shapes: tuple[tuple[str, date, date], ...]


def draw(
    found: Deadlines,
    t: Translator,
    *,
    today: date | None = None,
    sent: Sequence[date] = (),
    presumed: bool = False,
    more: Sequence[Span] = (),
) -> Drawing:
    """The drawing of these deadlines. `sent` are the days on which the request left, `presumed` says that its receipt is, `more` came then.

    Without `today` the drawing does not depend on the day it is looked at.
    """
    steps = that_count(found)
    spans = [*_sent(sent, t), *_receipt(steps, presumed, t), *_time(found, steps, t), *_pauses(steps, t), *_notice(steps, t)]
    spans += [*_dates(found, t), *_days_off(steps, t), *more]
    scale = _scale(spans, today)
    shown = _today(today, scale, t) if today else None
    told = [*(span.label for span in spans), *([shown.label] if shown else [])]
    return Drawing(
        title=t.gettext("The time line of this request"),
        description=". ".join(told) + ".",
        rows=tuple(scale.row(span) for span in spans),
        months=tuple(scale.months(t)),
        today=shown,
    )


def that_count(found: Deadlines) -> tuple[Step, ...]:
    """Without an extension, the steps that a mere possibility of one would add could only confuse."""
    if found.extension is not ExtensionStatus.NONE:
        return found.steps
    return tuple(takewhile(lambda step: step.rule != "extension_possible", found.steps))


@dataclass(frozen=True)
class _Scale:
    """From days to per cent of the width."""

    first: date
    last: date

    def at(self, day: date) -> float:
        """Where the day lies, in per cent; days outside lie on the edge."""
        return round(min(max((day - self.first) / (self.last - self.first), 0.0), 1.0) * 100, 2)

    def row(self, span: Span) -> Row:
        marks = tuple(Mark(shape=shape, x=self.at(a), width=round(self.at(b) - self.at(a), 2)) for shape, a, b in span.shapes)
        return Row(words=words(span.label, marks[0].x, marks[-1].x + marks[-1].width), marks=marks)

    def months(self, t: Translator) -> Iterator[tuple[float, str]]:
        """The first days of the months, each with its name; of many months every second one, or third."""
        firsts = list(_firsts(self.first, self.last))
        apart = -(-len(firsts) // MOST_MONTHS) or 1
        for day, following in pairwise([*firsts[::apart], self.last]):
            x = self.at(day)
            if self.at(following) - x >= 100 * 4 * LETTER / NARROWEST:
                yield x, t.format_month(day)


def words(text: str, start: float, end: float) -> Words:
    """A label for shapes from `start` to `end`."""
    return Words(text=text, narrow=placed(text, start, end, NARROWEST), wide=placed(text, start, end, WIDE))


def placed(text: str, start: float, end: float, width: int) -> Place:
    """Where a label stands so that it fits: from where its shapes begin, else up to where they end, else above them, else at the edge."""
    needed = 100 * len(text) * LETTER / width
    if start + needed <= 100:
        return Place(start, "start")
    if end >= needed:
        return Place(end, "end")
    middle = (start + end) / 2
    return Place(middle, "middle") if needed / 2 <= middle <= 100 - needed / 2 else Place(100.0, "end")


def _scale(spans: Sequence[Span], today: date | None) -> _Scale:
    days = [day for span in spans for _, a, b in span.shapes for day in (a, b)]
    first, last = min(days), max(days)
    if today and today < first:
        first = max(today, first - (last - first) * LONGEST_AFTER)
    if today and today > last:
        last = min(today, last + (last - first) * LONGEST_AFTER)
    margin = timedelta(days=max(1, round((last - first).days * MARGIN)))
    return _Scale(first - margin, last + margin)


def _firsts(first: date, last: date) -> Iterator[date]:
    """First days of months between two days."""
    day = first.replace(day=1)
    while day <= last:
        if day >= first:
            yield day
        day = (day + timedelta(days=31)).replace(day=1)


def _sent(days: Sequence[date], t: Translator) -> Iterator[Span]:
    """The first letter by its day; further ones are dots beside it."""
    if not days:
        return
    ordered = sorted(set(days))
    dots = tuple(("dot", day, day) for day in ordered)
    if len(ordered) == 1:
        yield Span(t.gettext("Sent: {date}").format(date=_day(ordered[0], t)), dots)
    else:
        said = t.ngettext("Sent {n} time since {date}", "Sent {n} times since {date}", len(ordered))
        yield Span(said.format(n=len(ordered), date=_day(ordered[0], t)), dots)


def _receipt(steps: Sequence[Step], presumed: bool, t: Translator) -> Iterator[Span]:
    _ = t.gettext
    earliest, latest = receipt_in(steps)
    said = _("Received (presumed): {dates}") if presumed else _("Received: {dates}")
    shape = "dot" if earliest == latest else "doubt"
    yield Span(said.format(dates=t.format_span(earliest, latest)), ((shape, earliest, latest),))


def receipt_in(steps: Sequence[Step]) -> tuple[date, date]:
    """The first and the last day on which the request may count as received."""
    days = [step.date for step in steps if step.rule in ("receipt", "receipt_earliest", "receipt_latest")] or [steps[0].date]
    return min(days), max(days)


def _time(found: Deadlines, steps: Sequence[Step], t: Translator) -> Iterator[Span]:
    """The time itself: sure up to the first date, in doubt from there to the second."""
    strict, safe = in_force(found)
    sure, doubt = ("bar", receipt_in(steps)[0], strict), ("doubt", strict, safe)
    said = t.gettext("Time to answer") if strict == safe else t.gettext("Time to answer, then a doubt")
    yield Span(said, (sure,) if strict == safe else (sure, doubt))


def _pauses(steps: Sequence[Step], t: Translator) -> Iterator[Span]:
    spans = {(step.params["start"], step.params["end"]) for step in steps if step.rule.startswith("pause") and "end" in step.params}
    for start, end in sorted((a, b) for a, b in spans if isinstance(a, date) and isinstance(b, date)):
        yield Span(t.gettext("Pause: {dates}").format(dates=t.format_span(start, end)), (("pause", start, end),))


def _notice(steps: Sequence[Step], t: Translator) -> Iterator[Span]:
    """The announcement of more time, with what it is worth."""
    said = {
        "extension_valid": t.gettext("More time announced: {date}"),
        "extension_uncertain": t.gettext("More time announced, perhaps late: {date}"),
        "extension_void": t.gettext("More time announced too late: {date}"),
        "extension_defective": t.gettext("More time, no reasons: {date}"),
    }
    for step in steps:
        if step.rule in said:
            yield point(said[step.rule].format(date=_day(step.date, t)), step.date)


def _dates(found: Deadlines, t: Translator) -> Iterator[Span]:
    strict, safe = in_force(found)
    if strict == safe:
        yield Span(t.gettext("Last day: {date}").format(date=_day(safe, t)), (("date", safe, safe),))
        return
    yield Span(t.gettext("First date: {date}").format(date=_day(strict, t)), (("date", strict, strict),))
    yield Span(t.gettext("Second date: {date}").format(date=_day(safe, t)), (("date", safe, safe),))


def _days_off(steps: Sequence[Step], t: Translator) -> Iterator[Span]:
    """Saturdays, Sundays and holidays that were passed over, in runs of days."""
    days = sorted({step.date for step in steps if step.rule in ("saturday", "sunday") or step.rule.startswith("holiday_")})
    runs: list[list[date]] = []
    for day in days:
        if runs and day - runs[-1][-1] == timedelta(days=1):
            runs[-1].append(day)
        else:
            runs.append([day])
    for run in runs:
        said = t.ngettext("Not counted as last day: {dates}", "Not counted as last days: {dates}", len(run))
        yield Span(said.format(dates=t.format_span(run[0], run[-1])), tuple(("tick", day, day) for day in run))


def _today(today: date, scale: _Scale, t: Translator) -> Today:
    label, x = t.gettext("Today: {date}").format(date=_day(today, t)), scale.at(today)
    return Today(words=words(label, x, x), x=x, beyond=not scale.first <= today <= scale.last)


def point(label: str, day: date) -> Span:
    """One day with its words."""
    return Span(label, (("dot", day, day),))


def _day(day: date, t: Translator) -> str:
    return t.format_span(day, day)
