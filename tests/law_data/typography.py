"""What a printer would mark in a text of the law's data."""

import re

NO_BREAK = "\u00a0\u202f"

RULES = {
    "fr": {
        "a straight apostrophe": r"'",
        "a straight quotation mark": r'"',
        "high punctuation without its no-break space": rf"[^{NO_BREAK}!?][;:!?]",
        "a closing guillemet without its no-break space": rf"[^{NO_BREAK}]»",
        "an opening guillemet without its no-break space": rf"«[^{NO_BREAK}]",
        "a number parted from its article": r"(?i)\b(articles?|paragraphes?|considérant|points?|n°) \d",
    },
    "en": {"a straight apostrophe": r"'", "a straight quotation mark": r'"', "a French space": rf"[{NO_BREAK}][;:!?]"},
}
ALWAYS = {"two spaces": r"\s\s", "a line break": r"\n", "three dots": r"\.\.\.", "a space before a comma or full stop": r"\s[.,]"}


def faults(text: str, language: str) -> list[str]:
    """Names of the rules that `text` breaks."""
    return [name for name, pattern in (RULES[language] | ALWAYS).items() if re.search(pattern, text)]
