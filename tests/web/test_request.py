"""The request form from its first step to its two endings, as a visitor without JavaScript walks it."""

import hashlib
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from app.cases.recovery import RecoveryCode
from app.wiring import Wiring
from tests.web.conftest import NewBrowser
from tests.web.visit import CAMILLE, form_of, heading, mistakes, photograph, press, to_review, words


def content(folder: Path) -> dict[str, str]:
    """Every file under a folder with the hash of its bytes."""
    return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.fixture
def typed() -> dict[str, str]:
    """A controller that a person types in."""
    return {"controller": "other", "controller.name": "Société Exemple", "controller.country": "FR", "controller.email": "dpo@example.org"}


def test_the_start_page_leads_to_the_four_roads(browser: TestClient) -> None:
    text = browser.get("/").text
    assert all(f'href="{path}"' in text for path in ("/request", "/already", "/dossier", "/urgent"))


def test_clearview_comes_first_among_those_listed(browser: TestClient) -> None:
    text = browser.get("/request").text
    assert text.index('value="clearview-ai"') < text.index('value="criteo"') < text.index('value="other"')


def test_six_steps_lead_to_a_preview_of_the_real_letter(browser: TestClient) -> None:
    review = to_review(browser, paragraph="Je suis dessinatrice.")
    assert review.status_code == 200
    assert heading(review) == "Check your letter"
    for part in ("articles\u00a012 et 15 du RGPD", "Clearview AI, Inc.", "Je suis dessinatrice.", "Paris, le 2"):
        assert part in review.text


def test_the_letter_s_language_is_the_reader_s_until_the_person_changes_it(browser: TestClient) -> None:
    unasked = to_review(browser)
    assert "articles\u00a012 et 15 du RGPD" in unasked.text
    english = press(browser, unasked, "/request/review", {"language": "en"})
    assert "Articles\u00a012 and 15 GDPR" in english.text
    assert form_of(english)["name"] == ["Camille Exemple"]
    assert "Dear Sir or Madam" in press(browser, english, "/request/letter", {"as": "text"}).text
    assert "Madame, Monsieur" in press(browser, english, "/request/review", {"language": "../en"}).text


def test_a_followed_case_keeps_the_language_chosen(browser: TestClient, wired: Wiring) -> None:
    code = words(press(browser, to_review(browser), "/request/follow", {"language": "en"}))
    dossier = wired.store.dossier_of(wired.store.enter(RecoveryCode(tuple(code))))
    assert dossier
    case = wired.store.cases(dossier)[0]
    assert wired.store.case(dossier, case.public_id).request.language == "en"


def test_characters_that_no_font_has_are_named_before_the_letter_is_saved(browser: TestClient) -> None:
    review = to_review(browser, name="Camille \U00010330")
    assert "No font here has \U00010330" in review.text


def test_both_rights_give_two_letters_that_name_each_other(browser: TestClient) -> None:
    review = to_review(browser, right="both")
    first, second = form_of(review)["reference"][0], form_of(review)["second_reference"][0]
    access, erasure = review.text.split('id="letter-2"')
    assert heading(review) == "Check your letters"
    assert first in access.split('id="letter-1"')[1]
    assert second in access.split('id="letter-1"')[1]
    assert first in erasure


@pytest.mark.parametrize(("form", "start", "suffix"), [("text", b"", ".txt"), ("pdf", b"%PDF-", ".pdf"), ("eml", b"", ".eml")])
def test_the_letter_can_be_taken_away(form: str, start: bytes, suffix: str, browser: TestClient) -> None:
    answer = press(browser, to_review(browser), "/request/letter", {"as": form})
    assert answer.status_code == 200
    assert answer.content.startswith(start)
    disposition = answer.headers["content-disposition"]
    assert disposition.startswith("attachment;")
    assert disposition.endswith(suffix)
    assert "clearview" not in disposition.lower()


def test_just_the_letter_stores_nothing(browser: TestClient, wired: Wiring) -> None:
    browser.get("/")
    before = content(wired.settings.data_dir)
    review = to_review(browser, right="both", urls="https://example.org/camille")
    press(browser, review, "/request/letter?which=2", {"as": "text"})
    assert content(wired.settings.data_dir) == before


def test_a_third_letter_does_not_exist(browser: TestClient) -> None:
    review = to_review(browser)
    assert press(browser, review, "/request/letter?which=2", {"as": "text"}).status_code == 404
    assert press(browser, review, "/request/letter", {"as": "exe"}).status_code == 404


