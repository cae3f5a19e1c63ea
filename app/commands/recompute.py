"""`saisine recompute`: reckons every case anew after the rules or the calendars of holidays changed, and says what moved and why."""

import argparse
import json
import os
import sys
from typing import Any

from app.cases.recompute import Cause, Change, MovedCase, Recomputing, Tally
from app.cases.views import is_id
from app.cases.wording import source_text, step_line
from app.platform.errors import InvalidInput, msg
from app.platform.i18n import Translator, terminal_language, translator
from app.platform.settings import load_settings
from app.wiring import build

NO_ID = msg("“{value}” is not the public id of a case.")
NONE = "–"

FIELDS = {
    "status": msg("status"),
    "due_strict": msg("first date"),
    "due_safe": msg("second date"),
    "labels": msg("limits"),
    "controller": msg("organisation"),
}
CAUSES = {
    Cause.TIME: msg("the day had come"),
    Cause.RULES: msg("the rules changed"),
    Cause.MISSING: msg("the index had no row"),
}


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Describes `saisine recompute`."""
    parser = commands.add_parser(
        "recompute",
        help="reckon every case anew after the rules changed",
        description="Rebuilds the case index from the records of every case, lists what moved and why, and tells those who follow a case"
        " whose dates moved. Run it after an update. Sealed cases are skipped and counted. Stopped, it says how to go on; begun again"
        " from the start, it does no harm.",
    )
    parser.add_argument("--after", metavar="CASE", default="", help="go on after this case, the last one of a run that was stopped")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Reckons anew and prints what moved. Raises InvalidInput for an --after that is no id."""
    t = translator(terminal_language(os.environ))
    if arguments.after and not is_id(arguments.after):
        raise InvalidInput("--after", NO_ID, value=arguments.after)
    wiring = build(load_settings(os.environ))
    try:
        running = wiring.store.recomputing(wiring.watch.tell, arguments.after)
        if arguments.json:
            _as_document(running, t)
        else:
            _as_lines(running, t)
    finally:
        wiring.close()
    return 0


def _as_lines(running: Recomputing, t: Translator) -> None:
    """One line for each field that moved, as it moves; the sum at the end. Stopped by the person, it says how to go on."""
    try:
        for moved in running.run():
            for change in moved.changes:
                print(line_of(moved, change, t))
    except BaseException:
        if running.tally.last:
            print(t.gettext("Stopped. Go on with: saisine recompute --after {case}").format(case=running.tally.last), file=sys.stderr)
        raise
    print(summary(running.tally, t))


def _as_document(running: Recomputing, t: Translator) -> None:
    """One document, also of a run that was stopped: `finished` says whether it was not."""
    moved: list[dict[str, Any]] = []
    finished = False
    try:
        moved.extend(document_of(each, t) for each in running.run())
        finished = True
    finally:
        tally = running.tally
        sums = {"read": tally.read, "told": tally.told, "sealed": tally.sealed, "unreadable": tally.unreadable}
        print(json.dumps({"moved": moved, **sums, "finished": finished, "last": tally.last or None}, ensure_ascii=False, indent=2))


def line_of(moved: MovedCase, change: Change, t: Translator) -> str:
    """One field of one case: old, new, why, and for a date moved by the rules the sources of its steps."""
    _ = t.gettext
    why = _(CAUSES[change.cause])
    if change.cause is Cause.RULES and change.field.startswith("due_"):
        sources = dict.fromkeys(source_text(step.source, t) for step in moved.steps)
        why = f"{why}: {'; '.join(sources)}" if sources else why
    return f"{moved.case_id}  {_(FIELDS[change.field])}: {change.old or NONE} → {change.new or NONE}  ({why})"


def document_of(moved: MovedCase, t: Translator) -> dict[str, Any]:
    """The same for programs; the steps lead to the dates as they are now."""
    return {
        "case": moved.case_id,
        "told": moved.told,
        "changes": [{"field": c.field, "old": c.old, "new": c.new, "why": c.cause.value} for c in moved.changes],
        "steps": [
            {"date": step.date.isoformat(), "rule": step.rule, "source": step.source, "text": step_line(step, t)} for step in moved.steps
        ],
    }


def summary(tally: Tally, t: Translator) -> str:
    """What was done, in lines."""
    _ = t.ngettext
    lines = [
        _("{n} case read.", "{n} cases read.", tally.read).format(n=tally.read),
        _("{n} case moved.", "{n} cases moved.", tally.moved).format(n=tally.moved),
        _("{n} notice of new dates.", "{n} notices of new dates.", tally.told).format(n=tally.told),
        _("{n} sealed case skipped.", "{n} sealed cases skipped.", tally.sealed).format(n=tally.sealed),
    ]
    if tally.unreadable:
        lines.append(_("{n} case cannot be read.", "{n} cases cannot be read.", tally.unreadable).format(n=tally.unreadable))
    return "\n".join(lines)
