"""`saisine letter`: a letter from two files, of which nothing is stored, or a letter of a case, with its facts of today."""

import argparse
import json
import os
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from app.cases.parties import Request, Subject, subject_from_mapping, usual_channel
from app.directory.controllers import Controller, curated, find, from_mapping, looks_like_police
from app.directory.warnings import NO_LONGER, REASONS
from app.directory.warnings import WORDS as WARNINGS
from app.law.events import Channel
from app.law.rights import Right
from app.letters.drafts import Draft, draft_letter
from app.letters.formats import to_eml, to_html, to_pdf, to_text
from app.letters.references import new_reference
from app.letters.requests import ANOTHER_REGIME
from app.platform.errors import UNREADABLE, InvalidInput, NotFound, SaisineError, msg, reason_of
from app.platform.i18n import terminal_language, translator
from app.platform.printing import PrintShop

Party = TypeVar("Party")

MAX_FILE = 1_000_000
"""Longest JSON file that is read, in bytes."""

NEEDED = msg("This is needed for a letter without a case.")
ONLY_WITH_CASE = msg("This goes with --case only.")
NOT_JSON = msg("The file is not JSON text in UTF-8 that can be understood.")
TOO_LARGE = msg("The file is larger than {limit} bytes.")
NOT_AN_OBJECT = msg("The file must hold one JSON object, such as {example}.")
GONE = msg("“{name}” is no longer one to write to: {reason}.")
MOVED = msg("“{name}” is no longer one to write to: {reason}. Write to “{successor}” instead.")
NO_SUCH_CONTROLLER = msg("No controller is called “{slug}”. Did you mean: {known}? A file's name must end in .json.")

NO_GLYPH = msg("No installed font has {characters}: in print these characters are given in Latin letters, and a line says so.")


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Describes `saisine letter` and its arguments."""
    parser = commands.add_parser(
        "letter",
        help="write a letter to a controller, or one that follows up on a case",
        description="Writes one letter: from two files, without a case, of which nothing is stored; or, with --case, one of that case"
        " with its facts of today. The server's key opens the case, or the seven words of its code.",
    )
    parser.add_argument(
        "kind",
        metavar="KIND",
        help="access or erasure; with --case also request, complaint, or one that follows up: reminder,"
        " contest_extension, identity_answer, missing_items, answer, mise_en_demeure, authority_reminder, withdrawal",
    )
    parser.add_argument("--controller", metavar="SLUG|FILE.json", help="a controller of the directory, or your own file")
    parser.add_argument("--subject", metavar="FILE.json", help="the person the data are about")
    parser.add_argument("--case", metavar="ID", help="public id of a case, in place of the two files")
    parser.add_argument("--code-file", metavar="FILE", help="with --case: file with the seven words; - for standard input")
    parser.add_argument(
        "--missing", metavar="ITEM,…", default="", help="with --case and missing_items or answer: what the reply lacks, such as copy,source"
    )
    parser.add_argument("--lang", default="", metavar="LANGUAGE", help="language of the letter, fr or en (default: the controller's)")
    parser.add_argument("--to-representative", action="store_true", help="address it to the representative in the Union (Art. 27 GDPR)")
    parser.add_argument("--channel", choices=[c.value for c in Channel], help="how it travels (default: post, else e-mail, else web form)")
    parser.add_argument("--format", choices=["pdf", "text", "eml", "html"], default="pdf", help="default: pdf")
    parser.add_argument(
        "-o", "--output", metavar="FILE", help="where to write it; - for standard output (default with --case: a neutral name)"
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Writes the letter and returns 0. Raises InvalidInput naming the file and the field, SaisineError when the file cannot be written."""
    if arguments.case is not None:
        from app.commands import case_letter  # noqa: PLC0415 -- the database, which a letter without a case need not wait for

        return case_letter.run(arguments)
    for name in ("controller", "subject", "output"):
        if getattr(arguments, name) is None:
            raise InvalidInput(f"--{name}", NEEDED)
    for name in ("code_file", "missing"):
        if getattr(arguments, name):
            raise InvalidInput(f"--{name.replace('_', '-')}", ONLY_WITH_CASE)
    controller = read_controller(arguments.controller)
    subject = read_party(arguments.subject, subject_from_mapping, '{"name": "Camille Exemple", "country": "FR"}')
    channel = Channel(arguments.channel) if arguments.channel else usual_channel(controller)
    asked = request(arguments.kind, controller, subject, channel)
    draft = draft_letter(arguments.kind, asked, language=arguments.lang or None, representative=arguments.to_representative)
    warn(draft, arguments.output)
    caution(controller)
    write(arguments.output, content(draft, arguments.format))
    return 0


