"""`saisine corrections`: what was confirmed and turned down in the replies of a case, anonymous, to improve how replies are read."""

import argparse
import os
import sys
from pathlib import Path

from app.cases.views import is_id
from app.platform.errors import InvalidInput, NotFound, msg
from app.platform.i18n import Translator, terminal_language, translator
from app.platform.settings import load_settings
from app.replies.corrections import Correction, corrections, digest
from app.wiring import Wiring, build

NO_CASE = msg("“{value}” is not the public id of a case or dossier.")
NOTHING = msg("Nothing was confirmed or turned down in an answer of these cases.")
READ_IT = msg(
    "Read every line above. Whatever still tells who somebody is, hide with --hide WORDS. To write these lines: --seen {digest} --out FILE"
)
NOT_SEEN = msg("This is not the digest of what would leave now. Read the lines above; theirs is {digest}.")
LEFT_OUT = msg("Passages that lie in quoted history and stay here: {n}")
WRITTEN = msg("Lines written to {file}: {n}")
UNWRITABLE = msg("The file cannot be written: {reason}.")
EXISTS = msg("This file exists already. Name a new one.")


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Describes `saisine corrections CASE…`."""
    parser = commands.add_parser(
        "corrections",
        help="show, then write, what was corrected in replies, made anonymous",
        description="Shows the replies in which something was confirmed or turned down as they would leave, without names, addresses,"
        " numbers and dates. Once you have read them, --seen with the digest that was printed and --out write them, a JSON object a line.",
    )
    parser.add_argument("case", metavar="CASE", nargs="+", help="public id of a case or of a dossier")
    parser.add_argument("--hide", metavar="WORDS", action="append", default=[], help="hide these words as well; may be given several times")
    parser.add_argument("--seen", metavar="DIGEST", help="the digest printed under the lines that you have read")
    parser.add_argument("--out", metavar="FILE.jsonl", help="new file to write")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Prints what would leave, or writes it once it was seen. Raises InvalidInput naming the case, the digest or the file."""
    t = translator(terminal_language(os.environ))
    wiring = build(load_settings(os.environ))
    try:
        found = [one for case in arguments.case for one in _of(wiring, case, arguments.hide)]
    finally:
        wiring.close()
    if not found:
        print(t.gettext(NOTHING), file=sys.stderr)
        return 0
    if arguments.out and arguments.seen == digest(found):
        _write(Path(arguments.out), found)
        print(t.gettext(WRITTEN).format(n=len(found), file=arguments.out), file=sys.stderr)
        return 0
    _show(found, t)
    if arguments.out or arguments.seen:
        raise InvalidInput("--seen", NOT_SEEN, digest=digest(found))
    return 0


def _of(wiring: Wiring, public_id: str, hidden: list[str]) -> tuple[Correction, ...]:
    if not is_id(public_id):
        raise InvalidInput("CASE", NO_CASE, value=public_id)
    try:
        dossier, cases = wiring.store.locate(public_id)
    except NotFound:
        raise InvalidInput("CASE", NO_CASE, value=public_id) from None
    views = [(wiring.store.case(dossier, case), wiring.store.key_for(dossier, case, "corrections")) for case in cases]
    return tuple(one for view, key in views for one in corrections(view, key, hidden))


def _show(found: list[Correction], t: Translator) -> None:
    for one in found:
        print(one.line(), end="")
    left_out = sum(one.left_out for one in found)
    if left_out:
        print(t.gettext(LEFT_OUT).format(n=left_out), file=sys.stderr)
    print(t.gettext(READ_IT).format(digest=digest(found)), file=sys.stderr)


def _write(file: Path, found: list[Correction]) -> None:
    try:
        with file.open("x", encoding="utf-8") as opened:
            opened.writelines(one.line() for one in found)
    except FileExistsError:
        raise InvalidInput(str(file), EXISTS) from None
    except (OSError, ValueError) as error:
        raise InvalidInput(str(file), UNWRITABLE, reason=getattr(error, "strerror", None) or type(error).__name__) from error
