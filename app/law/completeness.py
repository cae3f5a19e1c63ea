"""What a complete reply holds, item by item, and what the checks of a case say of it together. Codes and articles, never prose."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.law.events import CompletenessChecked
from app.law.fact import Fact
from app.law.finding_events import ItemChecked, ItemState
from app.law.rights import Right


@dataclass(frozen=True, kw_only=True)
class Item:
    """One thing that a reply must hold, with the article that asks for it in its canonical form."""

    code: str
    article: str


ITEMS: Mapping[Right, tuple[Item, ...]] = {
    Right.ACCESS: (
        Item(code="copy", article="GDPR Art. 15(3)"),
        Item(code="purposes", article="GDPR Art. 15(1)(a)"),
        Item(code="categories", article="GDPR Art. 15(1)(b)"),
        Item(code="recipients", article="GDPR Art. 15(1)(c)"),
        Item(code="storage", article="GDPR Art. 15(1)(d)"),
        Item(code="rights", article="GDPR Art. 15(1)(e)"),
        Item(code="complaint", article="GDPR Art. 15(1)(f)"),
        Item(code="source", article="GDPR Art. 15(1)(g)"),
        Item(code="automated", article="GDPR Art. 15(1)(h)"),
        Item(code="transfers", article="GDPR Art. 15(2)"),
        Item(code="logs", article="GDPR Art. 15(1)"),
    ),
    Right.ERASURE: (
        Item(code="erasure", article="GDPR Art. 17(1)"),
        Item(code="confirmation", article="GDPR Art. 12(3)"),
        Item(code="kept", article="GDPR Art. 17(3)"),
        Item(code="republishers", article="GDPR Art. 17(2)"),
        Item(code="recipients", article="GDPR Art. 19"),
        Item(code="restriction", article="GDPR Art. 18(1)"),
    ),
}
"""For each right its items in the order of the letter. Dates and purposes of consultations (logs) rest on CJEU, C-579/21."""

_WORTH = {ItemState.MISSING: 0, ItemState.PARTLY: 1, ItemState.ANSWERED: 2}


@dataclass(frozen=True, kw_only=True)
class Gap:
    """An item that no reply answers in full: `passages` are the ids of the replies that say something of it, with the words."""

    item: Item
    state: ItemState
    passages: tuple[tuple[str | None, str], ...]


def gaps(right: Right, checks: Sequence[Fact[CompletenessChecked]]) -> tuple[Gap, ...]:
    """What is missing from all replies together, in the order of the items.

    An item that one reply answers is answered, whatever another lacks: the result does not depend on the order of the checks. What nobody
    judged is no gap. Codes that the right does not have count for nothing.
    """
    judged: dict[str, list[tuple[str | None, ItemChecked]]] = {}
    for check in checks:
        for each in check.event.items:
            judged.setdefault(each.code, []).append((check.event.reply, each))
    found = (_gap(item, judged[item.code]) for item in ITEMS[right] if item.code in judged)
    return tuple(gap for gap in found if gap.state is not ItemState.ANSWERED)


def _gap(item: Item, judged: list[tuple[str | None, ItemChecked]]) -> Gap:
    best = max((each.state for _, each in judged), key=lambda state: _WORTH[state])
    said = {(reply, each.quote.strip()) for reply, each in judged if each.quote.strip()}
    return Gap(item=item, state=best, passages=tuple(sorted(said, key=lambda each: (each[0] or "", each[1]))))
