"""Names of countries as people write them in any language."""

import pycountry
import pytest
from babel import Locale

from app.directory.country_names import country_code

WRITTEN = {
    "DE": ("Deutschland", "Germany", "Allemagne", "BRD", "GERMANY", "Niemcy"),
    "US": ("United States of America", "USA", "U.S.A.", "United States", "États-Unis", "Vereinigte Staaten"),
    "GB": ("United Kingdom", "UK", "Great Britain", "England", "Royaume-Uni", "the United Kingdom"),
    "NL": ("The Netherlands", "Nederland", "Holland", "Pays-Bas", "Netherlands"),
    "AT": ("Österreich", "Austria", "Osterreich", "Autriche"),
    "CH": ("Schweiz", "Switzerland", "Suisse", "Svizzera"),
    "ES": ("España", "Spain", "Espana"),
    "CZ": ("Czech Republic", "Czechia", "Česko"),
    "HR": ("Hrvatska", "Croatia"),
    "SG": ("Republic of Singapore", "Singapore"),
    "HK": ("Hong Kong",), "TW": ("Taiwan",), "RU": ("Russia",), "IM": ("Isle of Man",), "AE": ("United Arab Emirates",),
    "GR": ("Ελλάδα", "Greece"), "BG": ("България",), "SE": ("Sverige",), "FI": ("Suomi",), "IE": ("Éire", "Ireland"),
    "FR": ("FRANCE", "la France", "Frankreich", "Francia"), "BE": ("Belgique", "België", "Belgium"), "IT": ("Italia", "Italien"),
    "PL": ("Polska", "POLAND"), "LU": ("Luxembourg", "Grand-Duché de Luxembourg", "Großherzogtum Luxemburg"),
    "CN": ("China", "People's Republic of China"),
    "MH": ("Marshall Islands",), "KR": ("South Korea",), "MO": ("Macau",), "MT": ("Malta",),
}  # fmt: skip


@pytest.mark.parametrize(("code", "names"), WRITTEN.items())
def test_a_country_is_known_by_the_names_people_give_it(code: str, names: tuple[str, ...]) -> None:
    assert {name: country_code(name) for name in names} == dict.fromkeys(names, code)


@pytest.mark.parametrize("language", ["en", "de", "fr"])
def test_every_country_is_known_by_its_name_in_the_common_languages(language: str) -> None:
    codes = {entry.alpha_2 for entry in pycountry.countries}
    names = {str(name): str(code) for code, name in Locale(language).territories.items() if str(code) in codes}
    assert {name: country_code(name) for name in names} == names


@pytest.mark.parametrize("name", ["", " ", "Atlantis", "75000 Paris", "Europe", "World", "🇫🇷", "DE-BY"])
def test_what_is_no_country_is_none(name: str) -> None:
    assert country_code(name) is None
