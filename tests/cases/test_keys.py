"""Two ways lead to a case's key, and neither needs the other."""

import pytest
from sqlmodel import Session, select

from app.cases.casefile import CaseFile, find_case
from app.cases.keys import CaseIsSealed, case_key_by_code, private_key_by_code
from app.cases.recovery import RecoveryCode
from app.cases.sessions import WrongCode
from app.cases.tables import CaseRow, DossierRow
from app.platform.encryption import DecryptionFailed, MasterKeyError, MasterKeys
from tests.cases.world import World, first_events, request


def rows(world: World) -> tuple[DossierRow, list[CaseRow]]:
    with Session(world.engine) as session:
        return session.exec(select(DossierRow)).one(), list(session.exec(select(CaseRow)))


def test_the_code_alone_opens_a_case_without_any_master_key(world: World) -> None:
    _, code = world.open()
    dossier, (case,) = rows(world)
    key = case_key_by_code(private_key_by_code(RecoveryCode.parse(code.text), dossier), case)
    assert CaseFile(case, key).particulars().request.subject.name == "Camille Exemple"


def test_the_master_key_alone_opens_a_case_without_the_code(world: World) -> None:
    dossier_id, case_id = world.open_case()
    with Session(world.engine) as session:
        case = find_case(session, world.keys, dossier_id, case_id)
    assert case.particulars().request.subject.name == "Camille Exemple"


def test_both_ways_lead_to_the_same_key_also_for_a_case_opened_while_the_code_was_away(world: World) -> None:
    dossier_id, code = world.open()
    asked = request()
    world.store.add_case(dossier_id, asked, first_events(asked))
    dossier, cases = rows(world)
    private = private_key_by_code(code, dossier)
    with Session(world.engine) as session:
        for case in cases:
            assert find_case(session, world.keys, dossier_id, case.id).key == case_key_by_code(private, case)


def test_without_the_servers_wrap_only_the_code_opens_a_case(world: World) -> None:
    dossier_id, code = world.open()
    case_id = world.store.cases(dossier_id)[0].public_id
    world.sql("UPDATE legal_case SET key_for_server = NULL")
    with pytest.raises(CaseIsSealed):
        world.store.case(dossier_id, case_id)
    dossier, (case,) = rows(world)
    key = case_key_by_code(private_key_by_code(code, dossier), case)
    assert CaseFile(case, key).particulars().request.subject.name == "Camille Exemple"


def test_a_master_key_file_that_was_lost_and_made_anew_is_noticed(world: World) -> None:
    world.store.check_keys()
    world.open()
    world.store.check_keys()
    stranger = World(world.folder, world.engine, MasterKeys.create())
    with pytest.raises(MasterKeyError, match="restore that file"):
        stranger.store.check_keys()


def test_another_master_key_or_another_code_opens_nothing(world: World) -> None:
    dossier_id, case_id = world.open_case()
    dossier, _ = rows(world)
    with Session(world.engine) as session, pytest.raises(DecryptionFailed):
        find_case(session, MasterKeys.create(), dossier_id, case_id)
    with pytest.raises(DecryptionFailed):
        private_key_by_code(RecoveryCode.generate(), dossier)


@pytest.mark.parametrize("column", ["key_for_server", "key_for_code", "particulars", "head"])
def test_what_was_moved_from_one_case_to_another_does_not_open(world: World, column: str) -> None:
    dossier_id, code = world.open(request(), request())
    first, second = (case.public_id for case in world.store.cases(dossier_id))
    world.sql(f"UPDATE legal_case SET {column} = (SELECT {column} FROM legal_case WHERE id = :b) WHERE id = :a", a=first, b=second)  # noqa: S608
    dossier, cases = rows(world)
    moved = next(case for case in cases if case.id == first)
    by_code = column == "key_for_code"
    with pytest.raises(DecryptionFailed):
        case_key_by_code(private_key_by_code(code, dossier), moved) if by_code else world.store.case(dossier_id, first)


@pytest.mark.parametrize("column", ["key_for_server", "key_for_code"])
def test_what_was_moved_from_one_dossier_to_another_does_not_open(world: World, column: str) -> None:
    (mine, code), (other, _) = world.open(), world.open()
    world.sql(f"UPDATE dossier SET {column} = (SELECT {column} FROM dossier WHERE id = :b) WHERE id = :a", a=mine, b=other)  # noqa: S608
    with pytest.raises((DecryptionFailed, WrongCode)):
        world.store.cases(mine) if column == "key_for_server" else world.store.enter(code)
