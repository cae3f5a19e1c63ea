"""Rights of the data subject that Saisine exercises, and the articles each rests on. Codes only: the letters hold the prose."""

from enum import StrEnum


class Right(StrEnum):
    """The right that one case exercises."""

    ACCESS = "access"
    ERASURE = "erasure"


ARTICLES: dict[Right, str] = {
    Right.ACCESS: "GDPR Art. 15",
    Right.ERASURE: "GDPR Art. 17",
}


class ErasureGround(StrEnum):
    """Grounds of GDPR Art. 17(1), named by their letter there."""

    NO_LONGER_NECESSARY = "a"
    CONSENT_WITHDRAWN = "b"
    OBJECTION = "c"
    UNLAWFUL = "d"
    LEGAL_DUTY = "e"
    CHILD = "f"
