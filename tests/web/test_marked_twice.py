"""A passage marked by a form that was sent twice."""

import re

from tests.web.dossiers import Person
from tests.web.test_reading import address, person

__all__ = ["person"]


def test_the_second_answer_leads_to_the_mark_of_the_first(person: Person) -> None:
    form = {"passage": "0-39", "label": "temporal_limit", "submit_token": "once"}
    first, second = (person.browser.post(f"{address(person)}/findings", data=form).headers["location"] for _ in range(2))
    assert first == second
    mark = re.escape(first.partition("#")[2])
    assert re.search(f'id="{mark}"', person.browser.get(address(person)).text)
