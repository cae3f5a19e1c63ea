"""What the person may tick as missing from a reply: the parts of each right, as codes that the letter `missing_items` words."""

from collections.abc import Sequence

from app.cases.sentences.items import ITEMS
from app.law.rights import Right
from app.platform.errors import InvalidInput, msg

__all__ = ["ITEMS", "ticked"]

UNKNOWN_ITEM = msg("“{item}” is no part of this request. Choose among: {known}.")


def ticked(right: Right, items: Sequence[str]) -> tuple[str, ...]:
    """These codes in the order of the letter, each once. Raises InvalidInput naming `missing` for one that the right does not have."""
    known = ITEMS[right]
    for item in items:
        if item not in known:
            raise InvalidInput("missing", UNKNOWN_ITEM, item=item[:40], known=", ".join(known))
    return tuple(item for item in known if item in items)
