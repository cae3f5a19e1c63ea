"""Step "you": the data subject, with only what a letter needs."""

import re
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from app.cases.parties import Subject, guardian_of
from app.directory import fields
from app.law.competence import authority_of
from app.platform.errors import InvalidInput, msg
from app.web.forms.answers import Answers
from app.web.forms.journey import IDENTIFIERS

T = TypeVar("T")

NO_NAME = msg("Give the name that the letter will carry.")
NO_LABEL = msg("Say what this is, for example “Customer number”.")
NO_VALUE = msg("Give the value, or clear the line.")

REGIONS = (
    ("FR-67", "Bas-Rhin"),
    ("FR-68", "Haut-Rhin"),
    ("FR-57", "Moselle"),
    ("FR-971", "Guadeloupe"),
    ("FR-972", "Martinique"),
    ("FR-973", "Guyane"),
    ("FR-974", "La Réunion"),
    ("FR-976", "Mayotte"),
)
"""Parts of France with public holidays of their own. They only matter for the later of the two due dates."""


def read(answers: Answers) -> Subject | None:
    """The data subject, or None with the mistakes in `answers`."""
    given = answers.submitted
    name = answers.line("name", 200)
    if not name and "name" not in answers.errors:
        answers.fail("name", NO_NAME)
    values: Mapping[str, Any] = {key: given.get(key) for key in ("country", "address", "email")}
    country = noted(answers, lambda: fields.country(values, "country"), "FR")
    address: tuple[str, ...] = noted(answers, lambda: fields.lines(values, "address", limit=6), ())
    email = noted(answers, lambda: fields.email(values, "email"), "")
    identifiers = _identifiers(answers)
    minor = given.get("minor") == "1"
    guardian = answers.line("guardian", 200)
    guardian = noted(answers, lambda: guardian_of(guardian, minor=minor), "")
    if answers.errors:
        return None
    place = _place(country, given.get("place"), address)
    return Subject(
        name=name, country=country, address=address, email=email, identifiers=identifiers, place=place, minor=minor, guardian=guardian
    )


def noted(answers: Answers, read_one: Callable[[], T], otherwise: T) -> T:
    """What `read_one` gives; a mistake is noted, and `otherwise` stands in."""
    try:
        return read_one()
    except InvalidInput as problem:
        answers.fail(problem.field, problem.message, **problem.params)
        return otherwise


def _identifiers(answers: Answers) -> dict[str, str]:
    """Up to three pairs such as "Customer number" and "A-1234". Half a pair is a mistake."""
    found: dict[str, str] = {}
    for n in IDENTIFIERS:
        label, value = answers.line(f"identifier_label_{n}", 60), answers.line(f"identifier_value_{n}", 200)
        if value and not label:
            answers.fail(f"identifier_label_{n}", NO_LABEL)
        elif label and not value:
            answers.fail(f"identifier_value_{n}", NO_VALUE)
        elif value:
            found[label] = value
    return found


def _place(country: str, chosen: str, address: tuple[str, ...]) -> str:
    """The region said or, failing that, shown by the postcode: its first digits are those of the département."""
    if country == "DE":
        there = authority_of(chosen) if chosen.startswith("DE-") else None  # each Land has an authority of its own
        return chosen if there and chosen in there.territory else ""
    if country != "FR":
        return ""
    known = {code for code, _ in REGIONS}
    if chosen in known:
        return chosen
    postcode = next(iter(re.findall(r"\b\d{5}\b", address[-1])), "") if address else ""
    return next((code for code in known if postcode.startswith(code.removeprefix("FR-"))), "")
