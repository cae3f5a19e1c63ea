"""Controllers that ship with the program, and those that a person or a file describes."""

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.directory.controllers import KEYS, Controller, curated, find, from_mapping, looks_like_police, to_mapping
from app.platform.errors import InvalidInput, NotFound
from app.platform.i18n import translator

SMALL: dict[str, Any] = {"name": "Exemple SA", "country": "FR"}
LETTERS = [c for c in curated() if c.regime == "gdpr"]
POLICE = [c for c in curated() if c.regime == "police"]


def refusal(**changes: Any) -> InvalidInput:
    with pytest.raises(InvalidInput) as caught:
        from_mapping({**SMALL, **changes})
    return caught.value


@pytest.mark.parametrize("entry", LETTERS, ids=lambda c: c.slug)
def test_a_curated_controller_can_be_written_to(entry: Controller) -> None:
    assert entry.address or entry.email
    assert len(entry.address) <= 6
    assert all(len(line) <= 38 for line in entry.address)


@pytest.mark.parametrize("entry", LETTERS, ids=lambda c: c.slug)
def test_a_curated_controller_says_where_its_facts_come_from(entry: Controller) -> None:
    assert entry.sources
    assert date.fromisoformat(entry.checked) >= date(2026, 11, 22)
    assert not looks_like_police(entry.name)


@pytest.mark.parametrize("entry", POLICE, ids=lambda c: c.slug)
def test_a_police_file_only_redirects(entry: Controller) -> None:
    assert (entry.address, entry.email, entry.webform) == ((), "", "")
    assert entry.note
    assert looks_like_police(entry.name)


@pytest.mark.parametrize("entry", curated(), ids=lambda c: c.slug)
def test_a_controller_survives_json(entry: Controller) -> None:
    assert from_mapping(json.loads(json.dumps(to_mapping(entry)))) == entry


def test_clearview_comes_first_and_searches_faces_from_outside_the_union() -> None:
    first = curated()[0]
    assert (first.slug, first.country, first.union_establishment) == ("clearview-ai", "US", False)
    assert "face_search" in first.traits
    assert [old.address[0] for old in first.former_addresses] == ["214 W 29th St", "99 Wall Street #5730"]


def test_police_files_come_last() -> None:
    assert [c.regime for c in curated()] == ["gdpr"] * len(LETTERS) + ["police"] * len(POLICE)


def test_a_slug_finds_its_controller() -> None:
    assert find("criteo").name == "Criteo"


@pytest.mark.parametrize("slug", ["", "nobody", "../clearview-ai", "CRITEO"])
def test_an_unknown_slug_is_not_found(slug: str) -> None:
    with pytest.raises(NotFound):
        find(slug)


def test_only_a_name_and_a_country_are_required() -> None:
    assert from_mapping(SMALL) == Controller(name="Exemple SA", country="FR")


@pytest.mark.parametrize(("country", "established"), [("FR", True), ("no", True), ("US", False), ("CH", False)])
def test_a_country_of_the_union_implies_an_establishment_there(country: str, established: bool) -> None:
    assert from_mapping({"name": "Exemple", "country": country}).union_establishment is established


def test_what_the_file_says_of_the_establishment_prevails() -> None:
    assert from_mapping({"name": "Example Inc.", "country": "US", "eu_establishment": True}).union_establishment


def test_an_address_may_be_one_text_with_line_breaks() -> None:
    typed = from_mapping({**SMALL, "address": "1 rue Fictive\r\n\r\n  75000   PARIS \n"})
    assert typed.address == ("1 rue Fictive", "75000 PARIS")


def test_hostile_text_is_kept_harmless() -> None:
    typed = from_mapping({"name": "A\u202eB\x00\ud800 {{ 7*7 }} <b>", "country": "fr"})
    assert typed.name == "AB\ufffd {{ 7*7 }} <b>"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""), ("name", "\u200b \n"), ("name", None), ("name", 7), ("name", "x" * 1_000_000),
        ("country", ""), ("country", "France"), ("country", "XX"), ("country", "UK"), ("country", "ZZ"), ("country", ["FR"]),
        ("address", ["line"] * 8), ("address", "a\n" * 8), ("address", ["x" * 5_000]), ("address", [1]), ("address", {"a": 1}),
        ("eu_establishment", "yes"), ("eu_establishment", 1),
        ("webform", "javascript:alert(1)"), ("webform", "ftp://example.org/"), ("webform", "https://"), ("webform", "//example.org"),
        ("webform", "https://user:pass@example.org/"), ("webform", "https://example.org:99999/"), ("webform", "https://[::1"),
        ("webform", "https://example.org/a b"), ("site", "data:text/html,x"), ("sources", ["file:///etc/passwd"]),
        ("siren", "12345678"), ("siren", "12345678٣"), ("traits", ["police"]), ("regime", "other"), ("former_addresses", ["1 rue"]),
    ],
)  # fmt: skip
def test_a_wrong_field_is_refused_by_name(field: str, value: Any) -> None:
    assert refusal(**{field: value}).field == field


@pytest.mark.parametrize(
    "address",
    [
        "privacy@example.org", "p.o+x@example.org", "données@exemple.example", "dpo@bücher.example", "o'neil@example.org",
        "a@xn--bcher-kva.example", "  dpo@example.org\n",
    ],
)  # fmt: skip
def test_addresses_of_every_script_are_taken(address: str) -> None:
    assert from_mapping({**SMALL, "email": address}).email == address.strip()


@pytest.mark.parametrize(
    "address",
    [
        "nobody", "a@b", "a b@example.org", "a@@example.org", "@example.org", "a@", "a@-example.org", "a@example..org", "a@.org",
        "a@example.org\r\nBcc: b@example.org", "a@exam\nple.org", "=?utf-8?q?x?=@example.org", "a@example.org, b@example.org",
        "Nom <a@example.org>", "a@1.2.3.4", ".a@example.org", "a" * 65 + "@example.org", "a@" + "b" * 64 + ".org", "a\x00@example.org",
    ],
)  # fmt: skip
def test_what_is_no_address_or_could_break_a_header_is_refused(address: str) -> None:
    assert refusal(email=address).field == "email"


def test_an_unknown_key_is_named_with_the_known_ones() -> None:
    error = refusal(adress=["1 rue Fictive"])
    assert error.field == "adress"
    assert "address" in error.text(translator("en"))


def test_the_refusal_speaks_the_readers_language() -> None:
    assert refusal(email="nobody").text(translator("fr")).startswith("Le champ «\u00a0adresse électronique\u00a0» n’est pas")


VALUES = st.none() | st.booleans() | st.integers() | st.text() | st.lists(st.text()) | st.dictionaries(st.text(), st.text())


def taken_or_told(values: dict[str, Any]) -> Controller | str:
    try:
        return from_mapping(values)
    except InvalidInput as error:
        return error.text(translator("fr"))


@given(st.dictionaries(st.sampled_from(KEYS) | st.text(max_size=5), VALUES))
def test_any_mapping_is_taken_or_refused_with_a_message(values: dict[str, Any]) -> None:
    outcome = taken_or_told({**SMALL, **values})
    if isinstance(outcome, Controller):
        assert from_mapping(to_mapping(outcome)) == outcome
    else:
        assert outcome.encode()
