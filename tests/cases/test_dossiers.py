"""Opening a dossier, entering it, leaving it, sending its form twice."""

import pytest
from sqlalchemy import event
from sqlalchemy.exc import IntegrityError

from app.cases.recovery import RecoveryCode
from app.cases.sessions import WrongCode
from app.platform.errors import InvalidInput
from tests.cases.world import World, request, run_at_once, with_paragraph

DRAFT = "draft-of-camille-01"


def test_the_code_opens_its_dossier_and_no_other(world: World) -> None:
    (mine, code), (other, _) = world.open(), world.open()
    token = world.store.enter(RecoveryCode.parse(code.text))
    assert world.store.dossier_of(token) == mine != other


def test_a_wrong_code_an_unknown_one_and_that_of_an_erased_dossier_are_refused_alike(world: World) -> None:
    dossier, erased = world.open()
    world.store.erase_dossier(dossier)
    _, code = world.open()
    refusals = set()
    for wrong in (RecoveryCode(code.words[::-1]), RecoveryCode.generate(), erased):
        with pytest.raises(WrongCode) as caught:
            world.store.enter(wrong)
        refusals.add((type(caught.value), str(caught.value)))
    assert len(refusals) == 1


def test_a_row_found_by_its_hash_still_opens_for_its_own_code_only(world: World) -> None:
    _, code = world.open()
    stranger = RecoveryCode.generate()
    world.sql("UPDATE dossier SET code_lookup = :lookup", lookup=stranger.lookup(world.keys.pepper))
    with pytest.raises(WrongCode):
        world.store.enter(stranger)
    with pytest.raises(WrongCode):
        world.store.enter(code)


def test_tokens_that_never_were_open_nothing(world: World) -> None:
    world.open()
    for token in ("", "x", "\ud800\x00", "a" * 1_000_000):
        assert world.store.dossier_of(token) is None
        world.store.leave(token)


def test_leaving_ends_the_session_and_only_that_one(world: World) -> None:
    dossier, code = world.open()
    first, second = world.store.enter(code), world.store.enter(code)
    world.store.leave(first)
    assert (world.store.dossier_of(first), world.store.dossier_of(second)) == (None, dossier)


def test_a_session_ends_after_two_idle_hours(world: World) -> None:
    _, code = world.open()
    token = world.store.enter(code)
    world.clock.pass_(hours=2)
    assert world.store.dossier_of(token) is None
    assert world.sql("SELECT count(*) FROM access_session") == [(0,)]


def test_a_session_in_use_lasts_until_twelve_hours_are_over(world: World) -> None:
    dossier, code = world.open()
    token = world.store.enter(code)
    for _ in range(7):
        world.clock.pass_(minutes=100)
        assert world.store.dossier_of(token) == dossier
    world.clock.pass_(minutes=20)
    assert world.store.dossier_of(token) is None


def test_a_disk_that_takes_nothing_more_keeps_nobody_from_reading(world_on_disk: World) -> None:
    dossier, code = world_on_disk.open()
    token = world_on_disk.store.enter(code)
    world_on_disk.engine.dispose()
    event.listen(world_on_disk.engine, "connect", lambda connection, _: connection.execute("PRAGMA query_only=ON"))
    world_on_disk.clock.pass_(minutes=100)
    assert world_on_disk.store.dossier_of(token) == dossier
    world_on_disk.clock.pass_(minutes=30)
    assert world_on_disk.store.dossier_of(token) is None


def test_entering_sweeps_away_sessions_that_are_over(world: World) -> None:
    _, code = world.open()
    world.store.enter(code)
    world.clock.pass_(hours=3)
    world.store.enter(code)
    assert world.sql("SELECT count(*) FROM access_session") == [(1,)]


def test_tokens_are_long_and_only_their_hash_is_kept(world: World) -> None:
    _, code = world.open()
    token = world.store.enter(code)
    assert len(token) >= 43
    ((kept,),) = world.sql("SELECT token_hash FROM access_session")
    assert isinstance(kept, bytes)
    assert token.encode() not in kept