def test_following_gives_seven_words_that_open_the_case(browser: TestClient, wired: Wiring) -> None:
    answer = press(browser, to_review(browser), "/request/follow")
    assert answer.status_code == 200
    token = wired.store.enter(RecoveryCode.parse(" ".join(words(answer))))
    dossier = wired.store.dossier_of(token)
    assert dossier
    (case,) = wired.store.cases(dossier)
    assert case.controller == "Clearview AI, Inc."


def test_following_both_gives_two_linked_cases(browser: TestClient, wired: Wiring) -> None:
    answer = press(browser, to_review(browser, right="both"), "/request/follow")
    dossier = wired.store.dossier_of(wired.store.enter(RecoveryCode.parse(" ".join(words(answer)))))
    assert dossier
    first, second = wired.store.cases(dossier)
    assert (first.linked, second.linked) == (second.public_id, first.public_id)


def test_sending_the_last_page_twice_keeps_one_dossier_and_only_the_last_code(browser: TestClient, wired: Wiring) -> None:
    review = to_review(browser)
    first, second = (press(browser, review, "/request/follow") for _ in range(2))
    dossier = wired.store.dossier_of(wired.store.enter(RecoveryCode.parse(" ".join(words(second)))))
    assert dossier
    assert len(wired.store.cases(dossier)) == 1
    assert browser.post("/dossier", data={"code": " ".join(words(first))}).status_code == 422


def test_sending_it_again_after_the_code_was_used_changes_nothing(browser: TestClient, wired: Wiring) -> None:
    review = to_review(browser)
    code = " ".join(words(press(browser, review, "/request/follow")))
    wired.store.enter(RecoveryCode.parse(code))
    again = press(browser, review, "/request/follow")
    assert again.status_code == 422
    assert heading(again) == "You already follow this one"
    assert wired.store.enter(RecoveryCode.parse(code))


def test_a_company_can_be_typed_in(browser: TestClient, typed: dict[str, str]) -> None:
    page = press(browser, browser.get("/request"), "/request/who", typed)
    assert heading(page) == "What do you want to ask for?"
    assert form_of(page)["controller.name"] == ["Société Exemple"]


def test_every_mistake_is_told_at_once_beside_its_field(browser: TestClient) -> None:
    wrong = {"controller": "other", "controller.email": "nobody", "controller.webform": "ftp://example.org"}
    page = press(browser, browser.get("/request"), "/request/who", wrong)
    assert page.status_code == 422
    assert mistakes(page) == ["controller.name", "controller.country", "controller.email", "controller.webform"]
    for name in mistakes(page):
        assert f'id="{name}-error"' in page.text
        assert f'id="{name}"' in page.text


def test_a_company_nobody_could_reach_is_questioned(browser: TestClient) -> None:
    unreachable = {"controller": "other", "controller.name": "Société Exemple", "controller.country": "FR"}
    assert mistakes(press(browser, browser.get("/request"), "/request/who", unreachable)) == ["controller.address"]


@pytest.mark.parametrize("answer", [{"controller": "police"}, {"controller": "taj"}, {"controller": "other", "controller.name": "DGSI"}])
def test_police_files_are_redirected(answer: dict[str, str], browser: TestClient) -> None:
    page = press(browser, browser.get("/request"), "/request/who", answer)
    assert page.status_code == 200
    assert 'href="/police"' in page.text


def test_who_only_sounds_like_the_police_can_go_on(browser: TestClient, typed: dict[str, str]) -> None:
    stopped = press(browser, browser.get("/request"), "/request/who", {**typed, "controller.name": "Police Exemple"})
    page = press(browser, stopped, "/request/who", {"not_police": "1"})
    assert heading(page) == "What do you want to ask for?"


def test_no_letter_goes_to_a_police_file_by_way_of_the_last_page(browser: TestClient) -> None:
    answer = press(browser, to_review(browser), "/request/letter", {"controller": "taj", "as": "text"})
    assert "content-disposition" not in answer.headers
    assert 'href="/police"' in answer.text


def test_erasure_needs_a_reason(browser: TestClient) -> None:
    page = press(browser, browser.get("/request"), "/request/who", {"controller": "criteo"})
    assert mistakes(press(browser, page, "/request/what", {"right": "erasure"})) == ["grounds"]


