"""The packet of a complaint that a body lodges: its mandate is an exhibit, and the cover and the form name it."""

import json

import pytest

from app.platform.printing import PrintShop
from tests.complaints.cases import records, seven_requests
from tests.complaints.packet.cases import Paper, order_of
from tests.complaints.packet.conftest import Build, Packet
from tests.complaints.packet.papers import pdf
from tests.complaints.packet.shown import TODAY, pages
from tests.complaints.test_lodged_by_another import MANDATE


@pytest.fixture(scope="module")
def packet(building: Build, press: PrintShop, clearview_papers: dict[str, Paper]) -> Packet:
    """The Clearview case, lodged by an association."""
    asked, found = seven_requests()
    papers = {**clearview_papers, "mandate": Paper("mandat.pdf", pdf(press, "Mandat signé."))}
    return building(order_of(asked, records(asked, *(each.event for each in found), MANDATE), papers, TODAY))


def test_the_cover_tells_the_person_from_the_body(packet: Packet) -> None:
    cover = " ".join(pages(packet.pdf)[0].split())
    assert "Personne concernée Camille Exemple Déposée en son nom par Association Exemple" in cover
    assert "Auteur de la plainte" not in cover


def test_the_mandate_is_the_first_exhibit(packet: Packet) -> None:
    (shown,) = [page for page in pages(packet.pdf) if "Mandat signé." in page]
    assert "Pièce n° 1 — 1/1" in " ".join(shown.split())


def test_the_form_names_the_one_who_acts(packet: Packet) -> None:
    fields = {field["code"]: field["value"] for field in json.loads((packet.folder / "form.json").read_text(encoding="utf-8"))["fields"]}
    assert fields["agent"].splitlines()[0] == "Association Exemple"
    assert fields["name"] == "Camille Exemple"
