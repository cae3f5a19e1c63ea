"""What a dossier keeps: cases, records, files; for the person who has it open, and for nobody else."""

from datetime import date

import pytest

from app.cases.parties import Subject
from app.cases.views import Entry, NewFile
from app.directory.controllers import Controller, curated
from app.directory.directory import Directory
from app.law.events import (
    CaseOpened,
    Channel,
    Event,
    EventWithdrawn,
    FindingConfirmed,
    LetterDrafted,
    NothingCame,
    ReplyNature,
    ReplyReceived,
    RequestSent,
    standing,
)
from app.law.limits import all_limits
from app.law.rights import Right
from app.platform.errors import InvalidInput, NotFound
from tests.cases.world import OPENED, World, first_events, request, run_at_once
from tests.directory.archive import sample

SENT = RequestSent(on=date(2026, 3, 3), channel=Channel.REGISTERED_POST, proof="1A 234")
NOTHING = NothingCame(on=date(2026, 4, 20))


def test_a_case_gives_back_the_whole_request(world: World) -> None:
    asked = request(subject=Subject(name="Zoé Exemple \ud800", country="FR", birthdate=date(1990, 2, 28), identifiers={"pseudo": "z\x00"}))
    dossier, _ = world.open(asked)
    view = world.store.case(dossier, world.store.cases(dossier)[0].public_id)
    assert view.request == asked
    assert [file.purpose for file in view.files] == ["attachment"]
    assert view.intact


def test_two_requests_opened_together_are_linked_and_listed_in_order(world: World) -> None:
    dossier, _ = world.open(request(Right.ERASURE), request(Right.ACCESS))
    first, second = world.store.cases(dossier)
    assert (first.right, second.right) == (Right.ERASURE, Right.ACCESS)
    assert (first.linked, second.linked) == (second.public_id, first.public_id)
    assert world.store.case(dossier, first.public_id).linked == second.public_id


def test_a_case_can_be_added_later_while_the_code_is_away(world: World) -> None:
    dossier, case = world.open_case()
    world.clock.pass_(days=40)
    asked = request(Right.ERASURE)
    added = world.store.add_case(dossier, asked, first_events(asked), linked=case)
    assert [each.public_id for each in world.store.cases(dossier)] == [case, added]
    assert world.store.case(dossier, case).linked == added
    assert world.store.case(dossier, added).request == asked


def test_records_come_back_in_order_with_what_they_correct(world: World) -> None:
    dossier, case = world.open_case()
    (sent,) = world.store.record(dossier, case, [SENT])
    (withdrawn,) = world.store.record(dossier, case, [EventWithdrawn(on=date(2026, 3, 4))], corrects=sent.id)
    records = world.store.case(dossier, case).records
    assert records[1:] == (sent, withdrawn)
    assert [record.sequence for record in records] == [1, 2, 3]
    assert [record.event for record in standing(records)] == [records[0].event]


def test_of_several_events_the_first_one_corrects(world: World) -> None:
    dossier, case = world.open_case()
    (sent,) = world.store.record(dossier, case, [SENT])
    added = world.store.record(dossier, case, [SENT, NOTHING], corrects=sent.id)
    assert [record.corrects for record in added] == [sent.id, None]


def test_a_reply_and_what_was_found_in_it_are_corrected_in_one_go(world: World) -> None:
    dossier, case = world.open_case()
    label, reply = all_limits()[0].label, Entry(event=ReplyReceived(on=date(2026, 3, 20), nature=ReplyNature.OTHER))
    first = world.store.record(dossier, case, [reply, FindingConfirmed(on=date(2026, 3, 20), label=label, reply=reply.id)])
    again = Entry(event=ReplyReceived(on=date(2026, 3, 21), nature=ReplyNature.PARTIAL), corrects=first[0].id)
    moved = Entry(event=FindingConfirmed(on=date(2026, 3, 21), label=label, reply=again.id), corrects=first[1].id)
    second = world.store.record(dossier, case, [again, moved])
    assert [record.id for record in second] == [again.id, moved.id]
    assert standing(world.store.case(dossier, case).records)[1:] == second


def test_one_form_cannot_correct_the_same_record_twice(world: World) -> None:
    dossier, case = world.open_case()
    (sent,) = world.store.record(dossier, case, [SENT])
    twice = [Entry(event=SENT, corrects=sent.id), Entry(event=NOTHING, corrects=sent.id)]
    with pytest.raises(InvalidInput, match="corrected meanwhile"):
        world.store.record(dossier, case, twice)


