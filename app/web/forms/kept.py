"""A form that was sent when the documents had closed: its answers on their way through the page of the code, as hidden fields.

They come from a browser, and after the code once more: only what the form asks for is carried, and nothing without end. Files are not.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import quote

from app.cases.views import is_id
from app.law.completeness import ITEMS
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
class ReplyForm:
    """A form about one reply, which no kind of event names: the end of the address that it is sent to, and that of the page on which it
    stands, both below the case with `{about}` for the reply; and the fields that it asks for."""

    sent_to: str
    page: str
    fields: tuple[str, ...]


REPLY_FORMS = {
    "mark": ReplyForm(
        sent_to="replies/{about}/findings", page="replies/{about}", fields=("passage", "further", "words", "label", "submit_token")
    ),
    "check": ReplyForm(
        sent_to="replies/{about}/check",
        page="replies/{about}/check",
        fields=tuple(sorted({f"{part}_{item.code}" for items in ITEMS.values() for item in items for part in ("state", "words")})),
    ),
    "confirm": ReplyForm(sent_to="reply/{about}", page="reply/{about}", fields=("on", "own_day", "nature")),
}
"""The forms of a reply by name: a passage that is marked, the check of what it holds, the day on which it came."""


@dataclass(frozen=True, kw_only=True)
class Kept:
    """The answers of one form of the case `case`, as typed. `cut` when one of them was too long, `files` when there were files.

    `form` is the name of a reply's form and `about` the id of that reply; both are "" for a form that records an event.
    """

    case: str
    answers: Mapping[str, tuple[str, ...]]
    cut: bool
    files: bool
    form: str = ""
    about: str = ""

    def hidden(self) -> list[tuple[str, str]]:
        """Names and values for the page of the code."""
        marks = [("case", self.case), ("cut", "1" if self.cut else ""), ("files", "1" if self.files else "")]
        marks += [("form", self.form), ("about", self.about)]
        answers = [(name, value) for name, values in self.answers.items() for value in values]
        return [(PREFIX + name, value) for name, value in (*marks, *answers) if value]


def keep(case: str, form: Submitted, path: str = "") -> Kept | None:
    """What a form of that case said; None for one that asks for nothing to type, or that there is not. `path` is where it was sent to."""
    name, about = _reply_form(path)
    if name:
        return _kept(case, form, REPLY_FORMS[name].fields, form_name=name, about=about)
    try:
        asked = event_form(form.get("kind"))
    except NotFound:
        return None
    ticked = set(form.all("limits")) if asked.limits else set()
    limits = tuple(limit.label for limit in all_limits() if limit.label in ticked)
    return _kept(case, form, _names(asked), more={"limits": limits} if asked.limits else {})


def carried(page: Submitted) -> Kept | None:
    """What the page of the code carried here; None when it carried nothing."""
    own = {name.removeprefix(PREFIX): values for name, values in page.fields.items() if name.startswith(PREFIX)}
    form = Submitted(own)
    named, about = REPLY_FORMS.get(form.get("form")), form.get("about")
    path = f"/case/x/{named.sent_to.format(about=about)}" if named and is_id(about) else ""
    kept = keep(form.get("case"), form, path)
    if kept is None:
        return None
    return replace(kept, cut=kept.cut or form.get("cut") == "1", files=form.get("files") == "1")


def address(case: str, form: Submitted, path: str = "") -> str:
    """The page on which that form of the case stands, or the page of the case when there is no such form."""
    name, about = _reply_form(path)
    if name:
        return f"/case/{quote(case, safe='', errors='replace')}/{REPLY_FORMS[name].page.format(about=about)}"
    kind, corrects = form.get("kind")[:LONGEST_ID], form.get("corrects")[:LONGEST_ID]
    if corrects:
        step = f"/{WITHDRAW if kind == WITHDRAW else 'correct'}/{quote(corrects, safe='', errors='replace')}"
    else:
        step = f"/record/{kind}" if _is_kind(kind) else ""
    return f"/case/{quote(case, safe='', errors='replace')}{step}"


def _reply_form(path: str) -> tuple[str, str]:
    """The name of the reply's form that is sent to this address, and the id of the reply; "" for another one."""
    for name, each in REPLY_FORMS.items():
        found = re.fullmatch(f"/case/[^/]+/{each.sent_to.format(about='([a-z2-7]{26})')}", path)
        if found:
            return name, found[1]
    return "", ""


def _kept(
    case: str,
    form: Submitted,
    names: Iterable[str],
    *,
    form_name: str = "",
    about: str = "",
    more: Mapping[str, tuple[str, ...]] | None = None,
) -> Kept:
    """The last value of each of these fields, none without end, and `more` that was read already."""
    given = {name: form.all(name)[-1:] for name in names}
    answers = {name: tuple(clean_text(value[:CARRIED], name, 4 * CARRIED) for value in values) for name, values in given.items() if values}
    cut = any(len(value) > CARRIED for values in given.values() for value in values)
    return Kept(case=case[:LONGEST_ID], answers={**answers, **(more or {})}, cut=cut, files=bool(form.files), form=form_name, about=about)


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
