"""`saisine deadline`: when a controller's time runs out, with the steps and the rule behind each."""

import argparse
import json
import os
import re
import shutil
from datetime import date

from app.cases.reckoning import OUT_OF_RANGE, reckon, to_document, to_text
from app.law.deadlines import Calendars, Deadlines, Extension, Pause, Receipt
from app.law.periods import FIRST_DAY, LAST_DAY
from app.platform.calendars import PublicHolidays
from app.platform.errors import InvalidInput
from app.platform.i18n import LANGUAGES, terminal_language, translator

LONGEST_LINE = 100

OPTIONS = {
    "received": "--received",
    "place": "--place",
    "subject_place": "--subject-place",
    "paused": "--paused",
    "extension": "--extension-notified",
}
"""Names of the facts on the command line."""


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Describes `saisine deadline` and its arguments."""
    parser = commands.add_parser(
        "deadline",
        help="reckon when the controller's time runs out",
        description="Reckons when the controller's time to act runs out (GDPR Art. 12(3)), and says why. Dates are YYYY-MM-DD.",
    )
    parser.add_argument("--received", required=True, metavar="DATE[/DATE]", help="day of receipt; two days if either is possible")
    parser.add_argument("--place", required=True, metavar="PLACE", help="where the controller acts: FR, FR-67, DE-BY, GB-ENG, US …")
    parser.add_argument("--subject-place", metavar="PLACE", help="where the data subject lives; counts for a controller outside the EEA")
    parser.add_argument("--extension-notified", metavar="DATE", help="day on which the controller announced two further months")
    parser.add_argument("--extension-reasons", metavar="TEXT", help="the reasons it gave")
    parser.add_argument("--paused", action="append", default=[], metavar="FROM/TO", help="from its question to your answer; repeatable")
    parser.add_argument(
        "--lang", dest="reads", choices=sorted(LANGUAGES), help="language of the text (default: that of the environment, else en)"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Prints the deadlines; raises InvalidInput naming the option that cannot be used."""
    t = translator(arguments.reads or terminal_language(os.environ))
    found = reckoned(arguments, PublicHolidays())
    if arguments.json:
        print(json.dumps(to_document(found, t), ensure_ascii=False, indent=2))
    else:
        print(to_text(found, t, min(shutil.get_terminal_size().columns, LONGEST_LINE)))
    return 0


def reckoned(arguments: argparse.Namespace, calendars: Calendars) -> Deadlines:
    """The deadlines that the arguments describe."""
    receipt = Receipt(*one_or_two_dates("--received", arguments.received))
    pauses = [Pause(*two_dates("--paused", text)) for text in arguments.paused]
    extension = read_extension(arguments.extension_notified, arguments.extension_reasons)
    try:
        return reckon(receipt, arguments.place, calendars, subject_place=arguments.subject_place, pauses=pauses, extension=extension)
    except InvalidInput as wrong:
        raise InvalidInput(OPTIONS[wrong.field], wrong.message, **wrong.params) from wrong


def read_date(option: str, text: str) -> date:
    """A date as 2026-03-05, within the calendars. Raises InvalidInput."""
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text.strip(), re.ASCII):
        raise InvalidInput(option, "“{value}” is not a date. Write it as 2026-03-05.", value=text)
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        raise InvalidInput(option, "There is no such day as “{value}”.", value=text) from None
    if not FIRST_DAY <= day <= LAST_DAY:
        raise InvalidInput(option, OUT_OF_RANGE, first=FIRST_DAY, last=LAST_DAY)
    return day


def two_dates(option: str, text: str) -> tuple[date, date]:
    """FROM/TO. Raises InvalidInput."""
    parts = text.split("/")
    if len(parts) != 2:
        raise InvalidInput(option, "“{value}” does not say from when to when. Write FROM/TO, such as 2026-03-10/2026-03-17.", value=text)
    return read_date(option, parts[0]), read_date(option, parts[1])


def one_or_two_dates(option: str, text: str) -> tuple[date, date]:
    """DATE, or DATE/DATE where two are possible. Raises InvalidInput."""
    if "/" in text:
        return two_dates(option, text)
    day = read_date(option, text)
    return day, day


def read_extension(notified: str | None, reasons: str | None) -> Extension | None:
    """The extension, if one was notified. Raises InvalidInput for reasons without a day."""
    if notified is None:
        if reasons:
            raise InvalidInput("--extension-reasons", "Reasons go with the day of the notice: add --extension-notified.")
        return None
    return Extension(read_date("--extension-notified", notified), reasons or "")
