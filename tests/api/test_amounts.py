"""What it can cost them, for programs: the same address as the page's."""

from app.wiring import Wiring
from tests.api.client import visitor


def test_caps_penalty_and_ledger(wiring: Wiring) -> None:
    asked: dict[str, str | int] = {"turnover": 10**9, "rate": 100_000, "start": "2022-12-20", "until": "2023-02-09"}
    found = visitor(wiring).get("/api/v1/amounts", params=asked).json()
    assert [cap["amount"] for cap in found["caps"]] == [40_000_000, 20_000_000]
    assert found["penalty"] == {"amount": 5_200_000, "capped": False}
    (french,) = [each for each in found["ledger"] if each["authority"] == "fr-cnil"]
    assert [(r["days"], r["matches"], r["official"]) for r in french["readings"]] == [(53, False, True), (52, True, False)]
    (dutch,) = [each for each in found["ledger"] if each["authority"] == "nl-ap"]
    assert dutch["most_of_orders"] == 5_100_000


def test_half_a_penalty_is_refused_by_its_field(wiring: Wiring) -> None:
    answer = visitor(wiring).get("/api/v1/amounts", params={"rate": 5})
    assert answer.status_code == 422
    assert "start" in answer.text
