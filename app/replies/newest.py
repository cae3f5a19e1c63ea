"""The newest message of a mail or ticket apart from quoted history, signatures and disclaimers, by offsets into the text as given.

The one place where this is told: for what people are shown, for the analysis, and for recognising what repeats itself.

Nothing is cut away: every part stays in the text, and where no newest message would remain, all of it counts as newest. Standard
library only; one pass over the lines, so that a long mail costs in proportion to its length.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from app.replies import marks

SIGNATURE_LINES = 14
"""Lines at most under a closing formula or the two dashes that count as a signature: name, office, address, telephone, a slogan."""

SIGNATURE_WIDTH = 90
"""Characters of the longest line of a signature; a longer one is a sentence that somebody wrote."""

PARAGRAPH = 600
"""Characters of a paragraph that are tried for the opening of a disclaimer."""

HEADERS = 12
"""Lines of the block that Outlook writes above what it quotes."""

BLANK = " \t\r\n\v\f\x1c\x1d\x1e\x85\xa0\u2028\u2029\u200b\ufeff\u202f"
"""White space, with what `strip` does not take for it."""

WRAPPED = 3
"""Lines over which mail programs break “On …, … wrote:”."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text: from the character at `start` up to the one before `end`."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words of this stretch."""
        return text[self.start : self.end]

    def holds(self, start: int, end: int) -> bool:
        """Whether the stretch from `start` to `end` lies in this one."""
        return self.start <= start and end <= self.end


@dataclass(frozen=True, kw_only=True, slots=True)
class Division:
    """A text divided: what is said now, what was said before, who signs, and what is added to every mail. In order, none overlapping."""

    newest: tuple[Span, ...]
    history: tuple[Span, ...] = ()
    signature: Span | None = None
    disclaimers: tuple[Span, ...] = ()


class Role(Enum):
    """What a line is part of."""

    NEWEST = auto()
    HISTORY = auto()
    SIGNATURE = auto()
    DISCLAIMER = auto()


@dataclass(slots=True)
class Line:
    """One line: where it stands, what it says without the white space around, and what it is part of."""

    start: int
    end: int
    words: str
    role: Role = Role.NEWEST


def divide(text: str) -> Division:
    """Tell the newest message of `text` from the rest."""
    lines = list(_lines(text))
    _mark_history(lines)
    _keep_something(lines)
    _mark_disclaimers(lines)
    _mark_signature([line for line in lines if line.role is Role.NEWEST])
    spans = list(_spans(lines, text))
    signature = next((span for role, span in spans if role is Role.SIGNATURE), None)
    return Division(
        newest=_of(spans, Role.NEWEST), history=_of(spans, Role.HISTORY), signature=signature, disclaimers=_of(spans, Role.DISCLAIMER)
    )


def said(text: str) -> tuple[Span, ...]:
    """All that is said now, with signature and disclaimers, which may hold a name or a remedy: the whole text but its history."""
    lines = list(_lines(text))
    _mark_history(lines)
    _keep_something(lines)
    return _of(list(_spans(lines, text)), Role.NEWEST)


def newest_text(text: str) -> str:
    """The words of the newest message alone, its stretches joined by an empty line."""
    return "\n\n".join(span.of(text) for span in divide(text).newest)


def _lines(text: str) -> Iterator[Line]:
    start = 0
    for raw in text.splitlines(keepends=True):
        yield Line(start=start, end=start + len(raw), words=raw.strip(BLANK))
        start += len(raw)


def _keep_something(lines: Sequence[Line]) -> None:
    """A text of history alone is new as a whole."""
    if not any(line.words and line.role is Role.NEWEST for line in lines):
        for line in lines:
            line.role = Role.NEWEST


@dataclass(slots=True)
class _Walk:
    """The walk down the lines: what was found out before it, and whether something new was said so far."""

    lines: Sequence[Line]
    answers: Sequence[int]
    staff: Sequence[int]
    lists_messages: bool
    own: bool = False


def _mark_history(lines: Sequence[Line]) -> None:
    """Walk down once.

    A mark followed by quoted lines opens those lines alone; any other opens history to the end, or to the answer under a question.
    """
    answers = [at for at, line in enumerate(lines) if len(line.words) < 40 and ":" in line.words and marks.ANSWER.fullmatch(line.words)]
    first = next((line.words for line in lines if line.words and not _is_above(line.words)), "")
    staff = [at for at, line in enumerate(lines) if ":" in line.words and marks.STAFF.match(line.words)]
    walk = _Walk(lines=lines, answers=answers, staff=staff, lists_messages=marks.ENTRY.match(first[: marks.LONGEST]) is not None)
    index = 0
    while index < len(lines):
        index += _step(walk, index)


def _step(walk: _Walk, index: int) -> int:
    """Say what the line at `index` is part of; returns how many lines were dealt with."""
    line = walk.lines[index]
    if not line.words:
        line.role = walk.lines[index - 1].role if index else Role.NEWEST
    elif _quoted(line):
        line.role = Role.HISTORY
    elif walk.staff and ":" in line.words and marks.PERSON.match(line.words):
        return _fill(walk.lines, index, _next_turn(walk, index))
    elif length := _mark_at(walk, index):
        return _open_history(walk, index, length)
    elif _is_above(line.words):
        line.role = Role.HISTORY
    else:
        walk.own = True
    return 1


def _open_history(walk: _Walk, index: int, length: int) -> int:
    """Mark the history that the mark of `length` lines at `index` opens; returns how many lines were dealt with."""
    lines, after = walk.lines, index + length
    following = next((at for at in range(after, len(lines)) if lines[at].words), None)
    if following is not None and _quoted(lines[following]):
        return _fill(lines, index, after)
    answer = _answer_after(walk, after)
    if walk.own:
        start = _with_rule(lines, index)
        return _fill(lines, start, answer if _repeats_a_question(lines[index]) else None) - (index - start)
    if _is_entry(walk, index):
        return length  # who answers, and when
    return _fill(lines, index, answer if answer and _is_customer(lines[index].words) else after)


def _fill(lines: Sequence[Line], start: int, end: int | None) -> int:
    """Make the lines from `start` up to `end`, or to the last, history; returns their number."""
    chosen = lines[start:end]
    for line in chosen:
        line.role = Role.HISTORY
    return len(chosen)


def _with_rule(lines: Sequence[Line], index: int) -> int:
    """Where the mark at `index` begins with the rule that may stand above it."""
    above = index - 1
    while above > 0 and not lines[above].words:
        above -= 1
    return above if above > 0 and marks.RULE.match(lines[above].words) else index


def _answer_after(walk: _Walk, start: int) -> int | None:
    """The line under which the answer to a repeated question stands, if there is one."""
    at = bisect_left(walk.answers, start)
    return walk.answers[at] if at < len(walk.answers) else None


def _next_turn(walk: _Walk, start: int) -> int | None:
    """The line with which the controller's people speak again in a conversation, if they do."""
    at = bisect_left(walk.staff, start)
    return walk.staff[at] if at < len(walk.staff) else None


