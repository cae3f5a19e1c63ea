"""What a batch is to write: one kind of letter, to one controller, dated one day."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.campaigns.people import Person
from app.cases.parties import Request, subject_from_mapping, usual_channel
from app.directory.controllers import Controller, from_mapping, to_mapping
from app.law.rights import Right
from app.letters import kinds
from app.letters.drafts import Draft, draft_letter
from app.letters.references import CROCKFORD
from app.letters.requests import recipient
from app.platform.errors import InvalidInput, msg

NOT_FOR_BATCHES = msg("A batch writes letters of the kind access or erasure, not “{kind}”.")
RIGHTS = tuple(right.value for right in Right)


@dataclass(frozen=True, kw_only=True)
class Order:
    """One batch's letters. `language` is for the people whose row names none; `folder` is where a command writes them, "" for a page."""

    kind: str
    controller: Controller
    language: str
    on: date
    folder: str = ""

    def to_json(self) -> bytes:
        """What `from_json` reads; equal orders give equal bytes."""
        plain = {**self.__dict__, "controller": to_mapping(self.controller), "on": self.on.isoformat()}
        return json.dumps(plain, ensure_ascii=False, sort_keys=True).encode()

    @classmethod
    def from_json(cls, content: bytes) -> "Order":
        """The order again."""
        plain = json.loads(content)
        return cls(**{**plain, "controller": from_mapping(plain["controller"]), "on": date.fromisoformat(plain["on"])})


def checked(order: Order) -> Order:
    """The order, if letters can be written to it. Raises InvalidInput naming the kind, the language or the controller."""
    if order.kind not in RIGHTS:
        raise InvalidInput("kind", NOT_FOR_BATCHES, kind=order.kind[:40])
    kinds.find(order.kind, order.language)
    recipient(_request(order, Person(subject_from_mapping({"name": "x", "country": "FR"})), ""))
    return order


def drafted(order: Order, person: Person, reference: str) -> Draft:
    """The letter of one person. The same person and reference give the same letter, whenever it is written."""
    return draft_letter(order.kind, _request(order, person, reference), language=person.language or order.language)


def file_name(order: Order, language: str, reference: str) -> str:
    """The neutral name of a letter's file: the stem of its kind and the eight characters of its reference, so that no two are the same."""
    tail = "".join(c for c in reference.upper() if c in CROCKFORD)[-8:]
    return f"{kinds.find(order.kind, language).file_stem}-{tail}.pdf"


def person_to_json(person: Person) -> bytes:
    """What `person_from_json` reads."""
    subject: Mapping[str, Any] = person.subject.__dict__
    born = person.subject.birthdate
    plain = {**subject, "address": list(person.subject.address), "birthdate": born.isoformat() if born else ""}
    return json.dumps({"language": person.language, "subject": {k: v for k, v in plain.items() if v}}, ensure_ascii=False).encode()


def person_from_json(content: bytes) -> Person:
    """The person again."""
    plain = json.loads(content)
    return Person(subject_from_mapping(plain["subject"]), plain["language"])


def _request(order: Order, person: Person, reference: str) -> Request:
    return Request(
        right=Right(order.kind),
        controller=order.controller,
        subject=person.subject,
        channel=usual_channel(order.controller),
        reference=reference,
        on=order.on,
    )
