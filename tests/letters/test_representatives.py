"""Letters to the representative in the Union (Art. 27 GDPR): the same demand, to another address, and it says why."""

from datetime import date

import pytest

from app.directory.controllers import Controller
from app.law.events import (
    Channel,
    ComplaintFiled,
    Event,
    ExtensionNotified,
    FindingConfirmed,
    IdentityAsked,
    ReplyNature,
    ReplyReceived,
    RequestReceived,
    RequestSent,
)
from app.law.rights import Right
from app.letters.drafts import Draft, draft_letter
from app.letters.formats import to_text
from app.letters.representatives import may_be_written_to, representative
from app.platform.errors import InvalidInput
from tests.letters.histories import LETTERS
from tests.letters.people import CAMILLE, case, replace, request
from tests.letters.test_typography import marked

DAY = date(2026, 11, 22)
LINES = ("Représentants Exemple Ltd", "1 Sample Quay", "Cork T12 X000", "Ireland")
ABROAD = Controller(slug="faces-example", name="Faces Example Inc.", country="US", address=("1 Main Street",), representative=LINES)
ABROAD = replace(ABROAD, union_establishment=False, email="dpo@faces.example")


def letter(language: str, controller: Controller = ABROAD, channel: Channel = Channel.REGISTERED_POST) -> Draft:
    return draft_letter("access", request(controller=controller, on=DAY, channel=channel), language=language, representative=True)


def test_it_goes_to_the_representative_whose_country_is_on_the_last_line() -> None:
    said = to_text(letter("fr"))
    assert "Représentants Exemple Ltd\n1 Sample Quay\nCork T12 X000\nIRLANDE" in said
    assert "Lettre recommandée internationale" in said
    assert "1 Main Street" not in said.split("Objet")[0]


@pytest.mark.parametrize(
    ("language", "why"),
    [
        ("fr", "en votre qualité de représentant dans l’Union de Faces Example Inc., auquel je peux m’adresser"),
        ("fr", "(article 27, paragraphe 4, du RGPD). « Vous » désigne Faces Example Inc. dans ce qui suit."),
        ("en", "as the representative in the Union of Faces Example Inc., whom I may address on all issues"),
        ("en", "(Article 27(4) GDPR). “You” and “your” refer to Faces Example Inc. in what follows."),
    ],
)
def test_it_says_why_it_is_written_to_and_who_is_meant(language: str, why: str) -> None:
    assert why in " ".join(to_text(letter(language)).replace("\u00a0", " ").split())


@pytest.mark.parametrize(
    ("lines", "country", "address"),
    [
        (("R", "Cork, Ireland"), "IE", ("Cork",)),
        (("R", "Wien", "Österreich"), "AT", ("Wien",)),
        (("R", "Amsterdam", "The Netherlands"), "NL", ("Amsterdam",)),
        (("R", "10115 Berlin, Deutschland"), "DE", ("10115 Berlin",)),
        (("R", "Madrid", "España"), "ES", ("Madrid",)),
        (("R", "Praha", "Czech Republic"), "CZ", ("Praha",)),
        (("R", "Cork", ", Ireland"), "IE", ("Cork",)),
        (("R", "Cork", " "), "FR", ("Cork", " ")),
        (("R", "Vienne", "Autriche."), "AT", ("Vienne",)),
        (("R",), "FR", ()),
        (("R", "12 rue d’Irlande"), "FR", ("12 rue d’Irlande",)),
        (("R", "Europe"), "FR", ("Europe",)),
    ],
)
def test_the_country_is_read_from_the_end_of_the_address(lines: tuple[str, ...], country: str, address: tuple[str, ...]) -> None:
    found = representative(request(controller=replace(ABROAD, representative=lines), on=DAY))
    assert found is not None
    assert (found.country, found.address) == (country, address)


def test_a_letter_that_would_have_gone_by_e_mail_goes_by_post() -> None:
    draft = letter("fr", channel=Channel.EMAIL)
    assert "Par courriel" not in to_text(draft)
    assert "par voie électronique" not in " ".join(to_text(draft).split())
    assert draft.recipient.email == ""


