"""A packet that somebody wrote to harm whoever checks it: it is refused or named as changed, and nothing else happens."""

import io
import json
import os
import resource
import shutil
import zipfile
import zlib
from pathlib import Path

import pikepdf
import pytest

from app.cli import main
from app.complaints.packet.inspector import TASK, Inspector
from app.complaints.packet.verify import checked
from app.platform.sandbox import Limits, Profile, Sandbox
from tests.complaints.packet.checked import verify
from tests.complaints.packet.conftest import Packet

GIGABYTE = 1 << 30


@pytest.fixture
def copy(clearview_packet: Packet, tmp_path: Path) -> Path:
    """A copy of the packet that a test may spoil."""
    return shutil.copytree(clearview_packet.folder, tmp_path / "packet")


def zeros(size: int) -> bytes:
    """So many zeros, compressed, without ever having them: one portion, again and again."""
    packer = zlib.compressobj(9)
    head = packer.compress(b"")
    portion = packer.compress(bytes(1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    again = packer.compress(bytes(1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    end = packer.flush(zlib.Z_FINISH)[:-4]
    return head + portion + again * ((size >> 20) - 1) + end + ((size % 65521) << 16 | 1).to_bytes(4, "big")


def bomb(inside: str, size: int) -> bytes:
    """A PDF with a file inside that is that large."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.attachments[inside] = pikepdf.AttachedFileSpec(
            pdf, b"x", filename=inside, description="", mime_type="", creation_date="", mod_date=""
        )
        held = pdf.attachments[inside].obj.EF.F
        held.write(zeros(size), filter=pikepdf.Name.FlateDecode)
        out = io.BytesIO()
        pdf.save(out, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return out.getvalue()


def test_a_file_inside_that_has_no_end_takes_no_memory_of_ours(tmp_path: Path) -> None:
    file = tmp_path / "dossier.pdf"
    file.write_bytes(bomb("manifest.json", 3 * GIGABYTE))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with Sandbox([TASK], limits={Profile.PARSE: Limits(memory=1 << 29)}) as sandbox:
        assert not checked(file, Inspector(sandbox)).whole
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200_000  # kilobytes


def test_such_a_file_in_a_pdf_of_the_folder_is_a_change_of_the_pdf(copy: Path) -> None:
    (document,) = copy.glob("*.pdf")
    document.write_bytes(bomb("manifest.json", 3 * GIGABYTE))
    with Sandbox([TASK], limits={Profile.PARSE: Limits(memory=1 << 29)}) as sandbox:
        found = checked(copy, Inspector(sandbox))
    assert ("changed", document.name) in {(change.code, change.what) for change in found.changes}


@pytest.mark.parametrize("name", ["\ud800", "a\0b", "x" * 5_000, "\x1b[2J", "..", "/", "."])
@pytest.mark.parametrize("place", [("pieces", "path"), ("volumes", "file"), ("documents", "file"), ("pieces", "number")])
def test_no_name_in_the_manifest_ends_the_check(name: str, place: tuple[str, str], copy: Path) -> None:
    manifest = json.loads((copy / "manifest.json").read_text())
    manifest[place[0]][0][place[1]] = name
    (copy / "manifest.json").write_text(json.dumps(manifest))
    with zipfile.ZipFile(copy.with_suffix(".zip"), "w") as archive:
        for file in copy.rglob("*"):
            archive.write(file, file.relative_to(copy).as_posix())
    for packet in (copy, copy.with_suffix(".zip")):
        assert main(["verify", str(packet)]) in (1, 2)
        assert main(["verify", str(packet), "--json"]) in (1, 2)


def test_a_file_whose_name_is_no_text_is_named_all_the_same(copy: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    Path(os.fsdecode(os.fsencode(copy) + b"/\xff.txt")).write_bytes(b"x")
    assert not verify(copy).whole
    assert main(["verify", str(copy), "--json"]) == 1


def test_what_unpacks_without_end_is_not_unpacked(copy: Path, tmp_path: Path) -> None:
    (document,) = copy.glob("*.pdf")
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(copy / "manifest.json", "manifest.json")
        archive.write(copy / "chain.json", "chain.json")
        with archive.open(document.name, "w", force_zip64=True) as member:
            for _ in range(512):
                member.write(bytes(1 << 20))
    found = verify(tmp_path / "bomb.zip")
    assert ("changed", document.name) in {(change.code, change.what) for change in found.changes}
