"""Fictional people and companies, and the requests they write."""

from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

from PIL import Image

from app.cases.parties import Attachment, Request, Subject
from app.directory.controllers import Controller, find
from app.law.events import CaseOpened, Channel, Event, Recorded
from app.law.lifecycle import assess
from app.law.rights import Right
from app.letters.notices import CaseFacts
from app.platform.calendars import PublicHolidays

CAMILLE = Subject(
    name="Camille Exemple", country="FR", address=("12 rue de l’Invention", "69000 Lyon-Exemple"), email="camille@example.org"
)
DOMINIQUE = Subject(name="Dominique Modèle", country="FR", email="d.modele@example.org", identifiers={"Numéro de client": "EX-42"})
SHOP = Controller(
    name="Société Exemple & Fils", country="FR", address=("1 place du Modèle", "75000 Paris-Exemple"), email="dpo@example.com"
)
FACES = find("clearview-ai")
OVERSEAS = Controller(name="Example Data Inc.", country="US", address=("1 Sample St", "Springfield"), union_establishment=False)


def request(**changes: Any) -> Request:
    """Camille's access request to the shop by registered post, in French, with what the test changes."""
    usual: dict[str, Any] = {
        "right": Right.ACCESS,
        "controller": SHOP,
        "subject": CAMILLE,
        "channel": Channel.REGISTERED_POST,
        "reference": "SAI-7K3M-9QRT",
        "on": date(2026, 11, 22),
        "place": "Lyon",
        "language": "fr",
    }
    return Request(**{**usual, **changes})


def photo(width: int = 60, height: int = 80) -> Attachment:
    """A grey photograph without metadata."""
    content = BytesIO()
    Image.new("RGB", (width, height), "grey").save(content, "JPEG")
    return Attachment(name="photo.jpg", media_type="image/jpeg", content=content.getvalue())


def case(events: list[Event], about: Request, on: date) -> CaseFacts:
    """The case of a request after these events, assessed on a day."""
    controller, subject = about.controller, about.subject
    opened = CaseOpened(
        on=about.on,
        right=about.right,
        controller_place=controller.country,
        union_establishment=controller.union_establishment,
        subject_place=subject.country,
        minor=subject.minor,
        traits=controller.traits,
    )
    noon = datetime(2026, 11, 22, 12, tzinfo=UTC)
    records = tuple(Recorded(id=f"r{n}", sequence=n, recorded_at=noon, event=event) for n, event in enumerate([opened, *events]))
    return CaseFacts(records=records, assessment=assess(records, on, PublicHolidays()), on=on)


__all__ = ["CAMILLE", "DOMINIQUE", "FACES", "OVERSEAS", "SHOP", "case", "photo", "replace", "request"]
