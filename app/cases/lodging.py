"""Where the complaint of a case is lodged: the places that tie the person to authorities, and the one that she chose among them."""

from collections.abc import Sequence
from datetime import date

from app.cases.parties import Request
from app.law.competence import Competence, authority, competent
from app.law.events import PlacesTold, Recorded, standing
from app.law.forums import Connections, Forum, Forums, Ground, forums


def places_told(records: Sequence[Recorded]) -> PlacesTold | None:
    """What the person told last of her places, if anything."""
    told = [record.event for record in standing(list(records)) if isinstance(record.event, PlacesTold)]
    return told[-1] if told else None


def forums_of(request: Request, records: Sequence[Recorded], on: date) -> Forums:
    """Where this person may complain, with what she told of her places."""
    return forums(_ties(request, places_told(records)), on)


def chosen_forum(request: Request, records: Sequence[Recorded]) -> Forum | None:
    """The forum that she chose, if it is open to her and complaints to it are written here; None for that of her residence."""
    told = places_told(records)
    if told is None or not told.authority:
        return None
    open_ = forums(_ties(request, told), request.on).open
    return next((f for f in open_ if f.authority == told.authority and authority(f.authority).complaint_letter), None)


def competence_of(request: Request, records: Sequence[Recorded] = ()) -> Competence:
    """The authority to complain to, and why: the one that she chose, else that of her habitual residence."""
    chosen, controller = chosen_forum(request, records), request.controller
    place = chosen.places[0] if chosen else _home(request)
    return competent(place, controller.country, controller.union_establishment)


def ground_of(request: Request, records: Sequence[Recorded]) -> tuple[Ground | None, str]:
    """On which ground and for which place she chose; None where nobody chose anything but the habitual residence."""
    chosen = chosen_forum(request, records)
    if chosen is None or (chosen.ground is Ground.RESIDENCE and chosen.places[0] == _home(request)):
        return None, ""
    return chosen.ground, chosen.places[0]


def _home(request: Request) -> str:
    return request.subject.place or request.subject.country


def _ties(request: Request, told: PlacesTold | None) -> Connections:
    controller = request.controller
    return Connections(
        residences=tuple(dict.fromkeys(filter(None, (_home(request), told.other_home if told else "")))),
        controller_place=controller.country,
        union_establishment=controller.union_establishment,
        workplace=told.workplace if told else "",
        infringement=told.infringement if told else "",
        representative=", ".join(controller.representative),
    )
