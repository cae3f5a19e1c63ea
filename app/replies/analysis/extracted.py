"""What a reply says besides its limits: days promised, amounts and documents asked, recipients named, articles invoked, remedies mentioned.

Patterns only, in five languages. Nothing here decides anything: it pre-fills a check that a person makes.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

Span: TypeAlias = tuple[int, int]

AMOUNT = re.compile(
    r"(?:(?:€|£|\$|CHF|EUR|GBP|USD)\s?\d[\d.,’' \u202f\xa0]*\d|(?:€|£|\$)\s?\d"
    r"|\d[\d.,’'\u202f\xa0]*\s?(?:€|£|\$|CHF|EUR\b|euros?\b|curos?\b|pounds?\b|dollars?\b|francs?\b|Franken\b|Euro\b))",
    re.I,
)
ARTICLE = re.compile(
    r"\b(?:art(?:icle|icles|ikel|ículo|ículos|icolo|icoli|t)?\b\.?|§{1,2}|Ziff?\.)\s*[LRD]?\.?\s?\d{1,4}(?:[-.]\d{1,3})*"
    r"(?:\s?(?:\(\d{1,2}\)|\([a-h]\)|,?\s?(?:abs(?:\.|atz)|par(?:\.|agraphe|agraph)?|apartado|comma|lit\.|let(?:t|tera|tre|ra)\.?|alinéa|al\.)\s?\w{1,2}\b))*"
    r"(?:\s+(?:du|de la|de l['’]|of the|of|der|des|del|della|dello)?\s?"
    r"(?:RGPD|GDPR|DSGVO|DS-GVO|UK GDPR|LOPDGDD|BDSG|HGB|AO|BGB|C\.\s?com\.|code (?:de |du |des )?[a-zé]+(?: [a-zé]+)?|loi [\w-]+))?",
    re.I,
)
DOCUMENTS = {
    "identity_document": r"passe?ports?|passaport[oi]|pasaportes?|reisepass\w*|personalausweis\w*|ausweis\w*|carte (?:nationale )?d['’]identité|pièces? d['’]identité"
    r"|identity (?:card|document)s?|\bID (?:card|document)s?|photo ID|carta d['’]identità|documento d['’]identità|documento de identidad|DNI|NIE\b"
    r"|permis de conduire|driving licen[cs]e|driver['’]s licen[cs]e|führerschein\w*|patente(?: di guida)?|carn[ée]t? de conducir",
    "certified_copy": r"certifiée? conforme|notar\w+|beglaubig\w+|autentica\w*|apostill\w+|compulsad\w+|legali[sz]\w+|légalis\w+",
    "proof_of_residence": r"justificatif de domicile|quittance de loyer|proof of (?:residence|residency|address)|utility bill|meldebescheinigung|wohnsitznachweis"
    r"|certificato di residenza|certificado de empadronamiento|empadronamiento",
    "photo": r"selfies?|photo récente|recent photo\w*|lichtbild\w*|foto reciente|foto recente|gros plan",
    "form": r"formulaires?|formulario|formulare?\b|modulo|moduli|\bforms?\b",
    "signature": r"signature manuscrite|wet signature|unterschrift\w*|firma autografa|firma manuscrita",
    "mandate": r"procuration|mandat\b|power of attorney|vollmacht\w*|procura|delega\b|poder notarial",
}
DOCUMENT = {kind: re.compile(rf"\b(?:{words})\b", re.I) for kind, words in DOCUMENTS.items()}
SHARED = re.compile(
    r"\b(?:communiqué\w*|transmis\w*|partagé\w*|destinataires?|reçu\w* par|shared with|disclosed to|sent to|passed to|recipients?|seen by|went to|weitergegeben|übermittelt"
    r"|empfänger\w*|erhalten haben|bekam\w*|comunicat[oiae]\w*|condivis\w*|destinatari\w*|cedido\w*|comunicado\w*|destinatarios?|compartid\w*|comunicó|vieron|visti da)\b",
    re.I,
)
NAME = re.compile(
    r"(?<![.!?]\s)(?<!^)\b[A-ZÀ-Ý][\w&’'À-ÿ-]+(?:\s(?:(?:de|du|des|di|del|della|der|von|of|&|et|and|und)\s)?[A-ZÀ-Ý0-9][\w&’'.À-ÿ-]*)*"
)
NO_NAMES = re.compile(
    r"^(?:RGPD|GDPR|DSGVO|CNIL|AEPD|ICO|Garante|Art\w*|Sie|Ihre?\w*|Ihnen|Daten|Empfänger|Seules?|Nous|Vous|Ils|Elles|The|They|We|You|Your|It|Su|Sus|La Sua|Lei|Suoi"
    r"|Destinataires?|Recipients?|Destinatar\w+|Zweck\w*|Herkunft\w*|PDF|CSV|ZIP|I|Anlage\w*|Annexe\w*)$"
)
REMEDIES = {
    "complaint": r"CNIL|réclamation|autorité de contrôle|supervisory authority|data protection authority|\bICO\b|\bDPC\b|regulator|complaint|complain|aufsichtsbehörde"
    r"|landesbeauftragte\w*|datenschutzbehörde|beschwerde\w*|AEPD|agencia española|reclamación|autoridad de control|garante|reclamo|autorità di controllo",
    "court": r"recours juridictionnel|tribuna\w+|juge\b|judicial remedy|court\b|courts\b|gericht\w*|rechtsbehelf\w*|klage\w*|tutela judicial|juzgad\w+|ricorso giurisdizionale"
    r"|autorità giudiziaria|giudice|judge",
}
REMEDY = {kind: re.compile(rf"\b(?:{words})", re.I) for kind, words in REMEDIES.items()}


@dataclass(frozen=True)
class Passage:
    """Something that the text says at `start` to `end`, and what kind of thing ("identity_document", a name, an amount as written)."""

    what: str
    start: int
    end: int


def amounts(text: str, spans: Iterable[Span]) -> list[Passage]:
    """Sums of money, as written."""
    return [Passage(match.group().strip(), *match.span()) for span in spans for match in AMOUNT.finditer(text, *span)]


def articles(text: str, spans: Iterable[Span]) -> list[Passage]:
    """Articles and paragraphs of law, as written."""
    return [Passage(" ".join(match.group().split()), *match.span()) for span in spans for match in ARTICLE.finditer(text, *span)]


def documents(text: str, asking: Iterable[Span]) -> list[Passage]:
    """Documents named in the sentences `asking`: those that a limit or a check of identity was found in."""
    found = [Passage(kind, *match.span()) for span in asking for kind, words in DOCUMENT.items() for match in words.finditer(text, *span)]
    return sorted(found, key=lambda one: one.start)


def recipients(text: str, spans: Iterable[Span]) -> list[Passage]:
    """Names in sentences that speak of passing data on."""
    found = []
    for start, end in spans:
        said = SHARED.search(text, start, end)
        if said:
            found += [Passage(m.group(), *m.span()) for m in NAME.finditer(text, said.end(), end) if not NO_NAMES.match(m.group())]
    return found


def remedies(text: str, spans: Iterable[Span]) -> dict[str, Passage]:
    """Where the complaint to an authority and the remedy before a court are first mentioned (GDPR Art. 12(4))."""
    found: dict[str, Passage] = {}
    for span in spans:
        for kind, words in REMEDY.items():
            match = words.search(text, *span)
            if match and kind not in found:
                found[kind] = Passage(kind, *match.span())
    return found
