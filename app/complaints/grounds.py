"""The breaches, merged so that each article is argued once: what it demands, then every grievance under it with the reply's words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.cases.parties import Request
from app.cases.wording import articles_text
from app.complaints.chronology import confirmed, excerpt, one_line, stated
from app.complaints.exhibits import Exhibits
from app.law import limits
from app.law.assessment import Assessment
from app.law.breaches import SAME_AS
from app.law.completeness import Gap, gaps
from app.law.events import CompletenessChecked, ItemState, Recorded, ReplyNature, ReplyReceived, RequestRefused
from app.law.rights import Right
from app.letters.requests import is_clearview
from app.platform.i18n import translator

ORDER = ("12-time", "12-facilitate", "12-free", "12-identity", "12-form", "15", "17")
"""Sections that come first, in this order; the others follow by the number of their article."""

SECTION_OF_12 = {"1": "12-form", "2": "12-facilitate", "3": "12-time", "4": "12-time", "5": "12-free", "6": "12-identity"}

COMPUTED = ("silence", "late", "holding", "insistence", "bad_extension", "refusal", "no_remedies")
"""Breaches that follow from the dates; the template words them. The others are limits, worded by their own file."""

PARTIAL = "partial_answer"
SUBSTANCE = {Right.ACCESS: ("GDPR Art. 15(1)", "GDPR Art. 15(3)"), Right.ERASURE: ("GDPR Art. 17(1)",)}
EXCERPT_CHARS = 220


@dataclass(frozen=True, kw_only=True)
class Saying:
    """Where the controller said it: the day of the reply, an excerpt of its words or else the limit's sentence, and the papers."""

    on: date
    quote: str
    cut: bool
    sentence: str
    exhibits: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class Lacking:
    """An item that no reply holds in full: `partly` where one says something of it, in the words of `sayings`."""

    code: str
    partly: bool
    sayings: tuple[Saying, ...]


