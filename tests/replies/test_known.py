"""A reply that repeats a known one: recognised in its dossier, and across dossiers by a signature that tells nothing."""

from datetime import date

import pytest

from app.cases.views import CaseView
from app.law.events import FindingConfirmed, ReplyNature, ReplyReceived
from app.replies.findings import taking_back
from app.replies.known import Known, KnownReplies
from tests.cases.test_at_rest import everything_in, spellings
from tests.cases.world import World

DAY = date(2026, 3, 20)
TEMPLATE = (
    "Dear {name},\n\nWe received your letter of {day}. We charge an administration fee of £{sum} for each request of this kind. "
    "It covers the time of our registry. Nothing will be sent to you before the fee is paid. Please quote our reference {number} in all "
    "correspondence.\n\nOur office keeps its records on paper and on three systems that were bought at different times. "
    "Searching all of them by hand takes the registry most of a working day, and copies have to be made by the clerk on duty. "
    "That is why the board decided some years ago that whoever asks must bear part of the cost. Cheques are made out to "
    "the office; cash is not taken at the counter. Once the fee has "
    "reached us you will hear from us within six weeks, by post and to the address that we have on file.\n\nThe Registry"
)
FIRST = TEMPLATE.format(name="Canaria Exemple", day="3 March", sum=25, number=4410)
SECOND = TEMPLATE.format(name="Dominique Modele", day="19 July", sum=30, number=9921)
FEE = "We charge an administration fee of £25 for each request of this kind."


def known_in(world: World, *, across: bool = True) -> KnownReplies:
    return KnownReplies(world.engine, world.keys, world.store, across=across)


def answered(world: World, text: str, place: tuple[str, str] | None = None) -> tuple[str, str, str]:
    """A case with that answer: the dossier, the case and the reply."""
    dossier, case = place or world.open_case()
    (reply,) = world.store.record(dossier, case, [ReplyReceived(on=DAY, nature=ReplyNature.OTHER, text=text)])
    return dossier, case, reply.id


def confirmed(world: World, known: KnownReplies, dossier: str, case: str, reply: str) -> CaseView:
    start = FIRST.index(FEE)
    fee = FindingConfirmed(on=DAY, label="fee_demanded", quote=FEE, reply=reply, start=start, end=start + len(FEE))
    world.store.record(dossier, case, [fee])
    view = world.store.case(dossier, case)
    known.remember(view, reply)
    return view


def offered(world: World, known: KnownReplies, dossier: str, case: str, reply: str) -> tuple[Known, ...]:
    return known.confirmed_elsewhere(dossier, world.store.case(dossier, case), reply)


def test_a_repetition_in_the_dossier_is_offered_what_was_confirmed(world_on_disk: World) -> None:
    world, known = world_on_disk, known_in(world_on_disk, across=False)
    dossier, case, reply = answered(world, FIRST)
    confirmed(world, known, dossier, case, reply)
    _, _, again = answered(world, SECOND, (dossier, case))
    (found,) = offered(world, known, dossier, case, again)
    assert (found.label, SECOND[found.start : found.end]) == ("fee_demanded", FEE.replace("25", "30"))
    assert world.sql("SELECT count(*) FROM reply_signature") == [(0,)]


@pytest.mark.parametrize("across", [True, False])
def test_another_dossier_is_offered_it_only_where_the_installation_says_so(world_on_disk: World, across: bool) -> None:
    world, known = world_on_disk, known_in(world_on_disk, across=across)
    confirmed(world, known, *answered(world, FIRST))
    found = offered(world, known, *answered(world, SECOND))
    assert [(one.label, SECOND[one.start : one.end]) for one in found] == [("fee_demanded", FEE.replace("25", "30"))] * across


def test_another_answer_is_offered_nothing(world_on_disk: World) -> None:
    world, known = world_on_disk, known_in(world_on_disk)
    confirmed(world, known, *answered(world, FIRST))
    other = "We hold nothing about you. Our registry looked in every system that it has, by your name, your address and your number."
    assert offered(world, known, *answered(world, other)) == ()
    assert offered(world, known, *answered(world, "")) == ()


def test_nothing_of_the_text_lies_readable_and_no_key_is_no_comparison(world_on_disk: World) -> None:
    world, known = world_on_disk, known_in(world_on_disk)
    confirmed(world, known, *answered(world, FIRST))
    content = everything_in(world.folder).lower()
    canaries = ("Canaria", "administration fee", "Nothing will be sent", "our reference 4410", "The Registry", '"sketch"', '"marks"')
    assert [c for c in canaries for spelling in spellings(c) if spelling.lower() in content] == []
    ((controller, sealed),) = world.sql("SELECT controller, sealed FROM reply_signature")
    assert isinstance(controller, bytes)
    assert isinstance(sealed, bytes)
    assert len(controller) == 16
    assert len(sealed) < 250


def test_a_signature_goes_with_its_case_and_with_its_finding(world_on_disk: World) -> None:
    world, known = world_on_disk, known_in(world_on_disk)
    dossier, case, reply = answered(world, FIRST)
    view = confirmed(world, known, dossier, case, reply)
    world.store.record(dossier, case, taking_back(view, view.records[-1].id, date(2026, 3, 21)))
    known.remember(world.store.case(dossier, case), reply)
    assert world.sql("SELECT count(*) FROM reply_signature") == [(0,)]
    confirmed(world, known, dossier, case, reply)
    assert world.sql("SELECT count(*) FROM reply_signature") == [(1,)]
    world.store.erase_dossier(dossier)
    assert world.sql("SELECT count(*) FROM reply_signature") == [(0,)]
