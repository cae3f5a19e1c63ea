"""Nobody is written to who did not ask for it, and whoever has enough ends it with one click."""

from datetime import date, timedelta

import pytest

from app.platform.errors import InvalidInput, NotFound
from app.watching.sending import Fate
from app.watching.views import ContactView, Rhythm
from tests.watching.site import ADDRESS, Site, text_of

LATE = date(2026, 4, 10)


def test_an_address_is_confirmed_by_the_link_of_its_mail(site: Site) -> None:
    dossier, _ = site.case()
    site.watch.subscribe(dossier, ADDRESS, "en", "weekly")
    assert site.watch.contact(dossier) == ContactView(address=ADDRESS, language="en", rhythm=Rhythm.WEEKLY, confirmed=False, refused=False)
    site.sender.run()
    site.watch.confirm(site.link("confirm"))
    contact = site.watch.contact(dossier)
    assert contact is not None
    assert contact.confirmed


def test_the_mail_that_asks_says_nothing_of_what_it_is_for(site: Site) -> None:
    dossier, _ = site.case()
    site.watch.subscribe(dossier, ADDRESS, "fr", "at_once")
    site.sender.run()
    mail = site.mails()[0]
    assert mail["Subject"] == "Une adresse à confirmer"
    assert mail["List-Unsubscribe"] is None
    assert "ne faites rien" in text_of(mail)


def test_a_link_confirms_once(site: Site) -> None:
    dossier, _ = site.case()
    site.subscribe(dossier)
    with pytest.raises(NotFound):
        site.watch.confirm(site.link("confirm"))


@pytest.mark.parametrize("token", ["", "x", "é" * 50, "\udcff", "a" * 10_000])
def test_a_link_that_nobody_sent_does_nothing(site: Site, token: str) -> None:
    site.watch.unsubscribe(token)
    for read in (site.watch.confirm, site.watch.feed):
        with pytest.raises(NotFound):
            read(token)


def test_a_link_is_good_for_two_days(site: Site) -> None:
    dossier, _ = site.case()
    site.watch.subscribe(dossier, ADDRESS, "fr", "at_once")
    site.sender.run()
    site.clock.pass_(days=2, seconds=1)
    with pytest.raises(NotFound):
        site.watch.confirm(site.link("confirm"))
    site.watch.contacts.tidy()
    assert site.watch.contact(dossier) is None


def test_a_crash_right_after_the_confirmation_keeps_nothing_from_being_told(site: Site) -> None:
    dossier, _ = site.case()
    site.on(LATE)
    site.round()
    site.watch.subscribe(dossier, ADDRESS, "fr", "at_once")
    site.sender.run()
    site.watch.contacts.confirm(site.link("confirm"))
    assert site.states() == []
    site.round()
    assert site.states() == [("overdue", "sent")]


def test_one_click_ends_the_mails_and_erases_the_address(site: Site) -> None:
    dossier, _ = site.case()
    site.subscribe(dossier)
    site.on(LATE)
    site.watch.sweep.run()
    stop = site.watch.contacts.token("stop", nonce(site))
    site.watch.unsubscribe(stop)
    site.watch.unsubscribe(stop)
    assert site.round() == dict.fromkeys(Fate, 0)
    assert site.watch.contact(dossier) is None


def test_another_address_has_to_be_confirmed_anew(site: Site) -> None:
    dossier, _ = site.case()
    site.subscribe(dossier)
    site.watch.subscribe(dossier, "other@example.org", "fr", "at_once")
    contact = site.watch.contact(dossier)
    assert contact is not None
    assert (contact.address, contact.confirmed) == ("other@example.org", False)
    assert site.round()[Fate.ACCEPTED] == 1
    assert site.mails()[-1]["To"] == "other@example.org"


def test_changing_the_rhythm_needs_no_second_confirmation(site: Site) -> None:
    dossier, _ = site.case()
    site.subscribe(dossier)
    site.watch.subscribe(dossier, ADDRESS, "en", "daily")
    contact = site.watch.contact(dossier)
    assert contact is not None
    assert (contact.confirmed, contact.rhythm, contact.language) == (True, Rhythm.DAILY, "en")


