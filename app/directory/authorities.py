"""The supervisory authorities one can turn to: those of the law's own files, and those of the imported list that no file describes.

Which of them is competent, `law.competence` says; here one looks them up.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from babel import Locale

from app.directory.controllers import Controller
from app.directory.search import Entry, Index, host
from app.law import competence
from app.law.competence import Authority, PriorContact
from app.platform.errors import msg
from app.platform.i18n import LANGUAGES

PRIOR_CONTACT: Mapping[PriorContact, str] = {
    PriorContact.REQUIRED: msg("Yes: it hears you once you have asked the organisation and got no answer, or not the one you are owed."),
    PriorContact.EXPECTED: msg("It expects you to: write to the organisation first, and keep proof of it."),
    PriorContact.RECOMMENDED: msg("It recommends it. A complaint that shows your letter and the answer, or the silence, is also stronger."),
    PriorContact.UNKNOWN: msg("We do not know its rule. Writing first is wise: a complaint that shows your letter is stronger."),
}
"""Whether one must have written to the organisation first, in words."""

FROM_2027 = msg(
    "From 2 April 2027 it is the rule everywhere in the EU and the EEA for complaints that cross a border (Regulation (EU) 2025/2518)."
)

REMARKS: Mapping[str, str] = {
    "land_authority": msg(
        "It is that of one German Land, for companies and public bodies there. Whoever lives in the Land may also turn to it."
    ),
    "time_limit_one_year_from_knowledge_three_in_all": msg(
        "It takes complaints within one year from the day you learnt of the matter, and within three years in all."
    ),
    "email_needs_qualified_signature": msg("A complaint by e-mail needs a qualified electronic signature; a signed letter does not."),
    "no_binding_individual_decision_civil_court": msg(
        "It does not decide individual cases in a binding way: for that, one goes to a civil court."
    ),
    "authorities_of_the_laender_by_seat": msg(
        "It watches over federal bodies, telecommunications and post. For companies and other bodies, the authority of the Land in which "
        "they have their seat is in charge."
    ),
    "regional_authorities_apdcat_avpd": msg(
        "Catalonia (APDCAT) and the Basque Country (AVPD) have authorities of their own for their public bodies."
    ),
    "complaint_to_controller_first_acknowledged_in_30_days": msg(
        "You first complain to the organisation itself, which must acknowledge your complaint within thirty days."
    ),
}
"""What is special at an authority, by the codes of its file."""

SOURCES = (
    msg("comparative table of authorities: site, languages"),
    msg("prior request expected: practice of the authority"),
    msg("prior request recommended: practice of the authority"),
    msg("no binding individual decision, civil court"),
    msg("Data (Use and Access) Act 2025, s. 103; complaint to the controller first since 2026-06-19"),
)
"""Sources in the files that are no web addresses and read better in the reader's language. One that is not here is shown as it stands."""

_RECORD = re.compile(r"supervisory-authorities/([\w.-]+)\.json")


@dataclass(frozen=True, kw_only=True)
class KnownAuthority:
    """An authority as people look it up. `country` is ISO 3166-1, `languages` are ISO 639-1; `short_name` may be "".

    `complaint_url` is its complaint page or form, `email` an address that takes complaints; "" where unknown. `sources` are web addresses
    or what a lawyer would look up. `checked` is the day on which the facts were compared with them, or, where not `curated`, the day on
    which the list was imported.
    """

    slug: str
    name: str
    short_name: str = ""
    country: str
    address: tuple[str, ...]
    site: str
    complaint_url: str
    email: str = ""
    languages: tuple[str, ...]
    prior_contact: PriorContact = PriorContact.UNKNOWN
    complaint_letter: bool = False
    remarks: tuple[str, ...] = ()
    sources: tuple[str, ...]
    checked: date | None
    curated: bool = False


@dataclass(frozen=True)
class Authorities:
    """All authorities, by slug, and the ways to find one."""

    listed: tuple[KnownAuthority, ...]
    by_slug: Mapping[str, KnownAuthority]
    index: Index

    def search(self, words: str) -> tuple[KnownAuthority, ...]:
        """Those whose names, countries, towns or sites are like `words`, the likeliest first."""
        return tuple(self.by_slug[hit.slug] for hit in self.index.search(words, len(self.listed)))


def joined(imported: Iterable[Controller], imported_on: date | None) -> Authorities:
    """Those of the law's files, then those of the list that are none of these. What the list calls one of ours leads to ours, and gives it
    the ways to complain that our file lacks."""
    curated = [_of_law(entry) for entry in competence.authorities()]
    ours = {entry.slug: entry for entry in curated}
    twins = {slug: entry for entry in curated for source in entry.sources for slug in _RECORD.findall(source)}
    sites = {host(entry.site): entry for entry in curated}
    others, known_as = {}, {}
    for record in imported:
        twin = ours.get(record.slug) or twins.get(record.slug) or sites.get(host(record.site))
        if twin is None:
            others[record.slug] = _of_list(record, imported_on)
        else:
            ours[twin.slug] = _completed(ours[twin.slug], record)
            known_as[record.slug] = twin.slug
    listed = (*ours.values(), *others.values())
    by_slug = {**others, **{slug: ours[name] for slug, name in known_as.items()}, **ours}
    return Authorities(listed, by_slug, Index([_entry(entry) for entry in listed]))


def _completed(entry: KnownAuthority, record: Controller) -> KnownAuthority:
    return replace(entry, complaint_url=entry.complaint_url or record.webform, email=entry.email or record.email)


def _of_law(entry: Authority) -> KnownAuthority:
    return KnownAuthority(
        slug=entry.id,
        name=entry.name,
        short_name=entry.short_name,
        country=entry.country,
        address=entry.address,
        site=entry.site,
        complaint_url=entry.complaint_url,
        languages=entry.languages,
        prior_contact=entry.prior_contact,
        complaint_letter=entry.complaint_letter,
        remarks=entry.remarks,
        sources=tuple(source.ref for source in entry.sources),
        checked=entry.checked,
        curated=True,
    )


def _of_list(record: Controller, imported_on: date | None) -> KnownAuthority:
    return KnownAuthority(
        slug=record.slug,
        name=record.name,
        country=record.country,
        address=record.address,
        site=record.site,
        complaint_url=record.webform,
        email=record.email,
        languages=(record.request_language,) if record.request_language else (),
        sources=record.sources,
        checked=imported_on,
    )


def _entry(entry: KnownAuthority) -> Entry:
    """What one may remember of an authority: its name, its short name, its country in any of our languages, its town, its site."""
    countries = (str(Locale.parse(language).territories.get(entry.country, "")) for language in LANGUAGES)
    others: Sequence[str] = (entry.short_name, entry.country, *countries, *entry.address)
    return Entry(slug=entry.slug, name=entry.name, country=entry.country, site=host(entry.site), runs=tuple(filter(None, others)))
