"""Fictional cases for the tests of complaints: records as a person would have entered them, and the complaint drafted from them."""

import html
import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

from app.cases.parties import Request, Subject
from app.cases.views import FileInfo
from app.complaints.complaint import draft_complaint
from app.directory.controllers import Controller, find
from app.law.events import (
    CaseOpened,
    Channel,
    Event,
    FindingConfirmed,
    LetterDrafted,
    Recorded,
    ReplyReceived,
    RequestReceived,
    RequestSent,
)
from app.law.events import ReplyNature as Nature
from app.law.lifecycle import Assessment, assess
from app.law.rights import Right
from app.letters.drafts import Draft
from app.platform.calendars import PublicHolidays

CLEARVIEW = find("clearview-ai")
SHOP = Controller(
    name="Boutique Exemple SARL",
    address=("3 rue de l’Essai", "75001 PARIS"),
    country="FR",
    siren="123456789",
    email="dpo@example.org",
)
CAMILLE = Subject(
    name="Camille Exemple",
    country="FR",
    address=("12 rue du Modèle", "69001 LYON"),
    email="camille@example.org",
    birthdate=date(1990, 4, 2),
)
SEVEN = tuple(date(2026, 3, 3) + timedelta(weeks=3 * n) for n in range(7))
"""3 and 24 March, 14 April, 5 and 26 May, 16 June, 7 July."""

TWELVE_MONTHS = "we only provide data collected in the preceding 12 months"
TWICE_A_YEAR = "you may submit two requests per year"


def request(controller: Controller = CLEARVIEW, right: Right = Right.ACCESS, **more: Any) -> Request:
    """A request of Camille Exemple."""
    given = {"subject": CAMILLE, "channel": Channel.EMAIL, "reference": "SAI-7K3M-0000", "on": date(2026, 3, 3), "place": "Lyon"}
    return Request(right=right, controller=controller, **{**given, **more})


def records(asked: Request, *events: Event) -> tuple[Recorded, ...]:
    """The opening and then these events; ids are r0, r1, r2 …"""
    opening = CaseOpened(
        on=asked.on,
        right=asked.right,
        controller_place=asked.controller.country,
        union_establishment=asked.controller.union_establishment,
        subject_place=asked.subject.country,
        minor=asked.subject.minor,
        traits=asked.controller.traits,
    )
    at = datetime(2026, 11, 22, tzinfo=UTC)
    return tuple(Recorded(id=f"r{n}", sequence=n, recorded_at=at, event=event) for n, event in enumerate((opening, *events)))


def kept(id_: str, name: str, purpose: str = "proof") -> FileInfo:
    """A file kept with a case."""
    return FileInfo(id=id_, name=name, media_type="application/pdf", size=1, sha256="0" * 64, purpose=purpose, added_on=date(2026, 3, 3))


def assessed(found: tuple[Recorded, ...], today: date) -> Assessment:
    """What the law says of these records, with real calendars."""
    return assess(found, today, PublicHolidays())


def complaint(asked: Request, found: tuple[Recorded, ...], today: date, *files: FileInfo, **more: Any) -> Draft:
    """The complaint drafted on that day."""
    return draft_complaint(asked, found, assessed(found, today), files, today=today, **more)


def text(draft: Draft) -> str:
    """What a reader reads: tags gone, white space of every kind one space."""
    marked = re.sub(r'<span class="piece"[^>]*>([^<]*)</span>', r"\1", draft.html)
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", marked)).split()).replace(" .", ".").replace(" ,", ",")


def seven_requests() -> tuple[Request, tuple[Recorded, ...]]:
    """Seven requests; the first received; a reply that allows twelve months, twice a year; then silence."""
    asked = request()
    events: list[Event] = [LetterDrafted(on=SEVEN[0], letter="access")]
    events += [RequestSent(on=day, channel=Channel.EMAIL, files=(f"sent{n}",)) for n, day in enumerate(SEVEN, 1)]
    events += [
        RequestReceived(on=SEVEN[0], files=("receipt",)),
        ReplyReceived(on=date(2026, 7, 20), nature=Nature.OTHER, text=f"Note that {TWELVE_MONTHS} and {TWICE_A_YEAR}.", files=("reply",)),
        FindingConfirmed(on=date(2026, 7, 21), label="temporal_limit", quote=TWELVE_MONTHS, reply="r10"),
        FindingConfirmed(on=date(2026, 7, 21), label="frequency_limit", quote=TWICE_A_YEAR, reply="r10"),
    ]
    return asked, records(asked, *events)


def proofs_of_seven() -> tuple[FileInfo, ...]:
    """The papers of that case."""
    sent = [kept(f"sent{n}", f"envoi-{n}.eml") for n in range(1, 8)]
    return (*sent, kept("receipt", "accuse.pdf"), kept("reply", "reponse.pdf", "reply"))
