"""How sources and articles are cited in each language. The law's codes are canonical English: "GDPR Art. 12(3)", "LIL Art. 51"."""

import re
from itertools import groupby

from app.platform.errors import msg
from app.platform.i18n import Translator

LAWS: dict[str, str] = {
    "GDPR": msg("GDPR"),
    "LIL": msg("French Data Protection Act (LIL)"),
    "Regulation 1182/71": msg("Regulation (EEC, Euratom) No 1182/71"),
    "UK GDPR": msg("UK GDPR"),
    "DSV": msg("Swiss Data Protection Ordinance (DSV)"),
    "OR": msg("Swiss Code of Obligations (OR)"),
    "Regulation (EU) 2025/2518": msg("Regulation (EU) 2025/2518"),
}

FRENCH_OF = {"LIL": "de la ", "DSV": "de l’"}
"""What stands before the French name of a law, unless it is « du »."""

_ARTICLE = re.compile(r"(?P<law>.+?) Art\. (?P<rest>.+)")
_RECITAL = re.compile(r"(?P<law>.+?) recital (?P<number>\d+)")
_GUIDELINES = re.compile(r"EDPB Guidelines (?P<number>[\d/]+) §(?P<points>[\d-]+)")
_PARTS = re.compile(r"(?P<article>[\dA-Z-]+)(?:\((?P<paragraph>\d+)\))?(?:\((?P<point>[a-z])\))?")


def source_text(source: str, t: Translator) -> str:
    """A source as the language cites it; sources divided by "; " stay divided. What has no known form stays as it is."""
    return "\u202f; ".join(_one(part, t) for part in source.split("; ")) if t.language == "fr" else source


def articles_text(articles: tuple[str, ...], t: Translator) -> str:
    """Several articles in one phrase, those of one law together: "Articles 12(3) and 15 GDPR"."""
    found = []
    for law, members in groupby(sorted(articles, key=_law_order), key=_law):
        found.append(_of_one_law(law, list(members), t))
    return t.format_list(found)


def _one(source: str, t: Translator) -> str:
    _ = t.gettext
    if found := _ARTICLE.fullmatch(source):
        numbers = _spread(found["rest"])
        return _of_one_law(found["law"], [f"{found['law']} Art. {number}" for number in numbers], t)
    if found := _RECITAL.fullmatch(source):
        return _("recital {number} {law}").format(number=found["number"], law=_of_law(found["law"], t))
    if found := _GUIDELINES.fullmatch(source):
        return _("EDPB Guidelines {number}, § {points}").format(number=found["number"], points=found["points"].replace("-", "–"))
    return _(LAWS[source]) if source in LAWS else source


def _spread(rest: str) -> list[str]:
    """ "2(1), 3(4)" names two articles."""
    return rest.split(", ")


def _law(article: str) -> str:
    found = _ARTICLE.fullmatch(article)
    return found["law"] if found else ""


def _law_order(article: str) -> int:
    """The order of LAWS; the order given is kept within a law."""
    known = list(LAWS)
    return known.index(_law(article)) if _law(article) in known else len(known)


def _of_one_law(law: str, articles: list[str], t: Translator) -> str:
    if not law:
        return t.format_list([_one(article, t) for article in articles])
    numbers = [article.partition(" Art. ")[2] for article in articles]
    if t.language != "fr":
        name = t.gettext(LAWS.get(law, law))
        return f"{'Article' if len(numbers) == 1 else 'Articles'} {t.format_list(numbers)} {name}"
    told = _french_numbers(numbers, t)
    return f"{told}{',' if 'paragraphe' in told or 'point' in told else ''} {_of_law(law, t)}"


def _of_law(law: str, t: Translator) -> str:
    """The law's name after an article: « du RGPD » in French."""
    name = t.gettext(LAWS.get(law, law))
    return f"{FRENCH_OF.get(law, 'du ')}{name}" if t.language == "fr" else name


def _french_numbers(numbers: list[str], t: Translator) -> str:
    """« article 12, paragraphes 3 et 4, et article 15 »: an article is named once, with its paragraphs."""
    by_article: dict[str, list[str]] = {}
    for number in numbers:
        found = _PARTS.fullmatch(number)
        by_article.setdefault(found["article"] if found else number, []).append(_french_parts(found) if found else "")
    if len(by_article) > 1 and not any(part for parts in by_article.values() for part in parts):
        return f"articles\u00a0{t.format_list(list(by_article))}"
    named = [f"article\u00a0{article}{_french_paragraphs([p for p in parts if p], t)}" for article, parts in by_article.items()]
    if len(named) == 1:
        return named[0]
    return f"{', '.join(named[:-1])}, et {named[-1]}"


def _french_parts(found: re.Match[str]) -> str:
    point = f"point\u00a0{found['point']})" if found["point"] else ""
    return ", ".join(part for part in (found["paragraph"] or "", point) if part)


def _french_paragraphs(parts: list[str], t: Translator) -> str:
    if not parts:
        return ""
    if all(part.startswith("point") for part in parts):
        return f", {t.format_list(parts)}"
    word = "paragraphe" if len(parts) == 1 else "paragraphes"
    return f", {word}\u00a0{t.format_list(parts)}"
