"""The complaint on paper: its list of exhibits is never torn so that one line stands alone."""

from dataclasses import replace

import pytest

from app.law.events import Recorded, ReplyReceived
from app.letters.formats import to_pdf
from app.platform.printer import Printer
from tests.complaints.cases import complaint, kept, proofs_of_seven, seven_requests
from tests.complaints.test_complaint import LATER
from tests.letters.paper import texts

LIST, LINE = "Bordereau des pièces jointes", "(fichier "


@pytest.fixture(scope="module")
def printer() -> Printer:
    """The program's renderer, in this process."""
    return Printer()


def pages(printer: Printer, more: int) -> list[str]:
    """The texts of the pages of a complaint after seven requests, with so many papers more to the reply."""
    asked, found = seven_requests()
    papers = tuple(kept(f"more{n}", f"page-{n}.pdf", "reply") for n in range(more))
    with_papers = tuple(_with(each, *(paper.id for paper in papers)) for each in found)
    return texts(to_pdf(complaint(asked, with_papers, LATER, *proofs_of_seven(), *papers), printer))


def _with(record: Recorded, *papers: str) -> Recorded:
    """A reply with more papers; any other record as it is."""
    event = record.event
    return replace(record, event=replace(event, files=(*event.files, *papers))) if isinstance(event, ReplyReceived) else record


@pytest.mark.parametrize("more", [0, 3, 6, 9, 12, 31, 32, 33, 34])
def test_the_list_of_exhibits_is_never_torn_beside_a_line_that_stands_alone(printer: Printer, more: int) -> None:
    found = pages(printer, more)
    heading = next(page for page in found if LIST in page)
    assert heading.partition(LIST)[2].count(LINE) >= 2
    assert 1 not in [page.count(LINE) for page in found]
