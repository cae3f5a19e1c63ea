"""From the text of a reply to findings: newest message, sentences, scores, what the case's dates decide, quotations."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from app.law.limits import Kind, entry
from app.replies.analysis import extracted
from app.replies.analysis.dates import Dated, days_named, promised
from app.replies.analysis.decisions import Decided, decide
from app.replies.analysis.encoder import Floats
from app.replies.analysis.language import language_of
from app.replies.analysis.model import circumstance, model
from app.replies.analysis.rules import Circumstances, Rule, is_reply, only_kept, says_something
from app.replies.analysis.sentences import sentences
from app.replies.newest import said
from app.replies.visible import Visible, see

MOST_SENTENCES = 200
"""Sentences of one reply that are judged: some twenty pages. A longer text is judged by its first ones."""
MOST_CHARACTERS = 40_000
"""Characters of those sentences together."""
NEVER = -5.0
"""The score of a limit that a rule rules out."""
AT_A_TIME = 64
READ_FOR_KIND, LONG = 10_000, 300
LEAST_LETTERS = 0.4
"""Share of letters and spaces below which a text is no prose: a dump, a picture, a table of figures."""


@dataclass(frozen=True)
class Case:
    """What is known of the case besides the text: what was asked ("access", "erasure", "both"), and the days of request and reply."""

    request: str | None = None
    sent_on: date | None = None
    received_on: date | None = None


@dataclass(frozen=True)
class Finding:
    """A limit or an answer that the text seems to hold. `text[start:end]` is `quote`; `confidence` is between 0 and 1.

    `why` says what it rests on: "model" (trained on examples), or "rule", and then `rule` is the one that decided what the words that the
    model found come to.
    """

    label: str
    kind: Kind
    quote: str
    start: int
    end: int
    articles: tuple[str, ...]
    confidence: float
    why: str
    rule: Rule | None = None


@dataclass(frozen=True)
class Analysis:
    """What a reply says. `language` is None where it cannot be told; `extracted` is ready for JSON."""

    language: str | None
    findings: tuple[Finding, ...]
    extracted: dict[str, Any]


@dataclass(frozen=True)
class Read:
    """One reply on the way: the given text, what of it is seen, and the sentences of its newest message (places in what is seen)."""

    text: str
    case: Case
    seen: Visible
    sentences: list[tuple[int, int]]

    def words(self) -> list[str]:
        """The sentences."""
        return [self.seen.text[start:end] for start, end in self.sentences]

    @cached_property
    def promised(self) -> list[Dated]:
        """Days after the reply that it names."""
        received = self.case.received_on
        return promised((one for span in self.sentences for one in days_named(self.seen.text, *span, received)), received)

    def known(self) -> list[float]:
        """The circumstances as the model sees them."""
        return circumstance(self.case.request, self.case.sent_on, self.case.received_on, [one.day for one in self.promised])


def analyse(text: str, request: str | None = None, sent_on: date | None = None, received_on: date | None = None) -> Analysis:
    """What the newest message in `text` says. Dates: the day the request reached the controller, and the day of the reply."""
    return next(analyse_all([(text, Case(request, sent_on, received_on))]))


def analyse_all(replies: Iterable[tuple[str, Case]]) -> Iterator[Analysis]:
    """The same for many replies, in their order; several are judged at a time."""
    waiting: list[Read] = []
    for text, case in replies:
        waiting.append(read(text, case))
        if len(waiting) == AT_A_TIME:
            yield from _judged(waiting)
            waiting = []
    yield from _judged(waiting)


def read(text: str, case: Case) -> Read:
    """The newest message of a text, cut into sentences; none where the text is no prose."""
    seen = see(text)
    spans = [(span.start, span.end) for span in said(seen.text)] if _is_prose(seen.text) else []
    return Read(text, case, seen, list(_first(sentences(seen.text, spans))))


def _first(found: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    left = MOST_CHARACTERS
    for start, end in found[:MOST_SENTENCES]:
        left -= end - start
        if left < 0:
            return
        yield start, end


def _is_prose(text: str) -> bool:
    """Whether there are words to read: mostly letters, and in a longer text at least one small word of a language we read."""
    shown = text[:READ_FOR_KIND]
    letters = sum(character.isalpha() or character.isspace() for character in shown)
    return bool(shown.strip()) and letters > LEAST_LETTERS * len(shown) and (len(shown) < LONG or language_of(shown) is not None)


def _judged(replies: Sequence[Read]) -> Iterator[Analysis]:
    prose = [reply for reply in replies if reply.sentences]
    scores = None
    if prose:
        scores = model().scores([reply.words() for reply in prose], [reply.known() for reply in prose])
    row = first = 0
    for reply in replies:
        if scores is None or not reply.sentences:
            yield _answer(reply, [])
            continue
        last = first + len(reply.sentences)
        yield _answer(reply, _findings(reply, scores.letters[row], scores.sentences[first:last]))
        row, first = row + 1, last


def _findings(reply: Read, letter: Floats, of_sentences: Floats) -> list[Finding]:
    """What the scores of a letter and of its sentences make of it; nothing where it is no reply, or where no words speak for it."""
    labels = model().labels
    given = Circumstances(reply.case.sent_on, reply.case.received_on, tuple(reply.promised))
    places = dict(zip(labels, map(int, of_sentences.argmax(axis=0)), strict=True))
    scores = dict(zip(labels, map(float, letter), strict=True))
    words = reply.words()
    kept = {label: NEVER for label in labels if scores[label] > 0 and only_kept(label, words[places[label]])}
    decided = decide(scores | kept, given)
    if not decided or not is_reply(words):
        return []
    found = [(one, places[one.said]) for one in decided]
    return [_finding(reply, one, place) for one, place in found if says_something(words[place])]


def _finding(reply: Read, decided: Decided, sentence: int) -> Finding:
    start, end = reply.seen.place(*reply.sentences[sentence])
    known = entry(decided.label)
    confidence = round(model().certainty(decided.score), 3)
    quote = reply.text[start:end]
    return Finding(decided.label, known.kind, quote, start, end, known.articles, confidence, decided.why, decided.rule)


def _answer(reply: Read, findings: list[Finding]) -> Analysis:
    shown = "\n".join(reply.words())
    return Analysis(language_of(shown), tuple(findings), _extracted(reply, findings))


ASKING = (
    "identity_excessive",
    "identity_reasonable",
    "residence_proof",
    "photo_required",
    "portal_or_form_only",
    "not_data_subject_agent",
    "waiver_or_nda",
)


def _extracted(reply: Read, findings: list[Finding]) -> dict[str, Any]:
    text, spans = reply.seen.text, reply.sentences
    asking = spans if any(one.label in ASKING for one in findings) else []
    remedies = extracted.remedies(text, spans)
    due = any(one.kind is Kind.LIMIT for one in findings)
    return {
        "dates": [{"date": one.day.isoformat(), **_place(reply, one.start, one.end)} for one in reply.promised],
        "recipients": [_passage(reply, one, "name") for one in extracted.recipients(text, spans)],
        "amounts": [_passage(reply, one, "amount") for one in extracted.amounts(text, spans)],
        "documents": [_passage(reply, one, "document") for one in extracted.documents(text, asking)],
        "articles": [_passage(reply, one, "article") for one in extracted.articles(text, spans)],
        "remedies": {
            "mentioned": [_passage(reply, one, "remedy") for one in remedies],
            "missing": [kind for kind in extracted.REMEDIES if due and kind not in {one.what for one in remedies}],
        },
    }


def _passage(reply: Read, passage: extracted.Passage, name: str) -> dict[str, Any]:
    return {name: passage.what, **_place(reply, passage.start, passage.end)}


def _place(reply: Read, start: int, end: int) -> dict[str, Any]:
    first, last = reply.seen.place(start, end)
    return {"quote": reply.text[first:last], "start": first, "end": last}
