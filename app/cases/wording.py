"""Sentences for the codes of the law: every step, status, breach, action, warning and event, in the reader's language."""

from app.law.assessment import Action, Breach, NextStep, Status, Warning_
from app.law.deadlines import Step
from app.law.events import Channel, Outcome, Recorded, ReplyNature
from app.platform.i18n import Translator


def step_text(step: Step, t: Translator) -> str:
    """What this step of the reckoning does and why, in one or two sentences."""
    raise NotImplementedError


def source_text(source: str, t: Translator) -> str:
    """A source or article as the language cites it: "GDPR Art. 12(3)" is « RGPD, art. 12, § 3 » in French."""
    raise NotImplementedError


def articles_text(articles: tuple[str, ...], t: Translator) -> str:
    """Several articles in one phrase."""
    raise NotImplementedError


def status_text(status: Status, t: Translator) -> str:
    """The status in a few words, for a badge or a list."""
    raise NotImplementedError


def status_explained(status: Status, t: Translator) -> str:
    """What the status means, in one sentence."""
    raise NotImplementedError


def breach_title(breach: Breach, t: Translator) -> str:
    """The breach in a few words."""
    raise NotImplementedError


def breach_text(breach: Breach, t: Translator) -> str:
    """The breach as one or two sentences with its dates, fit for a letter or a complaint."""
    raise NotImplementedError


def action_text(action: Action, t: Translator) -> str:
    """The action as a button or a link names it."""
    raise NotImplementedError


def next_step_text(step: NextStep, t: Translator) -> str:
    """What to do, from when, and why."""
    raise NotImplementedError


def warning_text(warning: Warning_, t: Translator) -> str:
    """What does not fit in the records, and how it was taken."""
    raise NotImplementedError


def event_text(recorded: Recorded, t: Translator) -> str:
    """The event as one line of the timeline, without its date."""
    raise NotImplementedError


def channel_text(channel: Channel, t: Translator) -> str:
    """How a letter travelled: "by registered post"."""
    raise NotImplementedError


def nature_text(nature: ReplyNature, t: Translator) -> str:
    """What a reply amounts to, as a choice in a form."""
    raise NotImplementedError


def outcome_text(outcome: Outcome, t: Translator) -> str:
    """How a case was closed, as a choice in a form."""
    raise NotImplementedError
