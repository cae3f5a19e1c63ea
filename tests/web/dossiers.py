"""People with requests under way, for tests of the pages behind a code."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from httpx2 import Response
from starlette.testclient import TestClient

from app.cases.opening import Sending, opening_events
from app.cases.parties import Request, Subject
from app.cases.recovery import RecoveryCode
from app.directory.controllers import Controller, find
from app.law.events import Channel
from app.law.rights import Right
from app.wiring import Wiring
from tests.web.conftest import Clock

CAMILLE = Subject(name="Camille Exemple", country="FR", address=("1 rue de l’Exemple", "75000 PARIS"), email="camille@example.org")
SENT = date(2026, 3, 2)


def request(right: Right = Right.ACCESS, controller: Controller | None = None, reference: str = "SAI-TEST-0001") -> Request:
    """A request of Camille's to Clearview AI, or to another controller."""
    return Request(
        right=right,
        controller=controller or find("clearview-ai"),
        subject=CAMILLE,
        channel=Channel.EMAIL,
        reference=reference,
        on=SENT,
        place="Paris",
    )


@dataclass
class Person:
    """Somebody with a browser, a code and one case per request."""

    browser: TestClient
    code: RecoveryCode
    dossier: str
    cases: tuple[str, ...]

    @property
    def case(self) -> str:
        """Address of the first case."""
        return f"/case/{self.cases[0]}"

    def come_back(self, clock: Clock, day: date) -> None:
        """Lets time pass until that day, and types the code again: sessions end long before."""
        clock.day = day
        assert self.browser.post("/dossier", data={"code": self.code.text}).status_code == 303

    def page(self) -> str:
        """The first case's page."""
        answer = self.browser.get(self.case)
        assert answer.status_code == 200, answer.status_code
        return answer.text

    def record(self, kind: str, files: Sequence[tuple[str, bytes]] = (), **values: str | list[str]) -> Response:
        """Opens a form as a person does, and sends it with these answers."""
        return self.fill(kind, values, files)

    def fill(self, kind: str, values: Mapping[str, str | list[str]], files: Sequence[tuple[str, bytes]] = ()) -> Response:
        """The same with the answers in one mapping."""
        form = self.browser.get(f"{self.case}/record/{kind}")
        assert form.status_code == 200, kind
        return self.send({"kind": kind, "submit_token": token_in(form.text), **values}, files)

    def send(self, values: Mapping[str, str | list[str]], files: Sequence[tuple[str, bytes]] = ()) -> Response:
        """Sends a form to the case."""
        sent = [("files", (name, content)) for name, content in files] or {"files": ("", b"")}
        return self.browser.post(f"{self.case}/events", data=values, files=sent)


def enter(wired: Wiring, browser: TestClient, *requests: Request, sending: Sending | None = None) -> Person:
    """A person who follows these requests (one to Clearview AI by default) and has typed her code."""
    asked = requests or (request(),)
    events = [opening_events(each, wired.store.today(), sending) for each in asked]
    dossier, code = wired.store.open_dossier(asked, events, RecoveryCode.generate().text)
    answer = browser.post("/dossier", data={"code": code.text})
    assert answer.status_code == 303, answer.text
    return Person(browser, code, dossier, tuple(case.public_id for case in wired.store.cases(dossier)))


def token_in(page: str) -> str:
    """The token of the form on a page."""
    found = re.search(r'name="submit_token" value="([^"]+)"', page)
    assert found
    return found[1]
