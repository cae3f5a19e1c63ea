"""What was found in a reply, in words for a person at a terminal."""

from app.law.limits import UnknownLimit, answer, limit
from app.platform.errors import msg
from app.platform.i18n import Translator
from app.replies.analysis.reading import Analysis, Finding

NOTHING = msg("Nothing was recognised in this text. Read it yourself: what was not found may still be there.")
SUGGESTED = msg("Suggestions, for you to confirm: nothing is established until you have read the passage.")
ARTICLES = msg("Articles: {articles}")
LAWFUL = msg("Lawful if: {condition}")
CERTAINTY = msg("Certainty: {percent} %")
MISSING = {
    "complaint": msg("The reply does not mention the complaint to the supervisory authority (GDPR Art. 12(4))."),
    "court": msg("The reply does not mention the remedy before a court (GDPR Art. 12(4))."),
}


def to_text(found: Analysis, t: Translator) -> str:
    """The findings with their passages, articles and when the same would be lawful."""
    if not found.findings:
        return t.gettext(NOTHING)
    lines = [t.gettext(SUGGESTED)]
    for finding in found.findings:
        lines += ["", *_shown(finding, t)]
    missing = [t.gettext(MISSING[kind]) for kind in found.extracted["remedies"]["missing"]]
    return "\n".join([*lines, *([""] if missing else []), *missing])


def _shown(finding: Finding, t: Translator) -> list[str]:
    try:
        entry = limit(finding.label)
        lawful = [t.gettext(LAWFUL).format(condition=" ".join(entry.legitimate_if[t.language].split()))]
        title = entry.title[t.language]
    except UnknownLimit:
        title, lawful = answer(finding.label).title[t.language], []
    return [
        f"{title} ({finding.label})",
        f"  “{' '.join(finding.quote.split())}”",
        f"  {t.gettext(ARTICLES).format(articles=', '.join(finding.articles))}",
        *(f"  {line}" for line in lawful),
        f"  {t.gettext(CERTAINTY).format(percent=round(100 * finding.confidence))}",
    ]
