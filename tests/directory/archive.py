"""A small archive in the shape of the public list, written by us, with the same odd things in it."""

import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from typing import Any

from app.directory.imports import Archive, read_archive

SMALL: Mapping[str, Any] = {
    "slug": "exemple",
    "name": "Exemple SA",
    "relevant-countries": ["fr"],
    "address": "1 place du Modèle\n75000 Paris-Exemple\nFrance",
    "email": "dpo@example.com",
    "web": "https://www.example.com",
    "sources": ["https://www.example.com/privacy"],
    "quality": "verified",
}

ODD: tuple[Mapping[str, Any], ...] = (
    {"slug": "wrong-scheme", "web": "httsp://www.example.org", "webform": "www.example.org/form"},
    {"slug": "soft-hyphens", "email": "daten\u00adschut\u00adz@example.org"},
    {"slug": "idn", "email": "datenschutz@günstiger-beispiel.example", "web": "https://www.günstiger-beispiel.example"},
    {"slug": "two-lines", "address": "96000 Musterstadt\nDeutschland"},
    {"slug": "seven-lines", "address": "MIL\nc/o Example Partners\n40 Sample Street\nSample Wharf\nLondon\nE14 0XX\nUnited Kingdom"},
    {"slug": "care-of", "address": "c/o Beispiel Service GmbH\nMusterweg 1\n12345 Musterstadt\nDeutschland"},
    {"slug": "empty-lists", "runs": [], "categories": [], "sources": [], "required-elements": []},
    {
        "slug": "many-names",
        "name": "Modèle Groupe",
        "runs": ["Appli Épatante", "Boutique du Modèle"],
        "web": "https://modele-groupe.example",
    },
    {"slug": "no-email", "email": None},
    {"slug": "no-site", "web": None, "sources": None, "quality": None, "relevant-countries": None},
    {"slug": "by-post-only", "email": None, "web": None},
    {"slug": "four-lines", "address": "Beispielhof\nMusterweg 1\n12345 Musterstadt\nDeutschland"},
    {"slug": "five-lines", "address": "Dział Przykładów\nul. Żółta 1\nlok. 2\n00-000 Przykładowo\nPolska"},
    {"slug": "six-lines", "address": "Ενότητα Α\nΟδός Παραδείγματος 1\nΌροφος 2\nΤ.Θ. 3\n100 00 Αθήνα\nΕλλάδα", "name": "Παράδειγμα Α.Ε."},
    {
        "slug": "long-lines",
        "name": "Muster-Beispielunternehmen & Söhne Beteiligungsverwaltungsgesellschaft „Modell“ mbH & Co. KG",
        "address": "Abteilung für Datenschutz und Informationssicherheit, Gebäude 7\nMusterstraße 1\n12345 Musterstadt\nGermany",
    },
    {"slug": "loose-lines", "address": "  1 place du Modèle \r\n\n 75000  Paris-Exemple\n\nFRANCE  \n"},
    {"slug": "bulgarian", "name": "Примерно ЕООД", "address": "ул. Примерна 1\n1000 София\nБългария"},
    {"slug": "by-machine", "name": "Sample Scraped Ltd", "quality": "scraped"},
    {
        "slug": "wants-much",
        "name": "Muster Versand GmbH",
        "quality": "tested",
        "request-language": "de",
        "needs-id-document": True,
        "suggested-transport-medium": "email",
        "required-elements": [{"desc": "Kundennummer", "type": "input"}, {"desc": "Geburtsdatum", "type": "birthdate", "optional": True}],
        "address": "Musterweg 2\n12345 München\nGermany",
    },
)
BAD: Mapping[str, bytes] = {
    "bad-json": b"{",
    "bad-list": b"[]",
    "bad-deep": b"[" * 100_000,
    "bad-encoding": b'{"name": "\xff"}',
    "bad-name": json.dumps({**SMALL, "slug": "bad-name", "name": ["no", "text"]}).encode(),
    "bad-address": json.dumps({**SMALL, "slug": "bad-address", "address": 12}).encode(),
    "bad-country": json.dumps({**SMALL, "slug": "bad-country", "address": "1 Road\nTown\nAtlantis"}).encode(),
    "bad-slug": json.dumps({**SMALL, "slug": "../odd"}).encode(),
    "bad-twice": json.dumps({**SMALL, "slug": "exemple"}).encode(),
}
OBSOLETE: tuple[Mapping[str, Any], ...] = (
    {"slug": "gone", "name": "Disparue SARL", "reason": "company-defunct", "sources": [], "quality": "obsolete"},
    {"slug": "moved", "name": "Ancien Nom SA", "reason": "duplicate", "redirect-to": "moved-again"},
    {"slug": "moved-again", "name": "Autre Nom SA", "reason": "duplicate", "redirect-to": "exemple"},
    {"slug": "circle", "name": "Cercle", "reason": "duplicate", "redirect-to": "circle"},
    {"slug": "there", "name": "Aller", "reason": "duplicate", "redirect-to": "and-back"},
    {"slug": "and-back", "name": "Retour", "reason": "duplicate", "redirect-to": "there"},
    {"slug": "to-nobody", "name": "Vers Personne", "reason": "duplicate", "redirect-to": "absent"},
    {"slug": "to-ours", "name": "Vers la Nôtre", "reason": "duplicate", "redirect-to": "clearview-ai"},
    *(
        {"slug": f"chain-{n}", "name": "Chaîne", "reason": "duplicate", "redirect-to": f"chain-{n + 1}" if n < 6 else "exemple"}
        for n in range(7)
    ),
)
PACKS = [
    {"slug": "social-media", "type": "choose", "companies": ["exemple", "many-names", "absent"]},
    {"slug": "finance", "type": "choose", "companies": ["absent", "gone", "exemple"]},
    {"slug": "empty", "type": "choose", "companies": []},
]
AUTHORITY = {"slug": "xxauth", "name": "Example Authority", "address": "1 Road\nTown\nIreland", "complaint-language": "en"}


