"""Step "who": the controller to write to, one of the curated, one that a search found, or typed in."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from app.directory.controllers import Controller, curated, from_mapping, looks_like_police
from app.directory.directory import Obsolete
from app.directory.search import Hit
from app.platform.errors import InvalidInput, NotFound, msg
from app.web.forms.answers import Answers

OTHER = "other"
POLICE = "police"
CHOOSE = msg("Choose who the letter is for.")
GONE = msg("“{name}” is no longer in the directory. Search for another one, or type in whom you write to.")
MOVED = msg("“{name}” is no longer one to write to: “{successor}” took its place. Choose that one instead, if it is the one you mean.")
TOO_MANY = msg("Choose at most {limit} more. You can write to others afterwards.")
ALONE = msg("“{name}” follows other rules perhaps: choose it alone, and we show you the way.")
ALSO_AT_MOST = 15
FOUND_AT_MOST = 8
LONGEST_SEARCH = 100
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
        return answers.directory.find(chosen)
    except Obsolete as gone:
        _fail_gone(answers, gone)
        return None
    except NotFound:
        answers.fail("controller", CHOOSE)
        return None


def read_also(answers: Answers) -> tuple[Controller, ...]:
    """Those to write to besides, each once; mistakes are in `answers`. A letter that was sent before went to one alone."""
    if answers.submitted.get("already") == "1":
        return ()
    slugs = [slug for slug in dict.fromkeys(answers.submitted.all("also")) if slug != answers.submitted.get("controller")]
    if len(slugs) > ALSO_AT_MOST:
        answers.fail("also", TOO_MANY, limit=ALSO_AT_MOST)
        return ()
    return tuple(filter(None, (_besides(answers, slug) for slug in slugs)))


def read_all(answers: Answers) -> tuple[Controller, ...]:
    """Everyone to write to, the one chosen first; mistakes are in `answers`."""
    return tuple(filter(None, (read(answers), *read_also(answers))))


def _besides(answers: Answers, slug: str) -> Controller | None:
    try:
        found = answers.directory.find(slug)
    except NotFound:
        answers.fail("also", CHOOSE)
        return None
    if found.regime == "police" or looks_like_police(found.name):
        answers.fail("also", ALONE, name=found.name)
    return found


def is_police(answers: Answers) -> bool:
    """Whether what was chosen or typed belongs to the police or to intelligence services, and the person has not said otherwise."""
    chosen = answers.submitted.get("controller")
    if chosen == POLICE:
        return True
    if chosen == OTHER:
        return answers.submitted.get("not_police") != "1" and looks_like_police(answers.submitted.get("controller.name")[:400])
    try:
        found = answers.directory.find(chosen)
    except NotFound:
        return False
    return found.regime == "police" or (answers.submitted.get("not_police") != "1" and looks_like_police(found.name))


def may_be_another(answers: Answers) -> bool:
    """Whether the person may say that what looks like a police file is none: not where we know that it is one."""
    chosen = answers.submitted.get("controller")
    return chosen != POLICE and not any(c.slug == chosen and c.regime == "police" for c in curated())


def found(answers: Answers) -> list[Hit]:
    """What the search words find; none without words."""
    words = answers.submitted.get("q")[:LONGEST_SEARCH]
    return answers.directory.search(words, FOUND_AT_MOST) if words.strip() else []


def chosen_elsewhere(answers: Answers, hits: list[Hit]) -> Controller | None:
    """The controller chosen by an earlier search, which the page must go on showing."""
    chosen = answers.submitted.get("controller")
    if chosen in {listed.slug for listed in offered()} | {hit.slug for hit in hits}:
        return None
    try:
        return answers.directory.find(chosen) if chosen not in ("", OTHER, POLICE) else None
    except NotFound:
        return None


def _fail_gone(answers: Answers, gone: Obsolete) -> None:
    if gone.redirect:
        answers.fail("controller", MOVED, name=gone.name, successor=answers.directory.find(gone.redirect).name)
    else:
        answers.fail("controller", GONE, name=gone.name)


def _typed(answers: Answers) -> Controller | None:
    """Each field is read by itself first, so that every mistake is found and not only the first."""
    given = {
        key: answers.submitted.get(f"controller.{key}") for key in ("name", "address", "country", "email", "webform", "representative")
    }
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