def request(kind: str, controller: Controller, subject: Subject, channel: Channel) -> Request:
    """Today's request under a fresh reference."""
    right = Right(kind) if kind in {r.value for r in Right} else Right.ACCESS
    today = date.today()  # noqa: DTZ011 (a letter bears the date of the calendar on the writer's wall)
    return Request(right=right, controller=controller, subject=subject, channel=channel, reference=new_reference(), on=today)


def warn(draft: Draft, file: str) -> None:
    """Tell the person at the terminal which characters the print cannot show as they were written."""
    if draft.uncovered:
        say = translator(terminal_language(os.environ)).gettext
        print(f"saisine: {file}: {say(NO_GLYPH).format(characters=draft.uncovered)}", file=sys.stderr)


def caution(controller: Controller) -> None:
    """Tell the person at the terminal what she should know of an imported entry."""
    say = translator(terminal_language(os.environ)).gettext
    for code in controller.warnings:
        print(f"saisine: {controller.slug}: {say(WARNINGS[code])}", file=sys.stderr)


def content(draft: Draft, form: str) -> bytes:
    """The draft in one of the forms pdf, text, eml, html."""
    if form == "text":
        return to_text(draft).encode()
    if form == "html":
        return to_html(draft).encode()
    with PrintShop() as shop:
        pdf = to_pdf(draft, shop)
    return to_eml(draft, pdf) if form == "eml" else pdf


def read_controller(name: str) -> Controller:
    """A controller of the directory by its slug, or the one that a JSON file describes. Police and intelligence files are refused."""
    if not name.endswith(".json"):
        return known_controller(name)
    controller = read_party(name, from_mapping, '{"name": "Exemple SA", "country": "FR"}')
    if looks_like_police(controller.name):
        raise InvalidInput(f"{name}: name", ANOTHER_REGIME, name=controller.name)
    return controller


def known_controller(slug: str) -> Controller:
    """A curated controller, or one of the imported list. Raises InvalidInput, which tells where one that is obsolete went."""
    try:
        return find(slug)
    except NotFound:
        return _imported_controller(slug)


def _imported_controller(slug: str) -> Controller:
    from app.commands.directory import directory_if_any  # noqa: PLC0415 -- the database, which a curated controller need not wait for
    from app.directory.directory import Obsolete  # noqa: PLC0415

    with directory_if_any() as known:
        try:
            return known.find(slug)
        except Obsolete as gone:
            say = translator(terminal_language(os.environ)).gettext
            message, reason = MOVED if gone.redirect else GONE, say(REASONS.get(gone.reason, NO_LONGER))
            raise InvalidInput("--controller", message, name=gone.name, reason=reason, successor=gone.redirect) from None
        except NotFound:
            near = ", ".join(hit.slug for hit in known.search(slug, 5)) or ", ".join(c.slug for c in curated() if c.regime == "gdpr")
            raise InvalidInput("--controller", NO_SUCH_CONTROLLER, slug=slug[:80], known=near) from None


def read_party(file: str, parse: Callable[[dict[str, Any]], Party], example: str) -> Party:
    """What `parse` makes of a JSON file. Raises InvalidInput naming the file, and the field where one is at fault."""
    values = read_json(file)
    if not isinstance(values, dict):
        raise InvalidInput(file, NOT_AN_OBJECT, example=example)
    try:
        return parse(values)
    except InvalidInput as wrong:
        raise InvalidInput(f"{file}: {wrong.field}", wrong.message, **wrong.params) from wrong


def read_json(file: str) -> Any:
    """The value in a JSON file. Raises InvalidInput naming the file for one that is absent, too large, too deep or no JSON."""
    try:
        with Path(file).open("rb") as source:
            text = source.read(MAX_FILE + 1)
    except (OSError, ValueError) as error:
        raise InvalidInput(file, UNREADABLE, reason=reason_of(error)) from error
    if len(text) > MAX_FILE:
        raise InvalidInput(file, TOO_LARGE, limit=MAX_FILE)
    try:
        return json.loads(text.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise InvalidInput(file, NOT_JSON) from error


def write(file: str, data: bytes) -> None:
    """Write to the file, "-" being standard output. Raises SaisineError naming the file when that is impossible."""
    if file == "-":
        sys.stdout.buffer.write(data)
        return
    try:
        Path(file).write_bytes(data)
    except OSError as error:
        raise SaisineError(f"{file}: cannot be written ({error.strerror})") from error
    except ValueError as error:
        raise SaisineError(f"{file}: cannot be written ({error})") from error
