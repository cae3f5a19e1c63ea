"""Reading the questions of the page on amounts: from its address to a question, or to every mistake at once.

The names of the fields are those of the API's GET /amounts: an address of the one is an address of the other.
"""

import re
from datetime import date
from urllib.parse import urlencode

from app.cases.days import NOT_A_DATE, day_of
from app.complaints.amounts import MOST, NOT_A_PERIOD, NOT_AN_AMOUNT, PERIODS, AmountsQuestion
from app.law.periods import FIRST_DAY, LAST_DAY
from app.web.bodies import Submitted
from app.web.forms.answers import Answers

FIELDS = ("undertaking", "turnover", "rate", "start", "until", "period", "cap")

_SPACES = re.compile(r"[\s\u00a0\u202f']")
_DIGITS = re.compile(r"[0-9]{1,16}")


def read(answers: Answers) -> AmountsQuestion:
    """The question that the answers ask. Raises InvalidForm with every mistake."""
    period = answers.line("period", 20) or PERIODS[0]
    if period not in PERIODS:
        answers.fail("period", NOT_A_PERIOD)
    question = AmountsQuestion(
        undertaking=answers.line("undertaking", 20) != "no",
        turnover=_amount(answers, "turnover"),
        rate=_amount(answers, "rate"),
        start=_day(answers, "start"),
        until=_day(answers, "until"),
        period=period,
        cap=_amount(answers, "cap"),
    )
    answers.raise_if_any()
    return question


def query(submitted: Submitted, question: AmountsQuestion) -> str:
    """The shortest address that asks the same, without "?"."""
    values: dict[str, object] = {name: getattr(question, name) for name in FIELDS if submitted.get(name).strip()}
    values |= {"undertaking": "yes" if question.undertaking else "no"}
    return urlencode({name: value for name, value in values.items() if value is not None})


def _amount(answers: Answers, field: str) -> int | None:
    """Whole euros, with or without spaces between the thousands."""
    typed = _SPACES.sub("", answers.line(field, 40)).removesuffix("€")
    if not typed:
        return None
    if not _DIGITS.fullmatch(typed) or int(typed) > MOST:
        answers.fail(field, NOT_AN_AMOUNT, most=MOST)
        return None
    return int(typed)


def _day(answers: Answers, field: str) -> date | None:
    """A day of any time that the calendars know."""
    typed = answers.line(field, 40)
    found = day_of(typed) if typed else None
    if typed and (found is None or not FIRST_DAY <= found <= LAST_DAY):
        answers.fail(field, NOT_A_DATE)
        return None
    return found
