"""Every authority that one may turn to, with what bears on the choice."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from app.law.competence import UNION, authority
from app.law.forums import PROCEDURE_SINCE, Connections, Forums, Ground, forums

TODAY = date(2026, 11, 26)
PLACES = st.sampled_from([*sorted(UNION), "FR-67", "DE-BY", "DE", "GB", "CH", "US"])


def found(*homes: str, controller: str = "US", established: bool = False, on: date = TODAY, **more: str) -> Forums:
    return forums(Connections(residences=homes, controller_place=controller, union_establishment=established, **more), on)


def codes(where: Forums) -> list[str]:
    return [remark.reason.code for remark in where.remarks]


def unsettled(where: Forums) -> list[str]:
    return [remark.reason.code for remark in where.remarks if not remark.settled]


def test_residence_workplace_and_place_of_infringement_each_open_a_forum() -> None:
    where = found("FR", workplace="LU", infringement="BE", controller="IE", established=True)
    assert [(forum.authority, forum.ground) for forum in where.open] == [
        ("fr-cnil", Ground.RESIDENCE),
        ("lu-cnpd", Ground.WORKPLACE),
        ("be-apd", Ground.INFRINGEMENT),
        ("ie-dpc", Ground.INFRINGEMENT),
    ]
    assert all(forum.articles == ("GDPR Art. 77(1)",) for forum in where.open)
    assert "several_forums" in codes(where)


def test_without_establishment_each_authority_acts_on_its_own_territory() -> None:
    where = found("FR", representative="Représentant Exemple")
    assert codes(where)[:3] == ["reaches_here", "no_lead_authority", "representative_is_addressee"]
    assert unsettled(where) == ["procedure_not_without_establishment"]


def test_a_representative_makes_no_authority_the_lead() -> None:
    with_one, without = found("FR", representative="Somebody, Dublin"), found("FR")
    assert with_one.open == without.open
    assert "no_lead_authority" in codes(with_one)


def test_several_residences_lead_to_several_authorities_and_to_an_open_question() -> None:
    where = found("FR", "BE")
    assert [forum.authority for forum in where.open] == ["fr-cnil", "be-apd"]
    assert "several_residences" in unsettled(where)


def test_two_places_in_one_state_are_one_forum() -> None:
    (forum,) = found("FR", "FR-67").open
    assert forum.places == ("FR", "FR-67")


def test_in_germany_the_land_is_asked_for_or_named() -> None:
    assert "which_land" in codes(found("DE"))
    where = found("DE-BY", controller="DE-HH", established=True)
    assert "land_of_residence" in codes(where)
    assert [forum.authority for forum in where.open] == ["de-by", "de-hh"]


def test_the_regulation_of_2025_is_for_what_crosses_a_border_from_its_day_on() -> None:
    assert "procedure_to_come" in codes(found("FR", controller="IE", established=True, on=date(2027, 4, 1)))
    assert "procedure_applies" in codes(found("FR", controller="IE", established=True, on=PROCEDURE_SINCE))
    assert not [code for code in codes(found("FR", controller="FR", established=True)) if code.startswith("procedure")]


def test_outside_the_union_no_article_of_the_gdpr_is_named() -> None:
    where = found("GB")
    assert [(forum.authority, forum.articles) for forum in where.open] == [("gb-ico", ())]
    assert where.remarks == ()


@given(homes=st.lists(PLACES, min_size=1, max_size=3), controller=PLACES, work=PLACES, established=st.booleans())
def test_each_forum_is_an_authority_named_once(homes: list[str], controller: str, work: str, established: bool) -> None:
    where = found(*homes, controller=controller, established=established, workplace=work)
    ids = [forum.authority for forum in where.open]
    assert len(ids) == len(set(ids))
    assert all(authority(id_) for id_ in ids)
