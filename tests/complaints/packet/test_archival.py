"""A packet that calls itself PDF/A-3a keeps to all that can be looked at here; one with others' pages makes no such claim."""

import pikepdf
import pytest
from pikepdf import Name, Pdf

from tests.complaints.packet.archival import faults
from tests.complaints.packet.cases import Paper, packet_order
from tests.complaints.packet.conftest import Build, Packet
from tests.complaints.packet.papers import mail, picture, word
from tests.complaints.packet.shown import TODAY


@pytest.fixture(scope="module")
def own(building: Build) -> Packet:
    """Texts and pictures only: every page was made here."""
    papers = [
        Paper("note.txt", "été, Łódź, Ελλάδα, 日本, 😀\n".encode() * 90),
        Paper("reponse.eml", mail("Réponse", ("donnees.csv", b"1;2"))),
        Paper("lettre.docx", word()),
        *(Paper(f"image.{form.lower()}", picture(form, mode)) for form, mode in (("PNG", "RGBA"), ("JPEG", "RGB"), ("TIFF", "L"))),
        Paper("inconnu.bin", bytes(range(256))),
        Paper("perdu.pdf", None),
    ]
    return building(packet_order(papers, TODAY))


def test_a_packet_that_calls_itself_archival_keeps_to_what_can_be_looked_at(own: Packet) -> None:
    with Pdf.open(own.pdf) as pdf:
        assert b"<pdfaid:conformance>A<" in pdf.Root.Metadata.read_bytes()
        assert faults(pdf) == []


@pytest.mark.parametrize("name", ["clearview_packet", "motley_packet"])
def test_one_with_pages_of_others_makes_no_claim(name: str, request: pytest.FixtureRequest) -> None:
    with Pdf.open(request.getfixturevalue(name).pdf) as pdf:
        assert b"pdfaid:part" not in pdf.Root.Metadata.read_bytes()


def spoiled(pdf: Pdf, how: str) -> None:
    """One thing that the standard forbids."""
    page = pdf.pages[0]
    if how == "a font left out":
        font = next(each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/FontFile2" in each)
        del font["/FontFile2"]
    elif how == "a relationship left out":
        del pdf.Root.AF[0].AFRelationship
    elif how == "something drawn without a tag":
        page.contents_add(b"0 0 9 9 re f")
    elif how == "colours without a profile":
        page.contents_add(b"/Artifact BMC 0 0 0 1 k 0 0 9 9 re f EMC")
    elif how == "another title":
        pdf.docinfo["/Title"] = "Other"
    else:
        pdf.Root.OpenAction = pikepdf.Dictionary(S=Name.JavaScript, JS="x")


@pytest.mark.parametrize(
    "how",
    [
        "a font left out",
        "a relationship left out",
        "something drawn without a tag",
        "colours without a profile",
        "another title",
        "something that acts",
    ],
)
def test_the_look_sees_what_is_wrong(own: Packet, how: str) -> None:
    with Pdf.open(own.pdf) as pdf:
        spoiled(pdf, how)
        assert faults(pdf)