def test_usual_reasons_are_ticked_for_a_search_engine_for_faces(browser: TestClient) -> None:
    page = press(browser, browser.get("/request"), "/request/who", {"controller": "clearview-ai"})
    assert form_of(page)["grounds"] == ["d", "c"]


def test_a_letter_by_post_asks_for_the_address_where_it_is_missing(browser: TestClient) -> None:
    page = to_review(browser, address="", channel="registered_post")
    assert mistakes(page) == ["address"]
    review = press(browser, page, "/request/how", {"address": "2 rue de l’Exemple\n67000 Strasbourg"})
    assert heading(review) == "Check your letter"
    assert "Strasbourg, le 2" in review.text


def test_somewhere_to_answer_is_needed(browser: TestClient) -> None:
    assert mistakes(to_review(browser, address="", email="")) == ["email"]


def test_a_photo_travels_stripped_to_the_end(browser: TestClient) -> None:
    page = press(browser, browser.get("/request"), "/request/who", {"controller": "clearview-ai"})
    page = press(browser, page, "/request/what", {"right": "access"})
    page = press(browser, page, "/request/you", {**CAMILLE})
    photo = photograph(place=b"At home in Exempleville")
    page = press(browser, page, "/request/attach", {}, [("photo", ("x.jpg", photo, "image/jpeg"))])
    review = press(browser, page, "/request/how", {"channel": "email"})
    assert "One photo" in review.text
    eml = press(browser, review, "/request/letter", {"as": "eml"}).content
    assert b"Exempleville" not in eml
    assert b"image/jpeg" in eml


def test_a_kept_photo_can_be_taken_out(browser: TestClient) -> None:
    page = press(browser, to_review(browser), "/request/review", {"go": "attach"})
    page = press(browser, page, "/request/attach", {"lang": "en"}, [("photo", ("x.jpg", photograph(), "image/jpeg"))])
    assert "One photo is attached" in page.text
    page = press(browser, page, "/request/attach", {"photo_remove": "1"})
    assert "photo_kept" not in form_of(page)


def test_a_change_from_the_last_page_keeps_every_other_answer_and_comes_back(browser: TestClient) -> None:
    review = to_review(browser, right="both", paragraph="Bonjour.")
    page = press(browser, review, "/request/review", {"go": "you"})
    assert form_of(page)["name"] == [CAMILLE["name"]]
    back = press(browser, page, "/request/you", {"name": "Dominique Exemple"})
    assert heading(back) == "Check your letters"
    before, after = form_of(review), form_of(back)
    assert {name for name in before if before[name] != after.get(name)} == {"name"}


def test_going_back_keeps_what_was_typed_even_if_it_is_wrong(browser: TestClient) -> None:
    page = press(browser, browser.get("/request"), "/request/who", {"controller": "criteo"})
    page = press(browser, page, "/request/what", {"right": "access"})
    page = press(browser, page, "/request/you", {"name": "Camille", "email": "not an address", "go": "what"})
    assert form_of(page)["email"] == ["not an address"]
    assert form_of(page)["right"] == ["access"]


def test_a_change_of_language_keeps_what_was_typed(browser: TestClient) -> None:
    page = press(browser, browser.get("/request"), "/request/who", {"controller": "criteo"})
    page = press(browser, page, "/request/what", {"right": "access"})
    page = press(browser, page, "/request/you", {**CAMILLE, "email": "half@", "lang": "fr"})
    assert page.status_code == 200
    assert heading(page) == "À propos de vous"
    assert (form_of(page)["name"], form_of(page)["email"]) == ([CAMILLE["name"]], ["half@"])
    assert '<html lang="fr">' in browser.get("/").text


def test_an_answer_missing_at_the_end_leads_back_to_its_step(browser: TestClient) -> None:
    page = press(browser, to_review(browser), "/request/follow", {"name": ""})
    assert page.status_code == 422
    assert mistakes(page) == ["name"]


def test_an_unknown_step_is_nowhere(browser: TestClient) -> None:
    assert browser.post("/request/nowhere", data={"a": "b"}).status_code == 404


def test_the_form_speaks_french_to_whoever_reads_french(new_browser: NewBrowser) -> None:
    assert heading(new_browser("fr-FR,fr;q=0.9").get("/request")) == "À qui voulez-vous écrire\u202f?"
