"""Where a complaint may be lodged: every forum that Art. 77(1) GDPR opens, and what else bears on the choice.

`competence.competent` names the one that a complaint is addressed to; here stand all of them, with their reasons, and what is unsettled.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.law.competence import Authority, Reason, authority_of, in_union
from app.law.places import state_of

PROCEDURE_SINCE = date(2027, 4, 2)
"""From this day Regulation (EU) 2025/2518 applies to complaints that cross a border."""

ART_77 = ("GDPR Art. 77(1)",)


class Ground(StrEnum):
    """What opens a forum: where the person lives, where she works, where the infringement is alleged to have happened."""

    RESIDENCE = "residence"
    WORKPLACE = "workplace"
    INFRINGEMENT = "place_of_infringement"


@dataclass(frozen=True)
class Forum:
    """An authority that may be turned to. `places` are the codes of those that lead to it; `authority` its id."""

    authority: str
    ground: Ground
    places: tuple[str, ...]
    articles: tuple[str, ...]


@dataclass(frozen=True)
class Remark:
    """What bears on the choice. `settled` is False where neither a text nor a decision that we know of answers the question."""

    reason: Reason
    settled: bool = True


@dataclass(frozen=True)
class Forums:
    """Every forum, the first the one to prefer, and the remarks; `unlisted` are places in the Union whose authority no file describes."""

    open: tuple[Forum, ...]
    remarks: tuple[Remark, ...]
    unlisted: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Connections:
    """What ties a matter to places, as codes of ISO 3166-1 or 3166-2. `residences` begin with the habitual one."""

    residences: tuple[str, ...]
    controller_place: str
    union_establishment: bool
    workplace: str = ""
    infringement: str = ""
    representative: str = ""

    @property
    def established(self) -> bool:
        """Whether the controller has an establishment in the Union or the EEA."""
        return self.union_establishment or in_union(self.controller_place)


def forums(ties: Connections, on: date) -> Forums:
    """The forums of a complaint lodged on that day. Each authority is named once, for the strongest of its grounds."""
    found: dict[str, Forum] = {}
    unlisted: list[str] = []
    for ground, place in _tied(ties):
        hears = authority_of(place)
        if hears is None:
            unlisted += [place] if in_union(place) and place not in unlisted else []
        else:
            found[hears.id] = _with(found.get(hears.id), hears, ground, place)
    return Forums(tuple(found.values()), _remarks(ties, tuple(found.values()), on), tuple(unlisted))


def _tied(ties: Connections) -> list[tuple[Ground, str]]:
    """The grounds with their places. A controller's seat is a place of infringement where it is in the Union."""
    seat = ties.controller_place if in_union(ties.controller_place) else ""
    tied = [
        *((Ground.RESIDENCE, place) for place in ties.residences),
        (Ground.WORKPLACE, ties.workplace),
        (Ground.INFRINGEMENT, ties.infringement),
        (Ground.INFRINGEMENT, seat),
    ]
    return [(ground, place) for ground, place in tied if place]


def _with(known: Forum | None, hears: Authority, ground: Ground, place: str) -> Forum:
    if known is None:
        return Forum(hears.id, ground, (place,), ART_77 if in_union(place) else ())
    return known if place in known.places or known.ground is not ground else Forum(hears.id, ground, (*known.places, place), known.articles)


def _remarks(ties: Connections, found: tuple[Forum, ...], on: date) -> tuple[Remark, ...]:
    union = any(in_union(place) for _, place in _tied(ties))
    if not union:
        return ()
    return (
        *_lead(ties),
        *_representative(ties),
        *([Remark(Reason("several_forums", ART_77))] if len(found) > 1 else []),
        *([Remark(Reason("several_residences", ART_77), settled=False)] if len({state_of(p) for p in ties.residences}) > 1 else []),
        *_german(ties),
        *_procedure(ties, on),
    )


def _lead(ties: Connections) -> tuple[Remark, ...]:
    """One-stop-shop or each authority on its own territory. Where the main establishment is, a seat outside the Union does not tell."""
    place = {"controller_place": ties.controller_place}
    if not ties.established:
        applies = Remark(Reason("reaches_here", ("GDPR Art. 3(2)",), place))
        return (applies, Remark(Reason("no_lead_authority", ("GDPR Art. 55(1)", "GDPR Art. 56(1)", "GDPR recital 122"), place)))
    if not in_union(ties.controller_place):
        return (Remark(Reason("lead_authority_of_main_establishment", ("GDPR Art. 56(1)", "GDPR Art. 60(1)"), place)),)
    if state_of(ties.controller_place) in {state_of(home) for home in ties.residences}:
        return (Remark(Reason("own_territory", ("GDPR Art. 55(1)",), place)),)
    return (Remark(Reason("lead_authority_elsewhere", ("GDPR Art. 56(1)", "GDPR Art. 60(1)"), place)),)


def _representative(ties: Connections) -> tuple[Remark, ...]:
    """A representative is somebody to write to: it is no establishment, and makes no authority the lead."""
    if not ties.representative or ties.established:
        return ()
    return (Remark(Reason("representative_is_addressee", ("GDPR Art. 27(4)",), {"representative": ties.representative})),)


def _german(ties: Connections) -> tuple[Remark, ...]:
    """The Länder share the supervision of companies; a residence somewhere in Germany says not yet which authority is near."""
    german = [place for place in ties.residences if state_of(place) == "DE"]
    if not german:
        return ()
    return (Remark(Reason("which_land" if "DE" in german else "land_of_residence", ("GDPR Art. 77(1)",), {"place": german[0]})),)


def _procedure(ties: Connections, on: date) -> tuple[Remark, ...]:
    """Regulation (EU) 2025/2518, for what crosses a border. That it leaves out controllers without establishment nobody decided yet."""
    rule = ("Regulation (EU) 2025/2518",)
    if not ties.established:
        return (Remark(Reason("procedure_not_without_establishment", rule, {"since": PROCEDURE_SINCE.isoformat()}), settled=False),)
    if state_of(ties.controller_place) in {state_of(home) for home in ties.residences}:
        return ()
    return (Remark(Reason("procedure_applies" if on >= PROCEDURE_SINCE else "procedure_to_come", rule)),)