OPENED_AGAIN = first_events(request())[0]
UNFIT: list[tuple[str, Event, str | None]] = [
    ("corrects", NOTHING, "unknown"),
    ("corrects", EventWithdrawn(on=OPENED), None),
    ("kind", OPENED_AGAIN, None),
    ("kind", EventWithdrawn(on=OPENED), "opening"),
    ("files", RequestSent(on=OPENED, channel=Channel.POST, files=("elsewhere",)), None),
    ("files", LetterDrafted(on=OPENED, letter="access", file="elsewhere"), None),
    ("reply", FindingConfirmed(on=OPENED, label=all_limits()[0].label, reply="elsewhere"), None),
    ("label", FindingConfirmed(on=OPENED, label="Camille Exemple"), None),
]


@pytest.mark.parametrize(("field", "event", "corrects"), UNFIT)
def test_what_does_not_fit_is_refused_by_field_and_leaves_nothing(world: World, field: str, event: Event, corrects: str | None) -> None:
    dossier, case = world.open_case()
    before, on_disk = world.store.case(dossier, case), world.files_on_disk()
    named = before.records[0].id if corrects == "opening" else corrects
    with pytest.raises(InvalidInput) as caught:
        world.store.record(dossier, case, [event], corrects=named, files=[NewFile(name="a", media_type="b", content=b"c", purpose="proof")])
    assert caught.value.field == field
    assert world.store.case(dossier, case) == before
    assert world.files_on_disk() == on_disk


def test_the_opening_facts_can_be_corrected(world: World) -> None:
    dossier, case = world.open_case()
    opening = world.store.case(dossier, case).records[0]
    facts = CaseOpened(on=OPENED, right=Right.ACCESS, controller_place="US", union_establishment=False, subject_place="FR-67")
    world.store.record(dossier, case, [facts], corrects=opening.id)
    assert standing(world.store.case(dossier, case).records)[0].event == facts


def test_a_record_is_corrected_once(world: World) -> None:
    dossier, case = world.open_case()
    (sent,) = world.store.record(dossier, case, [SENT])
    world.store.record(dossier, case, [SENT], corrects=sent.id)
    with pytest.raises(InvalidInput, match="corrected meanwhile"):
        world.store.record(dossier, case, [NOTHING], corrects=sent.id)


def test_a_record_of_another_case_cannot_be_corrected(world: World) -> None:
    (dossier, case), (other, foreign) = world.open_case(), world.open_case()
    (sent,) = world.store.record(other, foreign, [SENT])
    with pytest.raises(InvalidInput, match="not in this case"):
        world.store.record(dossier, case, [NOTHING], corrects=sent.id)


def test_a_case_begins_with_its_opening_facts(world: World) -> None:
    with pytest.raises(ValueError, match="begins with one CaseOpened"):
        world.store.open_dossier([request()], [[SENT]], "draft-of-camille-01")
    assert world.sql("SELECT count(*) FROM dossier") == [(0,)]


def test_a_file_comes_back_as_it_was(world: World) -> None:
    dossier, case = world.open_case()
    proof = NewFile(name="accusé \u202e.pdf", media_type="application/pdf", content=b"%PDF proof", purpose="proof")
    world.store.record(dossier, case, [RequestSent(on=OPENED, channel=Channel.POST, files=(proof.id,))], files=[proof])
    info, content = world.store.file(dossier, case, proof.id)
    assert (info.name, info.media_type, info.size, info.purpose) == (proof.name, proof.media_type, 10, "proof")
    assert content == proof.content
    assert info in world.store.case(dossier, case).files


def test_proofs_of_earlier_letters_are_kept_from_the_start(world: World) -> None:
    proof = NewFile(name="proof.png", media_type="image/png", content=b"png", purpose="proof")
    asked = request()
    events = [*first_events(asked), RequestSent(on=OPENED, channel=Channel.POST, files=(proof.id,))]
    dossier, _ = world.store.open_dossier([asked], [events], "draft-of-camille-01", files=[[proof]])
    view = world.store.case(dossier, world.store.cases(dossier)[0].public_id)
    assert {file.id for file in view.files} > {proof.id}
    assert view.request == asked


def test_another_dossiers_case_looks_like_one_that_never_was(world: World) -> None:
    (dossier, case), (other, foreign) = world.open_case(), world.open_case()
    file = world.store.case(other, foreign).files[0].id
    for id_ in (foreign, foreign.upper(), "unknown", "", "'; --", "\x00", "\ud800"):
        for reach in (world.store.case, world.store.verify_chain):
            with pytest.raises(NotFound, match="no such case"):
                reach(dossier, id_)
        with pytest.raises(NotFound, match="no such case"):
            world.store.record(dossier, id_, [NOTHING])
        with pytest.raises(NotFound, match="no such case"):
            world.store.file(dossier, id_, file)
    with pytest.raises(NotFound, match="no such file"):
        world.store.file(dossier, case, file)


