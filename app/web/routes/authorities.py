"""The supervisory authorities: all of them, a search among them, and a page for each."""

from collections.abc import Sequence

from babel import Locale
from fastapi import APIRouter, Request
from starlette.responses import Response

from app.directory.authorities import FROM_2027, PRIOR_CONTACT, REMARKS, KnownAuthority
from app.law.competence import in_union
from app.platform.errors import NotFound
from app.services import Wired
from app.web.forms.countries import sortable
from app.web.pages import language_of, render

router = APIRouter(prefix="/authorities")

LONGEST_SEARCH = 100


@router.get("")
def authorities(request: Request, wired: Wired, q: str = "") -> Response:
    """All authorities by country, or those that the words `q` find."""
    known, locale = wired.directory.authorities(), Locale.parse(language_of(request))
    words = q[:LONGEST_SEARCH].strip()
    names = {entry.country: str(locale.territories[entry.country]) for entry in known.listed}
    shown = known.search(words) if words else _by_country(known.listed, names)
    return render(request, "authorities/list.html", q=words, authorities=shown, countries=names)


@router.get("/{slug}")
def authority(request: Request, wired: Wired, slug: str) -> Response:
    """How one reaches an authority, and where that is known from. Raises NotFound."""
    found = wired.directory.authorities().by_slug.get(slug)
    if found is None:
        raise NotFound(slug)
    locale = Locale.parse(language_of(request))
    return render(
        request,
        "authorities/one.html",
        authority=found,
        country=locale.territories[found.country],
        languages=[locale.languages.get(code, code) for code in found.languages],
        prior_contact=PRIOR_CONTACT[found.prior_contact],
        from_2027=FROM_2027 if in_union(found.country) else "",
        remarks=[REMARKS[code] for code in found.remarks],
    )


def _by_country(listed: Sequence[KnownAuthority], names: dict[str, str]) -> list[KnownAuthority]:
    """By the name of the country in the reader's language; of one country, ours first, then by name."""
    return sorted(listed, key=lambda entry: (sortable(names[entry.country]), not entry.curated, sortable(entry.name)))
