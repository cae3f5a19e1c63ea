"""The process that makes a packet for the page is killed: nothing readable stays, and the packet is made again when somebody looks."""

import time
from pathlib import Path

from app.wiring import Wiring
from tests.databases import on_both
from tests.faults.test_packet_killed import LONGEST, left, private
from tests.web.dossiers import Person
from tests.web.test_packet import documents, page, person

__all__ = ["person", "private"]


@on_both
def test_a_page_s_packet_that_is_killed_leaves_nothing_readable_and_is_made_again(person: Person, wired: Wiring, private: Path) -> None:
    person.browser.post(f"{person.case}/packet", data={"max_mb": "0"})
    shelf, until = wired.packets.shelf(person.cases[0]), time.monotonic() + LONGEST
    while not list(private.glob("saisine-packet-*")) and time.monotonic() < until:
        time.sleep(0.01)
    assert wired.packets._child is not None
    wired.packets._child.kill()
    wired.packets.wait()
    assert left(private, shelf.folder) == []
    assert not list(shelf.folder.glob("result"))
    assert "being made" in page(person)
    wired.packets.wait()
    assert documents(page(person))
