"""Supervisory authorities, one TOML file each in `data/authorities`, and which of them hears a complaint."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import cache

from app.law.tables import LANGUAGES, Source, Table, folder

UNION = frozenset({
    "AT", "BE", "BG", "HR", "CY", "CZ", "DK", "EE", "FI", "FR", "DE", "GR", "HU", "IE", "IT", "LV", "LT", "LU", "MT", "NL", "PL", "PT",
    "RO", "SK", "SI", "ES", "SE", "IS", "LI", "NO", "GP", "MQ", "GF", "RE", "YT", "MF",
})  # fmt: skip
"""Where the GDPR is the law of the land (ISO 3166-1 alpha-2): the Union, the EEA (Iceland, Liechtenstein, Norway), and the outermost
regions of France, which have codes of their own."""


class PriorContact(StrEnum):
    """Whether the person must first have exercised the right with the controller.

    "required" by law or by the authority's rules; "expected" or "recommended" by its practice; "unknown" where nobody looked.
    From 2 April 2027 it is required everywhere for complaints that cross a border (Regulation 2025/2518).
    """

    REQUIRED = "required"
    EXPECTED = "expected"
    RECOMMENDED = "recommended"
    UNKNOWN = "unknown"


class UnknownAuthority(KeyError):
    """No file of `data/authorities` has that id."""


@dataclass(frozen=True, kw_only=True)
class Authority:
    """A supervisory authority. `address` is ready for an envelope; `territory` holds ISO 3166-1 codes, or ISO 3166-2
    codes where a part of a State has an authority of its own ("DE-BY").

    `complaint_url` is its complaint page, "" where nobody found one. `complaint_letter` says that this program writes complaints to it;
    others are named to the person, who turns to them herself. `remarks` are codes of what is special there. From `controller_first_since`
    on the controller must be complained to first, and has `controller_first_days` to confirm the complaint.
    `called` holds what it calls itself in other languages of its own: name, short name and address by language.
    """

    id: str
    name: str
    short_name: str
    country: str
    territory: tuple[str, ...]
    address: tuple[str, ...]
    site: str
    complaint_url: str
    languages: tuple[str, ...]
    prior_contact: PriorContact
    sources: tuple[Source, ...]
    checked: date
    complaint_letter: bool = True
    remarks: tuple[str, ...] = ()
    controller_first_since: date | None = None
    controller_first_days: int = 0
    called: Mapping[str, "Called"] = field(default_factory=dict)

    def said(self, language: str) -> "Authority":
        """The same authority, named as it names itself in that language where it does."""
        found = self.called.get(language)
        return self if found is None else replace(self, name=found.name, short_name=found.short_name, address=found.address)


@dataclass(frozen=True, kw_only=True)
class Called:
    """An authority's name, short name and address in one of its other languages."""

    name: str
    short_name: str
    address: tuple[str, ...]


@dataclass(frozen=True)
class Reason:
    """Why an authority is competent: a code, the articles it rests on, and what the sentence needs (places, ids)."""

    code: str
    articles: tuple[str, ...]
    params: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Competence:
    """The authority to write to (None when no file describes it) and the reasons, the decisive one first."""

    authority: str | None
    reasons: tuple[Reason, ...]


def authorities() -> tuple[Authority, ...]:
    """Every authority that has a file, by id."""
    return tuple(_by_id().values())


def authority(id_: str) -> Authority:
    """The authority of that id, such as "fr-cnil". Raises UnknownAuthority."""
    try:
        return _by_id()[id_]
    except KeyError:
        raise UnknownAuthority(id_) from None


def authority_of(place: str) -> Authority | None:
    """The authority whose territory holds that place, whether or not this program writes complaints to it."""
    found = _by_territory()
    return found.get(place.upper()) or found.get(_country(place))


def in_union(place: str) -> bool:
    """Whether the GDPR is the law of the land at that place, in the Union or the EEA; `place` is ISO 3166-1 or 3166-2."""
    return _country(place) in UNION


