"""Reading the questions of the calculator: from an address or a form to the facts of a reckoning, or to every mistake at once.

The names of the fields are those of the API's GET /deadline: an address of the one is an address of the other.
"""

from dataclasses import dataclass
from datetime import date
from itertools import zip_longest
from urllib.parse import urlencode

from app.cases.days import NOT_A_DATE, day_of
from app.cases.reckoning import OUT_OF_RANGE, REASONS_ALONE, known_place, reckon
from app.law.deadlines import Calendars, Deadlines, Extension, Pause, Receipt
from app.law.periods import FIRST_DAY, LAST_DAY
from app.platform.errors import InvalidInput, msg
from app.web.bodies import Submitted
from app.web.forms.answers import NO_DATE, Answers

FIELDS = (
    "received",
    "received_latest",
    "place",
    "subject_place",
    "paused_from",
    "paused_to",
    "extension_notified",
    "extension_reasons",
)
MOST_PAUSES = 20
HERE = {"paused": "paused_from", "extension": "extension_notified"}
"""Names of the fields that the reckoning finds at fault, where they are another here."""

NO_PLACE = msg("Choose the country where the organisation acts.")
REVERSED = msg("This day is before the first one.")
NO_END = msg("Give the day of your answer. If you have not answered yet, give today’s date.")
TOO_MANY_PAUSES = msg("That is more pauses than we can reckon with.")


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What a reckoning starts from."""

    receipt: Receipt
    place: str
    subject_place: str | None = None
    pauses: tuple[Pause, ...] = ()
    extension: Extension | None = None

    @property
    def query(self) -> str:
        """The shortest address that says the same, without "?"."""
        first, last = self.receipt.earliest, self.receipt.latest
        pairs = [("received", first.isoformat()), ("received_latest", last.isoformat() if last != first else ""), ("place", self.place)]
        pairs.append(("subject_place", self.subject_place or ""))
        for pause in self.pauses:
            pairs += [("paused_from", pause.start.isoformat()), ("paused_to", pause.end.isoformat() if pause.end else "")]
        if self.extension:
            pairs += [("extension_notified", self.extension.notified.isoformat()), ("extension_reasons", self.extension.reasons)]
        return urlencode([(name, value) for name, value in pairs if value])

    def reckoned(self, calendars: Calendars) -> Deadlines:
        """The deadlines. Raises InvalidInput naming a field of FIELDS."""
        try:
            return reckon(
                self.receipt, self.place, calendars, subject_place=self.subject_place, pauses=self.pauses, extension=self.extension
            )
        except InvalidInput as wrong:
            raise InvalidInput(HERE.get(wrong.field, wrong.field), wrong.message, **wrong.params) from wrong


def read(submitted: Submitted, today: date, calendars: Calendars) -> Facts:
    """The facts that the answers state. Raises InvalidForm with every mistake; further pauses have fields such as "paused_to-2"."""
    answers = Answers(submitted, today)
    received, latest = _day(answers, "received", NO_DATE), _day(answers, "received_latest")
    if received and latest and latest < received:
        answers.fail("received_latest", REVERSED)
    place, subject_place = _place(answers, "place", calendars), _place(answers, "subject_place", calendars)
    if not place and "place" not in answers.errors:
        answers.fail("place", NO_PLACE)
    pauses = _pauses(answers)
    extension = _extension(answers)
    answers.raise_if_any()
    first = received or today
    home = subject_place or None
    return Facts(receipt=Receipt(first, latest or first), place=place, subject_place=home, pauses=pauses, extension=extension)


def pairs_of(submitted: Submitted) -> list[tuple[str, str]]:
    """The pauses as they were typed, first and last day of each; those left empty are gone."""
    typed = zip_longest(submitted.all("paused_from"), submitted.all("paused_to"), fillvalue="")
    return [(start, end) for start, end in typed if start.strip() or end.strip()]


def numbered(name: str, number: int) -> str:
    """The name under which the mistake of the pause `number`, from 1 on, is remembered."""
    return name if number == 1 else f"{name}-{number}"


def _place(answers: Answers, field: str, calendars: Calendars) -> str:
    """The code of a place, "" for none."""
    typed = answers.line(field, 20)
    try:
        return known_place(field, typed, calendars) if typed else ""
    except InvalidInput as unknown:
        answers.errors.setdefault(field, unknown)
        return ""


def _day(answers: Answers, field: str, missing: str = "") -> date | None:
    return _read(answers, field, answers.line(field, 40), missing)


def _read(answers: Answers, field: str, typed: str, missing: str) -> date | None:
    """A day within the calendars; "" is a mistake where there is a message for what is `missing`."""
    if not typed.strip():
        if missing:
            answers.fail(field, missing)
        return None
    found = day_of(typed.strip())
    if found is None:
        answers.fail(field, NOT_A_DATE)
    elif not FIRST_DAY <= found <= LAST_DAY:
        answers.fail(field, OUT_OF_RANGE, first=FIRST_DAY, last=LAST_DAY)
        found = None
    return found


def _pauses(answers: Answers) -> tuple[Pause, ...]:
    found = []
    pairs = pairs_of(answers.submitted)
    if len(pairs) > MOST_PAUSES:
        answers.fail("paused_from", TOO_MANY_PAUSES)
    for number, (typed_start, typed_end) in enumerate(pairs[:MOST_PAUSES], start=1):
        start = _read(answers, numbered("paused_from", number), typed_start, NO_DATE)
        end = _read(answers, numbered("paused_to", number), typed_end, NO_END)
        if start and end and end < start:
            answers.fail(numbered("paused_to", number), REVERSED)
        elif start and end:
            found.append(Pause(start, end))
    return tuple(found)


def _extension(answers: Answers) -> Extension | None:
    notified, reasons = _day(answers, "extension_notified"), answers.line("extension_reasons")
    if notified is None and reasons:
        answers.fail("extension_notified", REASONS_ALONE)
    return Extension(notified, reasons) if notified else None
