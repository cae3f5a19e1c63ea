"""What the drawing of a case shows after the controller's own time: further letters, the complaint, the authority's time, the court."""

from collections.abc import Iterator, Sequence
from datetime import date

from app.law.authority_clock import AuthorityClock, authority_clock
from app.law.events import Recorded, ReminderSent, standing
from app.law.facts import facts_on
from app.platform.errors import msg
from app.platform.i18n import Translator
from app.web.time_line_drawing import Span, point

MOST_LETTERS = 4
"""Further letters that are drawn, the last ones: of more, the list below tells."""

LETTERS = {
    "reminder": msg("Reminder: {dates}"),
    "mise_en_demeure": msg("Formal notice: {dates}"),
    "contest_extension": msg("Objection: {dates}"),
    "missing_items": msg("What is missing: {dates}"),
    "answer": msg("Answer to their reply: {dates}"),
    "identity_answer": msg("My answer: {dates}"),
    "withdrawal": msg("Taken back: {dates}"),
}
OTHER_LETTER = msg("Letter: {dates}")


def afterwards(records: Sequence[Recorded], today: date, t: Translator) -> list[Span]:
    """The rows of what came after the request, in the order in which such things come."""
    clock = authority_clock(facts_on(records, today))
    letters = [record.event for record in standing(tuple(records)) if isinstance(record.event, ReminderSent)]
    return [*(_letter(event, t) for event in letters[-MOST_LETTERS:]), *(_authority(clock, t) if clock else ())]


def _letter(event: ReminderSent, t: Translator) -> Span:
    """A letter, and the days that it gave."""
    until = max(event.until or event.on, event.on)
    words = t.gettext(LETTERS.get(event.letter, OTHER_LETTER)).format(dates=t.format_span(event.on, until))
    return point(words, event.on) if until == event.on else Span(words, (("given", event.on, until),))


def _authority(clock: AuthorityClock, t: Translator) -> Iterator[Span]:
    """The complaint, the three months of the authority or its decision, and the last day to go to court."""

    def day(words: str, on: date) -> str:
        return words.format(date=t.format_span(on, on))

    yield point(day(t.gettext("Complaint: {date}"), clock.filed.on), clock.filed.on)
    if clock.silent_on:
        yield Span(day(t.gettext("The authority’s time: until {date}"), clock.silent_on), (("given", clock.filed.on, clock.silent_on),))
    if clock.decided:
        yield point(day(t.gettext("Its decision: {date}"), clock.decided.on), clock.decided.on)
    if clock.court_by:
        yield Span(day(t.gettext("Last day for the court: {date}"), clock.court_by), (("date", clock.court_by, clock.court_by),))
