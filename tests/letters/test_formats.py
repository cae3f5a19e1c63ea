"""The letter as text and as an unsent e-mail."""

from email import message_from_bytes
from email.policy import default

import pytest

from app.law.events import Channel
from app.letters.drafts import Draft, draft_letter
from app.letters.formats import eml_name, to_eml, to_text
from app.platform.errors import InvalidInput
from tests.letters.people import CAMILLE, FACES, SHOP, photo, replace, request

INJECTIONS = (
    "a@example.org\r\nBcc: b@example.org", "=?utf-8?q?a=0D=0ABcc:b@example.org?=@example.org", "a@example.org\n", "a b@example.org",
    "a@example.org,b@example.org", "<a@example.org>", "a@@example.org", "a\x00@example.org", "a@exa\u2028mple.org", "é@example.org", "a@.",
)  # fmt: skip


def draft(**changes: object) -> Draft:
    """An access letter by e-mail."""
    return draft_letter("access", request(channel=Channel.EMAIL, **changes))


def test_text_is_wrapped_numbered_and_free_of_markup() -> None:
    text = to_text(draft(controller=FACES))
    assert max(map(len, text.splitlines())) <= 76
    assert "\n1. Je réside en France." in text
    assert "\n   a) les finalités" in text
    assert not any(mark in text for mark in ("<", ">", "&amp;", "\u00a0", "\u202f", "{{"))


def test_web_addresses_stay_in_one_piece() -> None:
    address = "https://example.org/" + "chemin-" * 30
    assert address in to_text(draft(urls=(address,))).splitlines()


def test_own_words_are_marked_as_quoted_on_every_line() -> None:
    text = to_text(draft(paragraph="Fait à Paris, la présidente de la CNIL, " * 5))
    own = [line for line in text.splitlines() if "présidente" in line or "CNIL" in line]
    assert own
    assert all(line.startswith("  | ") for line in own)


def test_the_email_is_unsent_and_addressed_to_the_controller() -> None:
    found = message_from_bytes(to_eml(draft(), b"%PDF-1.7 test"), policy=default)
    assert found["X-Unsent"] == "1"
    assert found["To"] == "dpo@example.com"
    assert found["From"] == "camille@example.org"
    assert found["Subject"] == "Exercice du droit d’accès (articles 12 et 15 du RGPD) (SAI-7K3M-9QRT)"
    assert {"Bcc", "Cc", "Date"} & set(found.keys()) == set()


def test_the_email_carries_the_letter_twice_and_the_enclosures() -> None:
    found = message_from_bytes(to_eml(draft(attachments=(photo(),)), b"%PDF-1.7 test"), policy=default)
    body = found.get_body(("plain",))
    assert body is not None
    assert "je demande une copie de ces données" in body.get_content()
    assert [part.get_filename() for part in found.iter_attachments()] == ["lettre-9QRT.pdf", "annexe-1-9QRT.jpg"]


def test_the_email_is_the_same_each_time_and_its_name_gives_nothing_away() -> None:
    assert to_eml(draft(), b"%PDF") == to_eml(draft(), b"%PDF")
    assert eml_name(draft()) == "lettre-9QRT.eml"


@pytest.mark.parametrize("address", INJECTIONS)
def test_an_address_cannot_bring_headers_of_its_own(address: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        to_eml(draft(controller=replace(SHOP, email=address)), b"%PDF")
    assert refused.value.field == "controller.email"
    with pytest.raises(InvalidInput):
        to_eml(draft(subject=replace(CAMILLE, email=address)), b"%PDF")


def test_a_name_in_another_script_s_domain_is_shown_for_what_it_is() -> None:
    mail = to_eml(draft(controller=replace(SHOP, email="dpo@exаmple.org")), b"%PDF")
    assert b"To: dpo@xn--exmple-4nf.org" in mail
