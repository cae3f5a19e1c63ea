"""A packet with a time stamp: proved on another machine, and made all the same where the authority fails."""

from collections.abc import Iterator

import pytest

from app.platform.timestamps import StampAuthority
from tests.complaints.packet.cases import Paper, packet_order
from tests.complaints.packet.checked import verify
from tests.complaints.packet.conftest import Build, Packet
from tests.complaints.packet.shown import TODAY
from tests.tsa import Authority, authority


@pytest.fixture(scope="module")
def tsa(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Authority]:
    with authority(tmp_path_factory.mktemp("tsa")) as found:
        yield found


@pytest.fixture(scope="module")
def stamped(building: Build, tsa: Authority) -> Packet:
    return building(packet_order([Paper("note.txt", b"note")], TODAY), stamper=StampAuthority(tsa.address, tsa.ca))


def test_the_folder_and_the_pdf_prove_their_moment(stamped: Packet, tsa: Authority) -> None:
    assert stamped.made.stamped
    for place, ca in ((stamped.folder, b""), (stamped.folder, tsa.ca), (stamped.pdf, tsa.ca)):
        found = verify(place, ca)
        assert (found.whole, found.stamp.state) == (True, "proved"), found
        assert found.stamp.at is not None


def test_a_pdf_alone_says_that_its_stamp_waits_for_certificates(stamped: Packet) -> None:
    assert verify(stamped.pdf).stamp.state == "unchecked"


def test_a_manifest_written_anew_has_no_stamp(stamped: Packet) -> None:
    file = stamped.folder / "manifest.json"
    before = file.read_bytes()
    file.write_bytes(before.replace(b"SAI-7K3M", b"SAI-7K3N"))
    found = verify(stamped.folder)
    file.write_bytes(before)
    assert (found.stamp.state, found.whole) == ("invalid", False)


def test_a_failing_authority_does_not_keep_the_packet_back(building: Build) -> None:
    order = packet_order([Paper("note.txt", b"note")], TODAY)
    packet = building(order, stamper=StampAuthority("http://127.0.0.1:9/nobody"))
    assert packet.made.stamped is False
    found = verify(packet.folder)
    assert (found.whole, found.stamp.state) == (True, "failed")