def test_the_same_form_sent_twice_gives_one_dossier_and_a_fresh_code(world: World) -> None:
    (first, old), (second, new) = world.open(draft=DRAFT), world.open(draft=DRAFT)
    assert first == second
    assert len(world.store.cases(first)) == 1
    assert len(world.files_on_disk()) == 1
    with pytest.raises(WrongCode):
        world.store.enter(old)
    assert world.store.dossier_of(world.store.enter(new)) == first


def test_a_form_corrected_and_sent_again_keeps_what_was_sent_last(world: World) -> None:
    world.open(draft=DRAFT)
    dossier, _ = world.open(with_paragraph(request(), "corrected"), draft=DRAFT)
    (case,) = world.store.cases(dossier)
    assert world.store.case(dossier, case.public_id).request.paragraph == "corrected"


def test_once_somebody_entered_the_form_changes_nothing_any_more(world: World) -> None:
    dossier, code = world.open(draft=DRAFT)
    token = world.store.enter(code)
    before = world.store.case(dossier, world.store.cases(dossier)[0].public_id)
    with pytest.raises(InvalidInput, match="use your recovery code") as caught:
        world.open(with_paragraph(request(), "again"), draft=DRAFT)
    assert caught.value.field == "code"
    assert world.store.case(dossier, before.public_id) == before
    assert world.store.dossier_of(token) == world.store.dossier_of(world.store.enter(code)) == dossier


def test_a_form_sent_many_times_at_once_opens_one_dossier(world: World) -> None:
    opened: list[tuple[str, RecoveryCode]] = []
    run_at_once(8, lambda _: opened.append(world.open(draft=DRAFT)))
    (dossier,) = {dossier for dossier, _ in opened}
    assert len(world.store.cases(dossier)) == 1
    assert len(world.files_on_disk()) == 1
    assert sum(opens(world, code) for _, code in opened) == 1


def opens(world: World, code: RecoveryCode) -> bool:
    try:
        world.store.enter(code)
    except WrongCode:
        return False
    return True


@pytest.mark.parametrize("token", ["", "1", "short"])
def test_a_form_without_a_proper_token_is_refused(world: World, token: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        world.store.open_dossier([request()], [[]], token)
    assert caught.value.field == "draft_token"


def test_erasing_a_dossier_leaves_no_row_no_content_and_no_session(world: World) -> None:
    (dossier, code), (other, _) = world.open(), world.open()
    token, before = world.store.enter(code), world.files_on_disk()
    world.store.erase_dossier(dossier)
    world.store.erase_dossier(dossier)
    assert world.store.dossier_of(token) is None
    for table in ("dossier", "legal_case", "event", "case_index", "stored_file"):
        assert world.sql(f"SELECT count(*) FROM {table}") == [(1,)]  # noqa: S608 -- the tables of the line above
    assert len(before - world.files_on_disk()) == 1
    assert len(world.store.cases(other)) == 1


def test_content_that_a_crash_left_without_a_row_is_removed_once_it_is_old(world: World) -> None:
    dossier, _ = world.open()
    orphan = world.blobs.put(b"stored, and then the power went")
    kept = world.files_on_disk() - {orphan}
    assert world.store.remove_orphans() == ()
    world.clock.now = world.clock.now.replace(year=world.clock.now.year + 100)
    assert world.store.remove_orphans() == (orphan,)
    assert world.files_on_disk() == kept
    assert len(world.store.cases(dossier)) == 1


def test_after_a_failure_of_the_database_the_sweep_finds_what_was_stored(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise IntegrityError("INSERT", {}, ValueError("the disk is full"))

    monkeypatch.setattr("app.cases.dossiers.LaidOut.add_to", fail)
    with pytest.raises(IntegrityError):
        world.open()
    assert world.sql("SELECT count(*) FROM dossier") == [(0,)]
    world.clock.now = world.clock.now.replace(year=world.clock.now.year + 100)
    assert len(world.store.remove_orphans()) == 1
