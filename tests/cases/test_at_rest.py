"""What a copy of the data folder tells without the key file: no name, no word of a code, no trace of what was erased."""

from base64 import b64encode
from datetime import date
from itertools import pairwise
from pathlib import Path

from app.cases.parties import Attachment, Request, Subject
from app.cases.recovery import RecoveryCode
from app.cases.views import NewFile
from app.directory.controllers import Controller
from app.law.events import ReplyNature, ReplyReceived
from tests.cases.world import OPENED, World, first_events, request, with_paragraph

ABOUT_HER = ("Canaria", "canaria@example.org", "Allée des Serins", "serin-7731", "+33199007731", "SAI-CANA-RIA0")
ABOUT_THE_CASE = ("Volière SARL", "my own words", "we hold nothing", "draft-token-of-canaria", "form-token-of-canaria")
IN_FILES = ("ma-photo", "PIXELS OF CANARIA", "réponse-volière.pdf", "%PDF SINGING")
TABLES_OF_A_CASE = {"legal_case": "id", "event": "case_id", "stored_file": "case_id", "case_index": "case_id"}


def canaria() -> Request:
    subject = Subject(
        name="Canaria Exemple",
        country="FR",
        address=("7 Allée des Serins", "33000 Bordeaux"),
        email="canaria@example.org",
        phone="+33199007731",
        identifiers={"pseudo": "serin-7731"},
    )
    asked = request(subject=subject, controller=Controller(name="Volière SARL", country="FR"))
    photo = Attachment(name="ma-photo.jpg", media_type="image/jpeg", content=b"PIXELS OF CANARIA")
    return with_paragraph(Request(**{**vars(asked), "attachments": (photo,), "reference": "SAI-CANA-RIA0"}), "my own words")


def a_whole_road(world: World) -> tuple[str, str, RecoveryCode, str]:
    """A dossier with everything in it: its id, its case's id, its code, a session's token."""
    asked = canaria()
    dossier, code = world.store.open_dossier([asked], [first_events(asked)], "draft-token-of-canaria")
    token = world.store.enter(code)
    case = world.store.cases(dossier)[0].public_id
    reply = NewFile(name="réponse-volière.pdf", media_type="application/pdf", content=b"%PDF SINGING", purpose="reply")
    event = ReplyReceived(on=date(2026, 3, 20), nature=ReplyNature.OTHER, text="we hold nothing about Canaria", files=(reply.id,))
    world.store.record(dossier, case, [event], files=[reply], submit_token="form-token-of-canaria")
    return dossier, case, code, token


def everything_in(folder: Path) -> bytes:
    return b"\0".join(path.name.encode() + path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def spellings(text: str) -> set[bytes]:
    return {text.encode(), text.encode("utf-16-le"), text.encode().hex().encode(), b64encode(text.encode()), ascii(text)[1:-1].encode()}


def test_nothing_personal_lies_readable_in_the_data_folder(world_on_disk: World) -> None:
    a_whole_road(world_on_disk)
    content = everything_in(world_on_disk.folder).lower()
    assert b"create table dossier" in content
    found = [canary for canary in (*ABOUT_HER, *ABOUT_THE_CASE, *IN_FILES) for spelling in spellings(canary) if spelling.lower() in content]
    assert found == []


def test_neither_the_code_nor_a_session_token_lies_in_the_data_folder(world_on_disk: World) -> None:
    before = everything_in(world_on_disk.folder).lower()
    _, _, code, token = a_whole_road(world_on_disk)
    content = everything_in(world_on_disk.folder).lower()
    assert token.lower().encode() not in content
    for first, second in pairwise(code.words):
        assert not any(f"{first}{between}{second}".encode() in content for between in (" ", "-", "", "\0", '","', '", "'))
    names_of_tables = [word for word in code.words if word.encode() in before]
    assert not [word for word in code.words if len(word) > 6 and word not in names_of_tables and word.encode() in content]


def test_no_time_of_day_is_readable_but_when_a_session_ends(world_on_disk: World) -> None:
    a_whole_road(world_on_disk)
    day = str(OPENED)
    content = everything_in(world_on_disk.folder)
    assert f"{day}T".encode() not in content
    assert f"{day} ".encode() not in content
    assert world_on_disk.sql("SELECT opened_on FROM dossier") == [(day,)]


def test_an_erased_dossier_leaves_no_trace_among_the_others(world_on_disk: World) -> None:
    world = world_on_disk
    others = [world.open_case() for _ in range(5)]
    dossier, case, _, _ = a_whole_road(world)
    for other, its_case in others:
        world.store.record(other, its_case, [ReplyReceived(on=OPENED, nature=ReplyNature.OTHER, text="x" * 3000)])
    traces = [dossier.encode(), *(bytes_of(value) for value in rows_of(world, dossier, case))]
    before = everything_in(world.folder)
    assert all(trace in before for trace in traces)
    world.store.erase_dossier(dossier)
    after = everything_in(world.folder)
    assert not [trace for trace in traces for start in range(0, len(trace) - 15, 8) if trace[start : start + 16] in after]
    assert len(world.store.cases(others[0][0])) == 1


def rows_of(world: World, dossier: str, case: str) -> list[object]:
    """Ids, keys and ciphertexts of a case, as its rows hold them."""
    rows = world.sql("SELECT key_for_code, key_for_server, code_lookup FROM dossier WHERE id = :id", id=dossier)
    for table, owner in TABLES_OF_A_CASE.items():
        rows += world.sql(f"SELECT * FROM {table} WHERE {owner} = :case", case=case)  # noqa: S608 -- the tables named above
    return [value for row in rows for value in row if isinstance(value, bytes | str) and len(value) >= 26]


def bytes_of(value: object) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode()
