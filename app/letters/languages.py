"""In which language a letter is written: that of the one who will read it, unless the person says otherwise.

Each folder of `letter_templates` is a language, and its file `_language.toml` lists the countries whose controllers are written to in it: a
new folder is all that a new language needs.
"""

import tomllib
from collections.abc import Mapping
from functools import cache

from babel.core import get_global
from babel.languages import get_official_languages

from app.directory.controllers import Controller
from app.letters import kinds

DEFAULT = "en"
"""For controllers in countries that no language of ours claims: they read English sooner than anything else that we have."""

LATIN = "Latn"


def letter_language(controller: Controller) -> str:
    """The language for letters to this controller: one that it says it takes, else that of its country, else English."""
    asked = (controller.request_language, *controller.languages)
    for tag in asked:
        if (language := tag.lower().partition("-")[0]) in kinds.languages():
            return language
    return _by_country().get(controller.country, DEFAULT)


def posting_language(country: str, written_in: str = "") -> str:
    """The language of the post office that takes a letter in, for the country on its last line: French in France, German in Austria.

    That of the letter, `written_in`, where it is an official one there: a French letter from Brussels names the country in French.

    English where that language is not written in Latin letters: the Universal Postal Union wants the country in the language of
    the sender's post or in one that is known internationally, and the letter crosses offices on the way.
    """
    if written_in in get_official_languages(country):
        return written_in
    tag = str(get_global("likely_subtags").get(f"und_{country}", DEFAULT))
    language, _, rest = tag.partition("_")
    return DEFAULT if rest and LATIN not in rest else language


@cache
def _by_country() -> Mapping[str, str]:
    return {country: language for language in kinds.languages() for country in _claimed(language)}


def _claimed(language: str) -> tuple[str, ...]:
    path = kinds.TEMPLATES / language / "_language.toml"
    return tuple(tomllib.loads(path.read_text(encoding="utf-8"))["countries"])
