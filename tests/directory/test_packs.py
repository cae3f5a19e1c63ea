"""Packs that ship with the program name controllers that ship with it."""

import pytest

from app.directory.controllers import CuratedFileError, find
from app.directory.packs import TITLES, Pack, _read, listed_pack, shipped_packs


@pytest.mark.parametrize("pack", shipped_packs(), ids=lambda pack: pack.slug)
def test_a_pack_names_several_controllers_that_one_can_write_to(pack: Pack) -> None:
    assert len(pack.controllers) > 1
    assert {find(slug).regime for slug in pack.controllers} == {"gdpr"}
    assert pack.title in TITLES.values()


def test_a_pack_without_a_known_title_shows_its_own_name() -> None:
    values = {"slug": "odd-things", "country": "DE", "controllers": ["exemple"]}
    assert listed_pack("de.odd-things", values).title == "Odd things"


@pytest.mark.parametrize("content", ["", 'title = "odd"', 'title = "commerce"\ncountry = "France"', 'odd = 1\ntitle = "commerce"', "= ="])
def test_a_pack_that_is_wrong_stops_the_program_with_its_name(content: str) -> None:
    with pytest.raises(CuratedFileError, match=r"packs/mine\.toml"):
        _read("mine", content)