def test_its_e_mail_address_is_kept_out_of_the_window_and_written_to() -> None:
    told = replace(ABROAD, representative=(*LINES, "rep@exemple.example"))
    draft = letter("fr", told, channel=Channel.EMAIL)
    said = to_text(draft)
    assert draft.recipient.email == "rep@exemple.example"
    assert draft.recipient.address == LINES[1:3]
    assert "rep@exemple.example" not in said.replace("Par courriel : rep@exemple.example", "")
    assert "Par lettre recommandée" not in said
    assert "par voie électronique" in " ".join(said.split())


def test_one_of_whom_nothing_but_an_e_mail_address_is_known_is_called_by_it() -> None:
    found = representative(request(controller=replace(ABROAD, representative=("rep@exemple.example",)), on=DAY))
    assert found is not None
    assert (found.name, found.email, found.address) == ("rep@exemple.example", "rep@exemple.example", ())


def test_without_a_representative_the_addressee_is_named_as_the_mistake() -> None:
    with pytest.raises(InvalidInput) as refused:
        letter("fr", replace(ABROAD, representative=()))
    assert refused.value.field == "to"


HEARD: list[Event] = [
    RequestSent(on=date(2026, 3, 2), channel=Channel.EMAIL),
    RequestReceived(on=date(2026, 3, 2)),
    IdentityAsked(on=date(2026, 3, 4)),
    ExtensionNotified(on=date(2026, 3, 5), reasons="complexity"),
    ReplyReceived(on=date(2026, 3, 6), nature=ReplyNature.PARTIAL),
    FindingConfirmed(on=date(2026, 3, 7), label="temporal_limit", reply="r5", quote="12 months only"),
]
ASKS_FOR_IT = ("forward this letter", "your representative", "lui transmettre", "votre représentant")


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("to_it", [True, False])
@pytest.mark.parametrize("kind", ["access", "erasure", *(kind for kind in LETTERS if kind != "authority_reminder")])
def test_no_letter_asks_for_a_representative_that_is_known(kind: str, to_it: bool, language: str) -> None:
    for faces in (ABROAD, replace(ABROAD, traits=("face_search",))):
        about = request(controller=faces, on=date(2026, 3, 2), right=Right.ERASURE if kind == "erasure" else Right.ACCESS)
        draft = draft_letter(kind, about, language=language, case=case(HEARD, about, DAY), representative=to_it)
        said = " ".join(to_text(draft).split())
        assert (LINES[0] in said) == to_it
        assert not any(words in said for words in ASKS_FOR_IT)


@pytest.mark.parametrize(("traits", "words"), [((), "lui transmettre la présente"), (("face_search",), "votre représentant dans l’Union")])
def test_one_that_is_not_known_is_asked_for(traits: tuple[str, ...], words: str) -> None:
    about = request(controller=replace(ABROAD, representative=(), traits=traits), on=DAY)
    assert words in " ".join(to_text(draft_letter("access", about, language="fr")).split())


def test_a_letter_to_the_authority_is_not_for_it() -> None:
    about = request(controller=ABROAD, on=date(2026, 3, 2))
    filed = case([*HEARD, ComplaintFiled(on=date(2026, 7, 1), authority="fr-cnil")], about, DAY)
    for kind in ("authority_reminder", "withdrawal"):
        with pytest.raises(InvalidInput) as refused:
            draft_letter(kind, about, case=filed, representative=True)
        assert refused.value.field == "to"


@pytest.mark.parametrize(
    ("country", "seat", "word"), [("GB", False, "Kingdom"), ("CH", False, "Switzerland"), ("FR", True, "establishment")]
)
def test_where_article_27_does_not_apply_it_is_refused_with_the_reason(country: str, seat: bool, word: str) -> None:
    about = request(controller=replace(ABROAD, union_establishment=seat), subject=replace(CAMILLE, country=country), on=DAY)
    assert not may_be_written_to(about)
    with pytest.raises(InvalidInput, match=word) as refused:
        draft_letter("access", about, language="en", representative=True)
    assert refused.value.field == "to"


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("kind", ["access", "mise_en_demeure"])
def test_it_is_set_without_fault(kind: str, language: str) -> None:
    about = request(controller=ABROAD, on=date(2026, 3, 2))
    assert marked(draft_letter(kind, about, language=language, case=case(HEARD, about, DAY), representative=True)) == []
