"""The authorities one can look up: ours win, those of the list follow, and people find them by what they remember."""

from dataclasses import replace
from datetime import date

import pytest

from app.directory.authorities import PRIOR_CONTACT, REMARKS, Authorities, KnownAuthority, joined
from app.directory.controllers import Controller
from app.law import competence

DAY = date(2026, 11, 22)
LAND = Controller(
    slug="demuster",
    name="Landesbeauftragte für Beispielschutz",
    address=("Musterweg 1", "12345 Musterstadt"),
    country="DE",
    email="post@land.example",
    webform="https://land.example/form",
    site="https://www.land.example",
    sources=("https://land.example/contact",),
    request_language="de",
)


def known(*records: Controller) -> Authorities:
    """Ours and these of the list."""
    return joined(records, DAY)


def test_an_authority_of_the_list_follows_ours() -> None:
    found = known(LAND).listed[-1]
    assert (found.slug, found.complaint_url, found.email, found.languages) == (
        "demuster",
        "https://land.example/form",
        "post@land.example",
        ("de",),
    )
    assert (found.curated, found.checked, found.sources) == (False, DAY, ("https://land.example/contact",))


@pytest.mark.parametrize(
    "record", [replace(LAND, slug="iedpc"), replace(LAND, site="https://www.dataprotection.ie/en"), replace(LAND, slug="ie-dpc")]
)
def test_what_the_list_says_of_one_of_ours_is_not_shown_and_leads_to_ours(record: Controller) -> None:
    found = known(record)
    assert len(found.listed) == len(competence.authorities())
    ours = found.by_slug[record.slug]
    assert (ours.slug, ours.short_name, ours.curated, ours.address[-1]) == ("ie-dpc", "DPC", True, "D02 RD28")
    assert ours.complaint_url == competence.authority("ie-dpc").complaint_url


def test_the_list_gives_one_of_ours_the_ways_to_complain_that_our_file_lacks() -> None:
    assert competence.authority("it-garante").complaint_url == ""
    ours = known(replace(LAND, slug="itgpdp", site="")).by_slug["it-garante"]
    assert (ours.complaint_url, ours.email) == ("https://land.example/form", "post@land.example")


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("cnil", "fr-cnil"), ("irlande", "ie-dpc"), ("Ireland", "ie-dpc"), ("datatilsinet", "dk-datatilsynet"), ("grece", "gr-hdpa"),
        ("musterstadt", "demuster"), ("land.example", "demuster"), ("aepd.es", "es-aepd"), ("wilmslow", "gb-ico"), ("dublin", "ie-dpc"),
    ],
)  # fmt: skip
def test_an_authority_is_found_by_name_country_town_or_site(words: str, slug: str) -> None:
    assert slug in [entry.slug for entry in known(LAND).search(words)[:2]]


@pytest.mark.parametrize("words", ["", "zzzzqqq", "\0", "%"])
def test_nothing_is_found_for_nothing(words: str) -> None:
    assert known().search(words) == ()


@pytest.mark.parametrize("entry", known().listed, ids=lambda entry: entry.slug)
def test_all_that_an_authority_of_ours_says_can_be_said_in_words(entry: KnownAuthority) -> None:
    assert entry.prior_contact in PRIOR_CONTACT
    assert set(entry.remarks) <= set(REMARKS)
