"""Which law fixes the controller's time: the GDPR, its British twin or the Swiss Data Protection Act; and each rule's source there."""

from dataclasses import dataclass
from datetime import date

from app.law.competence import UNION
from app.law.places import state_of

ART_12A_SINCE = date(2026, 2, 5)
"""The day from which Art. 12A of the UK GDPR applies (Data (Use and Access) Act 2025 s. 76; SI 2026/82)."""


@dataclass(frozen=True)
class Regime:
    """The first period is `months`, or `days` where these are not 0; an extension leads to `extended_months`, None if not fixed.

    `pause` is the rule code of a pause; the other fields are sources: of the period, its beginning and end, and what moves them.
    """

    due: str
    receipt: str
    extension: str
    pause: str = "pause"
    paused: str = "EDPB Guidelines 01/2022 §159"
    months: int = 1
    days: int = 0
    extended_months: int | None = 3
    begins: str = "Regulation 1182/71 Art. 3(1)"
    ends: str = "Regulation 1182/71 Art. 3(2)(c)"
    weekend: str = "Regulation 1182/71 Art. 2(2), 3(4)"
    holiday: str = "Regulation 1182/71 Art. 2(1), 3(4)"


GDPR = Regime(
    due="GDPR Art. 12(3)",
    receipt="GDPR Art. 12(3); EDPB Guidelines 01/2022 §159",
    extension="GDPR Art. 12(3); EDPB Guidelines 01/2022 §162-164",
)

UK_BEFORE_12A = Regime(
    due="UK GDPR Art. 12(3)",
    receipt="UK GDPR Art. 12(3)",
    extension="UK GDPR Art. 12(3)",
    paused="ICO, guidance on the right of access",
)

UK = Regime(
    due="UK GDPR Art. 12A(1)",
    receipt="UK GDPR Art. 12A(2)",
    extension="UK GDPR Art. 12A(3), 12A(4)",
    pause="pause_uk",
    paused="UK GDPR Art. 12A(2), 12A(5)",
)

SWITZERLAND = Regime(
    due="DSV Art. 18(1)",
    receipt="DSV Art. 18(1)",
    extension="DSV Art. 18(2)",
    months=0,
    days=30,
    extended_months=None,
    begins="OR Art. 77(1)",
    ends="OR Art. 77(1)",
    weekend="OR Art. 78(1)",
    holiday="OR Art. 78(1)",
)


def regime(place: str, subject_place: str, received: date) -> Regime:
    """The law for a controller acting at `place`. Who is in the EEA may rely on the GDPR wherever the controller is (Art. 3(2))."""
    state = state_of(place)
    if state not in ("GB", "CH") or state_of(subject_place) in UNION:
        return GDPR
    if state == "CH":
        return SWITZERLAND
    return UK if received >= ART_12A_SINCE else UK_BEFORE_12A
