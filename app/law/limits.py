"""Limits that a controller's reply may set to a right, and answers without limit.

Each is one TOML file in `data/limits`, read once. It says what the limit is, which articles it offends, when it would be lawful, and what
to write against it. Adding a file adds a limit.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any

from app.law.rights import Right
from app.law.tables import Source, Standing, Table, folder

BRITISH = (
    ("applied the Regulation", "applied Article 3(2) of the EU GDPR"),
    ("not established in the Union", "not established in the United Kingdom"),
    ("persons who are in the Union", "persons who are in the United Kingdom"),
    ("under Union or Member State law", "under domestic law"),
    ("GDPR", "UK GDPR"),
    ("EU UK GDPR", "EU GDPR"),
)
"""What a complaint under the United Kingdom's own GDPR says instead, in this order; its articles keep their numbers."""

AGAINST = {"fr": ("à l’encontre de Clearview AI", "à votre encontre"), "en": ("against Clearview AI", "against you")}
"""What {clearview} stands for in a letter to the controller: to another one, and to Clearview AI itself."""

REGARDING = {
    "fr": ("à l’égard de Clearview AI", "à l’égard du même responsable du traitement"),
    "en": ("in the case of Clearview AI", "in the case of the same controller"),
}
"""What {clearview} stands for in a complaint about another controller, and about Clearview AI itself."""


NO_DECISION = ("Regulation ", "EDPB", "Décret ")
"""How sources begin that decide no case: law itself, and guidelines."""

CONTRARY = "(to the contrary)"


class NextMove(StrEnum):
    """What a finding leads to. The eight and fifteen days of the second and third are policy, not law."""

    ANSWER = "answer"
    REMINDER = "reminder"
    MISE_EN_DEMEURE = "mise_en_demeure"
    COMPLAINT = "complaint"
    WAIT = "wait"
    CLOSE = "close"


class Kind(StrEnum):
    """Whether a finding limits the right, or answers the request without a limit."""

    LIMIT = "limit"
    ANSWER = "answer"


class Group(StrEnum):
    """What a limit is about, for whoever looks for it in a list."""

    EXTENT = "extent"
    HURDLES = "hurdles"
    IDENTITY = "identity"
    REFUSAL = "refusal"
    TIME = "time"
    ERASURE = "erasure"
    OTHER = "other"


class UnknownLimit(KeyError):
    """No file of `data/limits` describes that label as a limit (or as an answer, where an answer was asked for)."""

    def __init__(self, label: str) -> None:
        super().__init__(label)
        self.label = label


@dataclass(frozen=True, kw_only=True)
class Answer:
    """An answer without a limit. Texts map a language ("fr", "en") to prose; `articles` are canonical ("GDPR Art. 15(1)").

    `fact` is one neutral sentence in the past tense with the placeholder {date}, fit for a chronology. `only` is the right that it makes
    sense for, None for both.
    """

    label: str
    kind: Kind
    title: Mapping[str, str]
    definition: Mapping[str, str]
    fact: Mapping[str, str]
    articles: tuple[str, ...]
    sources: tuple[Source, ...]
    leads_to: NextMove
    checked: date
    examples_match: tuple[str, ...]
    examples_not: tuple[str, ...]
    only: Right | None = None

    def concerns(self, right: Right) -> bool:
        """Whether a reply to such a request may be found to say this."""
        return self.only in (None, right)

    @property
    def leading_decision(self) -> str | None:
        """The first source that is a decision of a court or an authority, was checked and agrees with this reading; None for none."""
        decisions = (one.ref for one in self.sources if one.status is not Standing.KNOWN and not one.ref.startswith(NO_DECISION))
        return next((ref for ref in decisions if CONTRARY not in ref), None)


