"""The language of a reply: the one whose small words it uses most."""

import re
from collections import Counter

WORDS = {
    "fr": "le la les des du de vous nous votre vos est pour une que qui ne pas sur avec dans par au aux ce cette et en sont été avez bonjour madame monsieur",
    "en": "the of to and you your we our is for that this with not on are be have has it by as from in please will would an or if hello dear at",
    "de": "der die das den dem und sie ihre ihr wir nicht ist zu mit für auf von eine einen im bitte werden haben uns es auch dass nur sehr guten bei oder",
    "es": "el los las del que de su sus no es para una por con se en lo al nos como más le y sin esta este solo usted hola estimado estimada ha",
    "it": "il lo gli della del di che la non è per una con si sono nostro suo sua le un da al nel dei abbiamo alla questo solo gentile buongiorno ai ha",
}
OF = {language: frozenset(words.split()) for language, words in WORDS.items()}
WORD = re.compile(r"[^\W\d_]+")
READ = 5_000
LETTERS = {"de": "äöüß", "es": "ñ¿¡", "fr": "çêœàù", "it": "òì"}


def language_of(text: str) -> str | None:
    """"fr", "en", "de", "es" or "it"; None where there are no words to tell by."""
    lower = text[:READ].lower()
    counts: Counter[str] = Counter()
    for word in WORD.findall(lower):
        for language, words in OF.items():
            counts[language] += word in words
    for language, letters in LETTERS.items():
        counts[language] += min(3, sum(lower.count(letter) for letter in letters))
    best = counts.most_common(1)
    return best[0][0] if best and best[0][1] else None
