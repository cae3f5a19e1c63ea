"""A packet can be read and checked as an authority would: everything is there, numbered, and found from everywhere."""

import io
import json
import random
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Pdf
from PIL import Image

from app.complaints.packet.building import Tools, build
from app.complaints.packet.reader import ForeignReader
from app.platform.printing import PrintShop, RenderingTimedOut
from tests.complaints.packet.cases import Paper, clearview, packet_order
from tests.complaints.packet.conftest import Build, Packet
from tests.complaints.packet.papers import mail, picture
from tests.complaints.packet.shown import TODAY, addresses, bookmarks, destinations, figures, links, pages, stamps
from tests.complaints.packet.spoken import spoken


def manifest(packet: Packet) -> dict[str, object]:
    found: dict[str, object] = json.loads((packet.folder / "manifest.json").read_text())
    return found


def test_its_parts_stand_in_their_order(clearview_packet: Packet) -> None:
    with Pdf.open(clearview_packet.pdf) as document:
        titles = [title for title, _ in bookmarks(document)]
    assert titles[:6] == ["Sommaire", "Plainte", "Chronologie des faits", "Bordereau des pièces", "Pièces", titles[5]]
    assert [re.match(r"Pièce n°\s(\d+)", title)[1] for title in titles[5:]] == [str(n) for n in range(1, 11)]  # type: ignore[index]


def test_every_page_of_an_exhibit_is_stamped_and_every_page_numbered(motley_packet: Packet) -> None:
    text = pages(motley_packet.pdf)
    with Pdf.open(motley_packet.pdf) as document:
        first = min(page for name, page in destinations(document).items() if name.startswith("piece-"))
    assert all(len(stamps(page)) == 1 for page in text[first - 1 :])
    assert not any(stamps(page) for page in text[: first - 1])
    assert all(f"Dossier, page {number}/{len(text)}" in page for number, page in enumerate(text, 1))


def test_an_exhibit_counts_its_own_pages(clearview_packet: Packet) -> None:
    text = " ".join(pages(clearview_packet.pdf))
    assert [stamp for stamp in stamps(text) if stamp.startswith("10 ")] == ["10 — 1/2", "10 — 2/2"]


@pytest.mark.parametrize("name", ["clearview_packet", "motley_packet"])
def test_every_link_and_every_bookmark_leads_somewhere(name: str, request: pytest.FixtureRequest) -> None:
    packet: Packet = request.getfixturevalue(name)
    with Pdf.open(packet.pdf) as document:
        known = destinations(document)
        inside = list(links(document))
        assert inside
        assert {target for _, target in inside} <= set(known)
        assert all(1 <= page <= len(document.pages) for _, page in bookmarks(document))
        assert not [address for address in addresses(document) if not address.startswith(("https://", "mailto:"))]


def test_the_letter_the_chronology_and_the_list_lead_to_the_exhibits(clearview_packet: Packet) -> None:
    with Pdf.open(clearview_packet.pdf) as document:
        known, found = destinations(document), list(links(document))
    for part, following in (("letter", "chronology"), ("chronology", "exhibits"), ("exhibits", "piece-1")):
        here = {target for page, target in found if known[part] <= page < known[following]}
        assert {"piece-1", "piece-10"} <= here, part


def test_the_contents_name_the_page_on_which_each_part_stands(motley_packet: Packet) -> None:
    with Pdf.open(motley_packet.pdf) as document:
        known = destinations(document)
    text = " ".join(pages(motley_packet.pdf)[: known["letter"] - 1])
    for number in (1, 5, 14, 20):
        assert re.search(rf"Pièce n° {number} — .*? (\d+) {known[f'piece-{number}']}\b", text), number


def test_it_has_no_fault_of_structure(clearview_packet: Packet, motley_packet: Packet) -> None:
    for packet in (clearview_packet, motley_packet):
        with Pdf.open(packet.pdf) as document:
            assert document.check_pdf_syntax() == []


def test_it_is_tagged_in_its_language_and_its_figures_are_described(motley_packet: Packet) -> None:
    with Pdf.open(motley_packet.pdf) as document:
        assert document.Root.MarkInfo.Marked
        assert str(document.Root.Lang) == "fr"
        assert "Dossier de plainte SAI-7K3M-0000" in str(document.docinfo["/Title"])
        assert any("fax.tiff, page 2 sur 3" in words for words in figures(document))
        assert all("/StructParents" in page.obj for page in document.pages)


def test_it_calls_itself_archival_only_where_it_made_every_page(building: Build, press: object, motley_packet: Packet) -> None:
    own = building(packet_order([Paper("note.txt", b"note"), Paper("ecran.png", picture("PNG"))], TODAY))
    assert b"<pdfaid:conformance>A<" in metadata(own)
    assert b"pdfaid:part" not in metadata(motley_packet)
    with Pdf.open(own.pdf) as document:
        assert document.Root.OutputIntents[0].S == pikepdf.Name.GTS_PDFA1
        assert all(a.F == 4 for page in document.pages for a in page.obj.get("/Annots", []))