def _repeats_a_question(line: Line) -> bool:
    return any(word in line.words.lower() for word in ("question", "domanda", "pregunta"))


def _mark_at(walk: _Walk, index: int) -> int:
    """Over how many lines a mark of history stretches that begins at `index`; 0 where none does."""
    lines, words = walk.lines, walk.lines[index].words
    if walk.own and _is_customer(words[: marks.LONGEST]):
        return 1
    if len(words) > marks.LONGEST:
        return 0
    if ":" in words and (marks.REQUEST_ALONE.fullmatch(words) or marks.CUSTOMER.fullmatch(words)):
        return 1
    if ":" in words and marks.HEADER_FROM.match(words) and _header_lines(lines, index) > 1:
        return _header_lines(lines, index)
    if _is_label(words) or marks.FORWARDED.match(words) or _is_entry(walk, index):
        return 1
    return _attribution(lines, index)


def _attribution(lines: Sequence[Line], index: int) -> int:
    """Over how many lines “On …, … wrote:” stretches from `index` on; 0 where it does not stand there."""
    words = lines[index].words
    if words.endswith(":"):
        return int(bool(marks.ATTRIBUTION.fullmatch(words)) and _plausible(lines, index))
    if not marks.DATED_OPENING.match(words):
        return 0
    for length in range(2, WRAPPED + 1):
        part = [line.words for line in lines[index : index + length]]
        if len(part) < length or not part[-1]:
            return 0
        if part[-1].endswith(":") and marks.ATTRIBUTION.fullmatch(" ".join(part)[: marks.LONGEST]):
            return length
    return 0


