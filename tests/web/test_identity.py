"""A copy of an identity document: without a case nothing is stored, with one the finished copy only; what is hidden is gone."""

import base64
import re
from io import BytesIO

import pytest
from httpx2 import Response
from PIL import Image
from starlette.testclient import TestClient

from app.platform.guard import CONTENT_SECURITY_POLICY, PICTURES_IN_PAGE
from app.wiring import Wiring
from tests.platform.pictures.cards import BLACK, card
from tests.web.dossiers import enter
from tests.web.visit import form_of, heading, mistakes

FOR_WHOM = {"recipient": "Boutique Exemple SARL", "on": "2026-02-20", "right": "access"}
MIDDLE = {"left": "25", "top": "25", "width": "50", "height": "50"}


def drawn(browser: TestClient, base: str = "/identity-copy", content: bytes | None = None) -> Response:
    """The page with the picture, after choosing one."""
    files = [("picture", ("my-card.jpg", content or card(), "image/jpeg"))]
    return browser.post(f"{base}/draw", data=FOR_WHOM, files=files)


def made(page: Response) -> bytes:
    """The picture that a page shows."""
    found = re.search(r'src="data:image/jpeg;base64,([^"]+)"', page.text)
    assert found, page.text
    return base64.b64decode(found[1])


def areas(page: Response) -> dict[str, list[str]]:
    """The fields of the drawing with no area in them."""
    return {name: values for name, values in form_of(page).items() if name not in MIDDLE}