def metadata(packet: Packet) -> bytes:
    with Pdf.open(packet.pdf) as document:
        return bytes(document.Root.Metadata.read_bytes())


def test_the_text_of_an_exhibit_is_read_in_its_order(motley_packet: Packet) -> None:
    text = " ".join(pages(motley_packet.pdf))
    order = ["Dear customer, page one.", "Page three.", "We only provide data", "indentation gardée", "Enregistré par Outlook."]
    places = [text.index(words) for words in order]
    assert places == sorted(places)


def test_a_screen_reader_says_it_in_the_order_in_which_one_reads(clearview_packet: Packet) -> None:
    with Pdf.open(clearview_packet.pdf) as document:
        said = spoken(document, "Plainte")
    order = ["Camille Exemple", "CNIL", "Lyon, le 22", "Objet :", "Madame, Monsieur,", "I. Les parties", "1. Personne", "III. Les faits"]
    order += [
        "VI. Les mesures",
        "a) de constater",
        "b) d’ordonner",
        "VII. Confidentialité",
        "Je vous prie d’agréer",
        "Camille Exemple La chronologie",
    ]
    places = [said.index(words) for words in order]
    assert places == sorted(places)


def test_no_exhibit_is_ever_dropped(motley_packet: Packet) -> None:
    """The broken, the locked, the enormous and the lost have a page with their name, size and hash."""
    text = " ".join(pages(motley_packet.pdf))
    for piece in motley_packet.made.pieces:
        assert piece.name in text or piece.origin == "printed"
        if piece.remarks and piece.remarks != ("picture_reduced",):
            assert piece.sha256 in text.replace(" ", "")
    assert {"broken", "encrypted", "too_many_pixels", "too_much_inside", "unknown_kind", "empty", "lost"} <= {
        remark for piece in motley_packet.made.pieces for remark in piece.remarks
    }


def test_files_inside_files_are_exhibits_of_their_own(motley_packet: Packet) -> None:
    inside = {piece.name: piece.label for piece in motley_packet.made.pieces if "." in piece.label}
    assert set(inside) == {"donnees.csv", "interne.eml", "dossier/donnees.json", "photo.png"}
    message = next(piece.label for piece in motley_packet.made.pieces if piece.name == "message.eml")
    assert inside["donnees.csv"] == f"{message}.1"


def test_every_original_lies_in_the_folder_unchanged(building: Build) -> None:
    papers = [Paper("reponse.eml", mail("Réponse")), Paper("../evil\u202efdp.pdf", b"%PDF-nothing")]
    packet = building(packet_order(papers, TODAY))
    found = {path.read_bytes() for path in (packet.folder / "pieces").iterdir()}
    assert {paper.content for paper in papers} <= found


def test_the_same_case_on_the_same_day_gives_the_same_bytes(
    building: Build, clearview_papers: dict[str, Paper], clearview_packet: Packet
) -> None:
    again = building(clearview(clearview_papers, TODAY))
    for path in sorted(clearview_packet.folder.rglob("*")):
        if path.is_file():
            assert (again.folder / path.relative_to(clearview_packet.folder)).read_bytes() == path.read_bytes(), path


def test_it_is_divided_by_size_and_each_part_has_its_contents(building: Build, press: object) -> None:
    photos = [Paper(f"photo-{n}.png", noise(n)) for n in range(5)]
    packet = building(packet_order(photos, TODAY), max_bytes=1_500_000)
    names = [name for name, _ in packet.made.documents]
    assert names[0].endswith(f"-1-of-{len(names)}.pdf")
    assert len(names) > 1
    assert all(size <= 1_500_000 for _, size in packet.made.documents)
    for name in names:
        assert "Sommaire" in pages(packet.folder / name)[0]
        with Pdf.open(packet.folder / name) as document:
            assert {target for _, target in links(document)} <= set(destinations(document))


def noise(seed: int) -> bytes:
    """A picture that does not compress."""
    out = io.BytesIO()
    Image.frombytes("RGB", (900, 900), random.Random(seed).randbytes(2_430_000)).save(out, "PNG")  # noqa: S311 -- noise
    return out.getvalue()


def test_an_exhibit_larger_than_the_limit_has_a_volume_of_its_own(building: Build) -> None:
    packet = building(packet_order([Paper("a.png", noise(1)), Paper("b.png", noise(2))], TODAY), max_bytes=300_000)
    assert packet.made.too_large
    assert len(packet.made.pieces) == 3


