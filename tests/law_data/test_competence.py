"""Which authority hears the complaint, and the authorities' files."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.law.competence import UNION, PriorContact, UnknownAuthority, authorities, authority, authority_of, competent, in_union, read
from app.law.tables import LawDataError, parse

PLACES = st.sampled_from([*sorted(UNION), "FR-67", "DE-BY", "US", "CH", "GB"])


def codes(subject: str, controller: str, *, established: bool) -> tuple[str | None, list[str]]:
    found = competent(subject, controller, established)
    return found.authority, [reason.code for reason in found.reasons]


def test_the_cnil_is_described_as_its_letters_need_it() -> None:
    cnil = authority("fr-cnil")
    assert cnil.address == ("CNIL", "3 place de Fontenoy", "TSA 80715", "75334 PARIS CEDEX 07")
    assert cnil.prior_contact is PriorContact.REQUIRED
    assert cnil.complaint_letter
    assert cnil.languages == ("fr",)


def test_a_person_in_france_turns_to_the_cnil_against_clearview() -> None:
    found = competent("FR", "US", union_establishment=False)
    assert found.authority == "fr-cnil"
    assert [reason.code for reason in found.reasons] == ["residence", "no_lead_authority"]
    assert found.reasons[0].articles == ("GDPR Art. 77(1)",)
    assert found.reasons[1].articles == ("GDPR Art. 55(1)", "GDPR Art. 56(1)", "GDPR recital 122")


def test_an_irish_controller_is_complained_of_at_home_too() -> None:
    assert codes("FR", "IE", established=True) == ("fr-cnil", ["residence", "lead_authority_elsewhere"])


def test_an_american_controller_with_an_establishment_has_a_lead_authority() -> None:
    assert codes("FR-67", "US", established=True) == ("fr-cnil", ["residence", "lead_authority_of_main_establishment"])


def test_a_french_controller_is_on_the_authoritys_own_ground() -> None:
    assert codes("FR", "FR", established=True) == ("fr-cnil", ["residence", "own_territory"])


def test_a_person_abroad_may_turn_to_the_place_of_the_infringement() -> None:
    assert codes("US", "FR", established=True) == ("fr-cnil", ["place_of_infringement", "own_territory"])
    assert codes("DE", "FR", established=True)[0] == "de-bfdi"


def test_a_person_in_another_state_turns_to_the_authority_there() -> None:
    assert codes("PT", "US", established=False) == ("pt-cnpd", ["residence", "no_lead_authority"])


def test_in_germany_the_land_decides_where_one_says_in_which_one_lives() -> None:
    assert codes("DE-BY", "US", established=False)[0] == "de-by"
    assert codes("DE", "US", established=False)[0] == "de-bfdi"
    assert codes("DE-HH", "DE-BY", established=True) == ("de-hh", ["residence", "own_territory"])


def test_every_state_of_the_union_and_its_neighbours_has_an_authority() -> None:
    places = sorted({*UNION, "GB", "CH", "DE-BY", "FR-67"})
    assert {place: authority_of(place) for place in places if authority_of(place) is None} == {}
    assert len({entry.country for entry in authorities()}) == 32


def test_no_place_has_two_authorities() -> None:
    territories = [place for entry in authorities() for place in entry.territory]
    assert len(territories) == len(set(territories))


def test_an_authority_s_prior_contact_and_remarks_are_said() -> None:
    assert authority("gb-ico").prior_contact is PriorContact.REQUIRED
    assert authority("ch-fdpic").remarks == ("no_binding_individual_decision_civil_court",)
    assert authority("de-bfdi").remarks == ("authorities_of_the_laender_by_seat",)


def test_outside_the_union_there_may_be_no_authority() -> None:
    assert codes("US", "US", established=False) == (None, ["no_authority_found", "no_lead_authority"])


def test_martinique_is_the_cnils_ground_and_in_the_union() -> None:
    assert in_union("MQ")
    assert codes("MQ", "US", established=False)[0] == "fr-cnil"


@given(subject=PLACES, controller=PLACES, established=st.booleans())
def test_a_resident_of_france_always_reaches_the_cnil(subject: str, controller: str, established: bool) -> None:
    found = competent(subject, controller, established)
    assert found.reasons[0].articles == ("GDPR Art. 77(1)",)
    assert found.authority == "fr-cnil" or not subject.startswith("FR")


@given(subject=PLACES, controller=PLACES)
def test_there_is_a_lead_authority_exactly_where_there_is_an_establishment(subject: str, controller: str) -> None:
    assert (competent(subject, controller, union_establishment=False).reasons[1].code == "no_lead_authority") is not in_union(controller)


def test_an_unknown_authority_is_named() -> None:
    with pytest.raises(UnknownAuthority, match="xx-nobody"):
        authority("xx-nobody")


@pytest.mark.parametrize("entry", authorities(), ids=lambda entry: entry.id)
def test_an_authority_fits_a_window_envelope(entry: object) -> None:
    address = authority(getattr(entry, "id", "")).address
    assert 2 <= len(address) <= 6
    assert all(len(line) <= 38 for line in address)


@pytest.mark.parametrize("entry", authorities(), ids=lambda entry: entry.id)
def test_an_authority_has_web_pages_and_its_own_country(entry: object) -> None:
    found = authority(getattr(entry, "id", ""))
    assert found.site.startswith("https://")
    assert not found.complaint_url or found.complaint_url.startswith("https://")
    assert found.id.startswith(found.country.lower() + "-")


def test_an_authority_without_its_own_territory_is_refused() -> None:
    text = """name = "A"\nshort_name = "A"\ncountry = "PT"\nterritory = ["FR"]\naddress = ["Rua"]\nsite = "https://a.example/"
complaint_url = "https://a.example/"\nlanguages = ["pt"]
prior_contact = "unknown"\nchecked = 2027-01-02\nsources = [{ ref = "x", status = "known" }]"""
    with pytest.raises(LawDataError, match=r"authorities/pt-a\.toml: territory: "):
        read(parse("authorities/pt-a.toml", text.encode()))
