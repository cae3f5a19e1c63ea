"""Archives of the list: odd records are put right, bad ones are named and skipped, hostile archives are refused as a whole."""

import io
import json
import struct
import tracemalloc
import zipfile
import zlib
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.directory import imports
from app.directory.controllers import Controller, from_mapping
from app.directory.imports import Archive, read_archive
from app.directory.records import Kind
from app.platform.errors import InvalidInput
from tests.directory.archive import BAD, OBSOLETE, SMALL, companies, packed, sample, with_bad
from tests.directory.test_country_names import WRITTEN


def controller(archive: Archive, slug: str) -> Controller:
    return from_mapping(json.loads(archive.records[Kind.CONTROLLER, slug].content))


def refusal(content: io.BytesIO) -> InvalidInput:
    with pytest.raises(InvalidInput) as caught:
        read_archive(content)
    assert caught.value.field == "archive"
    return caught.value


def test_every_odd_record_is_taken_over() -> None:
    archive = sample()
    assert {slug for kind, slug in archive.records if kind is Kind.CONTROLLER} == set(companies())
    assert (archive.skipped, archive.remarks) == ([], [])


def test_a_mistyped_scheme_is_put_right() -> None:
    found = controller(sample(), "wrong-scheme")
    assert (found.site, found.webform) == ("https://www.example.org", "https://www.example.org/form")


def test_an_email_address_loses_its_soft_hyphens_and_keeps_its_umlauts() -> None:
    archive = sample()
    assert controller(archive, "soft-hyphens").email == "datenschutz@example.org"
    assert controller(archive, "idn").email == "datenschutz@günstiger-beispiel.example"


def test_an_address_keeps_every_line_but_its_country() -> None:
    archive = sample()
    long = controller(archive, "seven-lines")
    assert (long.address[:2], len(long.address), long.country) == (("MIL", "c/o Example Partners"), 6, "GB")
    assert controller(archive, "two-lines").address == ("96000 Musterstadt",)
    assert controller(archive, "loose-lines").address == ("1 place du Modèle", "75000 Paris-Exemple")
    assert [len(controller(archive, f"{number}-lines").address) for number in ("four", "five", "six")] == [3, 4, 5]
    assert controller(archive, "care-of").address[0] == "c/o Beispiel Service GmbH"


@pytest.mark.parametrize(("slug", "lacks"), [("no-email", "email"), ("no-site", "site"), ("no-site", "sources"), ("by-post-only", "site")])
def test_what_a_record_does_not_say_is_empty(slug: str, lacks: str) -> None:
    assert not getattr(controller(sample(), slug), lacks)


def test_a_record_may_write_its_country_as_people_do() -> None:
    spellings = [(code, name) for code, names in WRITTEN.items() for name in names]
    assert len(spellings) >= 66
    listed = {f"in-{n}": {**SMALL, "slug": f"in-{n}", "address": f"1 Road\nTown\n{name}"} for n, (_, name) in enumerate(spellings)}
    archive = sample(listed)
    assert [controller(archive, slug).country for slug in listed] == [code for code, _ in spellings]


def test_what_the_controller_wants_is_kept() -> None:
    found = controller(sample(), "wants-much")
    assert (found.request_language, found.suggested_channel, found.needs_id, found.quality) == ("de", "email", True, "tested")
    assert [(one.label, one.kind, one.optional) for one in found.required_elements] == [
        ("Kundennummer", "input", False),
        ("Geburtsdatum", "birthdate", True),
    ]
    assert found.warnings == ("asks_for_id",)


def test_only_a_country_of_the_union_makes_an_establishment_there() -> None:
    archive = sample()
    assert controller(archive, "exemple").union_establishment
    assert not controller(archive, "seven-lines").union_establishment


def test_an_address_read_by_a_machine_carries_a_warning() -> None:
    assert controller(sample(), "by-machine").warnings == ("scraped",)


def test_a_bad_record_is_named_and_skipped_and_the_others_stay() -> None:
    archive = read_archive(with_bad())
    assert [entry.file for entry in archive.skipped] == sorted(
        f"list-main/companies/{slug if slug != 'bad-twice' else 'exemple'}.json" for slug in BAD
    )
    assert archive.records.keys() == sample().records.keys()


@pytest.mark.parametrize(
    ("field", "value", "named"),
    [
        ("email", "no address", "email"),
        ("email", 3, "email"),
        ("web", "https://[", "web"),
        ("runs", ["x" * 999], "runs"),
        ("webform", {}, "webform"),
    ],
)
def test_a_part_that_cannot_be_read_is_left_out_with_a_remark(field: str, value: object, named: str) -> None:
    archive = sample(companies(exemple={field: value}))
    assert [(entry.file, entry.reason.field) for entry in archive.remarks] == [("list-main/companies/exemple.json", named)]
    assert controller(archive, "exemple").name == "Exemple SA"


ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
)