def test_nobody_can_have_a_stranger_flooded(site: Site) -> None:
    dossiers = [site.case()[0] for _ in range(4)]
    for dossier in dossiers[:3]:
        site.watch.subscribe(dossier, "stranger+x@Example.org", "fr", "at_once")
        site.watch.forget(dossier)
    with pytest.raises(InvalidInput, match="email"):
        site.watch.subscribe(dossiers[3], "Stranger@example.org", "fr", "at_once")
    site.clock.pass_(days=1, seconds=1)
    site.watch.subscribe(dossiers[3], "stranger@example.org", "fr", "at_once")


INJECTED = ("a@example.org\r\nBcc: eve@example.org", "=?utf-8?q?a?=@example.org")


@pytest.mark.parametrize("address", ["", "camille", "a@b", *INJECTED, "é@example.org", "a b@example.org"])
def test_what_is_no_address_is_refused_by_its_field(site: Site, address: str) -> None:
    dossier, _ = site.case()
    with pytest.raises(InvalidInput) as refused:
        site.watch.subscribe(dossier, address, "fr", "at_once")
    assert refused.value.field == "email"
    assert site.watch.contact(dossier) is None


def test_a_rhythm_that_does_not_exist_is_refused_by_its_field(site: Site) -> None:
    with pytest.raises(InvalidInput) as refused:
        site.watch.subscribe(site.case()[0], ADDRESS, "fr", "every minute")
    assert refused.value.field == "wants"


def test_a_dossier_that_is_not_there_has_no_contact(site: Site) -> None:
    with pytest.raises(NotFound):
        site.watch.subscribe("a" * 26, ADDRESS, "fr", "at_once")
    assert site.watch.contact("a" * 26) is None


def test_an_address_that_the_server_refuses_gets_no_more_mail(site: Site) -> None:
    dossier, _ = site.case()
    site.subscribe(dossier)
    site.on(LATE)
    site.server.behaviour.faults = {"rcpt": "refuse"}
    assert site.round()[Fate.REFUSED] == 1
    site.server.behaviour.faults = {}
    site.on(LATE + timedelta(days=30))
    assert site.round()[Fate.ACCEPTED] == 0
    contact = site.watch.contact(dossier)
    assert contact is not None
    assert contact.refused


def test_a_refused_address_that_is_given_again_is_told_what_it_missed(site: Site) -> None:
    dossier, _ = site.case()
    site.subscribe(dossier)
    site.on(LATE)
    site.server.behaviour.faults = {"rcpt": "refuse"}
    site.round()
    site.server.behaviour.faults = {}
    site.subscribe(dossier)
    site.round()
    assert site.states() == [("overdue", "sent")]


def test_addresses_and_tokens_are_unreadable_at_rest(site: Site) -> None:
    dossier, _ = site.case()
    site.subscribe(dossier)
    token = site.watch.feed_url_token(dossier, "fr")
    with site.wiring.engine.connect() as connection:
        kept = b"".join(
            bytes(value) if isinstance(value, (bytes, memoryview)) else str(value).encode()
            for table in ("contact", "notice", "feed", "asked_address")
            for row in connection.exec_driver_sql(f"SELECT * FROM {table}")  # noqa: S608 -- our own names
            for value in row
        )
    secrets = (b"camille", b"example.org", token.encode(), site.link("confirm").encode())
    assert [secret for secret in secrets if secret in kept] == []


def test_a_dossier_takes_its_contact_with_it(site: Site) -> None:
    dossier, _ = site.case()
    site.subscribe(dossier)
    site.on(LATE)
    site.watch.sweep.run()
    site.watch.feed_url_token(dossier, "fr")
    site.wiring.store.erase_dossier(dossier)
    assert site.round() == dict.fromkeys(Fate, 0)
    with site.wiring.engine.connect() as connection:
        left = [connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar() for table in ("contact", "notice", "feed")]  # noqa: S608
    assert left == [0, 0, 0]


def nonce(site: Site) -> bytes:
    """What the contact's tokens are made from."""
    with site.wiring.engine.connect() as connection:
        return bytes(connection.exec_driver_sql("SELECT nonce FROM contact").scalar_one())
