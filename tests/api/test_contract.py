"""The API never breaks, and never answers what it does not describe."""

from app.wiring import Wiring
from tests.api.contract import hold


def test_generated_requests_get_only_answers_that_are_described(wiring: Wiring) -> None:
    tally = hold(wiring, examples=6)
    assert not tally.failures, "\n".join(sorted(tally.failures))
    assert sum(tally.requests.values()) > 200
    assert {200, 201, 401, 404, 422} <= tally.statuses.keys()
    assert "POST /api/v1/cases/{case_id}/mandate" in tally.done
