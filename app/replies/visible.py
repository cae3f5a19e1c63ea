"""The newest message of a reply in plain text or HTML: without markup, quoted history and what the person wrote herself.

Offsets are kept: every passage found here says where it stands in the text as it was given.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

LONGEST_READ = 200_000
"""Characters that are read. A controller's letter has some thousands; what follows in a longer text are logs or attachments pasted in."""

MARKUP = re.compile(
    r"<(?:!--.*?--|(?:style|script|head|title)\b.*?</(?:style|script|head|title)\s*|/?[a-zA-Z!][^<>]{0,2000})>|&#?\w{1,12};", re.S | re.I
)
BLOCK = re.compile(r"</?(?:p|div|br|tr|li|ul|ol|h\d|table|blockquote|hr|td)\b", re.I)
QUOTED_BLOCK = re.compile(r"<(blockquote)\b.*?</\1\s*>|<div[^<>]*(?:gmail_quote|moz-cite|yahoo_quoted|divRplyFwdMsg).*\Z", re.S | re.I)

WROTE = re.compile(
    r"^\W*(?:(?:le|on|am|el|il|il giorno|en fecha)\b.{0,90}?|.{0,60}?)"
    r"\b(?:a écrit|avez écrit|écriviez|aviez écrit|wrote|schrieb(?:en)?|geschrieben|escribi[óo]|escribiste|ha scritto|hai scritto|scriveva)"
    r"\b.{0,40}:\s*$",
    re.I,
)
ORIGINAL = re.compile(
    r"^\W*(?:-{2,}|_{5,}|={3,}|\*{3,})?\s*(?:(?:votre|your|ihre?|deine?|su|tu|la sua|la tua|il suo|el)\s+)?"
    r"(?:(?:message|messaggio|mensaje|nachricht|anfrage|question|pregunta|consulta|domanda|richiesta|demande|request|frage|solicitud)\b"
    r"(?:\s+(?:d['’]origine|initiale?|originale?|original|précédente?|précédent|inicial|iniziale|transféré|anterior|precedente|vom|du|of|del))?"
    r"|(?:original|ursprüngliche|forwarded|previous|weitergeleitete|ihre ursprüngliche)\s+(?:message|nachricht|request|anfrage))"
    r".{0,40}:(?:\s*[«“\"„].*)?\s*$"
    r"|^\W*-{2,}\s*(?:original|message|ursprüngliche|forwarded|mensaje|messaggio|début|beginn|inizio|history|historique|verlauf|historial|storico)\b.*$",
    re.I,
)
MACHINE = re.compile(r"^\s*(?:##-|--- ?\+|\[?#\w+\]?\s*$)")
"""Lines of ticket systems that nobody said."""
HEADER = re.compile(r"^\s*(?:de|von|from|da)\s*:\s*\S", re.I)
HEADER_NEXT = re.compile(
    r"^\W*(?:envoyé|date|objet|à|gesendet|an|betreff|datum|sent|to|subject|inviato|a|oggetto|data|enviado|para|asunto|fecha)\s*:", re.I
)
LONGEST_HEADER = 300
"""Characters: no line that heads an older message is longer."""
PERSON = re.compile(
    r"^\W*(?:vous|client[e]?|usager|utilisateur|demandeur|you|user|customer|requester|kund(?:e|in)|nutzer(?:in)?|sie|utente|cliente|usuari[oa]|tú|usted|tu)\s*"
    r"(?:\([^)]{0,30}\)\s*)?:",
    re.I,
)
STAFF = re.compile(
    r"^\W*(?:support|agent|service|équipe|réponse|reply|antwort|risposta|respuesta|supporto|soporte|assistenza|operatore|operador|team|we|nous|wir|noi)"
    r"[^:\n]{0,40}:",
    re.I,
)


@dataclass(frozen=True)
class Visible:
    """Text as a reader sees it; `origin[i]` is where its i-th character stands in the given text, `origin[-1]` the end."""

    text: str
    origin: range | list[int]

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the given text of the passage from `start` to `end` (characters of `text`)."""
        return self.origin[start], self.origin[end - 1] + 1 if end > start and isinstance(self.origin, range) else self.origin[end]


def see(text: str) -> Visible:
    """The given text without its markup. Tags that end a block become line ends, entities the characters they stand for."""
    text = text[:LONGEST_READ]
    if not ("<" in text or "&" in text):
        return Visible(text, range(len(text) + 1))
    hidden = [match.span() for match in QUOTED_BLOCK.finditer(text)]
    pieces: list[str] = []
    origin: list[int] = []
    at = 0
    for start, end, shown in _marks(text, hidden):
        pieces.append(text[at:start])
        origin.extend(range(at, start))
        pieces.append(shown)
        origin.extend([start] * len(shown))
        at = end
    pieces.append(text[at:])
    origin.extend(range(at, len(text) + 1))
    return Visible("".join(pieces), origin)


def _marks(text: str, hidden: list[tuple[int, int]]) -> Iterator[tuple[int, int, str]]:
    """Start, end and what is shown for each mark; quoted blocks show an empty line."""
    at = 0
    for start, end in hidden:
        yield from _plain_marks(text, at, start)
        yield start, end, "\n\n"
        at = end
    yield from _plain_marks(text, at, len(text))


def _plain_marks(text: str, at: int, until: int) -> Iterator[tuple[int, int, str]]:
    for match in MARKUP.finditer(text, at, until):
        mark = match.group()
        if mark.startswith("&"):
            yield *match.span(), html.unescape(mark).replace("\xa0", " ")
        else:
            yield *match.span(), "\n\n" if BLOCK.match(mark) else " " if mark[1:3].lower() in ("st", "sc", "he", "ti", "!-") else ""


def newest(text: str) -> list[tuple[int, int]]:
    """The lines of visible `text` that are the newest message, as (start, end); all lines if nothing else would be left."""
    lines = list(_lines(text))
    kept = _unquoted(text, lines)
    return kept or [line for line in lines if text[slice(*line)].strip()]


def _lines(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    for line in text.splitlines(keepends=True):
        yield at, at + len(line)
        at += len(line)


def _unquoted(text: str, lines: list[tuple[int, int]]) -> list[tuple[int, int]]:
    kept: list[tuple[int, int]] = []
    said, speaking = False, True
    shown = [(start, end) for start, end in lines if text[start:end].strip()]
    for (start, end), after in zip(shown, [*shown[1:], (0, 0)], strict=True):
        line = text[start:end]
        if line.lstrip().startswith((">", "|>", "» ")) or MACHINE.match(line):
            continue
        if len(line) <= LONGEST_HEADER and _introduces(line, text[after[0] : min(after[1], after[0] + LONGEST_HEADER)]):
            if said or PERSON.match(line):
                break
            continue
        speaking = not PERSON.match(line) and (speaking or bool(STAFF.match(line)))
        if speaking:
            kept.append((start, end))
            said = True
    return _with_gaps(text, kept)


def _with_gaps(text: str, kept: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The lines, each with the empty lines after it: paragraphs stay apart."""
    after = [start for start, _ in kept[1:]] + [len(text)] if kept else []
    return [(start, following if not text[end:following].strip() else end) for (start, end), following in zip(kept, after, strict=True)]


def _introduces(line: str, following: str) -> bool:
    """Whether a line heads an older message: it then ends the newest one, unless nothing was said before."""
    if WROTE.match(line) or ORIGINAL.match(line):
        return True
    return bool(HEADER.match(line) and (HEADER_NEXT.match(following) or following.lstrip().startswith(">")))
