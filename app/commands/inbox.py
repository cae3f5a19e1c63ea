"""`saisine inbox`: the mails that came in and found no case, for whoever runs the installation."""

import argparse
import json
import os
import sys
from pathlib import Path

from app.cases.keys import CaseIsSealed
from app.commands.code import NO_SUCH_CASE
from app.mailbox.ledger import Reason, Waiting
from app.platform.errors import InvalidInput, NotFound, msg, reason_of
from app.platform.i18n import Translator, terminal_language, translator
from app.platform.settings import load_settings
from app.wiring import Wiring, build

NO_SUCH_MAIL = msg("There is no such message in the inbox.")
SEALED = msg("That case is sealed: only its person can add something to it.")
NOT_WRITTEN = msg("The file cannot be written: {reason}")

REASONS = {
    Reason.NO_CASE: msg("names no case"),
    Reason.SEVERAL: msg("names cases of several people"),
    Reason.SEALED: msg("its case is sealed"),
    Reason.REFUSED: msg("its case could not take it"),
    Reason.TOO_LARGE: msg("too large, still in the mailbox"),
}


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Describes `saisine inbox [--json] [save|assign|discard ID …]`."""
    parser = commands.add_parser(
        "inbox",
        help="messages that came in by mail and found no case",
        description="Lists the messages that came in by mail and belong to no case that could be found, the oldest first; says which case"
        " one belongs to, or puts it away. The mailbox itself keeps every message.",
    )
    parser.add_argument("--json", action="store_true", help="print the list as one JSON document")
    parser.set_defaults(run=run, act="list")
    acts = parser.add_subparsers(title="what to do", metavar="ACTION")
    save = acts.add_parser("save", help="write a message to a file, exactly as it came")
    save.add_argument("message", metavar="ID")
    save.add_argument("file", metavar="FILE")
    save.set_defaults(act="save")
    assign = acts.add_parser("assign", help="give a message to its case, where it waits to be looked at")
    assign.add_argument("message", metavar="ID")
    assign.add_argument("case", metavar="CASE")
    assign.set_defaults(act="assign")
    discard = acts.add_parser("discard", help="put messages away for good")
    discard.add_argument("messages", metavar="ID", nargs="+")
    discard.set_defaults(act="discard")


def run(arguments: argparse.Namespace) -> int:
    """Does it. Raises InvalidInput for a message or case that is not there; nothing is changed then."""
    t = translator(terminal_language(os.environ))
    wiring = build(load_settings(os.environ))
    try:
        {"list": _list, "save": _save, "assign": _assign, "discard": _discard}[arguments.act](wiring, arguments, t)
    finally:
        wiring.close()
    return 0


def _list(wiring: Wiring, arguments: argparse.Namespace, t: Translator) -> None:
    found = wiring.inbox.waiting()
    if arguments.json:
        print(json.dumps({"messages": [_document(mail) for mail in found]}, ensure_ascii=False))
        return
    for mail in found:
        print(f"{mail.id}  {mail.arrived_on}  {t.gettext(REASONS[mail.reason])}\n    {mail.sender or '?'}\n    {mail.subject or '–'}")
    if not found:
        print(t.gettext("The inbox is empty."))


def _save(wiring: Wiring, arguments: argparse.Namespace, t: Translator) -> None:
    _, raw = _found(wiring, arguments.message)
    try:
        with Path(arguments.file).open("xb") as file:
            file.write(raw)
    except (OSError, ValueError) as error:
        raise InvalidInput("FILE", NOT_WRITTEN, reason=reason_of(error)) from error
    print(t.gettext("Written to {file}.").format(file=arguments.file), file=sys.stderr)


def _assign(wiring: Wiring, arguments: argparse.Namespace, t: Translator) -> None:
    _found(wiring, arguments.message)
    try:
        wiring.arrivals.assign(arguments.message, arguments.case)
    except NotFound:
        raise InvalidInput("CASE", NO_SUCH_CASE) from None
    except CaseIsSealed:
        raise InvalidInput("CASE", SEALED) from None
    print(t.gettext("The message waits with the case now."), file=sys.stderr)


def _discard(wiring: Wiring, arguments: argparse.Namespace, t: Translator) -> None:
    for message in arguments.messages:
        _found(wiring, message)
    for message in arguments.messages:
        wiring.inbox.done(message)
    count = len(set(arguments.messages))
    print(t.ngettext("{count} message was put away.", "{count} messages were put away.", count).format(count=count), file=sys.stderr)


def _found(wiring: Wiring, message: str) -> tuple[Waiting, bytes]:
    try:
        return wiring.inbox.content(message)
    except NotFound:
        raise InvalidInput("ID", NO_SUCH_MAIL) from None


def _document(mail: Waiting) -> dict[str, str]:
    return {
        "id": mail.id,
        "arrived_on": mail.arrived_on.isoformat(),
        "reason": mail.reason.value,
        "sender": mail.sender,
        "subject": mail.subject,
    }
