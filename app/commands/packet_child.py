"""The process that makes a packet for the page or the API: it reads a wish from its standard input, and puts what it made on the shelf.

`app.complaints.packet.desk.PacketDesk` runs it as `python -m app.commands.packet_child`. What is not encrypted yet lies in a private folder
that goes with the process.
"""

import os
import sys
from pathlib import Path
from typing import Any

from app.commands.packet import PRIVATE, packet_order
from app.complaints.packet.building import Made, Tools, build
from app.complaints.packet.desk import PURPOSE, Wish, at_work
from app.complaints.packet.placing import zip_folder
from app.complaints.packet.shelf import PacketShelf, Progress
from app.complaints.packet.vanishing import vanishing_folder
from app.platform.errors import InvalidInput, SaisineError
from app.platform.settings import load_settings
from app.wiring import Wiring
from app.wiring import build as build_wiring

ZIP = "packet.zip"


def main() -> int:
    """Makes one packet. Returns the exit code."""
    wish = Wish.from_json(sys.stdin.read())
    wiring = build_wiring(load_settings(os.environ))
    try:
        shelf = wiring.packets.shelf(wish.case)
        with at_work(shelf.folder):
            return make(wiring, wish, shelf)
    finally:
        wiring.close()


def make(wiring: Wiring, wish: Wish, shelf: PacketShelf) -> int:
    """Make the packet and put it on the shelf; or write there why it cannot be made."""
    key, tries = wiring.store.key_for(wish.dossier, wish.case, PURPOSE), shelf.progress().tries

    def report(done: int, whole: int) -> None:
        shelf.tell(Progress(state="working", done=done, total=whole, tries=tries))

    try:
        with vanishing_folder(PRIVATE) as folder:
            made = _built(wiring, wish, folder, report)
            shelf.put_result(key, _shelved(shelf, key, made, folder))
    except InvalidInput as wrong:
        shelf.put_result(
            key, {"failure": {"field": wrong.field, "message": wrong.message, "params": {k: str(v) for k, v in wrong.params.items()}}}
        )
        shelf.tell(Progress(state="failed"))
        return 2
    except SaisineError:
        shelf.tell(Progress(state="failed"))
        return 1
    shelf.tell(Progress(state="done"))
    return 0


def _built(wiring: Wiring, wish: Wish, folder: Path, report: Any) -> Made:
    out, work = folder / "packet", folder / "work"
    out.mkdir()
    work.mkdir()
    order = packet_order(wiring.store, wish.dossier, wish.case, wish.on, confidential=wish.confidential)
    tools = Tools(press=wiring.print_shop, reader=wiring.foreign, work=work, stamper=wiring.stamper)
    return build(order, tools, out, report, wish.max_bytes)


def _shelved(shelf: PacketShelf, key: bytes, made: Made, folder: Path) -> dict[str, Any]:
    """The PDFs and the ZIP with everything, encrypted; and what there is to tell of them."""
    archive = zip_folder(folder / "packet")
    files = [*((name, folder / "packet" / name) for name, _ in made.documents), (ZIP, archive)]
    for number, (_, file) in enumerate(files):
        shelf.put(key, number, file)
    return {
        "documents": [{"file": name, "size": file.stat().st_size} for name, file in files],
        "pages": made.pages,
        "stamped": made.stamped,
        "too_large": made.too_large,
        "remarks": [(piece.label, piece.name, remark) for piece in made.pieces for remark in piece.remarks],
    }


if __name__ == "__main__":
    raise SystemExit(main())
