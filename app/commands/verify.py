"""`saisine verify`: checks a packet anywhere, without the program's data and without a connection."""

import argparse
import json
import os
import sys
from dataclasses import asdict
from pathlib import Path

from app.complaints.packet.stamped import StampState
from app.complaints.packet.verify import Change, Verdict, verify
from app.platform.errors import UNREADABLE, InvalidInput, msg, reason_of
from app.platform.i18n import Translator, terminal_language, translator

WHOLE = msg("Nothing was changed: {pieces} exhibits, {records} records, of which {withheld} show their hash only.")
CHANGED = msg("This packet is not as it was made.")
SAYINGS = {
    "changed": msg("changed: {what}{pieces}"),
    "missing": msg("missing: {what}{pieces}"),
    "unlisted": msg("not of this packet: {what}"),
    "manifest": msg("the manifest was changed: {what}"),
    "chain": msg("the chain of records is broken at record {what}"),
    "around": msg("the files are whole, the archive around them was changed or packed anew: {what}"),
}
PIECES = msg(" (exhibit {numbers})")
STAMPS = {
    "none": "",
    "failed": msg("No time stamp: the authority gave none when the packet was made."),
    "unchecked": msg("The time stamp was not checked: name the authority’s certificates with --tsa-ca."),
    "missing": msg("The time stamp is missing."),
    "invalid": msg("The time stamp is not one of this authority over this packet."),
    "proved": msg("Time stamp: this packet existed on {at} (UTC)."),
}


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Describes `saisine verify PACKET`."""
    parser = commands.add_parser(
        "verify",
        help="check that a packet is as it was made",
        description="Checks the hashes, the chain of records and the time stamp of a packet: a folder, a ZIP or one of its PDFs.",
    )
    parser.add_argument("packet", metavar="PACKET", help="folder, ZIP or PDF")
    parser.add_argument("--tsa-ca", metavar="FILE", help="certificates (PEM) of the time-stamping authority (default: those in the packet)")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """0 when nothing was changed, 1 when something was, and what. Raises InvalidInput for what is no packet."""
    try:
        ca = Path(arguments.tsa_ca).read_bytes() if arguments.tsa_ca else b""
    except OSError as error:
        raise InvalidInput("--tsa-ca", UNREADABLE, reason=reason_of(error)) from error
    packet = Path(arguments.packet)
    if not packet.exists():
        raise InvalidInput("PACKET", UNREADABLE, reason=os.strerror(2))
    found = verify(packet, ca)
    _print_json(found) if arguments.json else _tell(found, translator(terminal_language(os.environ)))
    return 0 if found.whole else 1


def _print_json(found: Verdict) -> None:
    plain = {**asdict(found), "whole": found.whole}
    plain["stamp"]["at"] = found.stamp.at.isoformat() if found.stamp.at else None
    print(json.dumps(plain, ensure_ascii=False))


def _tell(found: Verdict, t: Translator) -> None:
    if not found.changes:
        print(t.gettext(WHOLE).format(pieces=found.pieces, records=found.records, withheld=found.withheld), file=sys.stderr)
    else:
        print(t.gettext(CHANGED), file=sys.stderr)
    for change in found.changes:
        print(_line(change, t), file=sys.stderr)
    if line := _stamp(found.stamp, t):
        print(line, file=sys.stderr)


def _line(change: Change, t: Translator) -> str:
    pieces = t.gettext(PIECES).format(numbers=", ".join(change.pieces)) if change.pieces else ""
    return t.gettext(SAYINGS[change.code]).format(what=change.what, pieces=pieces)


def _stamp(found: StampState, t: Translator) -> str:
    at = f"{t.format_date(found.at.date())}, {found.at:%H:%M:%S}" if found.at else ""
    return t.gettext(STAMPS[found.state]).format(at=at)
