"""The form that says what a mandate is to hold, before it is written. Nothing of it is kept."""

from app.directory import fields
from app.law.events import MandateFor, MandateHolder
from app.letters.mandates import MandateWish, languages_of
from app.platform.errors import msg
from app.web.forms.answers import Answers
from app.web.forms.you import noted

NO_HOLDER = msg("Give the name of the one who will act for you.")
PASSED = msg("This day has passed. Choose one that is still to come.")


def read_mandate(answers: Answers) -> MandateWish:
    """What the mandate is to hold. Raises InvalidForm with every mistake."""
    given = answers.submitted
    purpose = answers.choice("purpose", MandateFor, MandateFor.COMPLAINT)
    holder = answers.line("holder", 200)
    if not holder:
        answers.fail("holder", NO_HOLDER)
    address: tuple[str, ...] = noted(answers, lambda: fields.lines({"address": given.get("address")}, "address", limit=6), ())
    body = answers.choice("body", MandateHolder, MandateHolder.OTHER) if given.get("body") else MandateHolder.OTHER
    ends_on = answers.day("ends_on")
    if ends_on is not None and ends_on < answers.today:
        answers.fail("ends_on", PASSED)
    statutes, signatory = answers.line("statutes"), answers.line("signatory", 200)
    answers.raise_if_any()
    return MandateWish(
        purpose=purpose,
        holder=holder,
        address=address,
        body=body,
        statutes=statutes,
        signatory=signatory,
        courts_too=given.get("courts_too") == "1",
        to_holder=given.get("to_holder") == "1",
        ends_on=ends_on,
    )


def language_for(answers: Answers, purpose: MandateFor, usual: str) -> str:
    """The language that was chosen, if the mandate is written in it; else `usual`, else English."""
    known = languages_of(purpose)
    return next((each for each in (answers.submitted.get("language"), usual) if each in known), "en")
