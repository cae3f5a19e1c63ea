"""Codes of places (ISO 3166), which States and which parts of them they name, and whose public holidays move a deadline."""

from app.law.competence import UNION

WITH_HOLIDAYS = UNION | {"GB", "CH"}
"""States whose own public holidays move a deadline. Others designate no day in the sense of Reg. 1182/71 Art. 2(1)."""

OWN_CODES = {
    "GP": "FR-971", "MQ": "FR-972", "GF": "FR-973", "RE": "FR-974", "YT": "FR-976", "PM": "FR-PM", "BL": "FR-BL", "MF": "FR-MF",
    "NC": "FR-NC", "PF": "FR-PF", "WF": "FR-WF", "TF": "FR-TF", "AX": "FI-01", "SJ": "NO-21",
}  # fmt: skip
"""Parts of a State that also have an ISO 3166-1 code of their own, by that code."""


def canonical(place: str) -> str:
    """The place, as a subdivision of its State where it also has a State's code of its own: "RE" is "FR-974"."""
    return OWN_CODES.get(place, place)


def state_of(place: str) -> str:
    """The ISO 3166-1 code of the State of a place."""
    return place.partition("-")[0]


def nation_of(place: str) -> str:
    """The State of a place; for the United Kingdom the nation, since bank holidays are designated for each."""
    return place if place.startswith("GB-") else state_of(place)