@dataclass(frozen=True, kw_only=True)
class Grievance:
    """One thing held against the controller. `argument` is the limit's own; it is empty for a code that the template words.

    `lacking` are what a check of the replies found wanting.
    """

    code: str
    on: date | None = None
    argument: str = ""
    sayings: tuple[Saying, ...] = ()
    lacking: tuple[Lacking, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Ground:
    """One section of the argument. `key` names it for the template, `cited` are its articles as the language cites them.

    `paragraphs` are the numbers of their paragraphs ("" for an article cited whole).
    """

    key: str
    cited: str
    paragraphs: tuple[str, ...]
    grievances: tuple[Grievance, ...]


@dataclass(frozen=True)
class _Claim:
    """A grievance with the articles it rests on, the one it is argued under first."""

    articles: tuple[str, ...]
    grievance: Grievance

    @property
    def section(self) -> str:
        return section(self.articles[0])


def argue(
    request: Request, records: Sequence[Recorded], assessment: Assessment, exhibits: Exhibits, language: str, *, british: bool = False
) -> tuple[Ground, ...]:
    """All grounds in the order of the argument. `records` are those still standing; `british` argues under the UK GDPR."""
    lacking = _lacking(request.right, records, assessment, exhibits)
    found = _claims(request, records, assessment, exhibits, language, british=british)
    claims = [*found, *(lacking or _substance(request.right, records, assessment))]
    keys = sorted({claim.section for claim in claims}, key=_rank)
    return tuple(_ground(key, [c for c in claims if c.section == key], language) for key in keys)


def section(article: str) -> str:
    """The section an article is argued in: each theme of Art. 12 has its own, other articles of the GDPR are argued whole."""
    law, _, rest = article.partition(" Art. ")
    if law != "GDPR" or not rest:
        return article
    number, _, paragraph = rest.partition("(")
    return SECTION_OF_12.get(paragraph[:1], "12-form") if number == "12" else number


def _ground(key: str, claims: Sequence[_Claim], language: str) -> Ground:
    articles = sorted({a for c in claims for a in c.articles if section(a) == key})
    return Ground(
        key=key,
        cited=articles_text(tuple(articles), translator(language)),
        paragraphs=tuple(sorted({a.partition("(")[2][:1] for a in articles})),
        grievances=tuple(c.grievance for c in claims),
    )


def _claims(
    request: Request, records: Sequence[Recorded], assessment: Assessment, exhibits: Exhibits, language: str, *, british: bool
) -> Iterator[_Claim]:
    """One claim for each code, however many replies it was found in. A limit is argued where a person confirmed it, with its own words."""
    codes = {b.code for b in assessment.breaches}
    argued = _argued_as_limits(request.right, records)
    for breach in assessment.breaches:
        labels = [breach.code, *(label for label, code in SAME_AS.items() if code == breach.code)]
        sayings = tuple(s for label in labels for s in _sayings(label, records, exhibits, language))
        if breach.code in COMPUTED:
            yield _Claim(breach.articles, Grievance(code=breach.code, on=breach.on, sayings=sayings))
        elif breach.code in argued and SAME_AS.get(breach.code) not in codes:
            entry = limits.limit(breach.code)
            argument = entry.argued(language, clearview=is_clearview(request.controller), british=british)
            yield _Claim(entry.articles, Grievance(code=breach.code, on=breach.on, argument=argument, sayings=sayings))


def _lacking(right: Right, records: Sequence[Recorded], assessment: Assessment, exhibits: Exhibits) -> list[_Claim]:
    """What the replies lack item by item, once the law holds it against the controller."""
    if not any("items" in breach.params for breach in assessment.breaches):
        return []
    days = {r.id: r.event.on for r in records}
    found = gaps(right, [r for r in records if isinstance(r.event, CompletenessChecked)])  # type: ignore[misc]
    items = tuple(_item(gap, days, exhibits) for gap in found)
    articles = tuple(dict.fromkeys(gap.item.article for gap in found))
    return [_Claim(articles, Grievance(code="items", lacking=items))] if items else []


def _item(gap: Gap, days: Mapping[str, date], exhibits: Exhibits) -> Lacking:
    partly = gap.state is ItemState.PARTLY
    passages = [(reply, one_line(quote)) for reply, quote in gap.passages if partly and reply in days]
    return Lacking(
        code=gap.item.code,
        partly=partly,
        sayings=tuple(
            Saying(
                on=days[reply],
                quote=excerpt(quote, EXCERPT_CHARS),
                cut=len(quote) > EXCERPT_CHARS,
                sentence="",
                exhibits=exhibits.of(reply),
            )
            for reply, quote in passages
            if reply is not None
        ),
    )


def _argued_as_limits(right: Right, records: Sequence[Recorded]) -> set[str]:
    """Labels that are argued by their own file. That of a partial answer speaks of access: of erasure the substance says it."""
    labels = {found.label for found in confirmed(records)}
    return labels - {PARTIAL} if right is Right.ERASURE else labels


def _sayings(label: str, records: Sequence[Recorded], exhibits: Exhibits, language: str) -> Iterator[Saying]:
    for found in confirmed(records):
        if found.label == label:
            yield Saying(
                on=found.on,
                quote=excerpt(found.quote, EXCERPT_CHARS),
                cut=len(found.quote) > EXCERPT_CHARS,
                sentence=stated(found, language),
                exhibits=exhibits.of(found.message) if found.message else (),
            )


def _substance(right: Right, records: Sequence[Recorded], assessment: Assessment) -> Iterator[_Claim]:
    """The right itself was denied, wholly or in part, unless a reply was complete or its gaps are argued as a limit already."""
    codes = {b.code for b in assessment.breaches}
    natures = {r.event.nature for r in records if isinstance(r.event, ReplyReceived)}
    if not codes or ReplyNature.COMPLETE in natures:
        return
    if any(isinstance(r.event, RequestRefused) for r in records):
        yield _Claim(SUBSTANCE[right], Grievance(code="substance_refused"))
    elif ReplyNature.PARTIAL in natures or PARTIAL in codes:
        if PARTIAL not in _argued_as_limits(right, records):
            yield _Claim(SUBSTANCE[right], Grievance(code="substance_partial"))
    elif "silence" in codes:
        yield _Claim(SUBSTANCE[right], Grievance(code="substance_nothing"))


def _rank(key: str) -> tuple[int, int, str]:
    if key in ORDER:
        return ORDER.index(key), 0, key
    return len(ORDER), int(key) if key.isdigit() else 1000, key
