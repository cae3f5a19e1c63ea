"""A program that uses the API: with a dossier of its own, its token, and the ids of what is in it."""

from dataclasses import dataclass
from typing import Any

from httpx2 import Response
from starlette.testclient import TestClient

from app.main import create_app
from app.wiring import Wiring

ADDRESS = "http://127.0.0.1:8000"
CAMILLE: dict[str, Any] = {
    "name": "Camille Exemple",
    "country": "FR",
    "address": ["1 rue de l’Exemple", "75000 PARIS"],
    "email": "camille@example.org",
}
LETTER: dict[str, Any] = {"kind": "access", "controller": {"slug": "clearview-ai"}, "subject": CAMILLE}
DOSSIER: dict[str, Any] = {
    "rights": ["access"],
    "controller": {"slug": "clearview-ai"},
    "subject": CAMILLE,
    "channel": "email",
    "sent": {"days": ["2026-03-02"]},
}


def visitor(wiring: Wiring, language: str = "en") -> TestClient:
    """Somebody without a token."""
    return TestClient(create_app(wiring), base_url=ADDRESS, headers={"Accept-Language": language})


@dataclass
class Program:
    """One that opened a dossier and has its token."""

    http: TestClient
    code: str
    token: str
    case: str

    @property
    def headers(self) -> dict[str, str]:
        """What opens the dossier."""
        return {"Authorization": f"Bearer {self.token}"}

    def get(self, path: str, **headers: str) -> Response:
        """GET below the case."""
        return self.http.get(f"/api/v1/cases/{self.case}{path}", headers={**self.headers, **headers})

    def record(self, kind: str, on: str, *, corrects: str | None = None, key: str = "", **values: Any) -> Response:
        """Record an event in the case."""
        body = {"event": {"kind": kind, "on": on, **values}, "corrects": corrects}
        return self.post("/events", body, **({"Idempotency-Key": key} if key else {}))

    def post(self, path: str, body: Any, **headers: str) -> Response:
        """POST JSON below the case."""
        return self.http.post(f"/api/v1/cases/{self.case}{path}", json=body, headers={**self.headers, **headers})

    def keep(self, name: str, content: bytes) -> Response:
        """Keep a file."""
        headers = {**self.headers, "Content-Type": "application/octet-stream"}
        return self.http.post(f"/api/v1/cases/{self.case}/files", params={"name": name}, content=content, headers=headers)


def program(wiring: Wiring, **changes: Any) -> Program:
    """A program with a case against Clearview AI, sent on 2 March 2026."""
    http = visitor(wiring)
    opened = http.post("/api/v1/dossiers", json={**DOSSIER, **changes})
    assert opened.status_code == 201, opened.text
    return entered(http, opened.json()["code"], opened.json()["cases"][0])


def entered(http: TestClient, code: str, case: str) -> Program:
    """A program that sends its code."""
    answer = http.post("/api/v1/sessions", json={"code": code})
    assert answer.status_code == 201, answer.text
    return Program(http, code, answer.json()["token"], case)
