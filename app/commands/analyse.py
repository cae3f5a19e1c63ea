"""`saisine analyse`: what a controller's reply says: limits and answers, each with the words that say so. One reply, or a file of many."""

import argparse
import json
import os
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import IO, Any

from app.commands.deadline import read_date
from app.platform.errors import UNREADABLE, InvalidInput, msg
from app.platform.i18n import LANGUAGES, Translator, terminal_language, translator
from app.replies.analysis.reading import Case, analyse, analyse_all
from app.replies.analysis.showing import to_document, to_text

REQUESTS = ("access", "erasure", "both")
LARGEST = 20_000_000
"""Bytes of one reply that are read."""
LINES_FAILED = 2
OTHER_KINDS = (b"%PDF-", b"PK\x03\x04", b"{\\rtf", b"\x1f\x8b", b"\xd0\xcf\x11\xe0", b"\xff\xd8\xff")
"""How files begin that hold text for other programs: PDF, Word, archives, pictures."""
NOT_TEXT = msg("This is not text but a file of another kind. Give the text of the reply.")
TOO_LARGE = msg("The file is larger than {limit} MB. Give the text of the reply alone.")
NO_FILE = msg("Give one file, “-” for standard input, or --jsonl with a file of many replies.")
WRONG_LINE = msg("Line {line}: {reason}")
NOT_JSON = msg("this is not a JSON object.")
NO_TEXT = msg("“text” is missing or is not text.")
NO_REQUEST = msg("“request” must be access, erasure or both, not “{value}”.")
NO_DAY = msg("“{field}” must be a date such as 2026-03-05, not “{value}”.")


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Describes `saisine analyse` and its arguments."""
    parser = commands.add_parser(
        "analyse",
        help="read a controller's reply for limits and answers",
        description="Reads a controller's reply, in French, English, German, Spanish or Italian, and quotes limits and answers.",
    )
    parser.add_argument("file", nargs="?", metavar="FILE|-", help="the text of the reply (UTF-8); - reads standard input")
    parser.add_argument("--request", choices=REQUESTS, help="what was asked for")
    parser.add_argument("--requested", metavar="DATE", help="day on which the request reached the controller")
    parser.add_argument("--replied", metavar="DATE", help="day of the reply")
    parser.add_argument("--jsonl", metavar="IN.jsonl", help="many replies, a JSON object a line: id, text, request, sent_on, received_on")
    parser.add_argument("--lang", choices=sorted(LANGUAGES), help="language of the text (default: that of the environment, else en)")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Prints what was found; raises InvalidInput naming the option or the file that cannot be used."""
    if (arguments.file is None) == (arguments.jsonl is None):
        raise InvalidInput("FILE", NO_FILE)
    t = translator(arguments.lang or terminal_language(os.environ))
    if arguments.jsonl:
        with _opened(arguments.jsonl) as lines:
            return many(lines, t)
    case = Case(arguments.request, _day("--requested", arguments.requested), _day("--replied", arguments.replied))
    text = _text(arguments.file)
    found = analyse(text, case.request, case.sent_on, case.received_on)
    print(json.dumps(to_document(found, t.language), ensure_ascii=False, indent=2) if arguments.json else to_text(found, t))
    return 0


def many(lines: IO[bytes], t: Translator) -> int:
    """Prints a result for each line that can be read, in order, and on stderr why another cannot; 2 if there was such a line."""
    wrong: list[int] = []
    names: list[Any] = []

    def readable() -> Iterator[tuple[str, Case]]:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                name, text, case = read_line(line)
            except InvalidInput as bad:
                wrong.append(number)
                print("saisine: " + t.gettext(WRONG_LINE).format(line=number, reason=bad.text(t)), file=sys.stderr)
                continue
            names.append(name)
            yield text, case

    for place, found in enumerate(analyse_all(readable())):
        print(json.dumps({"id": names[place], **to_document(found, t.language)}, ensure_ascii=False))
    return LINES_FAILED if wrong else 0


def read_line(line: bytes) -> tuple[Any, str, Case]:
    """Id, text and case of one line. Raises InvalidInput."""
    try:
        entry = json.loads(line)
    except (ValueError, RecursionError):
        entry = None
    if not isinstance(entry, dict):
        raise InvalidInput("line", NOT_JSON)
    if not isinstance(entry.get("text"), str):
        raise InvalidInput("text", NO_TEXT)
    request = entry.get("request")
    if request is not None and request not in REQUESTS:
        raise InvalidInput("request", NO_REQUEST, value=request)
    return entry.get("id"), entry["text"], Case(request, _line_day(entry, "sent_on"), _line_day(entry, "received_on"))


def _line_day(entry: dict[str, Any], field: str) -> date | None:
    value = entry.get(field)
    if value is None or value == "":
        return None
    try:
        return read_date(field, str(value))
    except InvalidInput:
        # The name stands in the sentence: a line has many fields, and its number is named before.
        raise InvalidInput(field, NO_DAY, value=value) from None


def _day(option: str, text: str | None) -> date | None:
    return None if text is None else read_date(option, text)


def _text(name: str) -> str:
    """The text of a file, whatever its encoding of Western Europe. Raises InvalidInput for what is no text."""
    with _opened(name) as file:
        content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise InvalidInput(name, TOO_LARGE, limit=LARGEST // 1_000_000)
    if content.startswith(OTHER_KINDS) or (b"\0" in content[:4096] and not content.startswith((b"\xff\xfe", b"\xfe\xff"))):
        raise InvalidInput(name, NOT_TEXT)
    for encoding in ("utf-16",) if content.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "cp1252", "latin-1"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise InvalidInput(name, NOT_TEXT)


def _opened(name: str) -> IO[bytes]:
    """The file, or standard input. Raises InvalidInput naming one that cannot be read."""
    try:
        return sys.stdin.buffer if name == "-" else Path(name).open("rb")
    except (OSError, ValueError) as error:
        raise InvalidInput(name, UNREADABLE, reason=getattr(error, "strerror", None) or type(error).__name__) from error
