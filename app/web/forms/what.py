"""Step "what": the right to exercise, and for erasure the grounds of GDPR Art. 17(1)."""

from app.law.rights import ErasureGround, Right
from app.platform.errors import msg
from app.web.forms.answers import Answers

RIGHTS = {"access": (Right.ACCESS,), "erasure": (Right.ERASURE,), "both": (Right.ACCESS, Right.ERASURE)}
CHOOSE = msg("Choose what you want to ask for.")
NO_GROUND = msg("Tick at least one reason for the erasure.")

GROUNDS = (
    (ErasureGround.UNLAWFUL, msg("They never had the right to use my data")),
    (ErasureGround.OBJECTION, msg("I object to their using my data, because of my own situation")),
    (ErasureGround.NO_LONGER_NECESSARY, msg("They no longer need my data")),
    (ErasureGround.CONSENT_WITHDRAWN, msg("I had agreed, and I take that back")),
    (ErasureGround.CHILD, msg("I was a child when an online service collected my data")),
    (ErasureGround.LEGAL_DUTY, msg("A law obliges them to erase my data")),
)
"""Grounds in plain words, the ones most people need first."""

USUAL_GROUNDS = (ErasureGround.UNLAWFUL, ErasureGround.OBJECTION)
"""Ticked beforehand for a search engine for faces: nobody agreed to one, and authorities found such engines unlawful."""


def read(answers: Answers) -> tuple[tuple[Right, ...], tuple[ErasureGround, ...]]:
    """The rights, in the order in which one asks for them, and the grounds; mistakes are in `answers`."""
    rights = RIGHTS.get(answers.submitted.get("right"), ())
    if not rights:
        answers.fail("right", CHOOSE)
    given = answers.submitted.all("grounds")
    grounds = tuple(ground for ground, _ in GROUNDS if ground.value in given) if Right.ERASURE in rights else ()
    if Right.ERASURE in rights and not grounds:
        answers.fail("grounds", NO_GROUND)
    return rights, grounds