def test_a_copy_is_made_without_a_case_and_nothing_is_stored(browser: TestClient, wired: Wiring) -> None:
    result = browser.post("/identity-copy/result", data={**areas(drawn(browser)), **MIDDLE})
    assert heading(result) == "Your copy"
    picture = Image.open(BytesIO(made(result)))
    assert picture.mode == "L"
    assert picture.crop((picture.width // 4, picture.height // 4, picture.width * 3 // 4, picture.height * 3 // 4)).getextrema() == BLACK
    assert not [path for path in (wired.settings.data_dir / "files").rglob("*") if path.is_file()]


def test_the_page_of_the_result_no_longer_holds_the_picture_that_was_chosen(browser: TestClient) -> None:
    page = drawn(browser)
    result = browser.post("/identity-copy/result", data={**areas(page), **MIDDLE})
    kept = base64.b64encode(made(page)).decode()
    assert kept in page.text
    assert kept[2000:2100] not in result.text


def test_cells_work_without_drawing(browser: TestClient) -> None:
    result = browser.post("/identity-copy/result", data={**areas(drawn(browser)), "cell": ["1", "2"], "colour": "yes"})
    picture = Image.open(BytesIO(made(result)))
    assert picture.mode == "RGB"
    assert picture.crop((0, 0, picture.width // 6, picture.height // 8)).getextrema() == (BLACK,) * 3


@pytest.mark.parametrize(
    ("field", "typed"), [("left", "nan"), ("top", "-1"), ("width", "0"), ("height", "inf"), ("left", "abc"), ("width", "101")]
)
def test_numbers_that_are_none_are_refused_by_name_and_nothing_is_lost(browser: TestClient, field: str, typed: str) -> None:
    page = drawn(browser)
    again = browser.post("/identity-copy/result", data={**areas(page), **MIDDLE, field: typed})
    assert again.status_code == 422
    assert mistakes(again) == [f"area1.{field}"]
    assert form_of(again)["picture_kept"] != [""]
    assert form_of(again)[field][0] == typed


@pytest.mark.parametrize("cell", ["97", "0", "-1", "x", "00019999", "1" * 5000, "²"])
def test_a_foreign_cell_is_refused(browser: TestClient, cell: str) -> None:
    again = browser.post("/identity-copy/result", data={**areas(drawn(browser)), "cell": cell})
    assert (again.status_code, mistakes(again)) == (422, ["cells"])


def test_hiding_nothing_must_be_said(browser: TestClient) -> None:
    page = drawn(browser)
    again = browser.post("/identity-copy/result", data=areas(page))
    assert (again.status_code, mistakes(again)) == (422, ["nothing_hidden"])
    assert "Nothing is hidden in this copy" in browser.post("/identity-copy/result", data={**areas(page), "nothing_hidden": "yes"}).text


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"%PDF-1.7 ...", "or as a PDF"),
        (b"\0\0\0\x18ftypheic\0\0\0\0", "cannot be read as"),
        (b"GIF89a...", "cannot be read as a JPEG, PNG, WebP, TIFF or HEIC"),
        (b"x" * 15_000_001, "larger than 15 MB"),
        (b"", "Choose a picture"),
    ],
)
def test_what_is_no_picture_is_refused_by_name(browser: TestClient, content: bytes, said: str) -> None:
    page = browser.post("/identity-copy/draw", data=FOR_WHOM, files=[("picture", ("x.jpg", content, "image/jpeg"))])
    assert page.status_code == 422
    assert mistakes(page) == ["picture"]
    assert said in page.text
    assert form_of(page)["recipient"] == ["Boutique Exemple SARL"]


def test_a_copy_for_nobody_is_not_made(browser: TestClient) -> None:
    page = browser.post("/identity-copy/draw", data={"right": "all"}, files=[("picture", ("x.jpg", card(), "image/jpeg"))])
    assert (page.status_code, mistakes(page)) == (422, ["recipient", "on", "right"])


@pytest.mark.parametrize("kept", ["", "????", "AAAA", base64.b64encode(b"%PDF").decode()])
def test_a_picture_that_got_lost_is_asked_for_again(browser: TestClient, kept: str) -> None:
    page = browser.post("/identity-copy/result", data={**FOR_WHOM, **MIDDLE, "picture_kept": kept})
    assert (page.status_code, mistakes(page)) == (422, ["picture"])


def test_only_the_pages_with_the_picture_may_show_one_that_is_in_the_page(browser: TestClient) -> None:
    assert drawn(browser).headers["content-security-policy"] == PICTURES_IN_PAGE
    assert browser.get("/identity-copy").headers["content-security-policy"] == CONTENT_SECURITY_POLICY
    assert PICTURES_IN_PAGE.count("data:") == 1


@pytest.mark.parametrize("step", ["draw", "result", "keep"])
def test_a_step_without_its_form_begins_anew(browser: TestClient, step: str) -> None:
    assert browser.get(f"/identity-copy/{step}").headers["location"] == "/identity-copy"
    assert browser.get("/identity-copy/x").status_code == 404


def test_a_kept_copy_goes_with_the_letter_and_into_the_exhibits(wired: Wiring, browser: TestClient) -> None:
    person = enter(wired, browser)
    person.record("sent", on="2026-03-02", channel="email")
    person.record("identity_asked", on="2026-03-02")
    result = browser.post(f"{person.case}/identity/result", data={**areas(drawn(browser, f"{person.case}/identity")), **MIDDLE})
    copy = base64.b64encode(made(result)).decode()
    assert browser.post(f"{person.case}/identity/keep", data={"copy": copy}).headers["location"] == f"{person.case}/identity?saved"
    (kept,) = [file for file in wired.store.case(person.dossier, person.cases[0]).files if file.purpose == "identity_shown"]
    content = Image.open(BytesIO(wired.store.file(person.dossier, person.cases[0], kept.id)[1]))
    assert content.crop((300, 190, 900, 570)).getextrema() == (BLACK,) * 3
    letter = browser.get(f"{person.case}/letter/identity_answer.txt?copy={kept.id}&hidden=photo&hidden=number").text
    assert "Ce qui suit y est masqué, parce que vous n’en avez pas besoin" in " ".join(letter.split())
    assert "m’indiquer quel doute raisonnable" in " ".join(letter.split())
    assert browser.get(f"{person.case}/letter/identity_answer.txt?copy={kept.id}&hidden=x").status_code == 422
    assert kept.name in browser.get(f"{person.case}/packet").text


def test_a_letter_encloses_no_other_file(wired: Wiring, browser: TestClient) -> None:
    person = enter(wired, browser)
    person.record("sent", on="2026-03-02", channel="email", files=[("proof.jpg", card())])
    person.record("identity_asked", on="2026-03-02")
    (other,) = wired.store.case(person.dossier, person.cases[0]).files
    assert browser.get(f"{person.case}/letter/identity_answer.txt?copy={other.id}").status_code == 404


def test_somebody_else_s_case_has_no_such_page(wired: Wiring, browser: TestClient) -> None:
    person = enter(wired, browser)
    assert browser.get(f"{person.case[:-4]}aaaa/identity").status_code == 404


def test_the_sheet_for_the_answer_leads_here(wired: Wiring, browser: TestClient) -> None:
    person = enter(wired, browser)
    person.record("sent", on="2026-03-02", channel="email")
    person.record("identity_asked", on="2026-03-02")
    assert f'href="{person.case}/identity"' in browser.get(f"{person.case}/next?action=answer_identity").text
