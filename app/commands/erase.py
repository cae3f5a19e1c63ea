"""`saisine erase`: removes a case, or a whole dossier, for good."""

import argparse
import os
import sys

from app.cases.store import CaseStore
from app.commands.code import dossier_of_code, located
from app.platform.errors import InvalidInput, msg
from app.platform.i18n import Translator, terminal_language, translator
from app.platform.settings import load_settings
from app.wiring import build

WHICH = msg("Without the seven words, say which case or dossier is to go.")


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Describes `saisine erase [CASE]`."""
    parser = commands.add_parser(
        "erase",
        help="remove a case or a dossier for good",
        description="Removes a case, or a dossier with all its cases: rows, keys, files. It asks for the seven words, or takes them from a"
        " file; with --yes, whoever runs this installation erases by public id alone. Nobody can bring it back.",
    )
    parser.add_argument("case", metavar="CASE", nargs="?", help="public id of a case or of a dossier (default: the code's whole dossier)")
    parser.add_argument("--code-file", metavar="FILE", help="file with the seven words; - for standard input")
    parser.add_argument("--yes", action="store_true", help="erase by public id, without the seven words")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Erases. Raises InvalidInput for an unknown case or a wrong code; nothing is erased then."""
    t = translator(terminal_language(os.environ))
    if arguments.yes and arguments.case is None and arguments.code_file is None:
        raise InvalidInput("CASE", WHICH)
    wiring = build(load_settings(os.environ))
    try:
        by_id = arguments.yes and arguments.code_file is None
        erase(wiring.store, arguments.case, None if by_id else dossier_of_code(wiring.store, arguments.code_file, t))
    finally:
        wiring.close()
    _confirm(t)
    return 0


def erase(store: CaseStore, public_id: str | None, opened: str | None) -> None:
    """Erase the case or dossier `public_id`, or all of `opened`, the dossier of a code; with both, the first must belong to the second.

    Raises InvalidInput for what is not there.
    """
    dossier, cases = located(store, public_id, opened)
    if cases == (public_id,):
        store.erase_case(dossier, cases[0])
    else:
        store.erase_dossier(dossier)


def _confirm(t: Translator) -> None:
    print(t.gettext("Erased. Copies that you made elsewhere, such as backups, are yours to erase."), file=sys.stderr)
