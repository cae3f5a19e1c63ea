"""What a thief of the data folder finds: the particulars of a person who followed a case in a real browser are nowhere in it."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser import road
from tests.browser.visitor import arrive
from tests.program import start

pytestmark = pytest.mark.browser

CANARY = {"name": "Zénobie Quintefeuille", "address": "7 impasse du Perroquet\n75099 Villefranche", "email": "zenobie.q@example.org"}
WORDS = ("Zénobie", "Zenobie", "Quintefeuille", "Perroquet", "Villefranche", "zenobie.q", "ornithorynque", "1A2B3C4D5E", "tamanoir")


def walk(browser: Browser, url: str, downloads: Path) -> str:
    visitor = arrive(browser, url)
    road.ask(visitor, person=CANARY, paragraph="Mon ornithorynque est dans vos images.")
    code = road.follow(visitor)
    case = road.open_case(visitor)
    road.record(visitor, case, "sent", {"on": road.days_ago(9), "proof": "1A2B3C4D5E"}, {"channel": ["registered_post"]})
    road.record(visitor, case, "refused", {"on": road.days_ago(2), "text": "Nous refusons, dit le tamanoir."})
    visitor.download(f"a[href='{case}/letter/complaint.pdf']", downloads)
    visitor.leave()
    return code


def test_a_stolen_data_folder_and_the_logs_tell_nothing(browser: Browser, tmp_path: Path, downloads: Path) -> None:
    program = start(tmp_path)
    code = walk(browser, program.url, downloads)
    assert program.stop() == 0
    secrets = [*WORDS, code, code.replace(" ", "-")]
    places = {path: path.read_bytes() for path in (tmp_path / "data").rglob("*") if path.is_file()}
    places[Path("stderr")] = program.log.encode()
    assert len(places) > 1
    assert {str(path) for path, content in places.items() for secret in secrets for form in forms(secret) if form in content} == set()


def forms(secret: str) -> set[bytes]:
    """Ways in which text may lie on a disk: encodings, and capitals."""
    return {text.encode(encoding) for text in (secret, secret.lower(), secret.upper()) for encoding in ("utf-8", "utf-16-le", "latin-1")}