def competent(subject_place: str, controller_place: str, union_establishment: bool) -> Competence:
    """Where the person lodges the complaint, and why.

    The choice is hers between residence, work and place of the infringement (GDPR Art. 77(1)); residence comes first here. A controller
    without establishment in the Union has no lead authority: each authority acts on its own territory (Arts 55 and 56, recital 122).
    With one, the complaint is still lodged at the residence, and the lead authority handles it with the others (Arts 56 and 60).
    """
    established = union_establishment or in_union(controller_place)
    chosen, decisive = _forum(subject_place, controller_place, established)
    return Competence(chosen.id if chosen else None, (decisive, _one_stop_shop(chosen, controller_place, established)))


def _forum(subject_place: str, controller_place: str, established: bool) -> tuple[Authority | None, Reason]:
    resident = _of_territory(subject_place)
    local = _of_territory(controller_place) if established else None
    if resident:
        return resident, Reason("residence", ("GDPR Art. 77(1)",), {"place": subject_place})
    if local:
        return local, Reason("place_of_infringement", ("GDPR Art. 77(1)",), {"place": controller_place})
    code = "residence_authority_not_listed" if in_union(subject_place) else "no_authority_found"
    return None, Reason(code, ("GDPR Art. 77(1)",), {"place": subject_place})


def _one_stop_shop(chosen: Authority | None, controller_place: str, established: bool) -> Reason:
    params = {"controller_place": controller_place}
    if not established:
        return Reason("no_lead_authority", ("GDPR Art. 55(1)", "GDPR Art. 56(1)", "GDPR recital 122"), params)
    if not in_union(controller_place):
        return Reason("lead_authority_of_main_establishment", ("GDPR Art. 56(1)", "GDPR Art. 60(1)"), params)
    there = authority_of(controller_place)
    if chosen and there and there.country == chosen.country:  # German Länder are one State
        return Reason("own_territory", ("GDPR Art. 55(1)",), params)
    return Reason("lead_authority_elsewhere", ("GDPR Art. 56(1)", "GDPR Art. 60(1)"), params)


def read(table: Table) -> Authority:
    """The authority that one file describes. Raises LawDataError naming the file and the key."""
    id_ = table.file.rpartition("/")[2].removesuffix(".toml")
    found = Authority(
        id=id_,
        name=table.text("name"),
        short_name=table.text("short_name"),
        country=table.text("country"),
        territory=table.texts("territory"),
        address=table.texts("address"),
        site=table.text("site"),
        complaint_url=table.text("complaint_url") if table.has("complaint_url") else "",
        languages=table.texts("languages"),
        prior_contact=table.choice("prior_contact", PriorContact),
        sources=table.sources("sources"),
        checked=table.day("checked"),
        complaint_letter=table.flag("complaint_letter", default=True),
        remarks=table.texts("remarks") if table.has("remarks") else (),
        controller_first_since=table.day("controller_first_since") if table.has("controller_first_since") else None,
        controller_first_days=table.number("controller_first_days", default=0),
        called={language: _called(table.table(language)) for language in LANGUAGES if table.has(language)},
    )
    if not any(_country(place) == found.country for place in found.territory):
        raise table.error("territory", f"must hold the authority's own country, “{found.country}”, or parts of it")
    table.finish()
    return found


def _called(table: Table) -> Called:
    found = Called(name=table.text("name"), short_name=table.text("short_name"), address=table.texts("address"))
    table.finish()
    return found


@cache
def _by_id() -> Mapping[str, Authority]:
    return {entry.id: entry for entry in map(read, folder("authorities"))}


@cache
def _by_territory() -> Mapping[str, Authority]:
    """The first one by id where several hold a territory."""
    found: dict[str, Authority] = {}
    for entry in authorities():
        for country in entry.territory:
            found.setdefault(country, entry)
    return found


def _of_territory(place: str) -> Authority | None:
    """The one there, if this program writes complaints to it."""
    found = authority_of(place)
    return found if found and found.complaint_letter else None


def _country(place: str) -> str:
    return place.partition("-")[0].upper()
