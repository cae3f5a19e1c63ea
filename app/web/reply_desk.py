"""The forms of a reply's intake: files and text that come in, the day and nature that the person confirms."""

from datetime import date

from app.law.events import ReplyNature
from app.platform.errors import msg
from app.replies.desk import ReplyDesk, Waiting
from app.replies.intake import LONGEST
from app.replies.reading import Reading
from app.services import Services
from app.web.bodies import Submitted
from app.web.forms.answers import NO_DATE, Answers

GIVE_SOMETHING = msg("Choose at least one file, or paste the text of the answer.")
OWN_DAY = "other"
"""The choice of a day that the person types herself."""


def desk_of(wired: Services, dossier: str, case_id: str) -> ReplyDesk:
    """Where this case's replies are taken in. Raises NotFound."""
    view, settings = wired.store.case(dossier, case_id), wired.settings
    address = wired.addresses.of(case_id) if wired.addresses and settings.mailbox else ""
    return ReplyDesk(store=wired.store, sandbox=wired.sandbox, dossier=dossier, view=view, zone=settings.time_zone, address=address)


def take_in(desk: ReplyDesk, submitted: Submitted, today: date) -> str:
    """Read what was sent and keep it: the id under which it waits. Raises InvalidForm, InvalidInput."""
    answers = Answers(submitted, today)
    files, text = answers.files("files", "reply"), answers.text("text", LONGEST)
    if not files and not text and not answers.errors:
        answers.fail("files", GIVE_SOMETHING)
    answers.raise_if_any()
    desk.refuse_more()
    return desk.keep(desk.read(files, text), files)


def confirm(desk: ReplyDesk, waiting: Waiting, submitted: Submitted, today: date) -> None:
    """Record the reply with the day and nature that the person chose. Raises InvalidForm with every mistake."""
    answers = Answers(submitted, today)
    on = _day(answers, waiting.reading)
    nature = answers.choice("nature", ReplyNature, ReplyNature.OTHER)
    answers.raise_if_any()
    desk.record(waiting, on or today, nature)


def _day(answers: Answers, reading: Reading) -> date | None:
    """The day chosen among those found, or typed."""
    chosen = answers.submitted.get("on")
    found = next((each.on for each in reading.dates if each.on.isoformat() == chosen), None)
    if found is not None and found <= answers.today:
        return found
    typed = answers.day("own_day")
    if typed is None and "own_day" not in answers.errors:
        answers.fail("own_day" if chosen == OWN_DAY or not reading.dates else "on", NO_DATE)
    return typed
