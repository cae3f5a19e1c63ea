"""The form that says what a mandate is to hold, before it is written. Nothing of it is kept."""

from datetime import date

from app.letters.mandate_wishes import wish_of
from app.letters.mandates import MandateWish
from app.web.bodies import Submitted

TYPED = ("purpose", "holder", "address", "body", "statutes", "signatory", "ends_on")
TICKED = ("courts_too", "to_holder")


def read_mandate(form: Submitted, today: date) -> MandateWish:
    """What the mandate is to hold. Raises InvalidInputs with every mistake."""
    typed = {name: form.get(name) for name in TYPED}
    return wish_of({**typed, **{name: form.get(name) == "1" for name in TICKED}}, today)
