"""A packet that was changed says so, and which piece it is; one that was not is whole, wherever it is looked at."""

import hashlib
import random
import re
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.complaints.packet.placing import zip_folder
from app.complaints.packet.verify import Verdict
from app.platform.errors import InvalidInput
from tests.complaints.packet.checked import verify
from tests.complaints.packet.conftest import Packet


@pytest.fixture
def copy(clearview_packet: Packet, tmp_path: Path) -> Path:
    """A copy of the packet that a test may spoil."""
    return shutil.copytree(clearview_packet.folder, tmp_path / "packet")


def flip(file: Path, at: int) -> None:
    """Change one bit of the byte at that place."""
    content = bytearray(file.read_bytes())
    content[at % len(content)] ^= 1 << at % 8
    file.write_bytes(content)


def pieces(found: Verdict) -> set[str]:
    return {number for change in found.changes for number in change.pieces}


def test_a_folder_a_zip_and_a_pdf_are_whole(clearview_packet: Packet, copy: Path) -> None:
    for place in (copy, zip_folder(copy), clearview_packet.pdf):
        found = verify(place)
        assert found.whole, found.changes
        assert (found.pieces, found.records, found.stamp.state) == (10, 13, "none")


def test_one_byte_of_an_original_names_its_piece(copy: Path) -> None:
    for number, file in enumerate(sorted((copy / "pieces").iterdir()), 1):
        before = file.read_bytes()
        flip(file, len(before) // 2)
        assert pieces(verify(copy)) == {str(number)}
        file.write_bytes(before)


def test_no_name_of_a_file_can_be_changed_in_the_manifest(copy: Path) -> None:
    manifest = copy / "manifest.json"
    before = manifest.read_bytes()
    for name in re.finditer(rb'"(?:file|path)": "([^"]+)"', before):
        flip(manifest, name.start(1))
        found = verify(copy)
        assert any(change.what == "manifest.json" for change in found.changes), name[0]
        manifest.write_bytes(before)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.integers(0, 10**9), target=st.sampled_from(["*.pdf", "chain.json", "manifest.json", "form.*", "pieces/*"]))
def test_one_byte_changed_anywhere_is_found(copy: Path, at: int, target: str) -> None:
    files = sorted(copy.glob(target))
    file = files[at % len(files)]
    before = file.read_bytes()
    flip(file, at)
    try:
        found = verify(copy)
        assert not found.whole
        assert any(change.what.endswith(file.name) for change in found.changes)
    finally:
        file.write_bytes(before)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.integers(0, 10**9))
def test_one_byte_of_the_zip_is_found(copy: Path, at: int) -> None:
    archive = copy.with_name("packet.zip") if copy.with_name("packet.zip").exists() else zip_folder(copy)
    before = archive.read_bytes()
    flip(archive, at)
    try:
        assert not verified(archive)
    finally:
        archive.write_bytes(before)


def verified(packet: Path) -> bool:
    """Whether it passes; what is no packet any more does not."""
    try:
        return verify(packet).whole
    except InvalidInput:
        return False


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.integers(0, 10**9))
def test_one_byte_of_the_pdf_alone_is_found(clearview_packet: Packet, tmp_path: Path, at: int) -> None:
    alone = tmp_path / "alone.pdf"
    shutil.copy(clearview_packet.pdf, alone)
    flip(alone, at)
    assert not verified(alone)


def test_a_page_of_the_pdf_names_its_piece(clearview_packet: Packet, tmp_path: Path) -> None:
    """Bytes inside the drawing of an exhibit: the seal breaks, and the fingerprint says whose page it is."""
    alone = tmp_path / "alone.pdf"
    content = clearview_packet.pdf.read_bytes()
    chance, named = random.Random(7), set()  # noqa: S311 -- any bytes will do
    for _ in range(60):
        at = chance.randrange(len(content))
        alone.write_bytes(content)
        flip(alone, at)
        if verified(alone) is False:
            named |= named_by(alone)
    assert len(named) > 5


def named_by(packet: Path) -> set[str]:
    try:
        return pieces(verify(packet))
    except InvalidInput:
        return set()


def test_what_is_gone_and_what_came_in_are_named(copy: Path) -> None:
    (copy / "pieces" / "10-reponse.pdf").unlink()
    (copy / "note.txt").write_text("not of this packet")
    found = {(change.code, change.what) for change in verify(copy).changes}
    assert found == {("missing", "pieces/10-reponse.pdf"), ("unlisted", "note.txt")}


def test_a_packet_packed_anew_is_told_from_a_changed_one(copy: Path, tmp_path: Path) -> None:
    other = Path(shutil.make_archive(str(tmp_path / "other"), "zip", copy))
    assert [change.code for change in verify(other).changes] == ["around"]


def test_a_manifest_that_tells_another_story_is_found(copy: Path) -> None:
    """Somebody who exchanges a piece and its hash in the manifest: the manifest inside the PDF still tells the first story."""
    file = copy / "pieces" / "10-reponse.pdf"
    before = hashlib.sha256(file.read_bytes()).hexdigest()
    file.write_bytes(b"%PDF-1.7 another answer")
    text = (copy / "manifest.json").read_text()
    (copy / "manifest.json").write_text(text.replace(before, hashlib.sha256(file.read_bytes()).hexdigest()))
    assert ("manifest", "manifest.json") in {(change.code, change.what) for change in verify(copy).changes}


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 nothing", b"PK\x03\x04 nothing", bytes(range(256)) * 10])
def test_what_is_no_packet_is_refused_with_its_name(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "something.bin"
    file.write_bytes(content)
    with pytest.raises(InvalidInput) as refused:
        verify(file)
    assert refused.value.params["name"] == "something.bin"


@pytest.mark.parametrize(
    "manifest", ["[]", "{}", '{"format": "saisine-packet-1"}', '{"format": "other"}', "[" * 100_000, '{"pieces": [{"path": 7}]}']
)
def test_a_manifest_of_another_kind_is_refused(manifest: str, tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text(manifest)
    with pytest.raises(InvalidInput):
        verify(tmp_path)


def test_a_path_that_leads_out_of_the_packet_is_not_followed(copy: Path) -> None:
    text = (copy / "manifest.json").read_text()
    (copy / "manifest.json").write_text(text.replace("pieces/10-reponse.pdf", "../../../../etc/hostname"))
    assert ("missing", "../../../../etc/hostname") in {(change.code, change.what) for change in verify(copy).changes}
