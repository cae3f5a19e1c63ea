"""Sentences for the codes of the law: every step, status, breach, action, warning and event, in the reader's language."""

from collections.abc import Mapping
from datetime import date

from app.cases import sentences
from app.cases.citations import articles_text, source_text
from app.cases.event_wording import authority_outcome_text, channel_text, event_text, nature_text, outcome_text, return_reason_text
from app.law import limits
from app.law.assessment import Action, Alert, Breach, NextStep, Status, Warning_
from app.law.deadlines import Param, Step, Track
from app.platform.i18n import Translator

__all__ = [
    "action_text",
    "alert_text",
    "alert_title",
    "articles_text",
    "authority_outcome_text",
    "breach_text",
    "breach_title",
    "channel_text",
    "event_text",
    "nature_text",
    "next_step_text",
    "outcome_text",
    "return_reason_text",
    "source_text",
    "status_explained",
    "status_text",
    "step_line",
    "step_text",
    "warning_text",
]

DATED_RULES = ("due", "due_extended", "due_if_extended")
COUNTED_RULES = ("same_day", "last_day_of_month")


def step_text(step: Step, t: Translator) -> str:
    """What this step of the reckoning does and why, in one or two sentences."""
    code = step.rule
    if code in DATED_RULES:
        code = f"{code}_{step.track.value}"
    elif code in COUNTED_RULES:
        code = f"{code}_{step.params['months']}"
    return _filled(sentences.STEPS[code], {**step.params, "date": step.date}, t, name=_holiday_name(step, t))


def step_line(step: Step, t: Translator) -> str:
    """The step's text, with the date it leads to in front where the two dates part: for readers of a bare list."""
    text = step_text(step, t)
    if step.track is Track.BOTH or step.rule in DATED_RULES:
        return text
    return t.gettext(sentences.TRACKS[step.track.value]).format(text=text)


def status_text(status: Status, t: Translator) -> str:
    """The status in a few words, for a badge or a list."""
    return t.gettext(sentences.STATUS[status])


def status_explained(status: Status, t: Translator) -> str:
    """What the status means, in one sentence."""
    return t.gettext(sentences.STATUS_EXPLAINED[status])


def breach_title(breach: Breach, t: Translator) -> str:
    """The breach in a few words."""
    if breach.code in sentences.BREACH_TITLES:
        return t.gettext(sentences.BREACH_TITLES[breach.code])
    return limits.limit(breach.code).title[t.language]


def breach_text(breach: Breach, t: Translator) -> str:
    """The breach as one or two sentences with its dates, fit for a letter."""
    text = _breach_sentence(breach, t)
    items = breach.params.get("items")
    if not isinstance(items, tuple):
        return text
    named = next(
        (each for each in sentences.ITEMS.values() if {*items} <= {*each} and ("erasure" in each) == (breach.code == "partial")), {}
    )
    listed = t.format_list([t.gettext(named[str(code)]) for code in items if code in named])
    return f"{text} {t.gettext(sentences.LACKING).format(items=listed)}"


def _breach_sentence(breach: Breach, t: Translator) -> str:
    code = breach.code
    if code not in sentences.BREACH_TITLES:
        return limits.limit(code).fact[t.language].format(date=t.format_date(breach.on) if breach.on else "")
    if code == "late" and breach.params["days"] == 1:
        code = "late_one"
    elif code == "silence" and breach.params["receipt"] == "presumed":
        code = "silence_presumed"
    elif code == "bad_extension":
        code = f"bad_extension_{breach.params['kind']}"
    elif code == "refusal":
        code = f"refusal_{breach.params['reasons']}"
    return _filled(sentences.BREACHES[code], breach.params, t)


def action_text(action: Action, t: Translator) -> str:
    """The action as a button or a link names it."""
    return t.gettext(sentences.ACTIONS[action])


def next_step_text(step: NextStep, t: Translator) -> str:
    """Why this may be done, and from when."""
    code = step.reason
    if step.action is Action.MISE_EN_DEMEURE:
        code = sentences.NOTICE_REASONS.get(code, code)
    if code == "receipt_presumed" and step.params["earliest"] != step.params["latest"]:
        code = "receipt_presumed_between"
    return _filled(sentences.REASONS[code], step.params, t)


def warning_text(warning: Warning_, t: Translator) -> str:
    """What does not fit in the records, and how it was taken."""
    return _filled(sentences.WARNINGS[warning.code], warning.params, t)


def alert_title(alert: Alert, t: Translator) -> str:
    """What the alert is about in a few words that name nobody."""
    return t.gettext(sentences.ALERT_TITLES[alert.code])


def alert_text(alert: Alert, t: Translator) -> str:
    """What the alert says, in one or two sentences with its dates, that name nobody either."""
    defective = alert.code == "extension_void" and alert.params.get("kind") == "defective"
    return _filled(sentences.ALERTS["extension_defective" if defective else alert.code], alert.params, t)


def _filled(sentence: str, params: Mapping[str, Param], t: Translator, **more: str) -> str:
    """The translated sentence with its parameters as the language writes them: dates in words, several of them as a list."""
    values = {key: _value(value, t) for key, value in params.items()} | more
    return t.gettext(sentence).format(**values)


def _value(value: Param, t: Translator) -> str:
    if isinstance(value, date):
        return t.format_date(value)
    if isinstance(value, tuple):
        return t.format_list([t.format_date(each) if isinstance(each, date) else each for each in value])
    return str(value)


def _holiday_name(step: Step, t: Translator) -> str:
    """The holiday's name in brackets; nothing where the language has no name for it."""
    names = [name.removesuffix(" (observed)") for name in str(step.params.get("name", "")).split("; ")]
    told = [t.gettext(name) for name in names]
    foreign = t.language != "en" and any(name == told_name for name, told_name in zip(names, told, strict=True))
    return "" if foreign or not names[0] else f" ({t.format_list(told)})"