def companies(**more: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """All controllers of the sample; `more` replaces fields of some by slug, with "-" for "_". None stands for a field that lacks."""
    found = {str(entry["slug"]): {**SMALL, **entry} for entry in ({}, *ODD) for entry in [{"slug": "exemple", **entry}]}
    for name, changes in more.items():
        slug = name.replace("_", "-")
        found[slug] = {**SMALL, "slug": slug, **found.get(slug, {}), **changes}
    return {slug: {key: value for key, value in entry.items() if value is not None} for slug, entry in found.items()}


def files(controllers: Mapping[str, Mapping[str, Any]] | None = None) -> Iterator[tuple[str, bytes]]:
    """Names and contents of the files of the sample, below one folder as the list's own archive has it."""
    listed = companies() if controllers is None else controllers
    yield from ((f"list-main/companies/{slug}.json", json.dumps(values).encode()) for slug, values in listed.items())
    yield from ((f"list-main/obsolete-records/{entry['slug']}.json", json.dumps(entry).encode()) for entry in OBSOLETE)
    yield "list-main/company-packs/all.json", json.dumps(PACKS).encode()
    yield "list-main/supervisory-authorities/xxauth.json", json.dumps(AUTHORITY).encode()
    yield "list-main/README.md", b"Not a record."


def packed(*more: tuple[str, bytes], controllers: Mapping[str, Mapping[str, Any]] | None = None) -> io.BytesIO:
    """The sample as an archive, with `more` files in it."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (*files(controllers), *more):
            archive.writestr(name, content)
    target.seek(0)
    return target


def with_bad() -> io.BytesIO:
    """The sample and every kind of bad record."""
    return packed(*((f"list-main/companies/{slug}.json", content) for slug, content in BAD.items()))


def damaged(*paths: str) -> io.BytesIO:
    """The sample with files that say nothing in the place of these, "companies/idn.json"."""
    target, names = io.BytesIO(), {f"list-main/{path}" for path in paths}
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in files():
            archive.writestr(name, b"{" if name in names else content)
    target.seek(0)
    return target


def sample(controllers: Mapping[str, Mapping[str, Any]] | None = None) -> Archive:
    """The sample, read."""
    return read_archive(packed(controllers=controllers))
