"""The language of a reply: the one whose small words it uses most."""

import re
import tomllib
from collections import Counter
from functools import cache
from importlib.resources import files

WORD = re.compile(r"[^\W\d_]+")
READ = 5_000
"""Characters that are looked at."""
MOST_LETTERS = 3


def language_of(text: str) -> str | None:
    """ "fr", "en", "de", "es" or "it"; None where there are no words to tell by."""
    lower = text[:READ].lower()
    words, letters = _signs()
    counts: Counter[str] = Counter()
    for word in WORD.findall(lower):
        counts.update(words.get(word, ()))
    for language, own in letters.items():
        counts[language] += min(MOST_LETTERS, sum(lower.count(letter) for letter in own))
    best = counts.most_common(1)
    return best[0][0] if best and best[0][1] else None


@cache
def _signs() -> tuple[dict[str, list[str]], dict[str, str]]:
    """The languages of each small word, and the letters that only one of them writes."""
    data = tomllib.loads((files("app.replies") / "data/languages.toml").read_text(encoding="utf-8"))
    words: dict[str, list[str]] = {}
    for language, listed in data["words"].items():
        for word in listed.split():
            words.setdefault(word, []).append(language)
    return words, data["letters"]
