"""What the page of the calculator shows: the lists to choose from, and the reckoning with its dates, its drawing and its steps."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from app.cases.index import in_force
from app.law.deadlines import Deadlines, ExtensionStatus
from app.platform.i18n import Translator, translator
from app.web.forms.countries import country_choices
from app.web.forms.deadline import Facts
from app.web.forms.places import REGIONS
from app.web.forms.view import FormView
from app.web.reckoning_steps import StepLine, step_lines
from app.web.time_line_drawing import Drawing, draw, that_count

Choices = tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class Reckoned:
    """A reckoning as the page shows it. `later` is the safe date where it differs; `possible` are the dates of an extension that nobody
    announced yet, the strict and the safe one; `steps` lead to the dates in force, `further` to the possible ones."""

    due: date
    later: date | None
    extension: str
    possible: tuple[date, date] | None
    drawing: Drawing
    steps: tuple[StepLine, ...]
    further: tuple[StepLine, ...]
    query: str


def reckoned(facts: Facts, found: Deadlines, today: date, t: Translator) -> Reckoned:
    """The page's part about that reckoning."""
    strict, safe = in_force(found)
    counted = that_count(found)
    possible = (found.extended_strict, found.extended_safe) if found.extension is ExtensionStatus.NONE else (None, None)
    return Reckoned(
        due=strict,
        later=safe if safe != strict else None,
        extension=found.extension.value,
        possible=(possible[0], possible[1]) if possible[0] and possible[1] else None,
        drawing=draw(found, t, today=today),
        steps=step_lines(counted, t),
        further=step_lines(found.steps[len(counted) :], t),
        query=facts.query,
    )


@cache
def groups(language: str) -> tuple[tuple[str, Choices], ...]:
    """Countries, then regions under the names of their countries: groups of codes and names. The first group has no name."""
    say = translator(language).gettext
    # Kosovo has no code in ISO 3166-1 of its own: no calendar knows the one that the post uses.
    countries = tuple((code, name) for code, name in country_choices(language) if code != "XK")
    names = dict(countries)
    regions = [(names[country], tuple((code, say(name)) for code, name in found)) for country, found in REGIONS.items()]
    return (("", countries), *regions)


def offered(shown: FormView, language: str) -> tuple[tuple[str, Choices], ...]:
    """The same, with the codes that an address brought along and that are not among them."""
    known = {code for _, choices in groups(language) for code, _ in choices}
    brought = [code for name in ("place", "subject_place") if (code := shown.value(name)[:20].strip()) and code not in known]
    return (*groups(language), ("", tuple((code, code) for code in dict.fromkeys(brought))))
