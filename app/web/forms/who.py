"""Step "who": the controller to write to, one of the curated or typed in."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from app.directory.controllers import Controller, curated, find, from_mapping, looks_like_police
from app.platform.errors import InvalidInput, NotFound, msg
from app.web.forms.answers import Answers

OTHER = "other"
POLICE = "police"
CHOOSE = msg("Choose who the letter is for.")
NO_NAME = msg("Give the name of the company or body.")
NO_COUNTRY = msg("Choose the country where it is.")
NO_WAY = msg("Give at least one way to reach them: a postal address, an e-mail address or a web form.")
FIRST = "clearview"


def offered() -> tuple[Controller, ...]:
    """The curated controllers one can write to: Clearview AI first, then by name."""
    letters = [c for c in curated() if c.regime == "gdpr"]
    return tuple(sorted(letters, key=lambda c: (not c.slug.startswith(FIRST), c.name.casefold())))


def read(answers: Answers) -> Controller | None:
    """The controller, or None with the mistakes in `answers`."""
    chosen = answers.submitted.get("controller")
    if chosen == OTHER:
        return _typed(answers)
    try:
        return find(chosen)
    except NotFound:
        answers.fail("controller", CHOOSE)
        return None


def is_police(answers: Answers) -> bool:
    """Whether what was chosen or typed belongs to the police or to intelligence services, and the person has not said otherwise."""
    chosen = answers.submitted.get("controller")
    if chosen == POLICE:
        return True
    if chosen == OTHER:
        return answers.submitted.get("not_police") != "1" and looks_like_police(answers.submitted.get("controller.name")[:400])
    return any(c.slug == chosen and c.regime == "police" for c in curated())


def _typed(answers: Answers) -> Controller | None:
    """Each field is read by itself first, so that every mistake is found and not only the first."""
    given = {key: answers.submitted.get(f"controller.{key}") for key in ("name", "address", "country", "email", "webform")}
    if not given["name"].strip():
        answers.fail("controller.name", NO_NAME)
    if not given["country"].strip():
        answers.fail("controller.country", NO_COUNTRY)
    if not any(given[key].strip() for key in ("address", "email", "webform")):
        answers.fail("controller.address", NO_WAY)
    for key, value in given.items():
        checked(answers, partial(from_mapping, {"name": "-", "country": "FR", key: value}))
    traits = ["face_search"] if answers.submitted.get("controller.face_search") else []
    values: Mapping[str, Any] = {**given, "traits": traits}
    return None if answers.errors else checked(answers, lambda: from_mapping(values))


def checked(answers: Answers, read_one: Callable[[], Controller]) -> Controller | None:
    """What `read_one` gives; a mistake is noted under the form's own name of the field."""
    try:
        return read_one()
    except InvalidInput as problem:
        answers.fail(f"controller.{problem.field}", problem.message, **problem.params)
        return None
