"""What mails say: that a date is near or has passed, and nothing else. Whoever reads over a shoulder learns no name and no matter."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from app.platform.i18n import Translator
from app.watching.views import Urgency

MOST_LINES = 40
"""Lines of one group; of more, only the number is told."""


@dataclass(frozen=True)
class Group:
    """What is equally urgent."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Letter:
    """The content of a mail, from which text and HTML are made."""

    subject: str
    opening: tuple[str, ...]
    groups: tuple[Group, ...] = ()
    action: str
    link: str
    closing: tuple[str, ...] = ()
    stop_text: str = ""
    stop: str = ""


def confirmation(link: str, t: Translator) -> Letter:
    """Asks whether the address is the reader's."""
    _ = t.gettext
    return Letter(
        subject=_("An address to confirm"),
        opening=(_("Somebody, probably you, asked that reminders go to this address."),),
        action=_("If it was you, confirm the address within two days:"),
        link=link,
        closing=(_("If it was not you, do nothing: no further mail will come."),),
    )


@dataclass(frozen=True, kw_only=True)
class Besides:
    """What a reminder tells apart from dates: that one was reckoned anew, that something came in, that an earlier mail may be lost."""

    changed: bool = False
    arrived: bool = False
    uncertain: bool = False


def reminder(lines: Iterable[tuple[Urgency, date]], page: str, stop: str, t: Translator, besides: Besides) -> Letter:
    """Tells of dates, the late ones first. `stop` is the link that ends the mails."""
    _ = t.gettext
    changed = (_("A date that you follow was reckoned anew, and is another one now."),) if besides.changed else ()
    arrived = (_("Something came in by mail and waits for you to look at it."),) if besides.arrived else ()
    lost = (_("It is not certain that an earlier mail reached you. Your page shows what it was about."),) if besides.uncertain else ()
    return Letter(
        subject=_("A reminder you asked for"),
        opening=(_("You asked to be reminded."), *arrived, *changed),
        groups=tuple(_groups(sorted(set(lines)), t)),
        action=_("To see what it is about, open your page with your code:"),
        link=page,
        closing=lost,
        stop_text=_("You get this mail because you confirmed this address. One click ends these mails:"),
        stop=stop,
    )


def as_text(letter: Letter) -> str:
    """The plain text of the mail."""
    parts = [*letter.opening]
    for group in letter.groups:
        parts.append("\n".join([group.title, *(f"- {line}" for line in group.lines)]))
    parts.append(f"{letter.action}\n{letter.link}")
    parts += letter.closing
    if letter.stop:
        parts.append(f"{letter.stop_text}\n{letter.stop}")
    return "\n\n".join(parts) + "\n"


def as_html(letter: Letter, language: str) -> str:
    """The same as HTML, which loads nothing."""
    return _templates().get_template("notice.html").render(letter=letter, language=language)


def _groups(lines: Sequence[tuple[Urgency, date]], t: Translator) -> Iterable[Group]:
    for urgency in (Urgency.LATE, Urgency.SOON, Urgency.TO_DO):
        days = [day for which, day in lines if which is urgency]
        shown = [t.format_date(day) for day in days[:MOST_LINES]]
        if more := len(days) - len(shown):
            shown.append(t.ngettext("and {count} more", "and {count} more", more).format(count=more))
        if shown:
            yield Group(_title(urgency, len(days), t), tuple(shown))


def _title(urgency: Urgency, count: int, t: Translator) -> str:
    """What so many dates have in common."""
    if urgency is Urgency.TO_DO:
        return t.gettext("This has been waiting for you since:")
    if urgency is Urgency.LATE:
        return t.ngettext("This date has passed:", "These dates have passed:", count)
    return t.ngettext("This date is near:", "These dates are near:", count)


@cache
def _templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=False
    )
