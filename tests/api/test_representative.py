"""Letters to the representative in the Union over the API."""

from app.wiring import Wiring
from tests.api.client import CAMILLE, LETTER, program, visitor

FACES = {
    "name": "Faces Example Inc.",
    "country": "US",
    "email": "dpo@faces.example",
    "representative": ["Représentants Exemple", "5 rue du Modèle", "75002 Paris"],
}


def test_the_documents_say_which_can_go_to_it_and_one_of_them_does(wiring: Wiring) -> None:
    user = program(wiring, controller=FACES)
    offered = {each["kind"]: each["representative"] for each in user.get("/documents").json()}
    assert offered["mise_en_demeure"]
    assert not offered["complaint"]
    said = user.get("/documents/mise_en_demeure?format=txt&to=representative").text
    assert "Représentants Exemple" in said


def test_a_letter_that_goes_elsewhere_or_to_nobody_names_the_addressee(wiring: Wiring) -> None:
    user = program(wiring, controller=FACES)
    for asked in ("complaint?format=txt&to=representative", "mise_en_demeure?format=txt&to=mother"):
        answer = user.get(f"/documents/{asked}")
        assert answer.status_code == 422
        assert [each["field"] for each in answer.json()["errors"]] == ["to"]


def test_a_letter_without_a_case_goes_to_it_too(wiring: Wiring) -> None:
    http, body = visitor(wiring), {**LETTER, "controller": FACES}
    told = http.post("/api/v1/letters?to=representative&format=json", json=body).json()
    assert told["recipient"]["name"] == "Représentants Exemple"
    assert http.post("/api/v1/letters?format=json", json=body).json()["recipient"]["name"] == "Faces Example Inc."


def test_one_that_nobody_there_can_receive_names_the_addressee(wiring: Wiring) -> None:
    http, body = visitor(wiring), {**LETTER, "controller": FACES}
    alone = {**FACES, "representative": []}
    for to, changed in (
        ("mother", body),
        ("representative", {**body, "controller": alone}),
        ("representative", {**body, "subject": {**CAMILLE, "country": "GB"}}),
    ):
        answer = http.post(f"/api/v1/letters?to={to}", json=changed)
        assert answer.status_code == 422
        assert [each["field"] for each in answer.json()["errors"]] == ["to"]
