"""`saisine packet`: the complaint packet of a case, into a new folder."""

import argparse
import json
import os
import sys
from dataclasses import asdict
from datetime import date
from pathlib import Path

from app.cases.store import CaseStore
from app.commands.code import dossier_of_code, located
from app.complaints.packet.building import Made, Tools, build
from app.complaints.packet.drafting import PacketOrder
from app.complaints.packet.placing import new_folder, zip_folder
from app.complaints.packet.vanishing import vanishing_folder
from app.complaints.packet.words import REMARKS, stamp_of
from app.complaints.readiness import NotYet, readiness
from app.platform.errors import InvalidInput, msg
from app.platform.i18n import Translator, terminal_language, translator
from app.platform.settings import load_settings
from app.wiring import Wiring
from app.wiring import build as build_wiring

SEVERAL = msg("This is the id of a dossier with {count} cases. Name one of them: {cases}.")
NOT_A_SIZE = msg("The size must be a number of megabytes, 1 or more.")
WORKING = msg("{done} of {total} parts of the packet are made")
TOO_LARGE = msg("{file} is larger than asked for: a single exhibit of it is.")
TOLD = msg("{exhibit} ({name}): {remark}")
EARLY = msg("A complaint of today would come early: the packet says so on its face.")
NO_STAMP = msg("The time-stamping authority gave no stamp; the packet is whole without it.")
MEGABYTE = 1_000_000
PRIVATE = "saisine-packet-"
"""How the name of a folder for what is not bound yet begins."""


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Describes `saisine packet CASE --out DIR`."""
    parser = commands.add_parser(
        "packet",
        help="make the complaint packet of a case",
        description="Writes the complaint with chronology, list of exhibits and all exhibits as PDF, every original, a manifest, the text"
        " for the authority's form into a new folder. With the public id of a case the server's key opens it; the seven words do, too.",
    )
    parser.add_argument("case", metavar="CASE", nargs="?", help="public id of the case (default: the only case of the code)")
    parser.add_argument("--out", required=True, metavar="DIR", help="folder to make; it may exist if it is empty")
    parser.add_argument("--max-mb", metavar="N", type=int, help="divide the PDF so that none is larger than N megabytes")
    parser.add_argument("--zip", action="store_true", help="put everything into one file beside the folder, DIR.zip, as well")
    parser.add_argument("--confidential", action="store_true", help="ask that the person's identity is not told to the controller")
    parser.add_argument("--code-file", metavar="FILE", help="file with the seven words; - for standard input")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Writes the packet and returns 0. Raises InvalidInput for an unknown case, a wrong code, a folder in use, or where no complaint can be
    written; SaisineError when making it fails."""
    if arguments.max_mb is not None and arguments.max_mb < 1:
        raise InvalidInput("--max-mb", NOT_A_SIZE)
    t = translator(terminal_language(os.environ))
    wiring = build_wiring(load_settings(os.environ))
    try:
        made, early = _made(wiring, arguments, t)
    finally:
        wiring.close()
    _tell(made, early, arguments.out, t)
    if arguments.json:
        print(json.dumps(_plain(made, arguments.out), ensure_ascii=False))
    return 0


def _made(wiring: Wiring, arguments: argparse.Namespace, t: Translator) -> tuple[Made, bool]:
    order = _order(wiring, arguments, t)
    limit = arguments.max_mb * MEGABYTE if arguments.max_mb else None

    def report(done: int, whole: int) -> None:
        print(t.gettext(WORKING).format(done=done, total=whole), file=sys.stderr)

    with new_folder(Path(arguments.out)) as folder, vanishing_folder(PRIVATE) as work:
        tools = Tools(press=wiring.print_shop, reader=wiring.foreign, work=work, stamper=wiring.stamper)
        made = build(order, tools, folder, report, limit)
    if arguments.zip:
        zip_folder(Path(arguments.out))
    return made, isinstance(readiness(order.assess(order.view, order.on), order.on), NotYet)


def _order(wiring: Wiring, arguments: argparse.Namespace, t: Translator) -> PacketOrder:
    store = wiring.store
    by_code = arguments.code_file is not None or arguments.case is None
    dossier, cases = located(store, arguments.case, dossier_of_code(store, arguments.code_file, t) if by_code else None)
    if len(cases) != 1:
        raise InvalidInput("CASE", SEVERAL, count=len(cases), cases=", ".join(cases))
    return packet_order(store, dossier, cases[0], store.today(), confidential=arguments.confidential)


def packet_order(store: CaseStore, dossier: str, case: str, on: date, *, confidential: bool) -> PacketOrder:
    """The order for the packet of an opened case. Raises NotFound."""
    return PacketOrder(
        view=store.case(dossier, case),
        archive=store.archive(dossier, case),
        assess=store.assessment,
        on=on,
        confidential=confidential,
    )


def _tell(made: Made, early: bool, folder: str, t: Translator) -> None:
    _ = t.gettext
    pieces = sum("." not in piece.label for piece in made.pieces)
    written = t.ngettext(
        "The packet is written to {folder}: {pages} pages, {pieces} exhibit.",
        "The packet is written to {folder}: {pages} pages, {pieces} exhibits.",
        pieces,
    )
    lines = [written.format(folder=folder, pages=made.pages, pieces=pieces)]
    lines += [_(EARLY)] if early else []
    lines += [_(NO_STAMP)] if made.stamped is False else []
    lines += [_(TOO_LARGE).format(file=name) for name in made.too_large]
    for piece in made.pieces:
        lines += [_(TOLD).format(exhibit=stamp_of(piece.label, t), name=piece.name, remark=_(REMARKS[remark])) for remark in piece.remarks]
    for line in lines:
        print(line, file=sys.stderr)


def _plain(made: Made, folder: str) -> dict[str, object]:
    return {
        "folder": folder,
        "documents": [{"file": name, "size": size} for name, size in made.documents],
        "pages": made.pages,
        "pieces": [{key: value for key, value in asdict(piece).items() if key in SHOWN} for piece in made.pieces],
        "too_large": made.too_large,
        "stamped": made.stamped,
    }


SHOWN = ("label", "name", "size", "sha256", "path", "remarks")
