"""Names that belong to police or intelligence files: another regime than the GDPR, so the person is redirected and no letter is drafted."""

import re
import unicodedata

_ALWAYS = frozenset({
    "dgsi", "dgse", "drsd", "tracfin", "europol", "interpol", "faed", "fnaeg", "gendarmerie", "gendarmeries", "schengen",
    "constabulary", "polizei", "carabinieri", "questura", "bundesnachrichtendienst", "verfassungsschutz", "bundeskriminalamt",
    "politie", "policja",
})  # fmt: skip
"""Words that name such a service whatever stands around them."""

_ALONE = frozenset({"taj", "fpr", "fijais", "fsprt", "edvige", "pasp", "gipasp", "easp", "cristina"})
"""Acronyms of files that are also ordinary names: they count only where nothing but `_FILLING` stands beside them."""

_FILLING = frozenset({
    "le", "la", "les", "l", "du", "de", "des", "d", "un", "au", "fichier", "fichiers", "base", "donnees", "systeme", "france",
    "francais", "the", "file",
})  # fmt: skip

_POLICE = frozenset({"police", "polices", "policia", "polizia"})

_PHRASES = tuple(
    re.compile(rf"\b{phrase}\b")
    for phrase in (
        r"services? (de |du |des )?renseignements?",
        r"(direction|delegation|coordination|bureau central|service)( \w+){0,3} renseignement",
        r"renseignement (interieur|exterieur|territorial|penitentiaire|militaire)",
        r"renseignements (generaux|territoriaux)",
        r"(securite|surete) (interieure|exterieure|nationale)",
        r"guardia civil",
        r"(intelligence|secret|security) services?",
        r"antecedents judiciaires",
        r"personnes recherchees",
        r"empreintes (genetiques|digitales)",
        r"(fichiers?|fiches?) s",
    )
)

_PRIVATE = frozenset({
    "assurance", "assurances", "caractere", "caracteres", "sarl", "sas", "sasu", "eurl", "sa", "snc", "scop", "ltd", "limited", "llc",
    "inc", "gmbh", "ag", "spa", "srl", "bv", "nv", "plc", "mutuelle", "mutuelles", "mutualite", "syndicat", "syndicats", "association",
    "amicale", "federation", "musee", "orphelinat", "boutique", "editions", "records",
})  # fmt: skip
"""Words that show a private body, or another meaning of "police" (an insurance policy, a typeface)."""


def looks_like_police(name: str) -> bool:
    """Whether `name` seems to be a police or intelligence service, or one of their files. Accents and case do not matter.

    It compares whole words, so "Policeman Clothing" is none, nor is "Police Lunettes SARL". It is a hint for redirecting a person:
    the page it leads to explains the other regime.
    """
    words = _words(name)
    if _PRIVATE & set(words):
        return False
    if (_ALWAYS | _POLICE) & set(words) or any("polizei" in word for word in words):
        return True
    if _ALONE & set(words) and set(words) <= _ALONE | _FILLING:
        return True
    return any(phrase.search(" ".join(words)) for phrase in _PHRASES)


def _words(name: str) -> list[str]:
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    dotted = re.sub(r"\b(\w)\.(?=\w\b)", r"\1", plain.casefold())
    return re.findall(r"\w+", dotted)