def _plausible(lines: Sequence[Line], index: int) -> bool:
    """A line without a date that ends in “wrote:” may be a sentence of the reply: unless it is short and apart, or quoted lines follow."""
    words = lines[index].words
    if marks.DATED_OPENING.match(words):
        return True
    apart = index == 0 or not lines[index - 1].words
    followed = index + 1 < len(lines) and _quoted(lines[index + 1])
    return followed or (apart and len(words) <= 60)


def _is_customer(words: str) -> bool:
    return ":" in words and marks.CUSTOMER.match(words) is not None


def _is_label(words: str) -> bool:
    """“-----Original Message-----”, “---- Customer, 3 days ago ----”."""
    label = marks.DASHED.match(words) if words[0] in "-—–_=*" else None
    return label is not None and not _is_above(words) and marks.ORIGINAL.search(label["label"]) is not None


def _is_above(words: str) -> bool:
    return len(words) < 120 and marks.ABOVE_OPENING.match(words) is not None and marks.ABOVE.fullmatch(words.rstrip("-#—– .*:")) is not None


def _header_lines(lines: Sequence[Line], index: int) -> int:
    """How many lines the block “From: / Sent: / …” has, beginning at `index`; more than `HEADERS` are not looked for.

    Pages and scanners set an empty line, or several, between the lines of the block.
    """
    length = 1
    for at in range(index + 1, min(index + HEADERS, len(lines))):
        if marks.HEADER_LINE.match(lines[at].words):
            length = at - index + 1
        elif lines[at].words:
            break
    return length


def _is_entry(walk: _Walk, index: int) -> bool:
    """Whether the line heads a message of a ticket: the first below “reply above this line”, or one that comes after such a one."""
    if not marks.ENTRY.match(walk.lines[index].words):
        return False
    above = walk.lines[index - 1].words if index else ""
    return (not above or _is_above(above)) and (walk.lists_messages if walk.own else index > 0)


def _quoted(line: Line) -> bool:
    return line.words.startswith(">")


def _mark_disclaimers(lines: Sequence[Line]) -> None:
    """Paragraphs of the newest message that begin as a disclaimer does."""
    for paragraph in _paragraphs(lines):
        if marks.DISCLAIMER_OPENING.match(paragraph[0].words):
            words = " ".join(line.words for line in paragraph).lstrip("*_[ ")[:PARAGRAPH]
            if marks.DISCLAIMER.match(words):
                for line in paragraph:
                    line.role = Role.DISCLAIMER


def _paragraphs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Runs of lines of the newest message with words in them."""
    run: list[Line] = []
    for line in lines:
        if line.words and line.role is Role.NEWEST:
            run.append(line)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _mark_signature(newest: list[Line]) -> None:
    """What stands from the two dashes, the closing formula or the telephone's line to the end, if it looks like a signature."""
    while newest and not newest[-1].words:
        newest.pop()
    tail = range(max(1, len(newest) - SIGNATURE_LINES), len(newest))
    for test in (marks.SIGNATURE_MARK, marks.MOBILE, marks.CLOSING):
        at = next((at for at in tail if test.match(newest[at].words)), None)
        if at is not None and _signs(newest[at + 1 :]):
            for line in newest[at:]:
                line.role = Role.SIGNATURE
            return


def _signs(lines: Sequence[Line]) -> bool:
    return all(len(line.words) <= SIGNATURE_WIDTH and not _says_something(line.words) for line in lines)


def _says_something(words: str) -> bool:
    """A sentence or a postscript, which is no signature."""
    return marks.POSTSCRIPT.match(words) is not None or (len(words) > 40 and words.endswith((".", "?", "!")))


def _spans(lines: Sequence[Line], text: str) -> Iterator[tuple[Role, Span]]:
    """Neighbouring lines of one role joined, without white space at either end."""
    start = 0
    for at in range(1, len(lines) + 1):
        if at == len(lines) or lines[at].role is not lines[start].role:
            left, right = lines[start].start, lines[at - 1].end
            words = text[left:right]
            if stripped := words.strip():
                left += words.index(stripped[0])
                yield lines[start].role, Span(left, left + len(stripped))
            start = at


def _of(spans: Sequence[tuple[Role, Span]], role: Role) -> tuple[Span, ...]:
    return tuple(span for found, span in spans if found is role)
