"""People, orders and a batch for tests."""

from datetime import date

from app.campaigns.ledger import Batch, Ledger, Written
from app.campaigns.orders import Order
from app.campaigns.people import Person
from app.cases.parties import Subject
from app.directory.controllers import find

ORDER = Order(kind="access", controller=find("clearview-ai"), language="fr", on=date(2026, 11, 22))


def person(number: int, **more: str) -> Person:
    """Camille Exemple, one of many."""
    return Person(Subject(name=f"Camille Exemple-{number}", country="FR", birthdate=date(1990, 3, 1)), **more)


def people(count: int) -> list[tuple[int, Person]]:
    """That many people with the numbers of their rows."""
    return [(number, person(number)) for number in range(2, count + 2)]


def opened(ledger: Ledger, count: int) -> Batch:
    """A batch of that many letters, none of them written."""
    return ledger.batch(ledger.open(ORDER, people(count), "lookup"))


def done(number: int) -> Written:
    """A letter that was written."""
    return Written(number, sha256="0" * 64, size=1)
