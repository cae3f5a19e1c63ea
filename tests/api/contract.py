"""The API held to its own description: generated requests, good and bad, against the program in this process."""

from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, cast

import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import Failure, FailureGroup
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi import checks

from app.main import create_app
from app.platform.limiting import Limiter
from app.wiring import Wiring
from tests.api.client import Program, program

HELD_TO = [
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
]
"""Nothing breaks, and nothing comes that is not described. A body that fits the description may still be refused: a day in the future, a
place that there is not."""

LAST = ("DELETE /api/v1/sessions/current", "DELETE /api/v1/dossiers/current")
"""They end the session that all others need."""

OFF_THE_CLOCK = settings(phases=[Phase.generate], deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))

schemathesis.openapi.format("date", st.dates(date(2018, 1, 1), date(2027, 12, 31)).map(str))


@dataclass
class Tally:
    """What came of it: requests by operation, answers by status, operations that did their work, and what was wrong, each told once."""

    requests: Counter[str] = field(default_factory=Counter)
    statuses: Counter[int] = field(default_factory=Counter)
    done: set[str] = field(default_factory=set)
    failures: set[str] = field(default_factory=set)


def hold(wiring: Wiring, examples: int) -> Tally:
    """Sends `examples` requests of each sort to each operation, with a live session: good ones and bad ones, to the case and elsewhere."""
    tally, user = Tally(), program(wiring)
    open_to_tests = replace(wiring, settings=replace(wiring.settings, allowed_hosts=("*",)), limiter=Limiter({}))
    schema = schemathesis.openapi.from_asgi("/api/openapi.json", create_app(open_to_tests))
    operations = [cast(Any, found).ok() for found in schema.get_all_operations()]
    known = {
        "case_id": user.case,
        "slug": "clearview-ai",
        "kind": "complaint",
        "action": "complaint",
        "file_id": user.keep("slip.pdf", b"%PDF-").json()["id"],
    }
    for operation in sorted(operations, key=lambda one: one.label in LAST):
        for strategy in _strategies(operation, known):
            _send(strategy, user, tally, 2 if operation.label in LAST else examples)
    return tally


def _strategies(operation: Any, known: dict[str, str]) -> Iterator[st.SearchStrategy[Any]]:
    real = {name: known[name] for name in known if f"{{{name}}}" in operation.path}
    yield operation.as_strategy(generation_mode=GenerationMode.POSITIVE, **({"path_parameters": real} if real else {}))
    if real:
        yield operation.as_strategy(generation_mode=GenerationMode.POSITIVE)
    if any(True for _ in operation.iter_parameters()) or operation.body:
        yield operation.as_strategy(generation_mode=GenerationMode.NEGATIVE, **({"path_parameters": real} if real else {}))


def _send(strategy: st.SearchStrategy[Any], user: Program, tally: Tally, examples: int) -> None:
    @settings(OFF_THE_CLOCK, max_examples=examples)
    @given(strategy)
    def each(case: Any) -> None:
        headers = {} if case.operation.label == "POST /api/v1/sessions" else user.headers
        answer = case.call(headers=headers)
        tally.requests[case.operation.label] += 1
        tally.statuses[answer.status_code] += 1
        if answer.status_code < 300:
            tally.done.add(case.operation.label)
        try:
            case.validate_response(answer, checks=HELD_TO)
        except (Failure, FailureGroup) as wrong:
            told = wrong.exceptions if isinstance(wrong, FailureGroup) else [wrong]
            tally.failures |= {f"{case.operation.label} {answer.status_code}: {each.title}: {each.message[:300]}" for each in told}

    # Where nothing can be wrong, as in a request without parameters, there is no bad one to send.
    with suppress(Unsatisfiable):
        each()