def test_the_manifest_says_where_each_piece_comes_from(clearview_packet: Packet) -> None:
    reply = next(piece for piece in manifest(clearview_packet)["pieces"] if piece["name"] == "reponse.pdf")  # type: ignore[attr-defined]
    assert (reply["number"], reply["record"], reply["file"], reply["origin"]) == ("10", "r10", "reply", "kept")
    request = manifest(clearview_packet)["pieces"][0]  # type: ignore[index]
    assert request["origin"] == "printed"


def test_a_letter_of_ours_is_printed_as_of_the_day_it_left(clearview_packet: Packet) -> None:
    text = pages(clearview_packet.pdf)
    own = [page for page in text if stamps(page) == ["1 — 1/3"]]
    assert len(own) == 1
    assert "Lyon, le 3 mars 2026" in own[0]


def test_the_form_has_what_the_authority_asks_for(clearview_packet: Packet) -> None:
    fields = {each["code"]: each["value"] for each in json.loads((clearview_packet.folder / "form.json").read_text())["fields"]}
    assert fields["name"] == "Camille Exemple"
    assert fields["sent"] == "3\u00a0mars\u00a02026"
    assert fields["answered"] == "oui, mais sans se prononcer sur ma demande"
    assert "I. Les parties" in fields["facts"]
    assert fields["attachments"] == clearview_packet.pdf.name


def test_what_was_taken_back_shows_its_hash_only(clearview_packet: Packet) -> None:
    chain = json.loads((clearview_packet.folder / "chain.json").read_text())
    assert chain["length"] == len(chain["records"])
    assert all(("payload" in record) != bool(record.get("withheld")) for record in chain["records"])


def test_what_a_person_typed_cannot_pose_as_a_link(building: Build) -> None:
    trick = '<span class="piece" data-piece="1">x</span><a href="goto:letter">y</a>'
    packet = building(packet_order([Paper("note.txt", trick.encode())], TODAY))
    assert 'data-piece="1"' in " ".join(pages(packet.pdf))


@dataclass
class Unwilling:
    """A press that gives up on one text, as the real one does on what takes it too long."""

    press: PrintShop
    at: str

    def print_pdf(self, html: str, *, stylesheet: str, images: Mapping[str, bytes] | None = None) -> bytes:
        if self.at in html:
            raise RenderingTimedOut
        return self.press.print_pdf(html, stylesheet=stylesheet, images=images)


def test_a_text_that_cannot_be_set_has_a_page_that_says_so(press: PrintShop, reader: ForeignReader, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    tools = Tools(press=Unwilling(press, "the endless text"), reader=reader, work=tmp_path)
    made = build(packet_order([Paper("note.txt", b"the endless text")], TODAY), tools, tmp_path / "out")
    assert made.pieces[1].remarks == ("exceeded",)
    assert made.pages > 3


@pytest.mark.parametrize("box", [None, [0, 0, 0, 0], [10, 10, -900, -900], ["a", "b", "c", "d"], [0, 0, 20_000, 3]])
def test_a_page_of_any_size_is_placed_or_named(building: Build, box: list[object] | None) -> None:
    with Pdf.new() as odd:
        odd.add_blank_page()
        del odd.pages[0].obj.MediaBox
        if box is not None:
            odd.pages[0].obj.MediaBox = pikepdf.Array([value if not isinstance(value, str) else pikepdf.Name(f"/{value}") for value in box])
        out = io.BytesIO()
        odd.save(out)
    packet = building(packet_order([Paper("odd.pdf", out.getvalue())], TODAY))
    with Pdf.open(packet.pdf) as document:
        assert document.check_pdf_syntax() == []


def test_a_pdf_with_fields_shows_what_was_filled_in(building: Build, press: object) -> None:
    with Pdf.new() as form:
        form.add_blank_page(page_size=(300, 300))
        field = form.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Annot,
                Subtype=pikepdf.Name.Widget,
                FT=pikepdf.Name.Tx,
                T="name",
                V="CAMILLE",
                F=4,
                Rect=[20, 100, 280, 140],
                DA="/Helv 12 Tf 0 g",
            )
        )
        form.pages[0].obj.Annots = pikepdf.Array([field])
        fonts = pikepdf.Dictionary(
            Helv=pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        )
        form.Root.AcroForm = pikepdf.Dictionary(
            Fields=[field], NeedAppearances=True, DR=pikepdf.Dictionary(Font=fonts), DA="/Helv 12 Tf 0 g"
        )
        path = Path(building(packet_order([Paper("x.txt", b"x")], TODAY)).folder) / "form.pdf"
        form.save(path)
    packet = building(packet_order([Paper("cerfa.pdf", path.read_bytes())], TODAY))
    assert "CAMILLE" in " ".join(pages(packet.pdf))