@dataclass(frozen=True, kw_only=True)
class Limit(Answer):
    """A limit. `counter` is a paragraph for a letter to the controller, `grievance` the legal reasoning for a complaint.

    Both may hold the placeholder {clearview}, where they cite what an authority held against that company: `answered` and `argued` fill it.

    `fact` is what ticking the title says; `fact_quoted` stands in its place where the reply's own words are quoted after it, because they
    may give another period or number than the title. It is the same sentence for most limits.

    `legitimate_if` says when the limit is lawful. `clearview` marks those met in the Clearview case; `order` ranks these, then the others.
    """

    fact_quoted: Mapping[str, str]
    legitimate_if: Mapping[str, str]
    counter: Mapping[str, str]
    grievance: Mapping[str, str]
    clearview: bool
    order: int
    group: Group

    def answered(self, language: str, *, clearview: bool) -> str:
        """`counter` as a letter says it; `clearview` tells that the letter goes to Clearview AI."""
        return self.counter[language].replace("{clearview}", AGAINST[language][clearview])

    def argued(self, language: str, *, clearview: bool, british: bool = False) -> str:
        """`grievance` as a complaint says it; `clearview` tells that the complaint is about Clearview AI, `british` that it is made under
        the UK GDPR, in English."""
        said = self.grievance[language].replace("{clearview}", REGARDING[language][clearview])
        for ours, theirs in BRITISH if british else ():
            said = said.replace(ours, theirs)
        return said


def all_limits() -> tuple[Limit, ...]:
    """Every limit, those met in the Clearview case first, then by `order` and label."""
    found = [one for one in _entries().values() if isinstance(one, Limit)]
    return tuple(sorted(found, key=lambda one: (not one.clearview, one.order, one.label)))


def limit(label: str) -> Limit:
    """The limit of that label. Raises UnknownLimit, also for the label of an answer: an answer offends no article."""
    found = _entries().get(label)
    if not isinstance(found, Limit):
        raise UnknownLimit(label)
    return found


def all_answers() -> tuple[Answer, ...]:
    """Every answer without a limit, by label."""
    return tuple(one for one in _entries().values() if one.kind is Kind.ANSWER)


def answer(label: str) -> Answer:
    """The answer of that label. Raises UnknownLimit."""
    found = _entries().get(label)
    if found is None or found.kind is not Kind.ANSWER:
        raise UnknownLimit(label)
    return found


def lawful_if(known: Answer, language: str) -> str | None:
    """When the same words would be no limit, on one line; None for an answer, which is none anyway."""
    return " ".join(known.legitimate_if[language].split()) if isinstance(known, Limit) else None


def entry(label: str) -> Answer:
    """The limit or the answer of that label. Raises UnknownLimit."""
    found = _entries().get(label)
    if found is None:
        raise UnknownLimit(label)
    return found


def move_of(label: str) -> NextMove | None:
    """What confirming that limit leads to; None for an answer, and for a label that no file describes."""
    found = _entries().get(label)
    return found.leads_to if isinstance(found, Limit) else None


def read(table: Table) -> Answer:
    """The limit or answer that one file describes. Raises LawDataError naming the file and the key."""
    kind = table.choice("kind", Kind)
    common = _common(table, kind)
    found = _limit(table, common) if kind is Kind.LIMIT else Answer(**common)
    table.finish()
    return found


@cache
def _entries() -> Mapping[str, Answer]:
    return {one.label: one for one in map(read, folder("limits"))}


def _common(table: Table, kind: Kind) -> dict[str, Any]:
    label = table.text("label")
    if not table.file.endswith(f"/{label}.toml"):
        raise table.error("label", f"must be the name of the file, not “{label}”")
    return {
        "label": label,
        "kind": kind,
        "title": table.spoken("title"),
        "definition": table.spoken("definition"),
        "fact": table.spoken("fact", placeholders=("date",)),
        "articles": table.articles("articles"),
        "sources": table.sources("sources"),
        "leads_to": table.choice("leads_to", NextMove),
        "checked": table.day("checked"),
        "examples_match": table.texts("examples_match", minimum=2),
        "examples_not": table.texts("examples_not", minimum=2),
        "only": table.choice("only", Right) if table.has("only") else None,
    }


def _limit(table: Table, common: dict[str, Any]) -> Limit:
    return Limit(
        **common,
        fact_quoted=table.spoken("fact_quoted" if table.has("fact_quoted") else "fact", placeholders=("date",)),
        legitimate_if=table.spoken("legitimate_if"),
        counter=table.bilingual("counter", optional="clearview"),
        grievance=table.bilingual("grievance", optional="clearview"),
        clearview=table.flag("clearview", default=False),
        order=table.number("order", default=1000),
        group=table.choice("group", Group) if table.has("group") else Group.OTHER,
    )