@given(st.dictionaries(st.sampled_from([*SMALL, "runs", "required-elements", "webform"]), ANY))
def test_no_value_of_any_type_stops_the_import(values: dict[str, object]) -> None:
    archive = sample({"exemple": {**SMALL}, "any": {**SMALL, "slug": "any", **values}})
    assert (Kind.CONTROLLER, "exemple") in archive.records


def test_whoever_is_obsolete_is_not_also_a_controller() -> None:
    archive = sample(companies(gone={}))
    assert (Kind.CONTROLLER, "gone") not in archive.records
    assert [entry.file for entry in archive.skipped] == ["companies/gone.json"]


@pytest.mark.parametrize(
    "content", [b"", b"PK", b"not a zip at all", b"\0" * 5000, b"PK\x05\x06" + b"\xff" * 18, b"PK\x05\x06" + b"\0" * 18]
)
def test_what_is_no_archive_of_the_list_is_refused(content: bytes) -> None:
    refusal(io.BytesIO(content))


@given(st.integers(min_value=1, max_value=4_000))
def test_a_download_that_was_cut_off_is_refused(lost: int) -> None:
    whole = packed().getvalue()
    refusal(io.BytesIO(whole[: max(0, len(whole) - lost)]))


@given(st.data())
def test_a_damaged_archive_never_breaks_the_import(data: st.DataObject) -> None:
    content = bytearray(packed().getvalue())
    for at in data.draw(st.lists(st.integers(0, len(content) - 1), min_size=1, max_size=8)):
        content[at] ^= data.draw(st.integers(1, 255))
    with suppress(InvalidInput):
        assert read_archive(io.BytesIO(bytes(content))).records


@pytest.mark.parametrize("name", ["../up.json", "/root.json", "a/../../b.json", "C:\\odd.json", "a\\..\\b.json"])
def test_a_name_that_leads_elsewhere_refuses_the_archive(name: str) -> None:
    assert refusal(packed((name, b"{}"))).message == imports.ODD_NAME


def test_a_bomb_is_refused_before_it_swells() -> None:
    assert refusal(packed(("list-main/companies/bomb.json", b"0" * 30_000_000))).message == imports.SWELLS
    many = [(f"list-main/companies/b{n}.json", b"0" * 250_000) for n in range(300)]
    assert refusal(packed(*many)).message == imports.SWELLS


def ten_gigabytes(claimed: int) -> io.BytesIO:
    """An archive of ten megabytes with a record of ten gigabytes, of which it says that it has `claimed` bytes."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = packer.compress(bytes(16 * 1024**2)) + packer.flush(zlib.Z_FULL_FLUSH)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("list-main/companies/bomb.json", block * 640 + packer.flush())
        archive.filelist[0].file_size, archive.filelist[0].compress_type = claimed, zipfile.ZIP_DEFLATED
    return target


@pytest.mark.parametrize(("claimed", "message"), [(10 * 1024**3, imports.SWELLS), (200_000, imports.NOT_AN_ARCHIVE)])
def test_ten_gigabytes_in_ten_megabytes_are_refused_without_unpacking_them(claimed: int, message: str) -> None:
    bomb = ten_gigabytes(claimed)
    tracemalloc.start()
    try:
        assert refusal(bomb).message == message
        assert tracemalloc.get_traced_memory()[1] < 5_000_000
    finally:
        tracemalloc.stop()


def test_a_size_that_the_archive_understates_does_not_help_it() -> None:
    whole = bytearray(packed(("list-main/companies/zz.json", b" " * 5_000_000)).getvalue())
    entry = whole.rfind(b"PK\x01\x02", 0, whole.rfind(b"zz.json"))
    whole[entry + 24 : entry + 28] = struct.pack("<L", 100)
    refusal(io.BytesIO(bytes(whole)))


def test_too_many_files_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(imports, "MAX_MEMBERS", 10)
    assert refusal(packed()).message == imports.TOO_MANY


def test_too_large_an_archive_is_refused_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(imports, "MAX_ARCHIVE", 1000)
    assert refusal(packed()).message == imports.TOO_LARGE


def test_an_archive_without_companies_is_refused() -> None:
    assert refusal(packed(controllers={})).message == imports.NOT_THE_LIST


def test_an_unusual_packing_is_refused() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("companies/exemple.json", json.dumps(dict(SMALL)))
    assert refusal(target).message == imports.LOCKED


def test_obsolete_records_and_packs_come_along() -> None:
    archive = sample()
    assert {slug for kind, slug in archive.records if kind is Kind.OBSOLETE} == {entry["slug"] for entry in OBSOLETE}
    assert (Kind.PACK, "all.social-media") in archive.records
    assert (Kind.AUTHORITY, "xxauth") in archive.records
