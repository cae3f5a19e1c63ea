"""Which dossier a command is about: by the recovery code, from a file or typed at the terminal without being shown, or by a public id."""

import getpass
import sys
from pathlib import Path

from app.cases.recovery import LONGEST_TYPED, RecoveryCode
from app.cases.store import CaseStore
from app.platform.errors import UNREADABLE, InvalidInput, NotFound, msg, reason_of
from app.platform.i18n import Translator

NO_TERMINAL = msg("There is no terminal to ask for the seven words. Name a file that holds them, or - for standard input.")
NO_SUCH_CASE = msg("There is no such case.")


def dossier_of_code(store: CaseStore, file: str | None, t: Translator) -> str:
    """The dossier that the seven words open: those in `file`, "-" being standard input; None asks at the terminal.

    Raises InvalidInput naming what is wrong with them or with the file.
    """
    token = store.enter(RecoveryCode.parse(_typed(t) if file is None else _read(file)))
    dossier = store.dossier_of(token)
    store.leave(token)
    if dossier is None:
        raise InvalidInput("CASE", NO_SUCH_CASE)
    return dossier


def located(store: CaseStore, public_id: str | None, opened: str | None) -> tuple[str, tuple[str, ...]]:
    """The dossier and the cases that `public_id` names; without it, all of `opened`, the dossier of a code. With both, that dossier only.

    Raises InvalidInput for what is not there.
    """
    try:
        dossier, cases = store.locate(public_id or opened or "")
    except NotFound:
        raise InvalidInput("CASE", NO_SUCH_CASE) from None
    if opened not in (None, dossier):
        raise InvalidInput("CASE", NO_SUCH_CASE)
    return dossier, cases


def _typed(t: Translator) -> str:
    if not sys.stdin.isatty():
        raise InvalidInput("--code-file", NO_TERMINAL)
    return getpass.getpass(t.gettext("The seven words of your code (they are not shown): "))


def _read(file: str) -> str:
    try:
        if file == "-":
            return sys.stdin.read(4 * LONGEST_TYPED)
        with Path(file).open("rb") as source:
            return source.read(4 * LONGEST_TYPED).decode("utf-8-sig", "replace")
    except (OSError, ValueError) as error:
        raise InvalidInput("--code-file", UNREADABLE, reason=reason_of(error)) from error