def test_a_dossier_that_never_was_is_not_found(world: World) -> None:
    asked = request()
    with pytest.raises(NotFound):
        world.store.cases("unknown")
    with pytest.raises(NotFound):
        world.store.add_case("unknown", asked, first_events(asked))


def test_the_same_form_sent_again_records_nothing_more(world: World) -> None:
    dossier, case = world.open_case()
    first = world.store.record(dossier, case, [SENT, NOTHING], submit_token="form-1")
    again = world.store.record(dossier, case, [SENT, NOTHING], submit_token="form-1")
    assert again == first
    assert len(world.store.case(dossier, case).records) == 3


def test_a_form_sent_many_times_at_once_records_once(world: World) -> None:
    dossier, case = world.open_case()
    proof = [NewFile(name="p", media_type="text/plain", content=b"p", purpose="proof")]
    run_at_once(6, lambda _: world.store.record(dossier, case, [SENT], files=proof, submit_token="form-1"))
    assert len(world.store.case(dossier, case).records) == 2
    assert len(world.files_on_disk()) == 2


def test_records_made_at_once_keep_one_unbroken_chain(world: World) -> None:
    dossier, case = world.open_case()
    run_at_once(8, lambda n: world.store.record(dossier, case, [NothingCame(on=date(2026, 4, n + 1))]))
    records = world.store.case(dossier, case).records
    assert [record.sequence for record in records] == list(range(1, 10))
    assert {record.event.on.day for record in records[1:]} == set(range(1, 9))
    assert world.store.verify_chain(dossier, case)


def test_the_index_follows_the_records_and_names_nobody(world: World) -> None:
    dossier, case = world.open_case()
    label = all_limits()[0].label
    world.store.record(dossier, case, [SENT, FindingConfirmed(on=date(2026, 4, 1), label=label)])
    view = world.store.case(dossier, case)
    status = world.store.assessment(view, world.store.today()).status
    assert world.sql("SELECT controller, status, organisation, assignee FROM case_index") == [(curated()[0].slug, status.value, None, None)]
    assert label in str(world.sql("SELECT labels FROM case_index"))


def test_a_controller_that_was_typed_in_is_not_named_in_the_index(world: World) -> None:
    for slug in ("camille-s-landlord", "", "social-media", "Camille’s\0"):
        world.open(request(controller=Controller(slug=slug, name="Landlord Exemple", country="FR")))
    assert world.sql("SELECT DISTINCT controller FROM case_index") == [("typed",)]


@pytest.mark.parametrize("slug", ["exemple", "gone", "clearview-ai"])
def test_a_controller_of_the_imported_list_is_named_in_the_index_even_when_it_is_gone_by_now(world: World, slug: str) -> None:
    Directory(world.engine).replace(sample(), source="list", etag="", today=OPENED)
    world.open(request(controller=Controller(slug=slug, name="Exemple SA", country="FR")))
    assert world.sql("SELECT controller FROM case_index") == [(slug,)]


def test_the_list_is_as_of_today_and_the_index_after_the_next_sweep(world: World) -> None:
    dossier, case = world.open_case()
    world.store.record(dossier, case, [SENT])
    before = world.store.cases(dossier)[0]
    world.clock.pass_(days=200)
    after = world.store.cases(dossier)[0]
    assert before.status != after.status
    assert world.sql("SELECT status FROM case_index") == [(before.status.value,)]
    assert world.store.reindex() == 1
    assert world.sql("SELECT status FROM case_index") == [(after.status.value,)]


def test_a_lost_index_is_made_again_from_the_records(world: World) -> None:
    dossier, case = world.open_case()
    world.store.record(dossier, case, [SENT])
    before = world.sql("SELECT * FROM case_index")
    world.sql("UPDATE case_index SET status = 'closed', due_strict = NULL, next_change = NULL, controller = 'other'")
    assert world.store.reindex() == 0
    assert world.store.reindex(everything=True) == 1
    assert world.sql("SELECT * FROM case_index") == before


def test_the_legal_day_is_that_of_the_installation(world: World) -> None:
    world.clock.now = world.clock.now.replace(hour=23, minute=30)
    assert world.store.today() == date(2026, 3, 3)
