"""What was found in a reply, as a document for programs and in words for a person at a terminal."""

from typing import Any

from app.law.limits import entry, lawful_if
from app.platform.errors import msg
from app.platform.i18n import Translator
from app.replies.analysis.reading import Analysis, Finding

NOTHING = msg("Nothing was recognised in this text. Read it yourself: what was not found may still be there.")
SUGGESTED = msg("Suggestions, for you to confirm: nothing is established until you have read the passage.")
ARTICLES = msg("Articles: {articles}")
DECISION = msg("Leading decision: {decision}")
RULE = msg("By rule: {text} ({article})")
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


def to_document(found: Analysis, language: str) -> dict[str, Any]:
    """The JSON contract of `saisine analyse --json`; what a person would read in it is in `language`."""
    return {
        "language": found.language,
        "findings": [_as_document(one, language) for one in found.findings],
        "extracted": found.extracted,
    }


def _as_document(found: Finding, language: str) -> dict[str, Any]:
    known = entry(found.label)
    rule = found.rule
    return {
        "label": found.label,
        "kind": found.kind.value,
        "quote": found.quote,
        "start": found.start,
        "end": found.end,
        "articles": list(found.articles),
        "confidence": found.confidence,
        "why": found.why,
        "leading_decision": known.leading_decision,
        "legitimate_if": lawful_if(known, language),
        "rule": {"name": rule.name, "article": rule.article, "text": rule.text[language]} if rule else None,
    }


def _shown(finding: Finding, t: Translator) -> list[str]:
    known, _ = entry(finding.label), t.gettext
    lawful, decision, rule = lawful_if(known, t.language), known.leading_decision, finding.rule
    return [
        f"{known.title[t.language]} ({finding.label})",
        f"  “{' '.join(finding.quote.split())}”",
        f"  {_(ARTICLES).format(articles=', '.join(finding.articles))}",
        *([f"  {_(DECISION).format(decision=decision)}"] if decision else []),
        *([f"  {_(LAWFUL).format(condition=lawful)}"] if lawful else []),
        *([f"  {_(RULE).format(text=rule.text[t.language], article=rule.article)}"] if rule else []),
        f"  {_(CERTAINTY).format(percent=round(100 * finding.confidence))}",
    ]
