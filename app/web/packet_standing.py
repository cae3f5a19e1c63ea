"""The complaint’s standing on the page of its file: each point an authority looks for, each authority one may choose."""

from dataclasses import dataclass
from datetime import date

from app.cases import wording
from app.complaints.standing_words import check_text, forum_text, remark_text
from app.law.admissibility import Admissibility, Check
from app.law.competence import authority
from app.law.forums import Forum, Forums, Remark
from app.platform.i18n import Translator


@dataclass(frozen=True, kw_only=True)
class StandingLine:
    """One point of admissibility: `state` is met, weak or missing."""

    state: str
    text: str
    articles: str
    possible_on: date | None


@dataclass(frozen=True, kw_only=True)
class ForumLine:
    """One authority that may be turned to. `chosen` is the one that the complaint goes to; `offered` that it can be changed to this one."""

    slug: str
    name: str
    why: str
    articles: str
    chosen: bool
    offered: bool


@dataclass(frozen=True, kw_only=True)
class RemarkLine:
    """What bears on the choice."""

    text: str
    articles: str
    settled: bool


@dataclass(frozen=True, kw_only=True)
class StandingPart:
    """The two sections of the page."""

    ready: bool
    checks: tuple[StandingLine, ...]
    forums: tuple[ForumLine, ...]
    remarks: tuple[RemarkLine, ...]


def standing_part(found: Admissibility, where: Forums, t: Translator, chosen: str = "") -> StandingPart:
    """Both in the reader's language. `chosen` is the id of the authority that the complaint goes to."""
    return StandingPart(
        ready=found.ready,
        checks=tuple(_check(check, t) for check in found.checks),
        forums=tuple(_forum(forum, t, chosen) for forum in where.open),
        remarks=tuple(_remark(remark, t) for remark in where.remarks),
    )


def _check(check: Check, t: Translator) -> StandingLine:
    return StandingLine(
        state=check.state.value,
        text=check_text(check, t),
        articles=wording.articles_text(check.articles, t),
        possible_on=check.possible_on,
    )


def _forum(forum: Forum, t: Translator, chosen: str) -> ForumLine:
    found = authority(forum.authority)
    return ForumLine(
        slug=forum.authority,
        name=found.said(t.language).name,
        why=forum_text(forum, t),
        articles=wording.articles_text(forum.articles, t),
        chosen=forum.authority == chosen,
        offered=found.complaint_letter and forum.authority != chosen,
    )


def _remark(remark: Remark, t: Translator) -> RemarkLine:
    return RemarkLine(text=remark_text(remark, t), articles=wording.articles_text(remark.reason.articles, t), settled=remark.settled)
