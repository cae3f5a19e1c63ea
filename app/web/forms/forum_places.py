"""Places that open an authority to a person: the countries, and the German Länder, which have authorities of their own."""

from functools import cache

from app.platform.i18n import LANGUAGE_OF_MESSAGES, Translator
from app.web.forms.countries import country_choices
from app.web.forms.places import REGIONS

LAND = "DE"


def place_choices(t: Translator) -> list[tuple[str, str]]:
    """Code and name of each place, each Land after its country; the first choice is none."""
    found = [("", t.gettext("None"))]
    for code, name in country_choices(t.language):
        found.append((code, name))
        if code == LAND:
            found += lander_choices(t)
    return found


def lander_choices(t: Translator) -> list[tuple[str, str]]:
    """Code and name of each German Land, after the name of the country."""
    germany = dict(country_choices(t.language))[LAND]
    return [(part, f"{germany} – {t.gettext(words)}") for part, words in REGIONS[LAND]]


@cache
def known_places() -> frozenset[str]:
    """All codes that may be chosen."""
    return frozenset(code for code, _ in country_choices(LANGUAGE_OF_MESSAGES)) | {code for code, _ in REGIONS[LAND]}
