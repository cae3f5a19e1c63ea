"""A form that was sent when the documents had closed: its answers on their way through the page of the code, as hidden fields.

They come from a browser, and after the code once more: only what the form asks for is carried, and nothing without end. Files are not.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote

from app.law.limits import all_limits
from app.platform.errors import NotFound
from app.platform.text import clean_text
from app.web.bodies import Submitted
from app.web.forms.events import WITHDRAW, EventForm, Widget, event_form

PREFIX = "kept."
MARKS = ("kind", "corrects", "submit_token")
"""What a form says besides its fields: its kind, the record that it corrects, and its token."""

LONGEST_ID = 100
CARRIED = 20_000
"""Characters of one answer that travel: a page with more in hidden fields is too heavy."""


@dataclass(frozen=True, kw_only=True)
class Kept:
    """The answers of one form of the case `case`, as typed. `cut` when one of them was too long, `files` when there were files."""

    case: str
    answers: Mapping[str, tuple[str, ...]]
    cut: bool
    files: bool

    def hidden(self) -> list[tuple[str, str]]:
        """Names and values for the page of the code."""
        marks = [("case", self.case), ("cut", "1" if self.cut else ""), ("files", "1" if self.files else "")]
        answers = [(name, value) for name, values in self.answers.items() for value in values]
        return [(PREFIX + name, value) for name, value in (*marks, *answers) if value]


def keep(case: str, form: Submitted) -> Kept | None:
    """What a form of that case said; None for one that asks for nothing to type, or that there is not."""
    try:
        asked = event_form(form.get("kind"))
    except NotFound:
        return None
    given = {name: form.all(name)[-1:] for name in _names(asked)}
    answers = {name: tuple(clean_text(value[:CARRIED], name, 4 * CARRIED) for value in values) for name, values in given.items() if values}
    if asked.limits:
        ticked = set(form.all("limits"))
        answers["limits"] = tuple(limit.label for limit in all_limits() if limit.label in ticked)
    cut = any(len(value) > CARRIED for values in given.values() for value in values)
    return Kept(case=case[:LONGEST_ID], answers=answers, cut=cut, files=bool(form.files))


def carried(page: Submitted) -> Kept | None:
    """What the page of the code carried here; None when it carried nothing."""
    own = {name.removeprefix(PREFIX): values for name, values in page.fields.items() if name.startswith(PREFIX)}
    form = Submitted(own)
    kept = keep(form.get("case"), form)
    if kept is None:
        return None
    return Kept(case=kept.case, answers=kept.answers, cut=kept.cut or form.get("cut") == "1", files=form.get("files") == "1")


def address(case: str, form: Submitted) -> str:
    """The page on which that form of the case stands, or the page of the case when there is no such form."""
    kind, corrects = form.get("kind")[:LONGEST_ID], form.get("corrects")[:LONGEST_ID]
    if corrects:
        step = f"/{WITHDRAW if kind == WITHDRAW else 'correct'}/{quote(corrects, safe='', errors='replace')}"
    else:
        step = f"/record/{kind}" if _is_kind(kind) else ""
    return f"/case/{quote(case, safe='', errors='replace')}{step}"


def _is_kind(kind: str) -> bool:
    try:
        event_form(kind)
    except NotFound:
        return False
    return True


def _names(form: EventForm) -> tuple[str, ...]:
    """Fields with one value each; the limits, of which many may be ticked, are read by themselves."""
    own = [field.name for field in form.fields if field.widget is not Widget.FILES]
    limits = ["reply", *(f"quote_{limit.label}" for limit in all_limits())] if form.limits else []
    return (*MARKS, *own, *limits)
