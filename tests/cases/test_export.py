"""What is handed over is all of it: it reads, it can be checked without this program, and files come out byte for byte."""

import hashlib
import io
import json
from datetime import date
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.cases.export import LONGEST_NAME, exported, safe_name
from app.cases.views import NewFile
from app.law.events import EventWithdrawn, NothingCame, ReplyNature, ReplyReceived
from app.law.rights import Right
from app.platform.i18n import translator
from app.platform.zipped import zipped
from tests.cases.world import OPENED, World, request

REPLY = NewFile(name="../réponse: finale?.pdf", media_type="application/pdf", content=bytes(range(256)), purpose="reply")
HASHED = ("id", "sequence", "recorded_at", "kind", "payload", "corrects")


def files_of(world: World, language: str = "en") -> dict[str, bytes]:
    """Everything exported of a dossier with two linked cases, the first with a reply and something withdrawn."""
    dossier, _ = world.open(request(), request(Right.ERASURE))
    first, second = (case.public_id for case in world.store.cases(dossier))
    event = ReplyReceived(on=date(2026, 3, 20), nature=ReplyNature.OTHER, text="We hold nothing \ud800", files=(REPLY.id,))
    _, wrong = world.store.record(dossier, first, [event, NothingCame(on=date(2026, 3, 21))], files=[REPLY])
    world.store.record(dossier, first, [EventWithdrawn(on=date(2026, 3, 22))], corrects=wrong.id)
    return dict(exported([world.store.archive(dossier, case) for case in (first, second)], date(2026, 4, 1), translator(language)))


def case_in(files: dict[str, bytes]) -> dict[str, Any]:
    """The JSON of the first case."""
    (path,) = (path for path in files if path.startswith("1-") and path.endswith("case.json"))
    document: dict[str, Any] = json.loads(files[path])
    return document


def test_files_come_out_byte_for_byte_under_harmless_names(world: World) -> None:
    files = files_of(world)
    assert REPLY.content in files.values()
    assert sum(content == b"picture of Camille" for content in files.values()) == 2
    assert not [path for path in files if ".." in path or path.startswith("/") or set(path) & set('\\:?*"<>|')]


def test_the_manifest_names_every_other_file_with_its_checksum(world: World) -> None:
    files = files_of(world)
    *rest, last = files
    lines = [line.split("  ") for line in files[last].decode().splitlines()]
    assert last == "manifest.sha256"
    assert {path: sum_ for sum_, path in lines} == {path: hashlib.sha256(files[path]).hexdigest() for path in rest}


def test_the_chain_can_be_checked_from_the_json_alone(world: World) -> None:
    case = case_in(files_of(world))
    previous = bytes(32)
    for record in case["records"]:
        facts = json.dumps({key: record[key] for key in HASHED}, sort_keys=True, separators=(",", ":")).encode("ascii")
        previous = hashlib.sha256(previous + bytes.fromhex(record["salt"]) + facts).digest()
        assert record["hash"] == previous.hex()
    assert len(case["records"]) == 4
    assert case["intact"] is True


def test_the_json_holds_the_request_and_says_where_its_files_are(world: World) -> None:
    files = files_of(world)
    case = case_in(files)
    assert case["request"]["subject"]["name"] == "Camille Exemple"
    folder = next(path.partition("/")[0] for path in files if path.startswith("1-"))
    for file in case["files"]:
        assert hashlib.sha256(files[f"{folder}/{file['path']}"]).hexdigest() == file["sha256"]


@pytest.mark.parametrize(("language", "said"), [("en", "corrected or withdrawn later"), ("fr", "corrigé ou retiré ensuite")])
def test_the_summary_tells_the_case_in_words(world: World, language: str, said: str) -> None:
    files = files_of(world, language)
    (summary,) = (content.decode() for path, content in files.items() if path.startswith("1-") and path.endswith("summary.txt"))
    assert "Camille Exemple" in summary
    assert summary.count(said) == 1


def test_a_zip_made_while_it_is_sent_holds_the_same(world: World) -> None:
    files = files_of(world)
    with ZipFile(io.BytesIO(b"".join(zipped(files.items())))) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == files


@given(st.text(max_size=300))
def test_any_name_becomes_one_that_every_system_takes(name: str) -> None:
    safe = safe_name(name)
    assert safe
    assert len(safe.encode()) <= LONGEST_NAME
    assert not set(safe) & set('/\\:*?"<>|\0\n')
    assert safe[0] not in ". "
    assert safe[-1] not in ". "


def test_a_long_name_keeps_its_ending() -> None:
    assert safe_name("é" * 300 + ".pdf").endswith("é.pdf")


def test_an_opened_case_is_dated_by_its_facts(world: World) -> None:
    assert case_in(files_of(world))["request"]["on"] == OPENED.isoformat()
