"""`saisine due`: the cases whose time to answer is over, longest first, as whoever runs the installation may see them: without names."""

import argparse
import json
import os

from app.cases.wording import status_text
from app.platform.i18n import terminal_language, translator
from app.platform.settings import load_settings
from app.watching.overdue import Overdue, OverdueCase
from app.wiring import build

LIMIT = 50


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Describes `saisine due [--json] [--limit N] [--after CURSOR]`."""
    parser = commands.add_parser(
        "due",
        help="list the cases that are overdue",
        description="Lists the cases whose safe date has passed without an answer, longest overdue first. It reads the case index alone,"
        " which names nobody.",
    )
    parser.add_argument("--json", action="store_true", help="print one JSON document: cases and the cursor of the next page")
    parser.add_argument("--limit", type=int, default=LIMIT, metavar="N", help=f"cases of a page, 1 to 1000 (default: {LIMIT})")
    parser.add_argument("--after", metavar="CURSOR", help="go on where another page ended")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Prints a page of the list. Raises InvalidInput for a limit or a cursor that cannot be."""
    wiring = build(load_settings(os.environ))
    try:
        page = Overdue(wiring.engine, wiring.store.today).page(arguments.limit, arguments.after)
    finally:
        wiring.close()
    if arguments.json:
        print(json.dumps({"cases": [_document(case) for case in page.cases], "next": page.next}))
        return 0
    t = translator(terminal_language(os.environ))
    for case in page.cases:
        days = t.ngettext("{days} day", "{days} days", case.days_late).format(days=case.days_late)
        print(f"{case.case_id}  {case.due_safe}  {days:>10}  {status_text(case.status, t)}  {case.controller}")
    if not page.cases:
        print(t.gettext("Nothing is overdue."))
    if page.next:
        print(t.gettext("More: saisine due --after {cursor}").format(cursor=page.next))
    return 0


def _document(case: OverdueCase) -> dict[str, object]:
    return {
        "case": case.case_id,
        "controller": case.controller,
        "status": case.status.value,
        "due_strict": case.due_strict.isoformat() if case.due_strict else None,
        "due_safe": case.due_safe.isoformat(),
        "days_late": case.days_late,
    }
